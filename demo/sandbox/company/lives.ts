import { DAY, HOUR, nextWorkday } from './calendar.ts'
import { draw, drawBetween, drawShare } from './chance.ts'
import { CUSTOMS, type Seat, type SeatChange } from './seats.ts'

/**
 * What one holder of a seat lives through. Days are the first midnight from which something holds; what brought it about
 * happened in the working hours of the day before.
 */
export type Life = {
  seat: Seat
  /** Which holder of the seat this is. */
  generation: number
  /** Draws for this person. */
  key: number
  /** Null: came by single sign-on, never had an invitation. */
  invited: number | null
  /** Null: never signs up. */
  joined: number | null
  /** First day with activity; null: never uses anything. */
  firstUse: number | null
  /** First day on which nothing can be used any more. */
  quiet: number
  /** First day with activity after the quiet ones; null: stays quiet. */
  resumes: number | null
  /** First day in the other team. */
  moved: number | null
  deactivated: number | null
  /** The account is deleted and the seat goes to the next person. */
  gone: number
}

const NEVER = Number.MAX_SAFE_INTEGER
const SINGLE_SIGN_ON_SHARE = 0.25
const LATE_SHARE = 0.12

export function generationOn(seat: Seat, day: number): number {
  return Math.floor((day - seat.phase) / seat.cycle)
}

/** The life of the person who holds a seat on a day. */
export function lifeOn(companyKey: number, seat: Seat, day: number): Life {
  return liveLife(companyKey, seat, generationOn(seat, day))
}

export function liveLife(companyKey: number, seat: Seat, generation: number): Life {
  const life = drawLife(companyKey, seat, generation)
  return seat.change?.generation === generation ? changeLife(life, seat.change) : life
}

/** Who decides to use a seat joins where they have not yet, and begins or begins again on that day. */
function changeLife(life: Life, { usesFrom, deactivated }: SeatChange): Life {
  const begun = usesFrom === undefined ? life : beginUsing(life, usesFrom)
  return deactivated === undefined ? begun : { ...begun, deactivated, quiet: Math.min(begun.quiet, deactivated) }
}

function beginUsing(life: Life, day: number): Life {
  const joined = life.joined ?? day
  if (life.firstUse === null || life.firstUse > day)
    return { ...life, joined, firstUse: day, quiet: life.deactivated ?? NEVER }
  return { ...life, joined, resumes: day }
}

/** Whether someone may use anything on a day. */
export function isUsing(life: Life, day: number): boolean {
  const { firstUse, quiet, resumes } = life
  if (firstUse === null || day < firstUse) return false
  return day < quiet || (resumes !== null && day >= resumes && !isDeactivated(life, day))
}

/** The first day after the last on which anything may be used. */
export function endOfUse({ quiet, resumes, deactivated }: Life): number {
  return resumes === null ? quiet : (deactivated ?? NEVER)
}

function drawLife(companyKey: number, seat: Seat, generation: number): Life {
  const { habit } = seat
  const { stays, uses } = CUSTOMS[habit]
  const key = draw(draw(companyKey, seat.index), generation)
  const start = seat.phase + generation * seat.cycle
  const gone = start + seat.cycle
  const unused = { firstUse: null, quiet: start, resumes: null, moved: null, deactivated: null }
  if (habit === 'ghost') return { seat, generation, key, invited: start, joined: null, ...unused, gone }

  // Who comes by single sign-on is there at once; the person who has no team was invited by none.
  const isOwner = habit === 'founder' || habit === 'service'
  const signsOn = isOwner || seat.team === null || (habit !== 'contractor' && drawShare(key, 1) < SINGLE_SIGN_ON_SHARE)
  const joined = start + drawDaysToJoin(seat, key)
  const leaves = stays ? start + drawBetween(key, 4, stays[0], stays[1]) : null
  // The first service account only holds a seat; the second one works.
  const usesNothing = uses === 0 || (habit === 'service' && seat.nth % 2 === 0)
  const firstUse = usesNothing ? null : nextWorkday(joined + drawBetween(key, 5, 1, 4))
  const lastDays = uses ? drawBetween(key, 6, uses[0], uses[1]) : null
  return {
    seat,
    generation,
    key,
    invited: signsOn ? null : start,
    joined,
    firstUse,
    quiet: firstUse !== null && lastDays !== null ? firstUse + lastDays : (leaves ?? NEVER),
    resumes: null,
    moved: seat.nextTeam === null ? null : start + drawBetween(key, 7, 90, 240),
    deactivated: leaves,
    gone,
  }
}

function drawDaysToJoin(seat: Seat, key: number): number {
  if (seat.habit === 'contractor') return drawBetween(key, 2, 1, 2)
  return drawShare(key, 3) < LATE_SHARE ? drawBetween(key, 2, 16, 27) : drawBetween(key, 2, 1, 6)
}

/** The team that a person is in on a day, as a place in the list of teams. */
export function teamOn(life: Life, day: number): number | null {
  return life.moved !== null && day >= life.moved ? life.seat.nextTeam : life.seat.team
}

/** The moment, in milliseconds and to the second, of what holds from a day on. `kind` says several events of one day apart. */
export function momentOf(life: Life, day: number, kind: number): number {
  return (day - 1) * DAY + 8 * HOUR + (draw(life.key, 100 + kind) % 28_800) * 1000
}

export function isListed(life: Life, day: number): boolean {
  return life.joined !== null && life.joined <= day
}

export function isDeactivated(life: Life, day: number): boolean {
  return life.deactivated !== null && life.deactivated <= day
}
