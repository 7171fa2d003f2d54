/** Which numbers would give away those of a smaller group: whoever has all the others and the sum has the missing one. */
import { attempt } from '../partial.ts'
import type { Count, Period, Team, UsageApi, UsageSubject } from '../ports.ts'
import { totalOf } from '../report/metrics.ts'
import { isFew } from './floor.ts'

/** A group with how many people its numbers are of; `null` where nobody says. */
export type Sized = {
  readonly id: string
  readonly name: string
  readonly size: Count
  /** Left out for another reason than its size. */
  readonly isHidden?: boolean
}

/**
 * The group to be left out besides those under the floor: the smallest of the others, unless there are none, or those
 * under it are together as many people as the floor. Of two of one size the first by name, so that no value decides.
 */
export function chooseBeside(groups: readonly Sized[], floor: number): Set<string> {
  const few = groups.filter(({ size, isHidden }) => isHidden || isFew(size, floor))
  const together = few.reduce((sum, { size }) => sum + (size ?? 0), 0)
  if (few.length === 0 || together >= floor) return new Set()
  const [smallest] = groups.filter(({ size, isHidden }) => !isHidden && size !== null && size >= floor).toSorted(bySize)
  return new Set(smallest ? [smallest.id] : [])
}

function bySize(a: Sized, b: Sized): number {
  return (a.size ?? 0) - (b.size ?? 0) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id)
}

/** Each other team's use costs a request; beyond so many teams only the smallest are asked for. */
const askedTeams = 100

/**
 * The teams, and those of the organization who are in none: they are never told of, but less all teams it tells of them.
 * Nobody knows how many they are where a count is missing.
 */
function withRest(teams: readonly Sized[], all: Count): Sized[] {
  const isKnown = all !== null && teams.every(({ size }) => size !== null)
  const rest = isKnown ? Math.max(0, all - teams.reduce((sum, { size }) => sum + (size ?? 0), 0)) : 0
  return rest > 0 ? [...teams, { id: '', name: '', size: rest, isHidden: true }] : [...teams]
}

/**
 * Which of the teams asked about are to be left out because the organization less all other teams would be a team under
 * the floor, or the few who are in no team. The teams' use in the period says it, in the order of their sizes, so that mostly one more request does.
 */
export async function findBesideInUse(
  usageApi: UsageApi,
  asked: readonly string[],
  period: Period,
  floor: number,
  signal?: AbortSignal,
): Promise<Set<string>> {
  const everyTeam = (await usageApi.teams(signal)).map(({ id, name, people }) => ({ id, name, size: people }))
  const teams = everyTeam.toSorted(bySize).slice(0, askedTeams)
  const isWhole = teams.length === everyTeam.length
  // A team that cannot be read is one of unknown size, and ends no answer about others.
  const countActive = async (subject: UsageSubject) => {
    const usage = await attempt(usageApi.usage(subject, period, 'all', signal), signal)
    return 'value' in usage ? (totalOf(usage.value)?.metrics.activeUsers ?? null) : null
  }
  const found = new Map<string, Promise<Count>>()
  const activeIn = (id: string) => {
    const active = found.get(id) ?? countActive({ kind: 'team', id })
    found.set(id, active)
    return active
  }
  // The one to be left out is the smallest with enough people in it who were active; larger ones need no look at others.
  for (const { id } of teams.filter(({ size }) => !isFew(size, floor))) {
    const active = await activeIn(id)
    if (active === null || active < floor) continue
    if (!asked.includes(id)) return new Set()
    const [all, ...sized] = await Promise.all([
      countActive({ kind: 'organization' }),
      // A team of few people is not told of even where none of them was active.
      ...teams.map(async team => ({ ...team, size: await activeIn(team.id), isHidden: isFew(team.size, floor) })),
    ])
    // Where there are more teams than are asked for, those in none cannot be told apart from those in the others.
    const isNeeded = chooseBeside(isWhole ? withRest(sized, all) : sized, floor).size > 0
    return new Set(isNeeded ? [id] : [])
  }
  return new Set()
}

/** The same for the seats of teams, which the list of teams says by itself; `all` are those of the organization. */
export function chooseBesideInSeats(teams: readonly Team[], all: Count, floor: number): Set<string> {
  const sized = teams.map(({ id, name, people }) => ({ id, name, size: people }))
  return chooseBeside(withRest(sized, all), floor)
}
