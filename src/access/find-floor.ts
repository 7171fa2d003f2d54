import { attempt } from '../partial.ts'
import type { Period, Subject } from '../ports.ts'
import type { Sources } from '../report/report.ts'
import type { Authorization } from './authorize.ts'
import { chooseBesideInSeats, findBesideInUse } from './beside.ts'
import type { Floor } from './floor.ts'

/** What is asked about groups. */
export type Asked = {
  readonly subjects: readonly Subject[]
  /** The period of the use that is told, and the one it is compared with; without it only seats are. */
  readonly period?: { readonly period: Period; readonly previous: Period | null }
  readonly tellsSeats: boolean
}

/** What is to be left out for this reader; `null` where they may see every number. */
export async function findFloor(
  { minGroupSize }: Authorization<'groups'>,
  { usageApi, signal }: Sources,
  { subjects, period, tellsSeats }: Asked,
): Promise<Floor | null> {
  if (minGroupSize === 0) return null
  const people = minGroupSize
  const teams = subjects.flatMap(subject => (subject.kind === 'team' ? [subject.id] : []))
  const besideIn = async (span: Period | null | undefined) =>
    span && teams.length > 0 ? findBesideInUse(usageApi, teams, span, people, signal) : new Set<string>()
  const besideSeats = async () => {
    const [all, seats] = await Promise.all([
      usageApi.teams(signal),
      attempt(usageApi.organizationSeats(signal), signal),
    ])
    return chooseBesideInSeats(all, 'value' in seats ? seats.value.registered : null, people)
  }
  const [besideInUse, besideBefore, besideInSeats] = await Promise.all([
    besideIn(period?.period),
    besideIn(period?.previous),
    tellsSeats ? besideSeats() : new Set<string>(),
  ])
  return { people, besideInUse, besideBefore, besideInSeats }
}
