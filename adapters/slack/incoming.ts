import { writeMention } from '../../src/command/argument.ts'
import { maxReadLength } from '../longest-read.ts'

/**
 * The line in what Slack sends as text: the mention of the bot taken off, with the colon that may follow a name, others
 * without their names, links and addresses as they were typed, and the three escaped characters back.
 */
export function readText(text: string, botUserId: string): string {
  return text
    .slice(0, maxReadLength)
    .replaceAll(new RegExp(`<@${botUserId}(?:\\|[^<>]*)?>[:,]?`, 'g'), ' ')
    .replace(/<(?:mailto|tel):[^<|>]*\|([^<>]*)>/g, '$1')
    .replace(/<(?:mailto|tel):([^<>]*)>/g, '$1')
    .replace(/<(https?:[^<|>]*)\|([^<>]*)>/g, '$2')
    .replace(/<(https?:[^<>]*)>/g, '$1')
    .replace(/<@([UW][A-Z0-9]{1,30})\|[^<>]*>/g, (_all, id) => writeMention(id))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()
}

type DirectMessage = { channel: string; user: string; ts: string; text?: string; thread_ts?: string }

/** With nothing but text, with a file, or written in a thread and shown in the conversation as well. */
const directSubtypes: readonly unknown[] = [undefined, 'file_share', 'thread_broadcast']

/** A message that a person wrote in a direct message; edits, joins and the like have other subtypes. */
export function isDirect<Received extends object>(message: Received): message is Received & DirectMessage {
  const { channel_type, subtype, user } = message as Record<string, unknown>
  return channel_type === 'im' && directSubtypes.includes(subtype) && typeof user === 'string'
}

export function isFromBot(event: object): boolean {
  return ('bot_id' in event && Boolean(event.bot_id)) || ('bot_profile' in event && Boolean(event.bot_profile))
}

/**
 * The unique key of a message. An edit of a mention is a separate event with the time of the message: an answered message
 * is not answered again, and a message whose edit added the mention is new.
 */
export function messageOf(event: { readonly channel: string; readonly ts: string }) {
  return { key: `message ${event.channel} ${event.ts}`, isEdited: 'edited' in event && Boolean(event.edited) }
}

/** The workspace that comes with a message: of its author, or only of the channel. */
export function statedIn(event: object): StatedWorkspace {
  const team = 'user_team' in event && event.user_team ? event.user_team : 'team' in event ? event.team : null
  return { team, isOfPerson: false }
}

/** The bot's workspace, and the organization (Enterprise Grid) if the workspace is part of one. */
export type SlackCompany = { readonly team: string; readonly enterprise: string | null }

/** Where a person belongs, as their profile says; `null` where Slack does not say. */
export type HomeWorkspace = { readonly team: string | null; readonly enterprise: string | null }

/** `unknown`: Slack did not say where the person belongs. */
export type SlackMembership = 'member' | 'external' | 'unknown'

/** What Slack says together with what someone did. */
export type StatedWorkspace = {
  /** A workspace or the organization: of the person, or in events of the channel. */
  readonly team: unknown
  /** With slash commands, buttons and forms Slack states the person's own workspace; with events it need not. */
  readonly isOfPerson: boolean
}

export const unstated: StatedWorkspace = { team: null, isOfPerson: false }

/**
 * Decides whether a person belongs to the company, for channels may be shared with others. The profile decides, and what
 * is stated with an event alone is not enough: an event may name the workspace of the channel, or none.
 */
export async function membershipOf(
  { team, isOfPerson }: StatedWorkspace,
  company: SlackCompany,
  homeOf: () => Promise<HomeWorkspace>,
): Promise<SlackMembership> {
  const isStatedOwn = team === company.team || (company.enterprise !== null && team === company.enterprise)
  // If our workspace is part of no organization, people of other workspaces are external.
  if (typeof team === 'string' && !isStatedOwn && company.enterprise === null) return 'external'
  const home = await homeOf()
  if (home.team === null) return isStatedOwn && isOfPerson ? 'member' : 'unknown'
  return isOwnHome(home, company) ? 'member' : 'external'
}

/** Whether a profile says that a person belongs to the company. */
export function isOwnHome({ team, enterprise }: HomeWorkspace, company: SlackCompany): boolean {
  return (team !== null && team === company.team) || (company.enterprise !== null && enterprise === company.enterprise)
}

/** What comes from Slack, no larger than anything that Slack sends: what is kept or compared of it stays small. */
type Fields = Readonly<Record<string, unknown>>

/** UTF-16 units of an id, a time or a token of a press; Slack's have some dozen. */
const maxId = 256

/** Slack's own limits, of the reference of views and buttons. */
const max = { metadata: 3_000, value: 2_000, address: 2_048, inputs: 100, actions: 25, options: 100 }

/** Paths of the ids in Slack's requests: slash commands, events, presses and forms. */
const idPaths = [
  ['user_id'],
  ['channel_id'],
  ['team_id'],
  ['trigger_id'],
  ['event_id'],
  ['user', 'id'],
  ['user', 'team_id'],
  ['channel', 'id'],
  ['container', 'message_ts'],
  ['container', 'channel_id'],
  ['container', 'view_id'],
  ['container', 'thread_ts'],
  ['message', 'ts'],
  ['message', 'thread_ts'],
  ['view', 'id'],
  ['action_id'],
  ['event', 'user'],
  ['event', 'channel'],
  ['event', 'ts'],
  ['event', 'thread_ts'],
  ['event', 'team'],
  ['event', 'user_team'],
] as const

/** Whether all that is read of a request is within bounds. What is missing is: the person who needs it looks. */
export function isBounded(body: unknown): boolean {
  if (!isObject(body)) return true
  return (
    idPaths.every(path => isShort(at(body, path), maxId)) &&
    isShort(body.response_url, max.address) &&
    isShort(at(body, ['view', 'private_metadata']), max.metadata) &&
    listOf(body.actions).length <= max.actions &&
    listOf(body.actions).every(isBoundedAction) &&
    isBoundedState(at(body, ['view', 'state', 'values']))
  )
}

function isBoundedAction(action: unknown): boolean {
  if (!isObject(action)) return true
  return (
    isShort(action.action_id, maxId) &&
    isShort(action.action_ts, maxId) &&
    isShort(action.value, max.value) &&
    isShort(at(action, ['selected_option', 'value']), max.value)
  )
}

/** Blocks of inputs, each with one input, as a form brings them back. */
function isBoundedState(values: unknown): boolean {
  if (!isObject(values)) return true
  const inputs = Object.values(values).flatMap(block => (isObject(block) ? Object.values(block) : []))
  return (
    Object.keys(values).length <= max.inputs &&
    inputs.length <= max.inputs &&
    inputs.every(input => !isObject(input) || listOf(input.selected_options).length <= max.options)
  )
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce((found: unknown, name) => (isObject(found) ? found[name] : undefined), value)
}

/** Whether it is a short text, or missing. */
function isShort(value: unknown, longest: number): boolean {
  if (value === undefined || value === null) return true
  return typeof value === 'string' && value.length <= longest
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
