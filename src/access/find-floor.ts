import { AppError } from '../errors.ts'
import type { Period, Subject } from '../ports.ts'
import type { Sources } from '../report/report.ts'
import type { Access } from './access.ts'
import { chooseBesideInSeats, findBesideInUse } from './beside.ts'
import type { Floor } from './floor.ts'
import type { Surface } from './policy.ts'

/** What is asked about groups: where the answer is read, and of which numbers. */
export type Asked = {
  readonly surface: Surface
  readonly subjects: readonly Subject[]
  /** The period of the use that is told, and the one it is compared with; without it only seats are. */
  readonly period?: { readonly period: Period; readonly previous: Period | null }
  readonly tellsSeats: boolean
}

/**
 * The floor under which this reader is not told numbers, here; `null` where they may see everybody by name anyhow.
 * @throws AppError `not-told-here` where nothing at all is told
 */
export async function findFloor(access: Access, from: Sources, asked: Asked): Promise<Floor | null> {
  const { surface, subjects, period, tellsSeats } = asked
  const level = await access.level({ surface, subject: 'group', isSelf: false })
  if (level === 'off') throw new AppError('not-told-here')
  if (level === 'named') return null
  return findFloorFor(access.floor, from, { subjects, period, tellsSeats })
}

/** The floor for what is read by everybody in a conversation, asked or not. */
export async function findFloorFor(
  people: number,
  { usageApi, signal }: Sources,
  { subjects, period, tellsSeats }: Pick<Asked, 'subjects' | 'tellsSeats'> & { period?: Asked['period'] | undefined },
): Promise<Floor> {
  const teams = subjects.flatMap(subject => (subject.kind === 'team' ? [subject.id] : []))
  const besideIn = async (span: Period | null | undefined) =>
    span && teams.length > 0 ? findBesideInUse(usageApi, teams, span, people, signal) : new Set<string>()
  const besideSeats = async () => {
    const [all, { registered }] = await Promise.all([usageApi.teams(signal), usageApi.organizationSeats(signal)])
    return chooseBesideInSeats(all, registered, people)
  }
  const [besideInUse, besideBefore, besideInSeats] = await Promise.all([
    besideIn(period?.period),
    besideIn(period?.previous),
    tellsSeats ? besideSeats() : new Set<string>(),
  ])
  return { people, besideInUse, besideBefore, besideInSeats }
}
