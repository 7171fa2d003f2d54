import { LRUCache } from 'lru-cache'
import type { Count, Period } from '../ports.ts'
import { periodOfLabel } from '../time/slot-label.ts'
import { addDays, countDays, utcDay } from '../time/utc-days.ts'

export type TimeOfDay = { readonly hour: number; readonly minute: number }

/**
 * Numbers, dates and plurals in one locale, all by `Intl`. Days are UTC days; a moment is written in the zone given.
 * @param currentYear dates of that year are written without it; `null`: every date has its year
 */
export function createFormats(locale: string, currentYear: number | null = null) {
  const isEnglish = locale.startsWith('en')
  const numbers = new Intl.NumberFormat(locale)
  const compact = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const plurals = new Intl.PluralRules(locale)
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  const alternatives = new Intl.ListFormat(locale, { type: 'disjunction' })
  const days = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
  const daysOfYear = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' })
  const months = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', year: 'numeric' })
  const monthsOfYear = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short' })
  const monthNames = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long' })
  const shortWeekdays = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short' })
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

  /** British dates with the three letters that American ones have for September. */
  function shortMonths(date: string): string {
    return isEnglish ? date.replace(/\bSept\b/, 'Sep') : date
  }

  function isCurrent(...dates: readonly Date[]): boolean {
    return dates.every(date => date.getUTCFullYear() === currentYear)
  }

  function day(date: Date): string {
    return shortMonths((isCurrent(date) ? daysOfYear : days).format(date))
  }

  function span(period: Period): string {
    const last = addDays(period.to, -1)
    if (countDays(period.from, period.to) === 1) return day(period.from)
    const isOneMonth = period.from.toISOString().slice(0, 7) === last.toISOString().slice(0, 7)
    const range = (isCurrent(period.from, last) ? daysOfYear : days).formatRange(period.from, last)
    return shortMonths(range.replace(/\s*–\s*/u, isOneMonth ? '–' : ' – '))
  }

  function percentSign(written: string): string {
    return isEnglish ? `${written}%` : `${written}\u00a0%`
  }

  function timeOfDay({ hour, minute }: TimeOfDay): string {
    const minutes = String(minute).padStart(2, '0')
    if (!isEnglish) return `${hour}:${minutes}`
    return `${hour % 12 === 0 ? 12 : hour % 12}:${minutes} ${hour < 12 ? 'AM' : 'PM'}`
  }

  function moment(date: Date, zone: string, withZone: boolean): string {
    const format = new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    })
    const parts = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]))
    const time = timeOfDay({ hour: Number(parts.hour), minute: Number(parts.minute) })
    const year = Number(parts.year) === currentYear ? '' : ` ${parts.year}`
    const written = `${parts.day}${isEnglish ? '' : '.'} ${parts.month}${year}, ${time}`
    return shortMonths(withZone ? `${written} ${parts.timeZoneName}` : written)
  }

  return {
    number,
    day,
    /** 0.743 → "74.3%", for tables: always one decimal. The German space does not break. */
    percent: (fraction: number) => percentSign(oneDecimal.format(roundTo(fraction * 100, 1))),
    /** 0.743 → "74%", for sentences. Never rounded to 0% or 100%. */
    wholePercent: (fraction: number) => {
      const whole = roundTo(fraction * 100, 0)
      if (whole === 0 && fraction > 0) return `<${isEnglish ? '' : '\u00a0'}${percentSign('1')}`
      if (whole === 100 && fraction < 1) return `>${isEnglish ? '' : '\u00a0'}${percentSign('99')}`
      return percentSign(numbers.format(whole))
    },
    /** "62% (31 of 50)" needs both numbers: a rate without its denominator says nothing. `null` where it has none, or the part is no part of it. */
    ratio: (part: Count, whole: Count): number | null =>
      part === null || whole === null || whole <= 0 || part > whole ? null : part / whole,
    /** +12 → "+12", −3 → "−3", 0 → "0". */
    change: (difference: number) => signed(difference, value => compact.format(value)),
    /** In whole percent, with one decimal below one percent. */
    changeInPercent: (difference: number, before: number) =>
      before > 0 ? signed(difference / before, value => percentSign(shortPercent(value, compact))) : null,
    /** Difference of two fractions in percentage points, which are called `unit`. */
    points: (difference: number, unit: string) =>
      `${signed(roundTo(difference * 100, 1), value => compact.format(value))}${isEnglish ? ' ' : '\u00a0'}${unit}`,
    /** "€1,050": to three digits, for what is only an estimate. */
    roundMoney: (amount: number, currency: string) =>
      new Intl.NumberFormat(locale, {
        ...{ style: 'currency', currency, maximumSignificantDigits: 3, maximumFractionDigits: 0 },
        roundingPriority: 'lessPrecision',
      }).format(amount),
    /** "$1,248", "$12.30": to the cent. */
    money: (amount: number, currency: string) =>
      new Intl.NumberFormat(locale, {
        ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol', trailingZeroDisplay: 'stripIfInteger' },
      }).format(amount),
    /** "$90.00": amounts that stand under each other. */
    moneyInColumn: (amount: number, currency: string) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(amount),
    plural: (count: number, forms: { one: string; other: string }) =>
      `${numbers.format(count)} ${plurals.select(count) === 'one' ? forms.one : forms.other}`,
    list: (items: readonly string[]) => lists.format(items),
    alternatives: (items: readonly string[]) => alternatives.format(items),
    /** First and last day: "16–22 Nov". */
    span,
    /** The days that the digest of a slot is about; `null` for a slot that is none of a week or month. */
    aboutOf: (slot: string): string | null => {
      const about = periodOfLabel(slot)
      return about && span(about)
    },
    dayOfYear: (date: Date) => shortMonths(daysOfYear.format(date)),
    weekday: (date: Date) => shortMonths(weekdays.format(date)),
    /** First and last weekday: "Sat–Sun". */
    weekdays: ({ from, to }: Period) => `${shortWeekdays.format(from)}–${shortWeekdays.format(addDays(to, -1))}`,
    /** Monday = 1 … Sunday = 7. */
    weekdayName: (weekday: number) => weekdayNames.format(utcDay(2024, 0, weekday)),
    /** "9:05 AM", in German "9:05". */
    timeOfDay,
    month: (date: Date) => shortMonths((isCurrent(date) ? monthsOfYear : months).format(date)),
    monthName: (date: Date) => monthNames.format(date),
    /** "7 Dec, 9:05 AM". */
    moment: (date: Date, zone: string) => moment(date, zone, false),
    /** "7 Dec, 9:05 AM UTC": where it matters which clock it is. */
    momentInZone: (date: Date, zone: string) => moment(date, zone, true),
  }
}

