import { expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import type { Snapshot, Store } from '../../../src/ports.ts'
import { keepSnapshots } from '../../../src/seats/snapshot.ts'
import { fakeUsageApi } from '../../helpers/fake-usage-api.ts'
import { recordLog } from '../../helpers/recording-log.ts'

const day = new Date('2026-11-19T00:00:00Z')
const seats = { registered: 57, invited: 6, deactivated: 4 }

/** The subjects kept, and what the log says. */
async function keep(failing: readonly string[], all = false) {
  const kept: Snapshot[] = []
  const log = recordLog()
  const answer = (id: string) => (failing.includes(id) ? Promise.reject(new AppError('upstream-failed')) : seats)
  const usageApi = fakeUsageApi({
    teamSeats: async id => answer(id),
    organizationSeats: async () => answer(all ? 'team-1' : 'all'),
  })
  const snapshots = { keep: async (some: readonly Snapshot[]) => void kept.push(...some) }
  const store = { snapshots } as unknown as Store
  await keepSnapshots({ store, usageApi, log }, day, new AbortController().signal)
  return { kept: kept.map(({ subject }) => subject), warned: log.records.filter(({ level }) => level === 'warn') }
}

test('a team that cannot be read leaves the counts of the others, and is counted in the log', async () => {
  const { kept, warned } = await keep(['team-2'])
  expect(kept).toEqual(['all', 'team-1', 'team-3'])
  expect(warned).toMatchObject([{ fields: { subjects: 1 } }])
})

test('the organization may be what cannot be read', async () => {
  expect((await keep(['all'])).kept).toEqual(['team-1', 'team-2', 'team-3'])
})

test('where nothing can be read the job fails, to be tried again', async () => {
  await expect(keep(['team-1', 'team-2', 'team-3'], true)).rejects.toMatchObject({ code: 'upstream-failed' })
})
