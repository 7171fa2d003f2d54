import { longestRead } from '../longest-read.ts'

/**
 * The line in what Slack sends as text: the mention of the bot taken off, with the colon that may follow a name, links
 * and addresses as they were typed, and the three escaped characters back.
 */
export function readText(text: string, botUserId: string): string {
  return text
    .slice(0, longestRead)
    .replaceAll(new RegExp(`<@${botUserId}(?:\\|[^<>]*)?>[:,]?`, 'g'), ' ')
    .replace(/<(?:mailto|tel):[^<|>]*\|([^<>]*)>/g, '$1')
    .replace(/<(?:mailto|tel):([^<>]*)>/g, '$1')
    .replace(/<(https?:[^<|>]*)\|([^<>]*)>/g, '$2')
    .replace(/<(https?:[^<>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()
}

type DirectMessage = { channel: string; user: string; text?: string; thread_ts?: string }

/** A message that a person wrote in a direct message; edits, joins and the like have a subtype. */
export function isDirect<Heard extends object>(message: Heard): message is Heard & DirectMessage {
  const { channel_type, subtype, user } = message as Record<string, unknown>
  return channel_type === 'im' && (subtype === undefined || subtype === 'file_share') && typeof user === 'string'
}

export function isFromBot(event: object): boolean {
  return ('bot_id' in event && Boolean(event.bot_id)) || ('bot_profile' in event && Boolean(event.bot_profile))
}

/** The workspace of whoever wrote; in a shared channel it may be another company's. */
export function teamOf(event: object): unknown {
  if ('user_team' in event && event.user_team) return event.user_team
  return 'team' in event ? event.team : undefined
}
