import { type Answer, refuse, refuseRate, requireScope } from '../answer.ts'
import type { Call, CloudParts } from '../cloud-parts.ts'
import { checkContent, checkMetadata, readContent, readJson } from '../content.ts'
import { ask, type Conversation, forward, lookUp } from '../forward.ts'
import { BOT } from '../people.ts'
import type { Posted } from '../record.ts'

export async function postMessage(call: Call, cloud: CloudParts): Promise<Answer> {
  const { args, token } = call
  const wrong =
    requireScope(token, 'chat:write') ?? checkContent(args) ?? checkMetadata(args) ?? (await cloud.pictures.check(args))
  if (wrong) return wrong
  const channel = findPersonalChannel(args.channel, cloud) ?? String(args.channel ?? '')
  const conversation = await lookUp(channel, cloud)
  const closed = checkWritable(conversation, token.scopes.includes('chat:write.public'))
  if (closed) return closed
  const seconds = cloud.rateLimit.take(channel)
  if (seconds > 0) return refuseRate(seconds)
  const body = await ask(call, cloud, { channel, bot_id: BOT.botId, app_id: BOT.appId })
  if (body.ok) cloud.recorder.add('message', { ...readMessage(call, body.ts), channel, edited: false })
  return { status: 200, body }
}

/** A user id means the one-to-one conversation with that person. */
function findPersonalChannel(channel: unknown, { world }: CloudParts): string | undefined {
  return Object.values(world.users).find(user => user.id === channel && !user.deleted)?.dm
}

/** Why nothing may be put there; undefined where it may. */
export function checkWritable(conversation: Conversation | undefined, publicToo: boolean): Answer | undefined {
  if (!conversation || (conversation.is_private && !conversation.is_member)) return refuse('channel_not_found')
  if (conversation.is_archived) return refuse('is_archived')
  return conversation.is_member || publicToo ? undefined : refuse('not_in_channel')
}

function readMessage({ args, token }: Call, ts: unknown): Omit<Posted, 'channel' | 'edited'> {
  const metadata = readJson(args.metadata)
  return {
    ...readContent(args),
    ts: String(ts),
    user: token.userId,
    ...(args.thread_ts ? { threadTs: String(args.thread_ts) } : {}),
    ...(metadata ? { metadata } : {}),
  }
}

export async function postEphemeral(call: Call, cloud: CloudParts): Promise<Answer> {
  const { args, token } = call
  const wrong = requireScope(token, 'chat:write') ?? checkContent(args) ?? (await cloud.pictures.check(args))
  if (wrong) return wrong
  const closed = checkWritable(await lookUp(args.channel, cloud), false)
  if (closed) return closed
  const body = await ask(call, cloud)
  if (body.ok) {
    cloud.recorder.add('ephemeral', {
      ...readContent(args),
      channel: String(args.channel),
      user: String(args.user),
      ...(args.thread_ts ? { threadTs: String(args.thread_ts) } : {}),
    })
  }
  return { status: 200, body }
}

export async function updateMessage(call: Call, cloud: CloudParts): Promise<Answer> {
  const { args, token } = call
  const wrong =
    requireScope(token, 'chat:write') ?? checkContent(args) ?? checkMetadata(args) ?? (await cloud.pictures.check(args))
  if (wrong) return wrong
  const answer = await forward(call, cloud)
  const posted = isOk(answer) && findPosted(call, cloud)
  if (posted) {
    const { text, blocks } = readContent(args)
    // Without new blocks Slack drops the old ones as soon as there is a new text.
    Object.assign(posted, { text, blocks, edited: true })
    cloud.recorder.add('edit', posted)
  }
  return answer
}

export async function deleteMessage(call: Call, cloud: CloudParts): Promise<Answer> {
  const answer = await forward(call, cloud)
  const posted = isOk(answer) && findPosted(call, cloud)
  if (posted) cloud.recorder.add('deletion', posted)
  return answer
}

function isOk({ body }: Answer): boolean {
  return typeof body !== 'string' && body.ok
}

function findPosted({ args }: Call, { recorder }: CloudParts): Posted | undefined {
  return recorder.list('message').find(({ channel, ts }) => channel === args.channel && ts === args.ts)
}
