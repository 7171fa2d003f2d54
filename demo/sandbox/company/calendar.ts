// Days are whole numbers here (UTC days since 1970), moments are milliseconds: lives are counted in days.

export const DAY = 86_400_000
export const HOUR = 3_600_000

export type CompanyStep = 'all' | 'daily' | 'weekly' | 'monthly'
export const GRANULARITIES: readonly CompanyStep[] = ['all', 'daily', 'weekly', 'monthly']

/** A stretch of a window, `[from, to)` in milliseconds. */
export type DaySpan = { from: number; to: number }

export function dayOf(moment: number): number {
  return Math.floor(moment / DAY)
}

/** 0 on Monday, 6 on Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

export function nextWorkday(day: number): number {
  const weekday = weekdayOf(day)
  return weekday > 4 ? day + 7 - weekday : day
}

/** The first day of the month that lies `months` after the month of `day`. */
export function monthStart(day: number, months = 0): number {
  const date = new Date(day * DAY)
  return dayOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1))
}

/** ISO 8601 in UTC, with 0 to 2 digits after the second, as different servers write it. */
export function formatMoment(moment: number, digits = 0): string {
  const iso = new Date(moment).toISOString()
  return digits === 0 ? `${iso.slice(0, 19)}Z` : `${iso.slice(0, 20 + digits)}Z`
}

/** Cuts a window at midnights, Mondays or firsts of months (UTC); the first and last pieces end where the window does. */
export function cutWindow(window: DaySpan, granularity: CompanyStep): DaySpan[] {
  if (granularity === 'all') return [window]
  const spans: DaySpan[] = []
  for (let from = window.from; from < window.to; ) {
    const to = Math.min(window.to, nextEdge(dayOf(from), granularity) * DAY)
    spans.push({ from, to })
    from = to
  }
  return spans
}

function nextEdge(day: number, granularity: Exclude<CompanyStep, 'all'>): number {
  if (granularity === 'daily') return day + 1
  return granularity === 'weekly' ? day + 7 - weekdayOf(day) : monthStart(day, 1)
}
