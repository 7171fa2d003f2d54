import { expect, it, vi } from 'vitest'
import { jobQueues } from '../../../src/background/job-queues.ts'
import { createWorker } from '../../../src/background/worker.ts'
import { enqueueDelivery } from '../../../src/delivery/enqueue.ts'
import { openJobs } from '../../../src/delivery/queue/engine.ts'
import { openStorage } from '../../../src/storage/store.ts'
import { defaultPolicy } from '../../../src/unused-seats/findings/policy.ts'
import { anyTime } from '../../helpers/any-time.ts'
import { deliverable } from '../../helpers/delivery-kinds.ts'
import { fakeUsageApi } from '../../helpers/fake-usage-api.ts'
import { makeHome } from '../../helpers/home.ts'
import { recordLog } from '../../helpers/recording-log.ts'

vi.setConfig({ testTimeout: 120_000 })

it('a delivery whose job failed permanently is logged, and gets another job with the next beat', async () => {
  const { folder } = await makeHome()
  const log = recordLog()
  const memory = await openStorage({ dataDir: folder, log })
  const { store } = memory
  const jobs = await openJobs({
    queues: jobQueues,
    home: memory.home,
    log,
    pace: { pollSeconds: 0.5, superviseSeconds: 1, queue: { retryLimit: 1, retryDelay: 1, retryDelayMax: 1 } },
  })
  let ahead = 0
  const clock = { now: () => new Date(Date.now() + ahead) }
  const observe = vi.fn()
  let isAway = true
  const worker = createWorker({
    ...{ store, jobs, clock, log, observe, usageApi: fakeUsageApi(), policy: defaultPolicy },
    ...deliverable('slack'),
    operators: [],
    connected: () => ['slack'],
    ...{ tidy: async () => {}, wait: async () => {}, ...anyTime },
    async deliver(id) {
      if (isAway) throw new Error('what it needs is away')
      const now = clock.now()
      const taken = await store.deliveries.take(id, now, new Date(+now + 90_000))
      if (taken) await store.deliveries.record(taken, { state: 'sent', reason: null, messageId: '1' }, now)
    },
  })
  await jobs.start(worker.work, ['slack'])
  const id = await store.transaction(async tx => {
    const delivery = await tx.deliveries.claim(
      {
        ...{ key: 'k', kind: 'digest', subscription: null, conversation: 'slack:C1' },
        ...{ slot: 's', dueAt: clock.now(), content: null },
      },
      clock.now(),
    )
    if (!delivery) throw new Error('claimed before')
    await enqueueDelivery(tx, jobs, delivery)
    return delivery.id
  })

  const record = { level: 'error', text: 'a job failed permanently' }
  await vi.waitFor(() => expect(log.records).toContainEqual(expect.objectContaining(record)), 60_000)
  expect(log.records.find(({ text }) => text === record.text)?.fields).toMatchObject({
    job: { kind: 'deliver', delivery: id, platform: 'slack' },
    reason: 'what it needs is away',
  })
  expect(await store.deliveries.get(id)).toMatchObject({ state: 'pending', attempts: 0 })
  expect(observe).not.toHaveBeenCalled()

  isAway = false
  // Until then its own job might simply be waiting.
  ahead = 60_000
  await worker.tick()
  await vi.waitFor(async () => expect(await store.deliveries.get(id)).toMatchObject({ state: 'sent' }), 30_000)
  await vi.waitFor(() => expect(observe).toHaveBeenCalledWith(expect.objectContaining({ id, state: 'sent' })), 30_000)
  await jobs.stop()
  await memory.close()
})
