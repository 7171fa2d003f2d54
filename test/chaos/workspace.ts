import type { Store } from '../../src/ports.ts'
import { BOT_SCOPES } from '../clouds/slack/people.ts'
import { type SlackCloud, startSlackCloud } from '../clouds/slack.ts'
import { createChance } from './chance.ts'

/** Methods that the chaos disturbs: posting, editing, and looking up what was posted. */
const spoilt = [
  'chat.postMessage',
  'chat.update',
  'conversations.history',
  'conversations.open',
  'conversations.replies',
]

/** What an error may look like; each as likely as the others. */
const errors = [{ status: 503 }, { status: 429, retryAfter: 1 }, { error: 'internal_error' }]

export type Workspace = {
  readonly cloud: SlackCloud
  readonly channels: readonly string[]
  /** Stores the channels as the bot does when someone writes there. */
  save(store: Store, now: Date): Promise<void>
  /** Slack refuses to identify a bot, this many times. */
  breakStarts(times: number): void
  /** The next posts, this many, are refused for a day. */
  askForDays(posts: number): void
  /** From now on calls go wrong at random. */
  spoil(share: { readonly errors: number; readonly lostReplies: number }, seed: number): void
}

/** @param isReadable whether the bot may look up its own messages */
export async function openWorkspace(size: number, isReadable: boolean): Promise<Workspace> {
  // With im:write it may look into direct messages as well, where reminders are.
  const readable = isReadable
    ? [...BOT_SCOPES, 'im:write']
    : BOT_SCOPES.filter(scope => scope !== 'metadata.message:read')
  // No limit on posts: rates are not what this is about.
  const cloud = await startSlackCloud({ burst: Number.POSITIVE_INFINITY, scopes: [...readable, 'channels:manage'] })
  const channels: string[] = []
  let daysToAsk = 0
  for (let nth = 1; nth <= size; nth++) channels.push(await createChannel(cloud, `digests-${nth}`))
  return {
    cloud,
    channels,
    async save(store, now) {
      for (const channel of channels)
        await store.conversations.save({ id: `slack:${channel}`, kind: 'channel', reference: { channel } }, now)
    },
    breakStarts: times => cloud.fail('auth.test', { status: 503, times }),
    askForDays(posts) {
      daysToAsk = posts
    },
    spoil(share, seed) {
      // First, because the first matching fault applies.
      const when = () => daysToAsk-- > 0
      cloud.fail('chat.postMessage', { status: 429, retryAfter: 86_400, when, times: Number.POSITIVE_INFINITY })
      for (const method of spoilt) {
        const chance = createChance(seed, method)
        // Each is asked only of calls that the ones before it let pass, so the shares are of all calls.
        let passed = 1
        const meet = (part: number) => {
          const among = part / passed
          passed -= part
          return { when: () => chance() < among, times: Number.POSITIVE_INFINITY }
        }
        for (const error of errors) cloud.fail(method, { ...error, ...meet(share.errors / errors.length) })
        cloud.fail(method, { lostReply: true, ...meet(share.lostReplies) })
        // The others take a moment, as they do in Slack, so that a kill often comes in the middle of one.
        cloud.fail(method, { delayMs: 1_000, times: Number.POSITIVE_INFINITY })
      }
    },
  }
}

/** The bot is a member, because it created it. */
async function createChannel({ apiUrl, botToken }: SlackCloud, name: string): Promise<string> {
  const response = await fetch(`${apiUrl}conversations.create`, {
    method: 'POST',
    headers: { authorization: `Bearer ${botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  })
  const { channel, error } = (await response.json()) as { channel?: { id: string }; error?: string }
  if (!channel) throw new Error(`the workspace has no channel ${name}: ${error}`)
  return channel.id
}
