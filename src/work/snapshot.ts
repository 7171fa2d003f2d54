import pLimit from 'p-limit'
import { hasCode } from '../errors.ts'
import type { Log, Snapshot, Store, UsageApi } from '../ports.ts'
import { formatDay } from '../utc-days.ts'

/** Teams asked at once: a daily job has time, and questions of people go first. */
const atOnce = 4

/**
 * Keeps the seat counts of the organization and of every team, once a day, so that change and "since when" come from our
 * own memory: the Usage API tells only of today. A team that is gone meanwhile is left out; any other failure fails the
 * job, which is then tried again as a whole.
 */
export async function keepSnapshots(
  { store, usageApi, log }: { store: Store; usageApi: UsageApi; log: Log },
  day: Date,
  signal: AbortSignal,
): Promise<void> {
  const limit = pLimit(atOnce)
  const teams = await usageApi.teams(signal)
  const ofTeams = await Promise.all(
    teams.map(team => limit(() => snapshotOf(team.id, () => usageApi.teamSeats(team.id, signal), day))),
  )
  const ofAll = await snapshotOf('all', () => usageApi.organizationSeats(signal), day)
  const kept = [ofAll, ...ofTeams].filter(snapshot => snapshot !== null)
  await store.snapshots.keep(kept)
  log.info({ day: formatDay(day), subjects: kept.length }, 'seat counts of the day are kept')
}

async function snapshotOf(
  subject: string,
  ask: () => Promise<Pick<Snapshot, 'registered' | 'invited' | 'deactivated'>>,
  day: Date,
): Promise<Snapshot | null> {
  try {
    return { ...(await ask()), subject, day }
  } catch (error) {
    if (hasCode(error, 'not-found')) return null
    throw error
  }
}
