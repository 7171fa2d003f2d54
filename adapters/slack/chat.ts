import { createHash } from 'node:crypto'
import { webApi } from '@slack/bolt'
import type { Message } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import type { Conversation } from '../../src/ports.ts'
import type { ChatGateway, Outcome } from '../../src/work/chat-gateway.ts'
import { renderSlack, renderSlackText, type SlackPayload } from './blocks.ts'

const eventType = 'tabnine_usage_delivery'

/** Nothing will be said there until somebody lets the bot in again. */
const unreachable = [
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'account_inactive',
  'token_revoked',
  'user_not_found',
  'user_disabled',
  'cannot_dm_bot',
  'messages_tab_disabled',
]
const aboutBlocks = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long']
/** Slack's own faults: it does not say whether the message went through before them. */
const doubtful = ['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable', 'team_added_to_org']
/** No byte of the request can have arrived. */
const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'ERR_PROXY_TUNNEL']

/** What the bot says of itself in Slack. Each message carries its key as metadata, by which it is found again. */
export function createSlackChat(client: webApi.WebClient, words: Words): ChatGateway {
  async function send(to: Conversation, payload: SlackPayload, key: string): Promise<Outcome> {
    const metadata = { event_type: eventType, event_payload: { key: hide(key) } }
    const { channel, ts } = await client.chat.postMessage({ channel: channelOf(to), ...payload, metadata })
    return { kind: 'sent', messageId: `${channel}/${ts}` }
  }

  return {
    platform: 'slack',

    async post(to, message, { key }) {
      try {
        return await send(to, renderSlack(message, words), key)
      } catch (error) {
        if (!aboutBlocks.includes(codeOf(error))) return toOutcome(error)
        return postText(to, message, key)
      }
    },

    async find(to, key, since) {
      try {
        const { messages } = await client.conversations.history({
          channel: channelOf(to),
          // Slack's clock and ours may differ by a little.
          oldest: String(since.getTime() / 1000 - 60),
          include_all_metadata: true,
          limit: 200,
        })
        const wanted = hide(key)
        const found = messages?.find(({ metadata }) => keyIn(metadata) === wanted)
        return found?.ts ? { messageId: `${channelOf(to)}/${found.ts}` } : 'absent'
      } catch {
        return 'cannot-tell' // no scope for it, a personal chat, or Slack away: all the same to whoever asks
      }
    },
  }

  async function postText(to: Conversation, message: Message, key: string): Promise<Outcome> {
    try {
      return await send(to, renderSlackText(message, words), key)
    } catch (error) {
      return toOutcome(error)
    }
  }
}

/** A spot of the store is one of ours: its reference holds the channel, or the person whose direct messages it is. */
function channelOf({ reference }: Conversation): string {
  const channel = reference !== null && typeof reference === 'object' && 'channel' in reference ? reference.channel : ''
  return typeof channel === 'string' ? channel : ''
}

/** Other apps of the workspace can read metadata, so it tells nothing. */
function hide(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32)
}

function keyIn(metadata: { event_payload?: unknown } | undefined): unknown {
  const payload = metadata?.event_payload
  return typeof payload === 'object' && payload !== null && 'key' in payload ? payload.key : undefined
}

function toOutcome(error: unknown): Outcome {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: 'not-posted', reason: 'rate-limited', retryAfter: error.retryAfter }
  }
  const code = codeOf(error)
  if (error instanceof webApi.WebAPIPlatformError) {
    if (unreachable.includes(code)) return { kind: 'unreachable', reason: code }
    if (doubtful.includes(code)) return { kind: 'unknown', reason: code }
    // A bad token is the operator's to mend, and until then no fault of this message.
    if (code === 'invalid_auth' || code === 'not_authed' || code === 'token_expired') {
      return { kind: 'not-posted', reason: code, retryAfter: null }
    }
    return { kind: 'refused', reason: code }
  }
  return neverSent.includes(code)
    ? { kind: 'not-posted', reason: 'unreachable', retryAfter: null }
    : { kind: 'unknown', reason: 'no answer' }
}

/** Slack's word for it, or the network's, however deep it lies. */
function codeOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error
  for (let at = error; at instanceof Error; at = at.cause ?? ('original' in at ? at.original : undefined)) {
    if ('code' in at && typeof at.code === 'string' && neverSent.includes(at.code)) return at.code
  }
  return ''
}
