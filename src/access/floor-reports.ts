/** The floor, report by report. Without one (`null`: the reader may see everybody by name) facts stay as they are. */
import type { SeatCounts, Subject } from '../ports.ts'
import type { Activity } from '../report/activity.ts'
import type { DigestFacts, DigestPart } from '../report/digest.ts'
import type { SeatsFacts } from '../report/seats.ts'
import type { TeamFacts } from '../report/team.ts'
import type { TeamsFacts } from '../report/teams.ts'
import { noSeats } from '../report/unread.ts'
import type { UsageFacts } from '../report/usage.ts'
import type { Withheld } from '../report/withheld.ts'
import { chooseBeside } from './beside.ts'
import { type AtEdges, type Floor, floorActivity, floorSteps, floorTrend, isFew, peopleOf } from './floor.ts'
import { floorOutlook } from './floor-outlook.ts'
import { hideRests } from './floor-sums.ts'

export function floorUsage(facts: UsageFacts, floor: Floor | null, atEdges?: AtEdges): UsageFacts {
  if (!floor) return facts
  const activity = floorUse(facts, floor, atEdges)
  const trend = floorSteps(facts.trend, activity, floor.people, facts.by)
  return { ...facts, activity, trend, seats: activity.withheld ? noSeats : facts.seats }
}

/** Nothing of the period may be told, whoever used anything in it. */
export function withholdUsage(facts: UsageFacts, floor: number): UsageFacts {
  const withheld = { why: 'few', floor } as const
  const activity: Activity = { ...facts.activity, state: 'unknown', total: null, before: null, withheld }
  return { ...facts, activity, trend: [], seats: noSeats }
}

/** A group of few people has no states to be told by; of few invitations the age would be that of one or two. */
export function floorSeats(facts: SeatsFacts, floor: Floor | null): SeatsFacts {
  if (!floor) return facts
  // How many people the ages of invitations would be about is not known where the seats could not be read.
  const isUnread = facts.unread?.parts?.includes('seats') && facts.subject.kind === 'team'
  const withheld = isUnread
    ? ({ why: 'unknown', floor: floor.people } as const)
    : withheldOf(peopleOf(facts.seats), facts.subject, floor)
  const activity = floorUse(facts, floor)
  if (withheld) return { ...facts, activity, withheld, seats: noSeats, invitations: null, months: [] }
  const isOften = ({ count }: { count: number }) => count >= floor.people
  return {
    ...facts,
    activity,
    agesFrom: floor.people,
    invitations: facts.invitations && { ...facts.invitations, older: facts.invitations.older.filter(isOften) },
    months: facts.months.filter(month => !isFew(peopleOf(month), floor.people)),
  }
}

export function floorTeam(facts: TeamFacts, floor: Floor | null): TeamFacts {
  if (!floor) return facts
  // Where the seats could not be read, the list says how many they are.
  const people = facts.unread?.parts?.includes('seats') ? facts.people : peopleOf(facts.seats)
  const withheld = withheldOf(people ?? 0, { kind: 'team', ...facts.team }, floor)
  return withheld
    ? { ...facts, withheld, seats: noSeats, invites: null, roles: [], people: 0, deactivatedInList: null }
    : facts
}

/** Teams left out stand last and by name: their place in the order would tell their size. */
export function floorTeams(facts: TeamsFacts, floor: Floor | null): TeamsFacts {
  if (!floor) return facts
  const rows = facts.teams.map(row => {
    const people = isFew(row.team.people, floor.people) ? row.team.people : peopleOf(row.seats)
    const withheld = withheldOf(people ?? 0, { kind: 'team', ...row.team }, floor)
    return withheld ? { team: { ...row.team, people: null }, seats: noSeats, withheld } : row
  })
  const [told, left] = [rows.filter(row => !('withheld' in row)), rows.filter(row => 'withheld' in row)]
  const byName = left.toSorted((a, b) => a.team.name.localeCompare(b.team.name) || a.team.id.localeCompare(b.team.id))
  return { ...facts, teams: [...told, ...byName] }
}

export function floorDigest(facts: DigestFacts, floor: Floor | null): DigestFacts {
  if (!floor) return facts
  const sized = facts.parts.flatMap(({ subject, activity }) =>
    subject.kind === 'team' ? [{ ...subject, size: activity.total?.metrics.activeUsers ?? null }] : [],
  )
  const hasAll = facts.parts.some(({ subject }) => subject.kind === 'organization')
  const besideInUse = new Set([...floor.besideInUse, ...(hasAll ? chooseBeside(sized, floor.people) : [])])
  const parts = facts.parts.map(part => floorPart(part, { ...floor, besideInUse }))
  return hideRests({ ...facts, parts }, floor.people)
}

function floorPart(part: DigestPart, floor: Floor): DigestPart {
  const { subject, seats, seatsBefore } = part
  const activity = floorUse(part, floor)
  const trend = floorTrend(part.trend, activity, floor.people)
  const withheld = withheldOf(peopleOf(seats), subject, floor)
  if (withheld) return { subject, activity, trend, withheld, seats: noSeats, seatsBefore: null }
  // Of a group that was small, the change would tell what it was.
  const isToldBefore = seatsBefore !== null && !isFew(peopleOf(seatsBefore), floor.people)
  return {
    ...part,
    activity,
    trend,
    seatsBefore: isToldBefore ? seatsBefore : null,
    ...(part.outlook ? { outlook: floorOutlook(part.outlook, floor.people) } : {}),
  }
}

type Used = { readonly subject: Subject; readonly seats: SeatCounts; readonly activity: Activity }

function floorUse({ subject, seats, activity }: Used, floor: Floor, atEdges?: AtEdges): Activity {
  return floorActivity(activity, floor.people, {
    registered: seats.registered,
    isBeside: isIn(subject, floor.besideInUse),
    isBesideBefore: isIn(subject, floor.besideBefore),
    atEdges,
  })
}

function withheldOf(people: number, subject: Subject, floor: Floor): Withheld | null {
  if (isFew(people, floor.people)) return { why: 'few', floor: floor.people }
  return isIn(subject, floor.besideInSeats) ? { why: 'beside', floor: floor.people } : null
}

function isIn(subject: Subject, teams: ReadonlySet<string>): boolean {
  return subject.kind === 'team' && teams.has(subject.id)
}
