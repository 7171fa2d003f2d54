import {
  type Activity,
  ActivityTypes,
  CardFactory,
  type CloudAdapter,
  type ConversationParameters,
  type ConversationReference,
  TurnContext,
} from 'botbuilder'
import type { Place, Spot } from '../../src/access/policy.ts'
import type { Message } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import type { Conversation, Json } from '../../src/ports.ts'
import type { ChatGateway, Outcome } from '../../src/work/chat-gateway.ts'
import { renderTeams, renderTeamsText } from './card.ts'

/** A conversation that exists, or the one that is opened with a person when there is something to say. */
type Reference =
  | { kind: 'known'; reference: Partial<ConversationReference> }
  | { kind: 'open'; serviceUrl: string; channelId: string; parameters: Partial<ConversationParameters> }

/** What the bot says of itself in Teams. There is no way to look a message up again, so what is in doubt stays so. */
export function createTeamsChat(adapter: CloudAdapter, appId: string, words: Words): ChatGateway {
  async function send(to: Conversation, activity: Partial<Activity>): Promise<string> {
    const target = to.reference as unknown as Reference
    let id = ''
    const say = async (context: TurnContext) => {
      // The library makes up an id of what is to be answered; without it a message answers nothing and begins a thread.
      Object.assign(context.activity, { id: undefined })
      id = (await context.sendActivity(activity))?.id ?? ''
    }
    if (target.kind === 'known') await adapter.continueConversationAsync(appId, target.reference, say)
    else {
      const parameters = target.parameters as ConversationParameters
      await adapter.createConversationAsync(appId, target.channelId, target.serviceUrl, '', parameters, say)
    }
    return id
  }

  return {
    platform: 'teams',

    async post(to, message) {
      try {
        return { kind: 'sent', messageId: await send(to, cardOf(message, words)) }
      } catch (error) {
        if (statusOf(error) !== 413 && statusOf(error) !== 400) return toOutcome(error)
      }
      try {
        const text = renderTeamsText(message, words)
        return { kind: 'sent', messageId: await send(to, { type: ActivityTypes.Message, text, textFormat: 'plain' }) }
      } catch (error) {
        return toOutcome(error)
      }
    },

    find: async () => 'cannot-tell',
  }
}

/** Where an activity was written, and the personal chat with whoever wrote it, as the store keeps them. */
export function placeOf(activity: Activity): Place {
  const isPersonal = activity.conversation.conversationType === 'personal'
  const person = `teams:${activity.from.aadObjectId ?? activity.from.id}`
  const reference = TurnContext.getConversationReference(activity)
  const here = reference.conversation
  // A channel's id names the thread as well; a digest begins a thread of its own.
  const id = here?.id.replace(/;messageid=.*$/, '') ?? ''
  const known = toJson({
    kind: 'known',
    reference: { ...reference, activityId: undefined, conversation: { ...here, id } },
  })
  if (isPersonal) {
    const spot: Spot = { id: person, kind: 'personal', reference: known }
    return { conversation: spot, person: spot }
  }
  const tenantId = activity.conversation.tenantId ?? activity.channelData?.tenant?.id
  const parameters = { isGroup: false, bot: activity.recipient, members: [activity.from], tenantId }
  return {
    conversation: {
      id: `teams:${id}`,
      kind: activity.conversation.conversationType === 'channel' ? 'channel' : 'group',
      reference: known,
    },
    person: {
      id: person,
      kind: 'personal',
      reference: toJson({ kind: 'open', serviceUrl: activity.serviceUrl, channelId: activity.channelId, parameters }),
    },
  }
}

function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}

function cardOf(message: Message, words: Words): Partial<Activity> {
  return {
    type: ActivityTypes.Message,
    summary: `${message.title}: ${message.summary}`,
    attachments: [CardFactory.adaptiveCard(renderTeams(message, words))],
  }
}

function toOutcome(error: unknown): Outcome {
  const status = statusOf(error)
  if (status === 403 || status === 404) return { kind: 'unreachable', reason: 'blocked' }
  if (status === 429) return { kind: 'not-posted', reason: 'rate-limited', retryAfter: null }
  if (status === 401 || status === 412) return { kind: 'not-posted', reason: 'unreachable', retryAfter: null }
  if (status !== undefined && status < 500 && status !== 408) return { kind: 'refused', reason: `status ${status}` }
  return isNeverSent(error)
    ? { kind: 'not-posted', reason: 'unreachable', retryAfter: null }
    : { kind: 'unknown', reason: 'no answer' }
}

function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined
}

function isNeverSent(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ERR_PROXY_TUNNEL'].includes(String(at.code)))
      return true
  }
  return false
}
