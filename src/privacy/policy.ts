/** How much a reader may see of whom: pure decisions based on the settings. */

import type { Language } from '../message/languages.ts'
import type { Platform } from '../platform.ts'
import type { Conversation } from '../ports.ts'
import type { TabnineRoles } from './tabnine-roles.ts'

/** The person who asks. Made by an adapter; the platform is asked for details only if they matter. */
export type Caller = {
  readonly platform: Platform | 'terminal' | 'web'
  /** The platform's own id of the person, as `ADMINS` may name it. */
  readonly id: string
  /** The person at the bot's terminal is an admin; in chat only the people whom the settings name. */
  readonly isAdmin: boolean
  /** Not known to be of this company, as may happen in shared channels: not answered. */
  readonly isStranger: boolean
  /** Only because the platform does not say now who this is: asking again can help. */
  readonly isUnverified?: true
  /** Every field may be unknown. Never throws. */
  profile(): Promise<Profile>
  /** The groups this person is in, as roles name them; `null` if the platform does not say. Never throws. */
  groups?(): Promise<readonly string[] | null>
  /** Who is mentioned in the line by an id, see `writeMention`; `null` if the platform does not say. Never throws. */
  mentioned?(id: string): Promise<Profile | null>
  /** The prefix of a command line in this place. */
  readonly prefix: string
  /** The place of the question; `null` if nothing can be posted there later, as in a terminal. */
  readonly place: Place | null
  /** Who reads totals that are answered here. Without it, everyone in a shared place does. */
  readonly readers?: Surface
}

/** Why a caller is not answered at all; `null` where they are. */
export function refusalOf({ isStranger, isUnverified }: Pick<Caller, 'isStranger' | 'isUnverified'>) {
  if (isUnverified) return 'unverified'
  return isStranger ? 'stranger' : null
}

/** `name` is how others in the conversation know this person; `language` is theirs, where the bot speaks it. */
export type Profile = {
  readonly email: string | null
  readonly zone: string | null
  readonly name: string | null
  readonly language?: Language | null
  /** The e-mail, if the platform has confirmed that it is this person's; it alone matches a role in Tabnine. */
  readonly verifiedEmail?: string
  /** The permission that the bot lacks to see the e-mail. */
  readonly missingScope?: string
}

/** A conversation, and the personal chat with the person who asks there. */
export type Place = {
  readonly conversation: OpenConversation
  readonly person: OpenConversation
  /** What to type to invite the bot, if it is not a member and cannot post; `null` if it can, or if that is not known. */
  readonly wayIn?: () => Promise<string | null>
}
export type OpenConversation = Omit<Conversation, 'closed'>

/**
 * Who may read an answer where many read along. `private`: totals, meant for the person who asked. `personal`: about one
 * person, for that person only. `channel`: everyone there, because it changes what is posted there.
 */
export type Surface = 'private' | 'personal' | 'channel'

/** How much of people is shown, from nothing to their names. */
export const levels = ['off', 'totals', 'pseudonym', 'named'] as const
export type Level = (typeof levels)[number]

export type Role = 'viewer' | 'subscriber' | 'admin'

/** Whether a person may change what is posted in a conversation, or post there. */
export function maySubscribe(role: Role | null): boolean {
  return role === 'subscriber' || role === 'admin'
}

export type Privacy = {
  /** The highest level of each surface, also for admins. */
  readonly surfaces: Readonly<Record<Surface, Level>>
  /** Numbers of fewer people than this are hidden, except from readers who may see names. */
  readonly minGroupSize: number
  /** Whether people are called by pseudonyms also where they could be named. */
  readonly pseudonyms: boolean
  /** Whether, with pseudonyms, an admin sees names in the preview of a change of seats, and nowhere else. */
  readonly namesForActions?: boolean
}

export const defaultPrivacy: Privacy = {
  surfaces: { channel: 'totals', private: 'named', personal: 'named' },
  minGroupSize: 5,
  pseudonyms: false,
}

/** The most a role may see. */
const caps: Readonly<Record<Role, Level>> = { viewer: 'totals', subscriber: 'totals', admin: 'named' }

export type AccessQuestion = {
  /** `null`: a person without any role. `unknown`: everyone in a channel, or a person whose role cannot be found out. */
  readonly role: Role | 'unknown' | null
  readonly surface: Surface
  /** One person, or a team or the organization. */
  readonly subject: 'person' | 'group'
  /** Whether the person asks about themselves. */
  readonly isSelf: boolean
  readonly privacy: Privacy
}

/** How much may be shown. People may always see their own numbers, but not in a channel. */
export function levelFor({ role, surface, subject, isSelf, privacy }: AccessQuestion): Level {
  if (subject === 'person' && isSelf && surface !== 'channel') return 'named'
  if (role === null) return 'off'
  return least(privacy.surfaces[surface], capOf(role, surface), privacy.pseudonyms ? 'pseudonym' : 'named')
}

/** A channel has a level of its own. One reader whose role is unknown may be anyone, and sees totals. */
function capOf(role: Role | 'unknown', surface: Surface): Level {
  if (role !== 'unknown') return caps[role]
  return surface === 'channel' ? 'named' : 'totals'
}

function least(...given: Level[]): Level {
  return levels.find(level => given.includes(level)) ?? 'off'
}

/** Where the answer to a command is read: a personal one only by the person who asked, whatever the place. */
export function surfaceOf(caller: Caller, asked: Surface): Surface {
  if (asked !== 'private') return asked
  if (caller.readers) return caller.readers
  if (!caller.place) return 'private'
  return caller.place.conversation.kind === 'personal' ? 'personal' : 'channel'
}

