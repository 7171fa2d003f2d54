import { writeMention } from '../../src/command/argument.ts'
import { maxReadLength } from '../longest-read.ts'

/** A mention as written in the text, and the id of the person. */
export type Mention = { readonly text: string; readonly id: string }

/** Mentions that are read in one message. */
const maxMentions = 20

/** The people mentioned in a message, the bot aside: anyone may be in `entities`, and anything. */
export function mentionsIn(entities: unknown, botId: string): Mention[] {
  if (!Array.isArray(entities)) return []
  const found = entities.slice(0, maxMentions).flatMap(readMention)
  const ofBot = found.filter(({ id }) => id === botId).map(({ text }) => text)
  return found.filter(({ id, text }) => isPersonId(id) && !ofBot.includes(text))
}

function readMention(entity: unknown): Mention[] {
  if (typeof entity !== 'object' || entity === null) return []
  const { type, text, mentioned } = entity as Record<string, unknown>
  const id = typeof mentioned === 'object' && mentioned !== null && 'id' in mentioned ? mentioned.id : null
  if (type !== 'mention' || typeof text !== 'string' || typeof id !== 'string') return []
  return /^<at[^<>]*>[^<]{1,200}<\/at>$/.test(text) ? [{ text, id }] : []
}

/** Of people; bots, channels and teams have others. */
function isPersonId(id: string): boolean {
  return /^29:[\w-]{1,180}$/.test(id)
}

/** The line that a button or a form submits, cut to the readable length; `null` if it submits none. */
export function readCarried(data: unknown): string | null {
  const line = typeof data === 'object' && data !== null && 'line' in data ? data.line : null
  return typeof line === 'string' ? line.slice(0, maxReadLength) : null
}

/**
 * The line in what Teams sends as text: the mention of the bot and quoted messages taken off, other people's mentions by
 * their ids, spaces of every kind as spaces, and the characters back that some clients write as HTML does.
 */
export function readText(text: string, mentions: readonly Mention[] = []): string {
  const read = text.slice(0, maxReadLength)
  return mentions
    .reduce((line, mention) => line.replaceAll(mention.text, ` ${writeMention(mention.id)} `), read)
    .replace(/(<@[^<>\s]{1,200}>)(?:\s+\1)+/g, '$1')
    .replace(/<at[^<>]*>[^<]*<\/at>/g, ' ')
    .replace(/<quoted\b[^<>]*>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[\u00a0\u200b\s]+/g, ' ')
    .trim()
}
