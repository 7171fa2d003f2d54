import { randomUUID } from 'node:crypto'
import { longestWaitMs } from '../../helpers/longest-wait.ts'
import { type Answer, refuse } from './answer.ts'
import { checkContent, readContent } from './content.ts'
import type { Args } from './emulator.ts'
import { TEAM } from './people.ts'
import type { Pictures } from './pictures.ts'
import type { Recorder, Responded } from './record.ts'

const USES = 5
const LIFETIME = 30 * 60 * 1000

/** `ts`: the message that holds what was pressed; it is what `replace_original` and `delete_original` mean. */
export type Place = { channel: string; user: string; ts?: string }

/** Response addresses: five answers in thirty minutes each. emulate has no part in them. */
export interface ResponseAddresses {
  create(place: Place): string
  /** Answers a request to such an address. */
  answer(url: string, body: string): Promise<Answer>
  /** The nth answer that came through and was taken (from 1). Rejects after `timeoutMs` (5,000). */
  waitFor(url: string, nth?: number, timeoutMs?: number): Promise<Responded>
}

type Address = Place & { until: number; taken: Responded[]; waiting: ((responded: Responded) => void)[] }

export function createResponseAddresses(options: {
  base: () => string
  now: () => Date
  recorder: Recorder
  refusalStatus: number
  pictures: Pictures
}): ResponseAddresses {
  const { base, now, recorder, refusalStatus, pictures } = options
  const addresses = new Map<string, Address>()

  async function answer(url: string, body: string): Promise<Answer> {
    const address = addresses.get(url)
    if (!address) return { ...refuse('no_such_address'), status: 404 }
    if (now().getTime() >= address.until) return { ...refuse('expired_url'), status: 404 }
    if (address.taken.length >= USES) return { ...refuse('used_url'), status: 404 }
    const args = readObject(body)
    const wrong = args ? (checkResponse(args) ?? (await pictures.check(args))) : refuse('invalid_payload')
    const status = wrong ? refusalStatus : 200
    const responded = { ...describe(url, address, args ?? {}), status, ...readError(wrong) }
    recorder.add('response', responded)
    if (wrong) return { ...wrong, status }
    touchOriginal(address, responded)
    address.taken.push(responded)
    for (const check of address.waiting.splice(0)) check(responded)
    return { status: 200, body: { ok: true } }
  }

  /** What was pressed in a message that others read too is changed, or gone, for all of them. */
  function touchOriginal({ channel, ts }: Address, responded: Responded): void {
    const original = recorder.list('message').find(message => message.channel === channel && message.ts === ts)
    if (!original) return
    if (responded.deleteOriginal) recorder.add('deletion', original)
    else if (responded.replaceOriginal) {
      const { text, blocks = [] } = responded
      recorder.add('edit', Object.assign(original, { text, blocks, edited: true }))
    }
  }

  return {
    create({ channel, user, ts }) {
      const url = `${base()}/commands/${TEAM.id}/${randomUUID()}`
      addresses.set(url, {
        channel,
        user,
        ...(ts ? { ts } : {}),
        until: now().getTime() + LIFETIME,
        taken: [],
        waiting: [],
      })
      return url
    },
    answer,
    waitFor(url, nth = 1, timeoutMs = longestWaitMs) {
      const address = addresses.get(url)
      if (!address) return Promise.reject(new Error(`${url} is no response address of this cloud`))
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error(`answer ${nth} did not come in ${timeoutMs} ms; ${address.taken.length} came`))
        }, timeoutMs)
        const check = () => {
          const responded = address.taken[nth - 1]
          if (!responded) return void address.waiting.push(check)
          clearTimeout(timer)
          resolve(responded)
        }
        check()
      })
    },
  }
}

/** Deleting needs no content; everything else is checked as a message is. */
function checkResponse(args: Args): Answer | undefined {
  return args.delete_original === true ? undefined : checkContent(args)
}

function describe(url: string, { channel, user }: Address, args: Args): Omit<Responded, 'status'> {
  return {
    ...readContent(args),
    url,
    channel,
    user,
    responseType: args.response_type === 'in_channel' ? 'in_channel' : 'ephemeral',
    replaceOriginal: args.replace_original === true,
    deleteOriginal: args.delete_original === true,
    ...(args.thread_ts ? { threadTs: String(args.thread_ts) } : {}),
  }
}

function readError(answer: Answer | undefined): { error?: string } {
  return answer && typeof answer.body !== 'string' && answer.body.error ? { error: answer.body.error } : {}
}

function readObject(body: string): Args | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Args) : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
