import { draw, drawBetween, keyOf, scatter } from './chance.ts'
import type { CompanyTeam } from './teams.ts'

/** How the people who hold a seat use it. */
export type Habit = 'founder' | 'steady' | 'light' | 'contractor' | 'faded' | 'once' | 'never' | 'ghost' | 'service'
export type CompanyRole = 'Admin' | 'Manager' | 'TeamLead' | 'Member'

/**
 * One place in the company. One person after another holds it, each for `cycle` days: so a company of any age has people
 * who are just arriving, and the number of seats stays what was asked for.
 */
export type Seat = {
  index: number
  habit: Habit
  /** Which of the seats with this habit, in the order in which their holders arrive. */
  nth: number
  role: CompanyRole
  /** Place in the list of teams; null: in no team. */
  team: number | null
  /** Where its holder moves to after a while; null: stays. */
  nextTeam: number | null
  /** Day on which one of its holders arrived; the others arrive a multiple of `cycle` days before and after. */
  phase: number
  cycle: number
  /** What one of its holders decided while the demo ran; see `changes.ts`. */
  change?: SeatChange
}

/** From these days on, a holder of a seat uses it again, or the account is deactivated. */
export type SeatChange = { generation: number; usesFrom?: number; deactivated?: number }

type Custom = {
  /** Days from one holder of the seat to the next. */
  cycle: number
  /** Days from arriving to being deactivated; null: stays. */
  stays: [least: number, most: number] | null
  /** Days from the first use to the last; null: as long as they stay; 0: uses nothing. */
  uses: [least: number, most: number] | 0 | null
}

const LONG_AGO = 18_700
const FOR_EVER = 1_000_000

export const CUSTOMS: Readonly<Record<Habit, Custom>> = {
  founder: { cycle: FOR_EVER, stays: null, uses: null },
  steady: { cycle: 728, stays: [640, 690], uses: null },
  light: { cycle: 728, stays: [640, 690], uses: null },
  contractor: { cycle: 119, stays: [84, 95], uses: null },
  faded: { cycle: 364, stays: [300, 330], uses: [8, 40] },
  once: { cycle: 364, stays: [300, 330], uses: [1, 1] },
  never: { cycle: 728, stays: [650, 700], uses: 0 },
  ghost: { cycle: 120, stays: null, uses: 0 },
  service: { cycle: FOR_EVER, stays: null, uses: null },
}

const SHARES: readonly [Habit, share: number, least: number][] = [
  ['founder', 0.002, 2],
  ['service', 0.005, 2],
  ['ghost', 0.1, 4],
  ['contractor', 0.08, 2],
  ['faded', 0.05, 2],
  ['once', 0.03, 2],
  ['never', 0.04, 2],
  ['light', 0.15, 1],
]

/** Lays out the seats: every habit in every larger team, arrivals of one habit spread evenly over its cycle. */
export function makeSeats(key: number, teams: readonly CompanyTeam[], people: number): Seat[] {
  const seats: Seat[] = []
  const add = (habit: Habit, count: number, teamOf: (nth: number) => number | null) => {
    const { cycle } = CUSTOMS[habit]
    for (let nth = 0; nth < count; nth++) {
      const place = scatter(nth, count)
      const phase =
        cycle === FOR_EVER ? LONG_AGO : (draw(key, keyOf(habit)) % cycle) + Math.floor((place * cycle) / count)
      seats.push({
        index: seats.length,
        habit,
        nth: place,
        role: 'Member',
        team: teamOf(nth),
        nextTeam: null,
        phase,
        cycle,
      })
    }
  }
  const idle = teams.find(team => team.neverStarted)
  if (idle) add('never', Math.min(people, Math.max(3, Math.round(people * idle.share))), () => idle.index)
  const working = teams.filter(team => !team.neverStarted)
  for (const [habit, share, least] of SHARES) {
    const count = Math.min(people - seats.length, Math.max(least, Math.round(people * share)))
    add(habit, count, nth => pickTeam(working, (nth + drawBetween(key, count, 1, 9) / 10) / count))
  }
  const rest = people - seats.length
  add('steady', rest, nth => pickTeam(working, (nth + 0.5) / rest))
  return seats.map(seat => settle(key, seat, working))
}

/** Gives a seat what makes it special: a role, no team, or a move to another team. */
function settle(key: number, seat: Seat, working: readonly CompanyTeam[]): Seat {
  const { habit, nth } = seat
  if (habit === 'founder') return { ...seat, role: 'Admin' }
  if (habit !== 'steady' && habit !== 'light') return seat
  if (nth % 30 === 7) return { ...seat, team: null }
  const role = nth % 24 === 5 ? 'Manager' : nth % 8 === 2 ? 'TeamLead' : 'Member'
  if (nth % 12 !== 3 || working.length < 2 || seat.team === null) return { ...seat, role }
  const here = working.findIndex(team => team.index === seat.team)
  const there = working[(here + drawBetween(key, seat.index, 1, working.length - 1)) % working.length]
  return { ...seat, role, nextTeam: there?.index ?? null }
}

/** The team at a point, 0 to 1, of the row in which each team is as wide as its share. */
function pickTeam(working: readonly CompanyTeam[], point: number): number | null {
  let rest = (point % 1) * working.reduce((sum, team) => sum + team.share, 0)
  for (const team of working) {
    rest -= team.share
    if (rest < 0) return team.index
  }
  return working.at(-1)?.index ?? null
}
