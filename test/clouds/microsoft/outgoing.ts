import { measureUtf16, validateCard } from './card.ts'
import { stripThread } from './conversations.ts'
import { type Answer, refuse } from './refusals.ts'

type Attachment = { contentType: string; content?: unknown; name?: string }

/** An activity as the bot sends it; only what is looked at. */
export type Outgoing = {
  type: string
  text?: string
  textFormat?: string
  attachments?: Attachment[]
  entities?: { type: string; text?: string; mentioned?: { id: string } }[]
  from?: { id: string }
  conversation?: { id: string }
  replyToId?: string
  summary?: string
  channelData?: unknown
  [key: string]: unknown
}

export const adaptiveCard = 'application/vnd.microsoft.card.adaptive'

export const consentCard = 'application/vnd.microsoft.teams.card.file.consent'

const mostBytes = 100 * 1024

type Rules = { botId: string; budget: number | false }

/** What Teams would refuse in an activity, as its answer; undefined where it is welcome. */
export function checkOutgoing(body: unknown, conversation: string, { botId, budget }: Rules): Answer | undefined {
  if (!isActivity(body)) return refuse('BadSyntax', 'The activity needs a type.')
  if (measureUtf16(body) > mostBytes) return refuse('MessageSizeTooBig')
  if (!body.from?.id) return refuse('BadSyntax', 'Activity.From field is required')
  if (body.from.id !== botId) return refuse('BadArgument', `The bot is ${botId}, not ${body.from.id}.`)
  if (body.conversation && stripThread(body.conversation.id) !== stripThread(conversation))
    return refuse('BadArgument', 'The conversation of the activity is not the one of the address.')
  if (body.type === 'typing') return undefined
  if (body.type !== 'message') return refuse('BadSyntax', `Teams takes no activity of type ${body.type}.`)
  return checkMessage(body, budget, conversation)
}

function checkMessage(message: Outgoing, budget: number | false, conversation: string): Answer | undefined {
  const attachments = message.attachments ?? []
  if (!message.text && attachments.length === 0) return refuse('BadSyntax', 'The message is empty.')
  if (message.textFormat && !['plain', 'markdown', 'xml'].includes(message.textFormat))
    return refuse('BadSyntax', `There is no text format ${message.textFormat}.`)
  for (const { type, text = '' } of message.entities ?? [])
    if (type === 'mention' && !message.text?.includes(text))
      return refuse('BadArgument', `The mention ${text} is not in the text.`)
  const problems = attachments.flatMap((attachment, index) => {
    const { contentType, content } = attachment
    if (typeof contentType !== 'string') return [`/attachments/${index} needs a contentType`]
    if (contentType === consentCard) return checkConsentCard(attachment, index, conversation)
    return contentType === adaptiveCard ? validateCard(content, { budget }) : []
  })
  return problems.length > 0 ? refuse('BadArgument', problems.join('; ')) : undefined
}

/** Files are for personal chats, whose ids begin so. */
function checkConsentCard({ name, content }: Attachment, index: number, conversation: string): string[] {
  const { description, sizeInBytes, acceptContext } = (content ?? {}) as Record<string, unknown>
  return [
    ...(conversation.startsWith('a:') ? [] : [`/attachments/${index}: files are for personal chats alone`]),
    ...(name ? [] : [`/attachments/${index} needs the name of the file`]),
    ...(typeof description === 'string' && description ? [] : [`/attachments/${index} needs a description`]),
    ...(typeof sizeInBytes === 'number' && sizeInBytes > 0 ? [] : [`/attachments/${index} needs the size of the file`]),
    ...(typeof acceptContext === 'object' ? [] : [`/attachments/${index} needs a context`]),
  ]
}

function isActivity(body: unknown): body is Outgoing {
  return typeof body === 'object' && body !== null && typeof (body as { type?: unknown }).type === 'string'
}
