import { writeMention } from '../../src/command/argument.ts'
import { maxReadLength } from '../longest-read.ts'
import type { StatedWorkspace } from './company.ts'

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
