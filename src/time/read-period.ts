/** What people write for a span of days, in English or German, understood but not yet tied to dates. */

/** "last week" means another week next Monday. A missing year is `null`. Parts may be impossible, such as week 54. */
export type PeriodWords =
  | { kind: 'today' }
  | { kind: 'yesterday' }
  | { kind: 'week' | 'month' | 'quarter' | 'year'; which: 'this' | 'last' }
  | { kind: 'days' | 'months'; count: number }
  | { kind: 'named-week'; year: number | null; week: number }
  | { kind: 'named-month'; year: number | null; month: number }
  | { kind: 'named-quarter'; year: number | null; quarter: number }
  | { kind: 'named-year'; year: number }
  | { kind: 'range'; from: DayWords; to: DayWords }
  /** From the beginning of a period, or from the latest such weekday (Monday is 1), up to today. */
  | { kind: 'since'; from: PeriodWords | { kind: 'weekday'; weekday: number } }
  /** "next week", "tomorrow": understood, and no day of it has begun. */
  | { kind: 'future' }

/** `month` counts from 0. */
export type DayWords = { year: number | null; month: number; day: number }

type Unit = 'week' | 'month' | 'quarter' | 'year'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const weekday = /^(?:last )?(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?$/

/** Each way to write a day; the groups are named by what they hold. */
const days = [
  /^(?<year>\d{4})[-/](?<number>\d{1,2})[-/](?<day>\d{1,2})$/,
  /^(?<day>\d{1,2})\.(?<number>\d{1,2})\.(?<year>\d{4})?$/,
  new RegExp(`^(?<day>\\d{1,2})(?:st|nd|rd|th|\\.)? (?<name>${month})(?:,? (?<year>\\d{4}))?$`),
  new RegExp(`^(?<name>${month}) (?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\\d{4}))?$`),
]

/** Translates German words of a period; other phrases stay unchanged. */
const german: readonly (readonly [RegExp, string])[] = [
  [/^(?:die|der|das|den|dem) (?=letzt|vergangen|vorig)/, ''],
  [/\b(?:letzt|vergangen|vorig)e[nrs]?\b/g, 'last'],
  [/\bdiese[nrs]?\b/g, 'this'],
  [/(?<!\p{L})nächste[nrs]?\b/gu, 'next'],
  [/\bheute\b/g, 'today'],
  [/\bgestern\b/g, 'yesterday'],
  [/\bmorgen\b/g, 'tomorrow'],
  [/\bseit(?: dem)?\b/g, 'since'],
  [/^vo[mn]\b/, 'from'],
  [/\bbis(?: zum)?\b/g, 'to'],
  [/\btagen?\b/g, 'days'],
  [/\btag\b/g, 'day'],
  [/\bwochen\b/g, 'weeks'],
  [/\b(?:kalender)?woche\b/g, 'week'],
  [/\bmonaten?\b/g, 'months'],
  [/\bmonats?\b/g, 'month'],
  [/\bquartals?\b/g, 'quarter'],
  [/\bjahre?s?\b/g, 'year'],
  [/\bjanuar\b/g, 'jan'],
  [/\bfebruar\b/g, 'feb'],
  [/(?<!\p{L})(?:märz|mär|mrz|maerz)(?!\p{L})/gu, 'mar'],
  [/\bmai\b/g, 'may'],
  [/\bjuni\b/g, 'jun'],
  [/\bjuli\b/g, 'jul'],
  [/\bokt(?:ober)?\b/g, 'oct'],
  [/\bdez(?:ember)?\b/g, 'dec'],
  [/\bmontag\b/g, 'monday'],
  [/\bdienstag\b/g, 'tuesday'],
  [/\bmittwoch\b/g, 'wednesday'],
  [/\bdonnerstag\b/g, 'thursday'],
  [/\bfreitag\b/g, 'friday'],
  [/\b(?:samstag|sonnabend)\b/g, 'saturday'],
  [/\bsonntag\b/g, 'sunday'],
]

/** A longer text is not a period, and is not parsed. */
const maxLength = 60

/** Reads words for a period; `null` where they do not look like one. Never throws. */
export function readPeriod(words: string): PeriodWords | null {
  if (words.length > 4 * maxLength) return null
  const text = words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Pd}/gu, '-')
    .replace(/\s+/g, ' ')
    .trim()
  if (text.length > maxLength) return null
  // "last-week" is "last week", but the hyphens of 2026-09-01 stay.
  return readExact(text) ?? readExact(text.replace(/-/g, ' ').replace(/\s+/g, ' '))
}

/** The same words with English names of days, months and units. */
export function withEnglishNames(words: string): string {
  return german.reduce((text, [word, english]) => text.replace(word, english), words)
}