/** Whether a list names a person, by platform id or by e-mail. The platform is asked only where the id does not say. @internal */
export async function isListed(caller: Pick<Caller, 'id' | 'profile'>, list: readonly string[]): Promise<boolean> {
  if (list.some(entry => isSame(entry, caller.id))) return true
  if (!list.some(entry => entry.includes('@'))) return false
  const { email } = await caller.profile()
  return email !== null && list.some(entry => isSame(entry, email))
}

/** The part of a person's account that decides whether it is the requested one. */
export type Account = { readonly id: string; readonly email: string | null }

/** Whether a reader may see the usage of the requested person: anyone's if they may see names, else their own. */
export function maySeePerson(mayName: boolean, own: Account | null, asked: string): boolean {
  return mayName || (own !== null && (isSame(own.id, asked) || (own.email !== null && isSame(own.email, asked))))
}

/** Only letters of ASCII have a case here: a look-alike such as the Kelvin sign must not pass for a k. */
function isSame(a: string, b: string): boolean {
  return fold(a) === fold(b)
}

function fold(name: string): string {
  return name.trim().replace(/[A-Z]/g, letter => letter.toLowerCase())
}

/**
 * The people of each role: platform ids, e-mails, Slack user groups (`S…`), and `team owners` for the owners of the Teams
 * team in which a question is asked. `null`: no list was given, so everyone has the role.
 */
export type Roles = {
  readonly admin: readonly string[]
  readonly subscriber: readonly string[] | null
  readonly viewer: readonly string[] | null
  /** Admins as Tabnine has them, for people whom no list names; missing: only the lists count. */
  readonly tabnine?: TabnineRoles | undefined
}

export const openRoles: Roles = { admin: [], subscriber: null, viewer: null }

/** An entry in a role's list; the platform says which callers it includes. */
export const teamOwners = 'team owners'

const isSlackGroup = (entry: string) => /^S[A-Z0-9]{5,}$/.test(entry)
const isGroup = (entry: string) => entry === teamOwners || isSlackGroup(entry)

/** A person on a platform, as far as a role depends on it. */
export type ChatPerson = Pick<Caller, 'platform' | 'id' | 'isAdmin' | 'isStranger' | 'profile' | 'groups'>

/** Where a role comes from: the terminal, a list of the settings, Tabnine, or what everyone has. */
type RoleSource = 'terminal' | 'settings' | 'tabnine' | 'everyone'

/** `isUnchecked`: Tabnine might give a higher one, and does not answer now. */
export type FoundRole = {
  readonly role: Role | 'unknown' | null
  readonly source: RoleSource
  readonly isUnchecked: boolean
}

/**
 * The role of a person: the highest that a list names, else admin if Tabnine has them as Admin or Manager, else what
 * everyone has. `null` if there is none. `unknown`: a list may name them by an e-mail or a group that the platform does not
 * reveal now.
 */
export async function explainRole(
  person: ChatPerson,
  { admin, subscriber, viewer, tabnine }: Roles,
): Promise<FoundRole> {
  if (person.isAdmin) return { role: 'admin', source: 'terminal', isUnchecked: false }
  // Requested once, and only if a list names a group of this platform: Slack needs one more permission for it.
  let groups: Promise<readonly string[] | null> | undefined
  let isUnsure = false
  const isIn = async (list: readonly string[]) => {
    const people = list.filter(entry => !isGroup(entry))
    if (await isListed(person, people)) return true
    if (people.some(entry => entry.includes('@')) && (await person.profile()).email === null) isUnsure = true
    const named = list.filter(entry => isGroupOn(person.platform, entry))
    if (named.length === 0) return false
    // The adapter logs why groups cannot be read; a failure gives no one a role.
    groups ??= person.groups?.().catch(() => null) ?? Promise.resolve(null)
    const known = await groups
    if (known === null) isUnsure = true
    return known?.some(group => named.includes(group)) ?? false
  }
  const bySettings = (role: Role) => ({ role, source: 'settings', isUnchecked: false }) as const
  if (await isIn(admin)) return bySettings('admin')
  if (subscriber !== null && (await isIn(subscriber))) return bySettings('subscriber')
  // Everyone is a subscriber without a list of those, whatever the viewers' list is.
  if (subscriber !== null && viewer !== null && (await isIn(viewer))) return bySettings('viewer')
  const inTabnine = tabnine ? await isAdminIn(tabnine, person) : false
  if (inTabnine === true) return { role: 'admin', source: 'tabnine', isUnchecked: false }
  const role = subscriber === null ? 'subscriber' : viewer === null ? 'viewer' : isUnsure ? 'unknown' : null
  return { role, source: 'everyone', isUnchecked: inTabnine === 'unknown' }
}

async function isAdminIn(tabnine: TabnineRoles, person: ChatPerson): Promise<boolean | 'unknown'> {
  if (person.isStranger) return false
  const { verifiedEmail } = await person.profile()
  return verifiedEmail === undefined ? false : tabnine.isAdmin(fold(verifiedEmail))
}

export async function findRole(person: ChatPerson, roles: Roles): Promise<Role | 'unknown' | null> {
  return (await explainRole(person, roles)).role
}

function isGroupOn(platform: ChatPerson['platform'], entry: string): boolean {
  if (platform === 'slack') return isSlackGroup(entry)
  return platform === 'teams' && entry === teamOwners
}
