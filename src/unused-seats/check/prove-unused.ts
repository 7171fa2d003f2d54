import pLimit from 'p-limit'
import type { SeatCheck, Store, UsageApi } from '../../ports.ts'
import { isOwnFault } from './own-fault.ts'

/**
 * One question about a team instead of one about each of its people: where the server counts as many active people in the
 * window as we know by name, no one else in the team was active. That holds for members who were in the team all through
 * the window, whichever team the server counts the others in.
 */
export async function proveUnused(
  { store, usageApi }: { readonly store: Store; readonly usageApi: UsageApi },
  check: SeatCheck,
  atOnce: number,
  signal: AbortSignal,
): Promise<void> {
  const limit = pLimit(atOnce)
  const window = { from: check.windowFrom, to: check.day }
  // Two versions do not count the same people once.
  if (check.versionSince !== null && check.versionSince > window.from && check.versionSince < window.to) return
  const teams = await store.people.teamsDue(check)
  await Promise.all(
    teams.map(({ teamId, used }) =>
      limit(async () => {
        signal.throwIfAborted()
        const active = await countActive(usageApi, teamId, window)
        if (active === used) await store.people.learnUnused(check, teamId)
      }),
    ),
  )
}

/** `null`: the team was deleted, cannot be read, or has no count; then its people are asked about one by one. */
async function countActive(
  usageApi: UsageApi,
  id: string,
  window: { readonly from: Date; readonly to: Date },
): Promise<number | null> {
  try {
    const { segments } = await usageApi.usage({ kind: 'team', id }, window, 'all')
    const metrics = segments.length === 1 ? segments[0]?.buckets[0]?.metrics : undefined
    return metrics && !metrics.isLowerBound ? metrics.activeUsers : null
  } catch (error) {
    if (isOwnFault(error)) return null
    throw error
  }
}
