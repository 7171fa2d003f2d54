import {
  type Activity,
  ActivityTypes,
  CardFactory,
  type ConfigurationBotFrameworkAuthentication,
  type ConversationParameters,
  type TurnContext,
} from 'botbuilder'
import type { Message } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import type { Clock, Conversation } from '../../src/ports.ts'
import type { ChatGateway, Outcome } from '../../src/work/chat-gateway.ts'
import { renderTeams, renderTeamsText } from './card.ts'
import { isAboutContent, toOutcome } from './outcome.ts'
import type { Reference } from './place.ts'
import { createSingleTry } from './single-try.ts'

export type TeamsChatParts = {
  readonly authentication: ConfigurationBotFrameworkAuthentication
  readonly appId: string
  readonly words: Words
  readonly clock: Clock
}

/** What the bot says of itself in Teams. There is no way to look a message up again, so what is in doubt stays so. */
export function createTeamsChat({ authentication, appId, words, clock }: TeamsChatParts): ChatGateway {
  /** Posts once. `null` where Teams refused what was said, and not that anything is said. */
  async function send(to: Conversation, activity: Partial<Activity>, deadline: Date): Promise<Outcome | null> {
    const target = to.reference as unknown as Reference
    let messageId = ''
    let isOpen = false
    let isPosting = false
    let isLate = false
    const adapter = createSingleTry(authentication, () => {
      isLate = clock.now() >= deadline
      if (isLate) throw new Error('it is too late to say this')
      isPosting = isOpen
    })
    const say = async (context: TurnContext) => {
      isOpen = true
      // The library makes up an id of what is to be answered; without it a message answers nothing and begins a thread.
      Object.assign(context.activity, { id: undefined })
      messageId = (await context.sendActivity(activity))?.id ?? ''
    }
    try {
      if (target.kind === 'known') await adapter.continueConversationAsync(appId, target.reference, say)
      else {
        const parameters = target.parameters as ConversationParameters
        await adapter.createConversationAsync(appId, target.channelId, target.serviceUrl, '', parameters, say)
      }
      return { kind: 'sent', messageId }
    } catch (error) {
      if (isLate) return { kind: 'not-posted', reason: 'held up', retryAfter: null }
      return isPosting && isAboutContent(error) ? null : toOutcome(error, isPosting, clock.now())
    }
  }

  return {
    platform: 'teams',

    async post(to, message, { deadline }) {
      const asText = { type: ActivityTypes.Message, text: renderTeamsText(message, words), textFormat: 'plain' }
      return (
        (await send(to, cardOf(message, words), deadline)) ??
        (await send(to, asText, deadline)) ?? { kind: 'refused', reason: 'the message was refused' }
      )
    },

    find: async () => 'cannot-tell',
  }
}

function cardOf(message: Message, words: Words): Partial<Activity> {
  return {
    type: ActivityTypes.Message,
    summary: `${message.title}: ${message.summary}`,
    attachments: [CardFactory.adaptiveCard(renderTeams(message, words))],
  }
}