function readExact(written: string): PeriodWords | null {
  const text = withEnglishNames(written).replace(/^i[nm] /, '')
  const since = /^since (.+)$/.exec(text)?.[1]
  return since === undefined ? readSpan(text) : readSince(since)
}

function readSince(text: string): PeriodWords | null {
  const name = weekday.exec(text)?.[1]
  if (name) return { kind: 'since', from: { kind: 'weekday', weekday: weekdays.indexOf(name.slice(0, 3)) + 1 } }
  const from = readSpan(text)
  return from === null || from.kind === 'since' ? null : { kind: 'since', from }
}

function readSpan(text: string): PeriodWords | null {
  if (text === 'today' || text === 'yesterday') return { kind: text }
  if (text === 'tomorrow') return { kind: 'future' }
  return readRelative(text) ?? readNamed(text) ?? readRange(text)
}

const toDate: ReadonlyMap<string, Unit> = new Map([
  ['wtd', 'week'],
  ['mtd', 'month'],
  ['qtd', 'quarter'],
  ['ytd', 'year'],
])

function readRelative(text: string): PeriodWords | null {
  const running = toDate.get(text)
  if (running) return { kind: running, which: 'this' }
  const unit = /^(this|current|last|previous|past|next) (week|month|quarter|year)$/.exec(text)
  if (unit) {
    if (unit[1] === 'next') return { kind: 'future' }
    return { kind: unit[2] as Unit, which: unit[1] === 'this' || unit[1] === 'current' ? 'this' : 'last' }
  }
  const span = /^(?:last|past|previous) (\d{1,6}) (day|week|month)s?$/.exec(text)
  if (!span) return /^next \d{1,6} (?:day|week|month)s?$/.test(text) ? { kind: 'future' } : null
  const count = Number(span[1])
  if (span[2] === 'month') return { kind: 'months', count }
  return { kind: 'days', count: span[2] === 'week' ? 7 * count : count }
}

function readNamed(text: string): PeriodWords | null {
  const week =
    /^(?:calendar )?(?:week|kw|cw|w) ?(?<week>\d{1,2})(?:[ /](?<year>\d{4}))?$/.exec(text) ??
    /^(?<year>\d{4})[- ]?(?:(?:week|kw|cw) |kw|cw|w)(?<week>\d{1,2})$/.exec(text)
  if (week) return { kind: 'named-week', year: yearOf(week), week: Number(week.groups?.week) }
  const isoMonth = /^(?<year>\d{4})[-/](?<month>\d{1,2})$/.exec(text)
  if (isoMonth) return { kind: 'named-month', year: yearOf(isoMonth), month: Number(isoMonth.groups?.month) - 1 }
  const quarter =
    /^q(?<quarter>\d)(?:[ /](?<year>\d{4}))?$/.exec(text) ??
    /^(?<year>\d{4}) ?q(?<quarter>\d)$/.exec(text) ??
    /^(?<quarter>\d)\. quarter(?: (?<year>\d{4}))?$/.exec(text)
  if (quarter) return { kind: 'named-quarter', year: yearOf(quarter), quarter: Number(quarter.groups?.quarter) }
  const named = new RegExp(`^(?<name>${month})(?: (?<year>\\d{4}))?$`).exec(text)
  if (named) return { kind: 'named-month', year: yearOf(named), month: monthOf(named) }
  const year = /^(?:year )?((?:19|20|21)\d{2})$/.exec(text)?.[1]
  return year ? { kind: 'named-year', year: Number(year) } : null
}

function readRange(text: string): PeriodWords | null {
  const day = readDay(text)
  if (day) return { kind: 'range', from: day, to: day }
  const body = text.replace(/^from /, '')
  for (const { index, 0: joint } of body.matchAll(/ (?:to|until|till) | ?\.\.\.? ?| ?- ?/g)) {
    const to = readDay(body.slice(index + joint.length))
    if (!to) continue
    const first = body.slice(0, index)
    // "23-29 Nov": the month is named once.
    const from = /^\d{1,2}\.?$/.test(first) ? { ...to, day: Number.parseInt(first, 10) } : readDay(first)
    if (from) return { kind: 'range', from, to }
  }
  return null
}

function readDay(text: string): DayWords | null {
  const match = days.map(way => way.exec(text)).find(found => found !== null)
  if (!match) return null
  const { number, day } = match.groups ?? {}
  return { year: yearOf(match), month: number === undefined ? monthOf(match) : Number(number) - 1, day: Number(day) }
}

function yearOf({ groups }: RegExpExecArray): number | null {
  return groups?.year === undefined ? null : Number(groups.year)
}

function monthOf({ groups }: RegExpExecArray): number {
  return months.indexOf((groups?.name ?? '').slice(0, 3))
}