/** How long something has lasted, in the largest unit that is not below two: whole units, rounded down. */
export function largestUnit(days: number): {
  readonly unit: 'day' | 'week' | 'month' | 'year'
  readonly count: number
} {
  if (days < 14) return { unit: 'day', count: days }
  if (days < 61) return { unit: 'week', count: Math.floor(days / 7) }
  if (days < 731) return { unit: 'month', count: Math.floor(days / 30.44) }
  return { unit: 'year', count: Math.floor(days / 365.25) }
}

/** Whether moments can be written in a zone: all names that this runtime knows, old ones and other spellings included. */
export function isZone(name: string): boolean {
  return zones.memo(name)
}

/** Cached: asking `Intl` takes longer than all the rest of a short answer. */
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
  if (absolute === write(0)) return absolute
  return value > 0 ? `+${absolute}` : `−${absolute}`
}

function shortPercent(fraction: number, compact: Intl.NumberFormat): string {
  const whole = roundTo(fraction * 100, 0)
  return compact.format(whole === 0 ? roundTo(fraction * 100, 1) : whole)
}

/** Words as a sentence: a date ("15. Dez."), a name ("Acme Inc.") or what a person wrote may bring its full stop along. */
export function endSentence(words: string): string {
  return /[.!?…]\u2069?$/u.test(words) ? words : `${words}.`
}

const segmenter = new Intl.Segmenter()

/**
 * What a person wrote, short enough to be quoted to them. Isolated, so that right-to-left text keeps its place, and
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
 * User text as part of a sentence, whose direction and lines it cannot change: always isolated, without control characters,
 * and at most `longest` characters long.
 */
export function isolate(value: string, longest = 80): string {
  return quote(value, longest).slice(1, -1)
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * A name or a line within a sentence, whose direction it cannot change: isolated if it runs from right to left, so that
 * numbers and dates after it keep their place; otherwise unchanged.
 */
export function keepDirection(name: string): string {
  const clean = name.replace(/\p{Bidi_Control}/gu, '').replace(/\p{Cc}+/gu, ' ')
  return rightToLeft.test(clean) ? `\u2068${clean}\u2069` : clean
}
