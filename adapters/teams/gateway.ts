import type {
  Activity,
  ConfigurationBotFrameworkAuthentication,
  ConversationParameters,
  ConversationReference,
  TurnContext,
} from 'botbuilder'
import type { ChatGateway, Outcome, PostOptions } from '../../src/delivery/chat-gateway.ts'
import type { Message } from '../../src/message/message.ts'
import type { Clock, Conversation } from '../../src/ports.ts'
import { isAboutContent, toOutcome } from './outcome.ts'
import { readReference } from './place.ts'
import { createSingleTry } from './single-try.ts'
import type { TeamsVersions } from './versions.ts'

/** Posts or edits in a conversation, and returns the id of the message. */
type Post = (context: TurnContext) => Promise<string>

export type TeamsGatewayParts = {
  readonly authentication: ConfigurationBotFrameworkAuthentication
  readonly appId: string
  readonly versions: TeamsVersions
  readonly clock: Clock
  readonly personIn: ChatGateway['personIn']
}

/** Posts unprompted messages in Teams. A message cannot be looked up again, so an unconfirmed post stays unconfirmed. */
export function createTeamsGateway({
  authentication,
  appId,
  versions,
  clock,
  personIn,
}: TeamsGatewayParts): ChatGateway {
  /** Asks Teams once. `null` where Teams refused the content, and not the post. */
  async function send(to: Conversation, post: Post, { deadline, inReplyTo }: PostOptions): Promise<Outcome | null> {
    const target = readReference(to)
    if (!target) return { kind: 'unreachable', reason: 'no such conversation' }
    let messageId = ''
    let isOpen = false
    let isPosting = false
    let isLate = false
    const adapter = createSingleTry(authentication, () => {
      isLate = clock.now() >= deadline
      if (isLate) throw new Error('it is too late to post this')
      isPosting = isOpen
    })
    const inTurn = async (context: TurnContext) => {
      isOpen = true
      // The library makes up an id of what is to be answered; without it a message answers nothing and begins a thread.
      Object.assign(context.activity, { id: undefined })
      messageId = await post(context)
    }
    try {
      if (target.kind === 'known')
        await adapter.continueConversationAsync(appId, inThread(target.reference, to, inReplyTo), inTurn)
      else {
        const parameters = target.parameters as ConversationParameters
        await adapter.createConversationAsync(appId, target.channelId, target.serviceUrl, '', parameters, inTurn)
      }
      return { kind: 'sent', messageId }
    } catch (error) {
      if (isLate) return { kind: 'not-posted', reason: 'held up', retryAfter: null }
      return isPosting && isAboutContent(error) ? null : toOutcome(error, isPosting, clock.now())
    }
  }

  async function sendRichest(
    to: Conversation,
    message: Message,
    how: PostOptions,
    postOf: (activity: Partial<Activity>) => Post,
  ): Promise<Outcome> {
    for (const version of versions(message)) {
      const outcome = await send(to, postOf(version()), how)
      if (outcome) return outcome
    }
    return { kind: 'refused', reason: 'the message was refused' }
  }

  return {
    platform: 'teams',
    personIn,

    post: (to, message, how) =>
      sendRichest(to, message, how, activity => async context => (await context.sendActivity(activity))?.id ?? ''),
    edit: (to, id, message, how) =>
      sendRichest(to, message, how, activity => async context => {
        await context.updateActivity({ ...activity, id })
        return id
      }),

    find: async () => 'unknown',
  }
}

/** Only channels have threads, named by their first message; elsewhere a reply is a message like any other. */
function inThread(
  reference: Partial<ConversationReference>,
  { kind }: Conversation,
  inReplyTo: string | null = null,
): Partial<ConversationReference> {
  const { conversation } = reference
  if (kind !== 'channel' || !conversation || inReplyTo === null) return reference
  return { ...reference, conversation: { ...conversation, id: `${conversation.id};messageid=${inReplyTo}` } }
}
