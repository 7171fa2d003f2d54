import { setTimeout as wait } from 'node:timers/promises'
import { webApi } from '@slack/bolt'
import { LRUCache } from 'lru-cache'
import type { Profile } from '../../src/access/policy.ts'
import type { Message } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import type { Log } from '../../src/ports.ts'
import { renderSlack, renderSlackText, type SlackPayload } from './blocks.ts'

export type Respond = (
  payload: SlackPayload & { response_type: 'ephemeral'; replace_original: false },
) => Promise<Response>

/** The ways in which something can be said in Slack. Each throws where Slack refuses. */
export type SlackGateway = {
  post(to: { channel: string; thread?: string | undefined }, message: Message): Promise<void>
  /** Only `user` sees it, and only while they are there. */
  whisper(to: { channel: string; user: string; thread?: string | undefined }, message: Message): Promise<void>
  /** Through a response address: works where the bot is no member. */
  respond(respond: Respond, message: Message): Promise<void>
  /** What Slack knows of a person; unknown where it does not tell. Never throws. */
  profile(user: string): Promise<Profile>
}

/** Errors that are about the blocks and not about the place: the same words without blocks may pass. */
const refusedBlocks = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long']

/** The longest wait that Slack may ask for before an answer is given another way, in seconds. */
const longestWait = 15

const responseTimeout = 10_000

export function createSlackGateway(client: webApi.WebClient, words: Words, log: Log): SlackGateway {
  const profiles = new LRUCache<string, Profile>({
    max: 5_000,
    ttl: 10 * 60_000,
    fetchMethod: async user => {
      const { user: found } = await client.users.info({ user })
      return { email: found?.profile?.email ?? null, zone: found?.tz ?? null }
    },
  })

  async function say(message: Message, send: (payload: SlackPayload) => Promise<unknown>): Promise<void> {
    try {
      await patiently(() => send(renderSlack(message, words)))
    } catch (error) {
      if (!isAboutBlocks(error)) throw error
      log.warn({ err: error }, 'Slack refused the blocks of a message, so its text is sent')
      await patiently(() => send(renderSlackText(message, words)))
    }
  }

  return {
    post: ({ channel, thread }, message) =>
      say(message, payload => client.chat.postMessage({ channel, ...inThread(thread), ...payload })),
    whisper: ({ channel, user, thread }, message) =>
      say(message, payload => client.chat.postEphemeral({ channel, user, ...inThread(thread), ...payload })),
    respond: (respond, message) =>
      say(message, async payload => {
        const sent = respond({ ...payload, response_type: 'ephemeral', replace_original: false })
        const refusal = readRefusal(await (await inTime(sent, responseTimeout)).text())
        if (refusal !== null) throw new ResponseRefused(refusal)
      }),
    async profile(user) {
      try {
        return await profiles.forceFetch(user)
      } catch (error) {
        log.warn({ err: error }, 'Slack does not tell the profile of a person')
        return { email: null, zone: null }
      }
    },
  }
}

function inThread(thread: string | undefined) {
  return thread === undefined ? {} : { thread_ts: thread }
}

/** Waits once where Slack says when to come again, if that is soon. */
async function patiently(send: () => Promise<unknown>): Promise<void> {
  try {
    await send()
  } catch (error) {
    const seconds = error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter : Number.POSITIVE_INFINITY
    if (seconds > longestWait) throw error
    await wait(seconds * 1000)
    await send()
  }
}

class ResponseRefused extends Error {
  readonly code: string

  constructor(code: string) {
    super(`The response address refused the message: ${code}`)
    this.code = code
  }
}

/** A response address says "ok" in plain text, and may refuse with status 200 and a body that tells why. */
function readRefusal(body: string): string | null {
  try {
    const answer: unknown = JSON.parse(body)
    const isRefusal = typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false
    return isRefusal ? String('error' in answer ? answer.error : 'no reason given') : null
  } catch {
    return null // plain text: not a refusal
  }
}

function isAboutBlocks(error: unknown): boolean {
  if (error instanceof webApi.WebAPIPlatformError) return refusedBlocks.includes(error.data.error)
  if (error instanceof ResponseRefused) return refusedBlocks.includes(error.code)
  // A response address says no more than 400 to blocks that it refuses.
  return error instanceof Error && 'statusCode' in error && error.statusCode === 400
}

/** A response address that does not answer must not keep the answer from being given another way. */
function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  const signal = AbortSignal.timeout(milliseconds)
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    promise.then(resolve, reject)
  })
}
