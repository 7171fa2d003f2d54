import {
  type Activity,
  ActivityTypes,
  type CloudAdapter,
  type ConversationParameters,
  TeamsInfo,
  TurnContext,
} from 'botbuilder'
import { LRUCache } from 'lru-cache'
import { languageOf } from '../../src/message/languages.ts'
import type { Message } from '../../src/message/message.ts'
import type { Log } from '../../src/ports.ts'
import type { Authorized } from '../../src/privacy/authorize.ts'
import { type Profile, teamOwners } from '../../src/privacy/policy.ts'
import type { RosterEntry } from './membership.ts'
import { isAboutContent } from './outcome.ts'
import { type RosterMember, verifiedIn } from './people.ts'
import { tenantOf } from './place.ts'
import type { TeamsVersions } from './versions.ts'

/** The ways in which something can be posted in Teams. Each throws where Teams refuses. */
export type TeamsResponder = {
  reply(context: TurnContext, message: Authorized<Message>): Promise<void>
  /** The same with one request and no retry, which could post it twice. @returns its id */
  replyOnce(context: TurnContext, message: Authorized<Message>): Promise<string>
  /** Puts a message in the place of one of the bot's own. */
  edit(context: TurnContext, messageId: string, message: Authorized<Message>): Promise<void>
  editLine(context: TurnContext, messageId: string, line: Authorized<string>): Promise<void>
  /** The same with what is ready-made. */
  change(context: TurnContext, messageId: string, activity: Authorized<Partial<Activity>>): Promise<void>
  /** One neutral line in place, without a card. */
  replyLine(context: TurnContext, line: Authorized<string>): Promise<void>
  /** To the one-to-one chat with the person who wrote; throws where they have not installed the app. */
  direct(context: TurnContext, message: Authorized<Message>): Promise<void>
  /** Posts a ready-made activity in place. */
  send(context: TurnContext, activity: Authorized<Partial<Activity>>): Promise<void>
  /** As `send`, for what is to be pressed once, such as a form: it is remembered as shown there. */
  show(context: TurnContext, activity: Authorized<Partial<Activity>>): Promise<void>
  /** The same in the one-to-one chat with the person; throws where they have not installed the app. */
  showDirect(context: TurnContext, activity: Authorized<Partial<Activity>>): Promise<void>
  /**
   * What a press came from, where the bot remembers having shown it in this conversation; else `null`. Only that may be
   * changed or taken away: a press may name any message, a digest of the bot's own as well.
   */
  shownBy(press: Activity): string | null
  /** Takes one of the bot's own messages away. Never throws: it is only tidying up. */
  remove(context: TurnContext, messageId: string): Promise<void>
  /** Shows that the bot is at work. Never throws: an answer does not depend on it. */
  typing(context: TurnContext): Promise<void>
  /** What Teams knows of the person who wrote. Never throws. */
  profile(context: TurnContext): Promise<TeamsProfile>
  /** The profile of another person in the conversation; `null` if Teams returns none. Never throws. */
  profileOf(context: TurnContext, id: string): Promise<Profile | null>
  /** Whether the person who wrote owns the team, as roles name that; `null` where Teams does not say. Never throws. */
  groups(context: TurnContext): Promise<readonly string[] | null>
}

/** `roster` is the person's entry in the conversation's roster; `null` if Teams did not answer. */
type TeamsProfile = Profile & { readonly roster: RosterEntry | null }

type Member = Omit<TeamsProfile, 'zone' | 'language'>

/** UTF-16 units of what is kept of a person; Entra's own limits are below these. */
const max = { email: 320, name: 256 }

const unknownMember: Member = { email: null, name: null, roster: null }

export type TeamsResponderParts = {
  readonly adapter: CloudAdapter
  /** Makes each request once. */
  readonly single: CloudAdapter
  readonly appId: string
  readonly versions: TeamsVersions
  readonly log: Log
}

