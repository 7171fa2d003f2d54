import { longestWaitMs } from '../../helpers/longest-wait.ts'
import type { Args } from './emulator.ts'

export type Content = { text: string; blocks?: unknown[] }
export type Posted = Content & {
  channel: string
  ts: string
  user: string
  threadTs?: string
  metadata?: unknown
  edited: boolean
}
export type Ephemeral = Content & { channel: string; user: string; threadTs?: string }
/** What came through a response address; `error` where it was refused. */
export type Responded = Content & {
  url: string
  channel: string
  user: string
  responseType: 'ephemeral' | 'in_channel'
  replaceOriginal: boolean
  deleteOriginal: boolean
  threadTs?: string
  status: number
  error?: string
}
export type CallMade = { method: string; args: Args; ok: boolean; error?: string }
type ViewShown = { method: string; user?: string; view: Record<string, unknown> }
type Uploaded = { fileId: string; content: Buffer }

type Kinds = {
  call: CallMade
  message: Posted
  edit: Posted
  deletion: Posted
  ephemeral: Ephemeral
  response: Responded
  view: ViewShown
  upload: Uploaded
}
type Kind = keyof Kinds
type Recorded = { [K in Kind]: { kind: K; at: Date; what: Kinds[K] } }[Kind]

export interface Recorder {
  all: Recorded[]
  add<K extends Kind>(kind: K, what: Kinds[K]): void
  list<K extends Kind>(kind: K): Kinds[K][]
  /** The first such event, past or to come. Rejects after `timeoutMs` (5,000), naming what was seen instead. */
  waitFor<K extends Kind>(kind: K, where?: (what: Kinds[K]) => boolean, timeoutMs?: number): Promise<Kinds[K]>
  forget(): void
  close(): void
}

type Waiter = { take(event: Recorded): boolean; fail(reason: string): void }

export function createRecorder(now: () => Date): Recorder {
  const all: Recorded[] = []
  const waiters = new Set<Waiter>()

  return {
    all,
    add(kind, what) {
      const event = { kind, at: now(), what } as Recorded
      all.push(event)
      for (const waiter of waiters) if (waiter.take(event)) waiters.delete(waiter)
    },
    list: kind => all.filter(event => event.kind === kind).map(event => event.what as never),
    waitFor(kind, where = () => true, timeoutMs = longestWaitMs) {
      const fits = (event: Recorded) => event.kind === kind && where(event.what as never)
      const past = all.find(fits)
      if (past) return Promise.resolve(past.what as never)
      return new Promise((resolve, reject) => {
        const fail = (reason: string) => {
          clearTimeout(timer)
          waiters.delete(waiter)
          reject(new Error(`${reason}: no such ${kind}; seen: ${summarize(all)}`))
        }
        const waiter: Waiter = {
          fail,
          take(event) {
            if (!fits(event)) return false
            clearTimeout(timer)
            resolve(event.what as never)
            return true
          },
        }
        const timer = setTimeout(fail, timeoutMs, `waited ${timeoutMs} ms`)
        waiters.add(waiter)
      })
    },
    forget: () => void all.splice(0),
    close() {
      for (const waiter of waiters) waiter.fail('the cloud was closed')
    },
  }
}

function summarize(events: Recorded[]): string {
  const words = events
    .slice(-10)
    .map(({ kind, what }) => (kind === 'call' ? `${what.method} ${what.error ?? 'ok'}` : kind))
  return words.join(', ') || 'nothing'
}
