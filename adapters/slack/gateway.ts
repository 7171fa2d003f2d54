import { createHash } from 'node:crypto'
import type { webApi } from '@slack/bolt'
import type { ChatGateway, Outcome, PostOptions } from '../../src/delivery/chat-gateway.ts'
import type { Message } from '../../src/message/message.ts'
import type { Clock, Conversation } from '../../src/ports.ts'
import type { ChatPerson } from '../../src/privacy/policy.ts'
import type { SlackPayload } from './blocks.ts'
import { canPass, isAboutBlocks, toOutcome } from './outcome.ts'
import type { SlackVersions } from './versions.ts'

const eventType = 'tabnine_usage_delivery'

/** Messages read at once, as many as Slack recommends. */
const pageSize = 200

export type SlackGatewayParts = {
  readonly client: webApi.WebClient
  readonly versions: SlackVersions
  readonly clock: Clock
  readonly personOf: (user: string) => Promise<ChatPerson>
  /** Whether Slack has named the workspace, and it is the one whose conversations are remembered. */
  readonly isConnected: () => boolean
}

/** Posts unprompted messages in Slack. Each message carries its key as metadata, so that it can be found again. */
export function createSlackGateway({ client, versions, clock, personOf, isConnected }: SlackGatewayParts): ChatGateway {
  async function send(
    to: Conversation,
    payload: SlackPayload,
    { key, deadline, inReplyTo }: PostOptions,
  ): Promise<Outcome> {
    // A process that stood still may wake up here, when another has long taken over.
    if (clock.now() >= deadline) return { kind: 'not-posted', reason: 'held up', retryAfter: null }
    const metadata = { event_type: eventType, event_payload: { key: hide(key) } }
    const { channel, ts } = await client.chat.postMessage({
      channel: channelOf(to),
      ...(inReplyTo ? { thread_ts: split(inReplyTo).ts } : {}),
      ...payload,
      metadata,
    })
    return { kind: 'sent', messageId: `${channel}/${ts}` }
  }

  async function replace(messageId: string, payload: SlackPayload, { deadline }: PostOptions): Promise<Outcome> {
    if (clock.now() >= deadline) return { kind: 'not-posted', reason: 'held up', retryAfter: null }
    await client.chat.update({ ...split(messageId), ...payload, blocks: payload.blocks ?? [] })
    return { kind: 'sent', messageId }
  }

  async function sendRichest(message: Message, attempt: (payload: SlackPayload) => Promise<Outcome>): Promise<Outcome> {
    let refusal: unknown
    for await (const payload of versions(message)) {
      try {
        return await attempt(payload)
      } catch (error) {
        refusal = error
        if (!isAboutBlocks(error)) break
      }
    }
    return toOutcome(refusal)
  }

  /** History is kept by channel. A person's direct messages are one too, which only `im:write` says. */
  async function channelWithHistory(to: Conversation): Promise<string> {
    const id = channelOf(to)
    if (to.kind !== 'personal') return id
    const { channel } = await client.conversations.open({ users: id })
    return channel?.id ?? ''
  }

  async function search(channel: string, wanted: string, since: Date, thread: string | null): Promise<string | null> {
    // Slack's clock and ours may differ by a little.
    const range = { channel, oldest: String(since.getTime() / 1000 - 60), include_all_metadata: true, limit: pageSize }
    for (let cursor = ''; ; ) {
      const asked = { ...range, ...(cursor && { cursor }) }
      const read = thread
        ? await client.conversations.replies({ ...asked, ts: thread })
        : await client.conversations.history(asked)
      const found = read.messages?.find(({ metadata }) => keyIn(metadata) === wanted)
      if (found?.ts) return found.ts
      cursor = read.response_metadata?.next_cursor ?? ''
      if (cursor === '') return null
    }
  }

  return {
    platform: 'slack',
    isReady: isConnected,

    async personIn(conversation) {
      const user = channelOf(conversation)
      // A direct message that the configuration names by its own id does not say whose it is.
      return /^[UW]/.test(user) ? personOf(user) : null
    },

    post: (to, message, how) => sendRichest(message, payload => send(to, payload, how)),
    edit: (_to, messageId, message, how) => sendRichest(message, payload => replace(messageId, payload, how)),

    async find(to, key, since, inReplyTo) {
      try {
        const channel = await channelWithHistory(to)
        const ts = await search(channel, hide(key), since, inReplyTo ? split(inReplyTo).ts : null)
        return ts === null ? 'absent' : { messageId: `${channel}/${ts}` }
      } catch (error) {
        // With Slack away, or asked too often, the job fails and looks again: only what stays so is for a person to settle.
        if (canPass(error)) throw error
        return 'unknown'
      }
    },
  }
}

/** A spot of the store is one of ours: its reference holds the channel, or the person whose direct messages it is. */
function channelOf({ reference }: Conversation): string {
  const channel = reference !== null && typeof reference === 'object' && 'channel' in reference ? reference.channel : ''
  return typeof channel === 'string' ? channel : ''
}

/** A message is known by its channel and time. */
function split(messageId: string): { channel: string; ts: string } {
  const [channel = '', ts = ''] = messageId.split('/')
  return { channel, ts }
}

/** Other apps of the workspace can read metadata, so it says nothing. */
function hide(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32)
}

function keyIn(metadata: { event_payload?: unknown } | undefined): unknown {
  const payload = metadata?.event_payload
  return typeof payload === 'object' && payload !== null && 'key' in payload ? payload.key : undefined
}
