/** Slack's own markup: only the bot writes it, and only where user text cannot add any of its signs. */
import { isMoment, type Moment, plain, type Text } from '../../src/message/message.ts'

/** Escapes the three characters that begin a mention, a link or an entity in Slack. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, character => escapes[character] ?? character)
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Letters, digits and signs that are not markup in Slack, once `&`, `<` and `>` are escaped. */
const unformatted = /^[\p{L}\p{M}\p{N}\p{Sc} \u00a0\u202f\u2068\u2069.,;:!?…%+\-−–—±'’"“”„()/·&<>]*$/u

/** Whether Slack reads an escaped text letter by letter: no emphasis, no emoji by name, no quote. */
export function isUnformatted(text: string): boolean {
  return unformatted.test(text) && !/:[^\s:]+:/.test(text) && !/^\s*>/.test(text)
}

/** How a moment is written for each reader, by Slack's date tokens. */
export const dateFormats = {
  time: '{time}',
  day: '{date_short_pretty}',
  dayAndTime: '{date_short_pretty}, {time}',
} as const

export function toSeconds({ moment }: Moment): number {
  return Math.floor(moment.getTime() / 1000)
}

/** A line with its moments in each reader's zone; `null` where something of it might be read as markup. */
export function writeLine(line: Text): string | null {
  if (!isUnformatted(plain(line))) return null
  return line.map(span => (isMoment(span) ? writeMoment(span) : escapeText(plain([span])))).join('')
}

function writeMoment(moment: Moment): string {
  return `<!date^${toSeconds(moment)}^${dateFormats[moment.show]}|${escapeText(moment.text).replaceAll('|', ' ')}>`
}
