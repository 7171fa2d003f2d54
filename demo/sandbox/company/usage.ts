import { type ActivityPace, addDay, paceOn } from './activity.ts'
import { DAY, type DaySpan, dayOf, HOUR } from './calendar.ts'
import type { Company } from './company.ts'
import { endOfUse, generationOn, type Life, liveLife } from './lives.ts'
import { CUSTOMS } from './seats.ts'
import { addPerson, makeTotals, type Totals } from './totals.ts'

/** Whose usage is requested: everyone's, one team's (by its index in the list of teams), or one person's. */
export type Scope = { team?: number } | { life: Life }

/** The whole days, `[first, end)`, that something can be known about. */
export type Days = { first: number; end: number }

/** How far back usage is kept: three years and a day. */
const KEPT_DAYS = 1096

/** The days that have data at a moment: what is kept, up to and including today. */
export function daysKept(now: number): Days {
  const today = dayOf(now)
  return { first: today - KEPT_DAYS, end: today + 1 }
}

/** The days that begin inside a span, as far as they are known. A day belongs to the span in which it begins. */
export function daysWithin(span: DaySpan, known: Days): Days {
  const first = Math.max(known.first, Math.ceil(span.from / DAY))
  return { first, end: Math.max(first, Math.min(known.end, Math.ceil(span.to / DAY))) }
}

/** How much of a day's work has been done at a moment, 0 to 1: all of it, unless the day is today. */
function elapsedOn(day: number, now: number): number {
  return day === dayOf(now) ? Math.min(1, Math.max(0, ((now % DAY) / HOUR - 7) / 11)) : 1
}

/**
 * Sums what was done in each bucket. Someone who changed team counts, day by day, in the team they were in.
 * Nothing is kept: it costs some hashing for each person and day, and memory for the buckets alone.
 * @param buckets in order, not overlapping
 */
export function measureUsage(company: Company, scope: Scope, buckets: readonly Days[], now: number): Totals[] {
  const totals = buckets.map(makeTotals)
  const first = buckets[0]?.first ?? 0
  const end = buckets.at(-1)?.end ?? first
  const paces = Array.from({ length: end - first }, (_, i) => paceOn(company.key, first + i))
  const count = (life: Life, days: Days) => addLife(totals, buckets, life, days, paces, now)
  if ('life' in scope) {
    count(scope.life, { first, end })
    return totals
  }
  for (const life of listLivesDuring(company, { first, end }, scope.team)) {
    count(life, scope.team === undefined ? { first, end } : daysInTeam(life, scope.team, { first, end }))
  }
  return totals
}

/** Everyone who may have used something on these days: each holder of each seat of a team, or of all. */
function* listLivesDuring(company: Company, { first, end }: Days, team?: number): Generator<Life> {
  for (const seat of team === undefined ? company.seats : (company.seatsByTeam[team] ?? [])) {
    if (CUSTOMS[seat.habit].uses === 0 && !seat.change) continue
    for (let generation = generationOn(seat, first); generation <= generationOn(seat, end - 1); generation++) {
      yield liveLife(company.key, seat, generation)
    }
  }
}

function daysInTeam(life: Life, team: number, { first, end }: Days): Days {
  if (life.moved === null) return { first, end }
  return life.seat.team === team
    ? { first, end: Math.min(end, life.moved) }
    : { first: Math.max(first, life.moved), end }
}

function addLife(
  totals: readonly Totals[],
  buckets: readonly Days[],
  life: Life,
  days: Days,
  paces: readonly ActivityPace[],
  now: number,
): void {
  if (life.firstUse === null) return
  const start = Math.max(days.first, life.firstUse)
  const stop = Math.min(days.end, endOfUse(life))
  if (start >= stop) return
  const offset = buckets[0]?.first ?? 0
  for (let i = 0; i < buckets.length; i++) {
    const bucket = buckets[i]
    const sums = totals[i]
    if (!bucket || !sums || bucket.end <= start) continue
    if (bucket.first >= stop) break
    let used = 0
    for (let day = Math.max(start, bucket.first); day < Math.min(stop, bucket.end); day++) {
      const pace = paces[day - offset]
      if (pace) used |= addDay(sums, life, day, pace, elapsedOn(day, now))
    }
    addPerson(sums, used)
  }
}

/** How many people did anything on these days: as `measureUsage` counts them, but it looks no further than it must. */
export function countActive(company: Company, { first, end }: Days, now: number): number {
  const spare = makeTotals()
  const paces = Array.from({ length: Math.max(0, end - first) }, (_, i) => paceOn(company.key, first + i))
  const isActive = (life: Life) =>
    paces.some((pace, i) => addDay(spare, life, first + i, pace, elapsedOn(first + i, now)) !== 0)
  return listLivesDuring(company, { first, end })
    .filter(isActive)
    .reduce(count => count + 1, 0)
}

/** The newest day on which a person did something, up to a moment; null: never. */
export function lastActiveDay(company: Company, life: Life, now: number): number | null {
  if (life.firstUse === null) return null
  const spare = makeTotals()
  for (let day = Math.min(dayOf(now), endOfUse(life) - 1); day >= life.firstUse; day--) {
    if (addDay(spare, life, day, paceOn(company.key, day), elapsedOn(day, now)) !== 0) return day
  }
  return null
}
