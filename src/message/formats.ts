import { LRUCache } from 'lru-cache'
import type { Count, Period } from '../ports.ts'
import { periodOfLabel } from '../time/slot-label.ts'
import { addDays, countDays, utcDay } from '../time/utc-days.ts'

export type TimeOfDay = { readonly hour: number; readonly minute: number }

/** Numbers, dates and plurals in one locale, all by `Intl`. Days are UTC days; a moment is told in the zone given. */
export function createFormats(locale: string) {
  const numbers = new Intl.NumberFormat(locale)
  const compact = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const plurals = new Intl.PluralRules(locale)
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  const alternatives = new Intl.ListFormat(locale, { type: 'disjunction' })
  const days = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
  const daysOfYear = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' })

  const weekdayNames = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'long' })
  const weekdays = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  })

  function number(value: number): string {
    return numbers.format(value)
  }

  function day(date: Date): string {
    return days.format(date)
  }

  function span(period: Period, to: string): string {
    const last = addDays(period.to, -1)
    if (countDays(period.from, period.to) === 1) return day(period.from)
    const sameYear = period.from.getUTCFullYear() === last.getUTCFullYear()
    return `${(sameYear ? daysOfYear : days).format(period.from)} ${to} ${day(last)}`
  }

  return {
    number,
    day,
    /** 0.743 → "74.3 %". The space does not break. */
    percent: (fraction: number) => `${compact.format(roundTo(fraction * 100, 1))}\u00a0%`,
    /** "62.0 % (31 of 50)" wants both numbers: a rate without its denominator says nothing. `null` where it has none, or the part is no part of it. */
    ratio: (part: Count, whole: Count): number | null =>
      part === null || whole === null || whole <= 0 || part > whole ? null : part / whole,
    /** +12 → "▲ +12", 0 → "±0", −3 → "▼ −3": the sign says it too, for whoever does not see the arrow. */
    change: (difference: number) => signed(difference, number),
    changeInPercent: (difference: number, before: number) =>
      before > 0 ? signed(difference / before, value => `${compact.format(roundTo(value * 100, 1))}\u00a0%`) : null,
    /** Difference of two fractions, as a number of percentage points in the words given. */
    points: (difference: number, forms: { one: string; other: string }) => {
      const points = roundTo(difference * 100, 1)
      const noun = plurals.select(Math.abs(points)) === 'one' ? forms.one : forms.other
      return `${signed(points, value => compact.format(value))} ${noun}`
    },
    plural: (count: number, forms: { one: string; other: string }) =>
      `${numbers.format(count)} ${plurals.select(count) === 'one' ? forms.one : forms.other}`,
    list: (items: readonly string[]) => lists.format(items),
    alternatives: (items: readonly string[]) => alternatives.format(items),
    /** First and last day, the year once where it is the same: "16 Nov to 22 Nov 2026". `to` joins them. */
    span,
    /** The days that the digest of a slot is about; `null` for a slot that is none of a week or month. */
    aboutOf: (slot: string, to: string): string | null => {
      const about = periodOfLabel(slot)
      return about && span(about, to)
    },
    dayOfYear: (date: Date) => daysOfYear.format(date),
    weekday: (date: Date) => weekdays.format(date),
    /** Monday = 1 … Sunday = 7. */
    weekdayName: (weekday: number) => weekdayNames.format(utcDay(2024, 0, weekday)),
    /** "09:05". */
    timeOfDay: ({ hour, minute }: TimeOfDay) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
    month: (date: Date) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', year: 'numeric' }).format(date),
    moment: (date: Date, zone: string) =>
      new Intl.DateTimeFormat(locale, {
        timeZone: zone,
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZoneName: 'short',
      }).format(date),
  }
}

/** Whether moments can be told in a zone: all names that this runtime knows, old ones and other spellings included. */
export function isZone(name: string): boolean {
  return zones.memo(name)
}

/** Remembered, for `Intl` needs longer to say it than all the rest of a short answer takes. */
const zones = new LRUCache<string, boolean>({ max: 1_000, memoMethod: knowsZone })

function knowsZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/**
 * A number with at most so many decimals; ties go away from zero. It is rounded as people write it, in decimal: the
 * binary 0.2875 × 100 is 28.749…96, and both 28.75 and −28.75 must end in 8.
 */
export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals
  const inDecimal = Number((Math.abs(value) * scale).toPrecision(12))
  return (Math.sign(value) * Math.round(inDecimal)) / scale
}

export type Formats = ReturnType<typeof createFormats>

function signed(value: number, write: (absolute: number) => string): string {
  const absolute = write(Math.abs(value))
  if (absolute === write(0)) return `±${absolute}`
  return value > 0 ? `▲ +${absolute}` : `▼ −${absolute}`
}

/** Words as a sentence: a date ("15. Dez."), a name ("Acme Inc.") or what somebody wrote may bring its full stop along. */
export function endSentence(words: string): string {
  return /[.!?…]\u2069?$/u.test(words) ? words : `${words}.`
}

const segmenter = new Intl.Segmenter()

/**
 * What somebody wrote, short enough to be said back to them. Isolated, so that right-to-left text keeps its place, and
 * without what could end the isolation or steer a terminal.
 */
export function quote(value: string, longest = 60): string {
  const line = value
    .replace(/\p{Bidi_Control}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  const characters = Iterator.from(segmenter.segment(line)).map(({ segment }) => segment)
  const short = characters.take(longest).toArray().join('')
  return `“\u2068${short.length < line.length ? `${short}…` : line}\u2069”`
}

/**
 * What someone wrote or is called, as part of a sentence that it can neither turn around nor break into lines: always
 * isolated, without control characters, and at most `longest` characters long.
 */
export function isolate(value: string, longest = 80): string {
  return quote(value, longest).slice(1, -1)
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * A name or a line within a sentence, without what could turn the sentence around: isolated where it runs from right to
 * left, so that numbers and dates behind it keep their place, and otherwise as it is.
 */
export function keepDirection(name: string): string {
  const clean = name.replace(/\p{Bidi_Control}/gu, '').replace(/\p{Cc}+/gu, ' ')
  return rightToLeft.test(clean) ? `\u2068${clean}\u2069` : clean
}
