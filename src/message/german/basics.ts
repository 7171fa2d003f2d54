/** What German sentences of all kinds are made of. */
import type { Count, Period } from '../../ports.ts'
import { type Formats, largestUnit, quote } from '../formats.ts'

export const notReported = 'nicht gemeldet'

const periods = new Map([
  ['today', 'heute'],
  ['yesterday', 'gestern'],
  ['this week', 'diese Woche'],
  ['last week', 'letzte Woche'],
  ['this month', 'dieser Monat'],
  ['last month', 'letzter Monat'],
  ['this quarter', 'dieses Quartal'],
  ['last quarter', 'letztes Quartal'],
  ['this year', 'dieses Jahr'],
  ['last year', 'letztes Jahr'],
  ['last 7 days', 'die letzten 7 Tage'],
  ['last 30 days', 'die letzten 30 Tage'],
  ['last 90 days', 'die letzten 90 Tage'],
])

const units = {
  day: { one: 'Tag', other: 'Tage' },
  week: { one: 'Woche', other: 'Wochen' },
  month: { one: 'Monat', other: 'Monate' },
  year: { one: 'Jahr', other: 'Jahre' },
}

export type GermanBasics = ReturnType<typeof createBasics>

export function createBasics(f: Formats) {
  const days = (period: Period) => f.span(period)
  return {
    count: (value: Count) => (value === null ? notReported : f.number(value)),
    people: (value: number) => f.plural(value, { one: 'Person', other: 'Personen' }),
    membersOf: (value: number) => f.plural(value, { one: 'Mitglied', other: 'Mitglieder' }),
    /** After "von". */
    ofMembers: (value: number) => f.plural(value, { one: 'Mitglied', other: 'Mitgliedern' }),
    days,
    asked: ({ period, isOver }: { period: Period; isOver: boolean }) =>
      isOver ? days(period) : `${days(period)}, läuft noch`,
    share: (part: Count, whole: Count) => {
      const ratio = f.ratio(part, whole)
      return ratio === null ? null : f.wholePercent(ratio)
    },
    /** "3 Monate". */
    age: (calendarDays: number) => {
      const { unit, count } = largestUnit(calendarDays)
      return f.plural(count, units[unit])
    },
  }
}

/** What a person wrote, in German quotes. */
export function quoted(value: string): string {
  return `„${quote(value).slice(1, -1)}“`
}

/** "letzte Woche"; `null` for other words than the bot’s own, in English or in German. */
export function relativePeriod(words: string): string | null {
  const lastDays = /^last (\d+) days$/.exec(words)?.[1]
  if (lastDays !== undefined) return `in den letzten ${lastDays} Tagen`
  return toAdverb(periods.get(words) ?? '') ?? toAdverb(words)
}

const adverbs = new Map([...periods.values()].map(name => [inAccusative(name).toLowerCase(), inAccusative(name)]))

/** "letzter Monat" → "letzten Monat", also as a person wrote it. */
function toAdverb(name: string): string | null {
  const lastDays = /^(?:die )?letzten? (\d+) Tagen?$/i.exec(name)?.[1]
  if (lastDays !== undefined) return `in den letzten ${lastDays} Tagen`
  return adverbs.get(inAccusative(name).toLowerCase()) ?? null
}

function inAccusative(name: string): string {
  return name.replace(/^(diese|letzte)r Monat$/i, '$1n Monat')
}

/** The bot’s own words for a period in German; what a person wrote stays as it is. */
export function periodText(words: string): string {
  return `„${periods.get(words) ?? words}“`
}
