import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes, randomInt } from 'node:crypto'
import { channel } from 'node:diagnostics_channel'

/** Ids of a piece of work in a trace, in hex: 16 bytes and 8. */
export type Trace = { readonly traceId: string; readonly spanId: string }

/** Work that ended. Times are milliseconds since 1970. */
export type FinishedWork = {
  readonly name: WorkName
  readonly reference: string
  readonly trace: Trace
  readonly beganAt: number
  readonly endedAt: number
  readonly isFailed: boolean
}

export type WorkName = 'answer in Slack' | 'answer in Teams' | 'delivery'

type Work = { readonly reference: string; readonly trace: Trace | undefined }

const works = new AsyncLocalStorage<Work>()
const finished = channel('tabnine-usage-bot:finished-work')

/** Runs work under one reference, which all of its log lines carry. A promise that it returns is part of the work. */
export function withReference<T>(reference: string, name: WorkName, work: () => T): T {
  if (!finished.hasSubscribers) return works.run({ reference, trace: undefined }, work)
  const trace = { traceId: randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex') }
  const beganAt = Date.now()
  const end = (isFailed: boolean) => {
    const ended: FinishedWork = { name, reference, trace, beganAt, endedAt: Date.now(), isFailed }
    finished.publish(ended)
  }
  return works.run({ reference, trace }, () => {
    const result = work()
    if (result instanceof Promise)
      result.then(
        () => end(false),
        () => end(true),
      )
    else end(false)
    return result
  })
}

/** Calls a function for all work that ends. @returns ends it */
export function watchWork(receive: (work: FinishedWork) => void): () => void {
  // Only `withReference` publishes to this channel.
  const listen = (work: unknown) => receive(work as FinishedWork)
  finished.subscribe(listen)
  return () => void finished.unsubscribe(listen)
}

/** The reference of the running work; `undefined` outside of any. */
export function currentReference(): string | undefined {
  return works.getStore()?.reference
}

/** The trace of the running work; `undefined` outside of any, and where no one watches. */
export function currentTrace(): Trace | undefined {
  return works.getStore()?.trace
}

/** Runs work that belongs to no question, though one caused it. */
export function withoutReference<T>(work: () => T): T {
  return works.exit(work)
}

/** Six letters and digits that are hard to mistake for one another when read out. */
export function drawReference(): string {
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  return Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('')
}
