import {
  type Activity,
  ActivityTypes,
  CardFactory,
  type CloudAdapter,
  type ConversationParameters,
  TeamsInfo,
  type TurnContext,
} from 'botbuilder'
import { LRUCache } from 'lru-cache'
import type { Profile } from '../../src/access/policy.ts'
import type { Message } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import type { Log } from '../../src/ports.ts'
import { renderTeams, renderTeamsText } from './card.ts'

/** The ways in which something can be said in Teams. Each throws where Teams refuses. */
export type TeamsGateway = {
  reply(context: TurnContext, message: Message): Promise<void>
  /** One neutral line in place, without a card. */
  replyLine(context: TurnContext, line: string): Promise<void>
  /** To the one-to-one chat with whoever wrote; throws where they have not installed the app. */
  direct(context: TurnContext, message: Message): Promise<void>
  typing(context: TurnContext): Promise<void>
  /** What Teams knows of whoever wrote. Never throws. */
  profile(context: TurnContext): Promise<Profile>
}

export function createTeamsGateway(adapter: CloudAdapter, appId: string, words: Words, log: Log): TeamsGateway {
  const emails = new LRUCache<string, { email: string | null }>({ max: 5_000, ttl: 10 * 60_000 })

  async function say(context: TurnContext, message: Message): Promise<void> {
    try {
      await context.sendActivity(cardActivity(message, words))
    } catch (error) {
      if (!isAboutCard(error)) throw error
      log.warn({ err: error }, 'Teams refused the card of a message, so its text is sent')
      await context.sendActivity(textActivity(renderTeamsText(message, words)))
    }
  }

  async function emailOf(context: TurnContext): Promise<string | null> {
    const { from, conversation } = context.activity
    const key = `${conversation.tenantId ?? ''}/${from.aadObjectId ?? from.id}`
    const known = emails.get(key)
    if (known) return known.email
    try {
      const member = await TeamsInfo.getMember(context, from.id)
      const email = member.email || member.userPrincipalName || null
      emails.set(key, { email })
      return email
    } catch (error) {
      log.warn({ err: error }, 'Teams does not tell the profile of a person')
      return null
    }
  }

  return {
    reply: say,
    async replyLine(context, line) {
      await context.sendActivity(textActivity(line))
    },
    async direct(context, message) {
      const { activity } = context
      const parameters: Partial<ConversationParameters> = {
        isGroup: false,
        bot: activity.recipient,
        members: [activity.from],
        ...(activity.conversation.tenantId ? { tenantId: activity.conversation.tenantId } : {}),
      }
      let said: Promise<void> = Promise.reject(new Error('Teams opened no personal chat'))
      said.catch(() => {}) // replaced below; unanswered only where no chat was opened
      await adapter.createConversationAsync(
        appId,
        activity.channelId,
        activity.serviceUrl,
        '',
        parameters as ConversationParameters,
        personal => {
          said = say(personal, message)
          return said
        },
      )
      await said
    },
    async typing(context) {
      await context.sendActivity({ type: ActivityTypes.Typing })
    },
    async profile(context) {
      return { email: await emailOf(context), zone: context.activity.localTimezone ?? null }
    },
  }
}

function cardActivity(message: Message, words: Words): Partial<Activity> {
  return {
    type: ActivityTypes.Message,
    summary: `${message.title}: ${message.summary}`,
    attachments: [CardFactory.adaptiveCard(renderTeams(message, words))],
  }
}

function textActivity(text: string): Partial<Activity> {
  return { type: ActivityTypes.Message, text, textFormat: 'plain' }
}

/** Too large, or of a shape that this Teams does not know: the same words without a card may pass. */
function isAboutCard(error: unknown): boolean {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  return status === 413 || status === 400
}
