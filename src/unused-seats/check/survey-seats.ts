import type { BusinessCalendar, Period, SeatCheck, Usage, UsageApi } from '../../ports.ts'
import { addDays, countBusinessDays, startOfDay } from '../../time/utc-days.ts'
import { hasUse } from '../../usage/metrics.ts'
import { daysBack } from '../findings.ts'

/** Working days without any use in the whole organization, after which its usage data counts as frozen. */
const silentDays = 5

/**
 * What the organization's own usage shows before any person is asked about: whether anyone used anything in the window,
 * whether the server has stopped counting, how far back it reports, and which days each usage version answers for.
 */
export async function surveySeats(
  usageApi: UsageApi,
  window: Period,
  calendar: BusinessCalendar,
  signal: AbortSignal,
): Promise<Pick<SeatCheck, 'organizationUsed' | 'isFrozen' | 'versionSince' | 'usageSince'>> {
  const from = addDays(window.to, -daysBack)
  const organization = { kind: 'organization' } as const
  const past = await usageApi.usage(organization, { from, to: window.to }, 'monthly', signal)
  const recent = await usageApi.usage(organization, window, 'daily', signal)
  const { lastActiveDay } = await usageApi.freshness(signal)
  return {
    organizationUsed: listUsed(recent).length > 0,
    isFrozen: lastActiveDay === null || countBusinessDays(addDays(lastActiveDay, 1), window.to, calendar) >= silentDays,
    versionSince: past.segments[1]?.period.from ?? null,
    usageSince: startOfDay(listUsed(past)[0] ?? window.from),
  }
}

/**
 * The starts of the buckets with any use, in time order. A bucket that fits no day counts as the last day it may be, so
 * that an odd date does not make anyone look inactive.
 */
export function listUsed(usage: Usage): Date[] {
  return usage.segments
    .flatMap(({ buckets, undated = [] }) => [
      ...buckets.map(({ period, metrics }) => ({ day: period.from, metrics })),
      ...undated.map(({ period, metrics }) => ({ day: addDays(period.to, -1), metrics })),
    ])
    .filter(({ metrics }) => hasUse(metrics))
    .map(({ day }) => day)
    .sort((a, b) => a.getTime() - b.getTime())
}
