/**
 * Two answers about periods that differ by a day would, one less the other, tell that day. Whoever chooses where a period
 * begins and ends could so read any day of few people; therefore a period that was chosen freely begins and ends with a
 * day of many, whatever was asked. Then any two of them differ by many people, or by nobody.
 */
import type { Period, UsageApi, UsageSubject } from '../ports.ts'
import { type AskedPeriod, isChosenFreely } from '../report/period.ts'
import { assembleTrend, type TrendRow } from '../report/trend.ts'
import { addDays, countDays, earlier } from '../utc-days.ts'
import { whyWithheld } from './floor.ts'

/** Of a longer period only so many days at each end are looked at: where all of them are of few, so is the rest. */
const mostDays = 31

/**
 * The period without the days of few people at its ends; the same where it needs not be cut, and `null` where nothing is
 * left. It is compared with the one before only where neither is cut: as it was asked for.
 */
export async function cutEdges(
  usageApi: UsageApi,
  subject: UsageSubject,
  asked: AskedPeriod,
  floor: number,
  signal?: AbortSignal,
): Promise<AskedPeriod | null> {
  if (!isChosenFreely(asked)) return asked
  const cut = (period: Period) => cutPeriod(usageApi, subject, period, floor, signal)
  const [period, before] = await Promise.all([cut(asked.period), asked.previous && cut(asked.previous)])
  if (!period) return null
  const isWhole = period === asked.period && before === asked.previous
  return isWhole ? asked : { ...asked, period, previous: null }
}

async function cutPeriod(
  usageApi: UsageApi,
  subject: UsageSubject,
  period: Period,
  floor: number,
  signal?: AbortSignal,
): Promise<Period | null> {
  const { from, to } = period
  const read = async (days: Period) => assembleTrend(await usageApi.usage(subject, days, 'daily', signal), 'daily')
  const isShort = countDays(from, to) <= mostDays
  const [first, last] = await Promise.all([
    read({ from, to: earlier(to, addDays(from, mostDays)) }),
    isShort ? null : read({ from: addDays(to, -mostDays), to }),
  ])
  const begin = findEdge(first, floor)
  const end = findEdge((last ?? first).toReversed(), floor)
  if (begin === 'none' || end === 'none') return null
  const begins = begin === 'nobody' ? from : begin.from
  const ends = end === 'nobody' ? to : end.to
  const isWhole = begins.getTime() === from.getTime() && ends.getTime() === to.getTime()
  return isWhole ? period : { from: begins, to: ends }
}

/**
 * The day with which a row of days may begin: the first, or the one after the last of few people before one of many.
 * `none`: there is none of many; `nobody`: there is none with anybody at all.
 */
function findEdge(rows: readonly TrendRow[], floor: number): Period | 'none' | 'nobody' {
  let hasFew = false
  let edge = rows[0]?.period
  for (const [at, { metrics }] of rows.entries()) {
    const isFewDay = metrics !== null && whyWithheld(metrics, floor, null) !== null
    if (isFewDay) {
      hasFew = true
      edge = rows[at + 1]?.period
    } else if (metrics?.activeUsers) return edge ?? 'none'
  }
  return hasFew ? 'none' : 'nobody'
}
