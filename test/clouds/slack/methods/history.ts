import { type Answer, refuse, requireScope } from '../answer.ts'
import type { Call, CloudParts } from '../cloud-parts.ts'
import { ask, lookUp } from '../forward.ts'

type Message = { ts: string; metadata?: unknown }

/**
 * `conversations.history` and `conversations.replies`, where emulate knows neither membership nor `oldest`, `latest` and
 * `inclusive`, and always gives the metadata.
 */
export async function readConversation(call: Call, cloud: CloudParts): Promise<Answer> {
  const { args, token } = call
  const body = await ask(call, cloud, { limit: 1000, cursor: '' })
  if (!body.ok) return body.error === 'not_in_channel' ? refuse('channel_not_found') : { status: 200, body }
  const conversation = await lookUp(args.channel, cloud)
  if (!conversation?.is_member) return refuse('not_in_channel')
  const withMetadata = isTrue(args.include_all_metadata)
  const missing = withMetadata && cloud.metadataScope === 'required' && requireScope(token, 'metadata.message:read')
  if (missing) return missing
  const messages = body.messages as Message[]
  if (call.method === 'conversations.replies' && messages.length === 0) return refuse('thread_not_found')
  const found = messages.filter(({ ts }) => isBetween(ts, args))
  const page = takePage(withMetadata ? found : found.map(({ metadata: _, ...message }) => message), args)
  return { status: 200, body: { ...body, ...page } }
}

/** Slack compares timestamps exclusively unless asked otherwise. */
function isBetween(ts: string, { oldest, latest, inclusive }: Call['args']): boolean {
  const at = Number(ts)
  if (isTrue(inclusive) && (ts === oldest || ts === latest)) return true
  return at > Number(oldest || 0) && (!latest || at < Number(latest))
}

function takePage(messages: Message[], { limit, cursor }: Call['args']): Record<string, unknown> {
  const size = Math.min(Number(limit) || 100, 999)
  const from = cursor ? Number(Buffer.from(String(cursor), 'base64').toString().replace('offset:', '')) : 0
  const more = messages.length > from + size
  return {
    messages: messages.slice(from, from + size),
    has_more: more,
    response_metadata: { next_cursor: more ? Buffer.from(`offset:${from + size}`).toString('base64') : '' },
  }
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === '1' || value === 1
}
