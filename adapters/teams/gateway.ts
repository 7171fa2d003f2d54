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
import { isAboutContent } from './outcome.ts'

/** The ways in which something can be said in Teams. Each throws where Teams refuses. */
export type TeamsGateway = {
  reply(context: TurnContext, message: Message): Promise<void>
  /** One neutral line in place, without a card. */
  replyLine(context: TurnContext, line: string): Promise<void>
  /** To the one-to-one chat with whoever wrote; throws where they have not installed the app. */
  direct(context: TurnContext, message: Message): Promise<void>
  /** Shows that the bot is at work. Never throws: an answer does not depend on it. */
  typing(context: TurnContext): Promise<void>
  /** What Teams knows of whoever wrote. Never throws. */
  profile(context: TurnContext): Promise<TeamsProfile>
}

/** A guest is somebody from another company; `tenantId` is their own company, where Teams tells. */
export type TeamsProfile = Profile & { readonly isGuest: boolean; readonly tenantId: string | null }

type Member = Omit<TeamsProfile, 'zone'>

const unknownMember: Member = { email: null, name: null, isGuest: false, tenantId: null }

export function createTeamsGateway(adapter: CloudAdapter, appId: string, words: Words, log: Log): TeamsGateway {
  const members = new LRUCache<string, Member>({ max: 5_000, ttl: 10 * 60_000 })

  async function say(context: TurnContext, message: Message): Promise<void> {
    try {
      await context.sendActivity(cardActivity(message, words))
    } catch (error) {
      if (!isAboutContent(error)) throw error
      log.warn({ err: error }, 'Teams refused the card of a message, so its text is sent')
      await context.sendActivity(textActivity(renderTeamsText(message, words)))
    }
  }

  async function memberOf(context: TurnContext): Promise<Member> {
    const { from } = context.activity
    const key = `${tenantOf(context.activity) ?? ''}/${from.aadObjectId ?? from.id}`
    const known = members.get(key)
    if (known) return known
    try {
      const { email, userPrincipalName, userRole, tenantId, name } = await TeamsInfo.getMember(context, from.id)
      const member = {
        email: email || userPrincipalName || null,
        name: name || null,
        isGuest: userRole === 'guest',
        tenantId: tenantId || null,
      }
      members.set(key, member)
      return member
    } catch (error) {
      log.warn({ err: error }, 'Teams does not tell the profile of a person')
      return unknownMember
    }
  }

  return {
    reply: say,
    async replyLine(context, line) {
      await context.sendActivity(textActivity(line))
    },
    async direct(context, message) {
      const { activity } = context
      const tenantId = tenantOf(activity)
      const parameters: Partial<ConversationParameters> = {
        isGroup: false,
        bot: activity.recipient,
        members: [activity.from],
        ...(tenantId ? { tenantId } : {}),
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
      try {
        await context.sendActivity({ type: ActivityTypes.Typing })
      } catch (error) {
        log.warn({ err: error }, 'Teams does not show that the bot is at work')
      }
    },
    async profile(context) {
      return { ...(await memberOf(context)), zone: readZone(context.activity.localTimezone) }
    },
  }
}

/** The company in whose Teams something was written. */
export function tenantOf({ conversation, channelData }: Activity): string | undefined {
  return conversation.tenantId ?? channelData?.tenant?.id
}

/** Clients on some systems send a name that is no IANA zone: then the bot's own zone is as good as any. */
function readZone(name: unknown): string | null {
  if (typeof name !== 'string') return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
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
