import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasCode } from '../../../src/errors.ts'
import { type AskedPeriod, resolvePeriod } from '../../../src/time/period.ts'
import { readPeriod } from '../../../src/time/read-period.ts'
import { moments, periodWords, zones } from '../../helpers/period-words.ts'
import { propertyRuns } from '../../helpers/sizes.ts'
import { anyText } from '../../helpers/texts.ts'

const dayLength = 86_400_000

/** Resolves words, or is null where they are refused for one of the reasons that words can be refused for. */
function tryPeriod(words: string, now: Date, zone: string): AskedPeriod | null {
  try {
    return resolvePeriod(words, now, zone)
  } catch (error) {
    if (hasCode(error, 'bad-period', 'period-in-future', 'period-backwards', 'period-too-long')) return null
    throw error
  }
}

/** The date that a calendar on the wall shows, as the midnight UTC of that date. */
function dayShown(now: Date, zone: string): Date {
  const shown = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(now)
  return new Date(`${shown}T00:00:00Z`)
}

function holdsForPeriods(check: (asked: AskedPeriod, now: Date, zone: string, words: string) => void): void {
  let resolved = 0
  fc.assert(
    fc.property(periodWords, moments, zones, (words, now, zone) => {
      const asked = tryPeriod(words, now, zone)
      if (!asked) return
      resolved++
      check(asked, now, zone, words)
    }),
  )
  // As many as would be no empty claim.
  expect(resolved).toBeGreaterThan(propertyRuns / 4)
}

test('a period is whole UTC days, at least one and at most 731', () => {
  holdsForPeriods(({ period: { from, to } }) => {
    expect(from.getTime() % dayLength).toBe(0)
    expect(to.getTime() % dayLength).toBe(0)
    expect(to.getTime()).toBeGreaterThan(from.getTime())
    expect((to.getTime() - from.getTime()) / dayLength).toBeLessThanOrEqual(731)
  })
})

test('no period holds a day that has not begun in UTC', () => {
  holdsForPeriods(({ period: { to } }, now) => {
    expect(to.getTime() - dayLength).toBeLessThanOrEqual(now.getTime())
  })
})

/** Whether the words reach to the end of the period, so that it is not cut at the day that runs. */
function reachesEnd(words: string, to: Date): boolean {
  const read = readPeriod(words)
  const isFirst = to.getUTCDate() === 1
  switch (read?.kind) {
    case 'week':
    case 'named-week':
      return to.getUTCDay() === 1
    case 'month':
    case 'named-month':
      return isFirst
    case 'quarter':
    case 'named-quarter':
      return isFirst && to.getUTCMonth() % 3 === 0
    case 'year':
    case 'named-year':
      return isFirst && to.getUTCMonth() === 0
    case 'range': {
      const last = new Date(to.getTime() - dayLength)
      const isYear = read.to.year === null || read.to.year === last.getUTCFullYear()
      return isYear && read.to.month === last.getUTCMonth() && read.to.day === last.getUTCDate()
    }
    default:
      return true
  }
}

test('a period is over when its last day is: in UTC, or for the reader where it has a week or more', () => {
  holdsForPeriods(({ period, previous, isOver }, now, zone, words) => {
    const isOverForReader =
      reachesEnd(words, period.to) &&
      period.to <= dayShown(now, zone) &&
      period.to.getTime() - period.from.getTime() >= 7 * dayLength
    expect(isOver).toBe(period.to <= now || isOverForReader)
    expect(previous === null).toBe(!isOver)
  })
})

test('the period before ends where the period begins, and a single day is compared with its weekday', () => {
  holdsForPeriods(({ period, previous }) => {
    if (!previous) return
    const isOneDay = period.to.getTime() - period.from.getTime() === dayLength
    const end = isOneDay ? new Date(period.from.getTime() - 6 * dayLength) : period.from
    expect(previous.to).toEqual(end)
    expect(previous.from.getTime()).toBeLessThan(previous.to.getTime())
    expect(previous.from.getTime() % dayLength).toBe(0)
    if (isOneDay) expect(previous.from.getUTCDay()).toBe(period.from.getUTCDay())
  })
})

test('the words of a period ask for the same period again', () => {
  holdsForPeriods((asked, now, zone) => {
    expect(resolvePeriod(asked.words, now, zone)).toEqual(asked)
  })
})

test('“yesterday” is the day before that of the reader’s zone, and “today” that day once it has begun in UTC', () => {
  fc.assert(
    fc.property(moments, zones, (now, zone) => {
      const today = dayShown(now, zone)
      const yesterday = new Date(today.getTime() - dayLength)
      expect(resolvePeriod('today', now, zone).period.from).toEqual(today <= now ? today : yesterday)
      expect(resolvePeriod('yesterday', now, zone).period).toEqual({ from: yesterday, to: today })
    }),
  )
})

test('every form that is understood is read, whatever its case', () => {
  fc.assert(
    fc.property(periodWords, words => {
      expect(readPeriod(words)).not.toBeNull()
      expect(readPeriod(words.toUpperCase())).toEqual(readPeriod(words))
    }),
  )
})

test('reading never throws, whatever is written', () => {
  fc.assert(
    fc.property(anyText(), words => {
      expect(() => readPeriod(words)).not.toThrow()
    }),
  )
})