export function createTeamsResponder({ adapter, single, appId, versions, log }: TeamsResponderParts): TeamsResponder {
  const members = new LRUCache<string, Member>({ max: 5_000, ttl: 10 * 60_000 })
  const shown = new LRUCache<string, true>({ max: 20_000 })
  const owners = new LRUCache<string, readonly string[]>({ max: 5_000, ttl: 5 * 60_000 })

  const reply = (context: TurnContext, message: Message): Promise<void> =>
    sendRichest(message, async activity => {
      await context.sendActivity(activity)
    })

  async function sendRichest(message: Message, run: (activity: Partial<Activity>) => Promise<void>): Promise<void> {
    let refusal: unknown
    for (const version of versions(message)) {
      try {
        await run(version())
        return
      } catch (error) {
        refusal = error
        if (!isAboutContent(error)) break
        log.warn({ err: error }, 'Teams refused the card of a message, so it is sent plainer')
      }
    }
    throw refusal
  }

  async function memberOf(
    context: TurnContext,
    from: { readonly id: string; readonly aadObjectId?: string | undefined } = context.activity.from,
  ): Promise<Member> {
    const key = `${tenantOf(context.activity) ?? ''}/${from.aadObjectId ?? from.id}`
    const known = members.get(key)
    if (known) return known
    try {
      const found = (await TeamsInfo.getMember(context, from.id)) as RosterMember
      const { email, userPrincipalName, name, userRole, tenantId, aadObjectId, objectId } = found
      const roster = { userRole, tenantId, aadObjectId, objectId }
      const member = {
        email: (email || userPrincipalName || '').slice(0, max.email) || null,
        ...verifiedIn(found),
        name: (name || '').slice(0, max.name) || null,
        roster,
      }
      members.set(key, member)
      return member
    } catch (error) {
      log.warn({ err: error }, 'could not read the profile of a person from Teams')
      return unknownMember
    }
  }

  /** @throws what `post` throws, and if Teams opens no chat */
  async function inDirect(context: TurnContext, post: (personal: TurnContext) => Promise<void>): Promise<void> {
    const { activity } = context
    const tenantId = tenantOf(activity)
    const parameters: Partial<ConversationParameters> = {
      isGroup: false,
      bot: activity.recipient,
      members: [activity.from],
      ...(tenantId ? { tenantId } : {}),
    }
    let posted: Promise<void> = Promise.reject(new Error('Teams opened no personal chat'))
    posted.catch(() => {}) // replaced below; unanswered only where no chat was opened
    await adapter.createConversationAsync(
      appId,
      activity.channelId,
      activity.serviceUrl,
      '',
      parameters as ConversationParameters,
      personal => {
        posted = post(personal)
        return posted
      },
    )
    await posted
  }

  async function show(context: TurnContext, activity: Partial<Activity>): Promise<void> {
    const sent = await context.sendActivity(activity)
    if (sent?.id) shown.set(keyOfShown(context.activity.conversation.id, sent.id), true)
  }

  return {
    reply,
    async replyOnce({ activity }, message) {
      let id = ''
      const reference = TurnContext.getConversationReference(activity)
      await single.continueConversationAsync(appId, reference, async turn => {
        // The library makes up an id of what is to be answered.
        Object.assign(turn.activity, { id: activity.id })
        await sendRichest(message, async posted => {
          id = (await turn.sendActivity(posted))?.id ?? ''
        })
      })
      if (id === '') throw new Error('Teams did not return the id of a message')
      return id
    },
    edit: (context, id, message) => sendRichest(message, activity => update(context, id, activity)),
    editLine: (context, id, line) => update(context, id, textActivity(line)),
    change: update,
    async replyLine(context, line) {
      await context.sendActivity(textActivity(line))
    },
    direct: (context, message) => inDirect(context, personal => reply(personal, message)),
    async send(context, activity) {
      await context.sendActivity(activity)
    },
    show,
    showDirect: (context, activity) => inDirect(context, personal => show(personal, activity)),
    shownBy({ conversation, replyToId }) {
      return replyToId !== undefined && shown.has(keyOfShown(conversation.id, replyToId)) ? replyToId : null
    },
    async remove(context, messageId) {
      try {
        await context.deleteActivity(messageId)
      } catch (error) {
        log.warn({ err: error }, 'Teams did not take a message away')
      }
    },
    async typing(context) {
      try {
        await context.sendActivity({ type: ActivityTypes.Typing })
      } catch (error) {
        log.warn({ err: error }, 'Teams does not show that the bot is at work')
      }
    },
    async profile(context) {
      const { localTimezone, locale } = context.activity
      return { ...(await memberOf(context)), zone: readZone(localTimezone), language: languageOf(locale) }
    },
    async profileOf(context, id) {
      const member = await memberOf(context, { id })
      return member.roster === null ? null : { ...member, zone: null }
    },
    async groups(context) {
      const { from, channelData } = context.activity
      const teamId: unknown = channelData?.team?.id
      if (typeof teamId !== 'string') return []
      const key = `${teamId}/${from.id}`
      const known = owners.get(key)
      if (known) return known
      try {
        const { userRole } = await TeamsInfo.getTeamMember(context, teamId, from.id)
        const found = userRole === 'owner' ? [teamOwners] : []
        owners.set(key, found)
        return found
      } catch (error) {
        log.warn({ err: error }, 'could not read the owners of a team from Teams: owning it gives no role')
        return null
      }
    },
  }
}

/** The key of a shown message. A channel's id may include the thread, which the message's id identifies already. */
function keyOfShown(conversation: string, messageId: string): string {
  return `${conversation.replace(/;messageid=.*$/, '')} ${messageId}`
}

async function update(context: TurnContext, id: string, activity: Partial<Activity>): Promise<void> {
  await context.updateActivity({ ...activity, id })
}

/** Clients on some systems send a name that is not an IANA zone: then the bot's own zone is used. */
function readZone(name: unknown): string | null {
  if (typeof name !== 'string') return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

function textActivity(text: string): Partial<Activity> {
  return { type: ActivityTypes.Message, text, textFormat: 'plain' }
}
