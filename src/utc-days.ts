/** Arithmetic on whole UTC days, independent of the zone this process runs in. All results are midnights UTC. */

export function startOfDay(date: Date): Date {
  return utcDay(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
}

export function addDays(date: Date, days: number): Date {
  return utcDay(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + days)
}

export function startOfMonth(date: Date): Date {
  return utcDay(date.getUTCFullYear(), date.getUTCMonth(), 1)
}

/** `month` may lie outside 0..11 and `day` outside the month: they carry over, as in `Date.UTC`. */
export function utcDay(year: number, month: number, day: number): Date {
  return new Date(Date.UTC(year, month, day))
}

export function countDays(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / 86_400_000)
}

export function earlier(a: Date, b: Date): Date {
  return a < b ? a : b
}

export function later(a: Date, b: Date): Date {
  return a > b ? a : b
}
