import pLimit from 'p-limit'
import { type Attempt, attempt, requireSome } from '../partial.ts'
import type { Log, Snapshot, Store, UsageApi } from '../ports.ts'
import { formatDay } from '../time/utc-days.ts'

/** Teams asked at once: a daily job has time, and questions of people go first. */
const teamsAtOnce = 4

/**
 * Keeps the seat counts of the organization and of every team, once a day, so that change and "since when" come from our
 * own database: the Usage API reports only today. A team that is gone meanwhile, or cannot be read, is left out; the
 * others get their count. If nothing can be read, the job fails and is retried.
 */
export async function keepSnapshots(
  { store, usageApi, log }: { store: Store; usageApi: UsageApi; log: Log },
  day: Date,
  signal: AbortSignal,
): Promise<void> {
  const limit = pLimit(teamsAtOnce)
  const teams = await usageApi.teams(signal)
  const ofTeams = await Promise.all(
    teams.map(team => limit(() => snapshotOf(team.id, () => usageApi.teamSeats(team.id, signal), day, signal))),
  )
  const ofAll = await snapshotOf('all', () => usageApi.organizationSeats(signal), day, signal)
  const answers = [ofAll, ...ofTeams]
  requireSome(answers)
  const kept = answers.flatMap(answer => ('value' in answer ? [answer.value] : []))
  await store.snapshots.keep(kept)
  const failures = answers.length - kept.length
  if (failures > 0) log.warn({ day: formatDay(day), subjects: failures }, 'seat counts could not be read')
  log.info({ day: formatDay(day), subjects: kept.length }, 'seat counts of the day are kept')
}

async function snapshotOf(
  subject: string,
  ask: () => Promise<Pick<Snapshot, 'registered' | 'invited' | 'deactivated'>>,
  day: Date,
  signal: AbortSignal,
): Promise<Attempt<Snapshot>> {
  const answer = await attempt(ask(), signal)
  return 'value' in answer ? { value: { ...answer.value, subject, day } } : answer
}
