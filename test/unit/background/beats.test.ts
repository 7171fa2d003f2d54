import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createBeat } from '../../../src/background/beats.ts'
import { AppError } from '../../../src/errors.ts'
import { createWords } from '../../../src/message/words.ts'
import { createOnOutage } from '../../../src/notices/outage.ts'
import { readNotice } from '../../helpers/delivery-kinds.ts'
import { openStore } from '../delivery/world.ts'

const away = new AppError('store-unavailable')

/** Beats at 10:00, 10:01 … over a database that a test takes away. */
function createWorld() {
  const world = { failure: null as unknown, tickFailure: null as unknown, minute: 0 }
  const notify = vi.fn(async () => {})
  const results: boolean[] = []
  const beat = createBeat({
    clock: { now: () => at(world.minute) },
    async checkWrites() {
      if (world.failure) throw world.failure
    },
    async tick() {
      if (world.tickFailure) throw world.tickFailure
    },
    isDatabaseAway: () => world.failure !== null,
    onResult: ({ isOk }) => void results.push(isOk),
    notify,
  })
  return {
    world,
    notify,
    results,
    async beat() {
      const failure = await beat().then(
        () => null,
        (error: unknown) => error,
      )
      world.minute += 1
      return failure
    },
  }
}

const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 10, minute))

describe('a beat', () => {
  it('that fails says so, and what it threw', async () => {
    const { world, beat, results, notify } = createWorld()
    expect(await beat()).toBeNull()
    world.tickFailure = new Error('a fault of ours')
    expect(await beat()).toBe(world.tickFailure)
    world.tickFailure = null
    expect(await beat()).toBeNull()
    expect(results).toEqual([true, false, true])
    expect(notify).not.toHaveBeenCalled()
  })

  it('after an outage of the database notifies once, from the first failure to the first success', async () => {
    const { world, beat, notify } = createWorld()
    await beat()
    world.failure = away
    for (let n = 0; n < 5; n += 1) expect(await beat()).toBe(away)
    world.failure = null
    await beat()
    await beat()
    expect(notify.mock.calls).toEqual([[{ from: at(1), to: at(6) }]])
  })

  it('notifies later where that fails, too', async () => {
    const { world, beat, notify } = createWorld()
    world.failure = away
    await beat()
    world.failure = null
    notify.mockRejectedValueOnce(away)
    expect(await beat()).toBe(away)
    await beat()
    expect(notify.mock.calls.at(-1)).toEqual([{ from: at(0), to: at(2) }])
  })
})

describe('operators', () => {
  let opened: Awaited<ReturnType<typeof openStore>>
  beforeAll(async () => {
    opened = await openStore()
  })
  afterAll(() => opened.close())

  const outage = { from: at(2), to: at(19) }
  const jobs = { enqueue: vi.fn(async () => {}) }
  const partsAt = (minute: number, operations: string | null) => ({
    ...{ operations, admins: [], now: () => at(minute) },
    jobs: jobs as never,
  })

  it('are notified of one outage once, no matter how many replicas noticed it', async () => {
    const { store } = opened
    await createOnOutage(store, partsAt(19, null))(outage)
    await Promise.all([19, 20, 21].map(minute => createOnOutage(store, partsAt(minute, 'slack:C0OPS'))(outage)))
    const notices = await store.deliveries.openIn('slack:C0OPS', 'notice')
    expect(notices).toHaveLength(1)
    expect(jobs.enqueue).toHaveBeenCalledTimes(1)
    await createOnOutage(store, partsAt(40, 'slack:C0OPS'))({ from: at(38), to: at(40) })
    expect(await store.deliveries.openIn('slack:C0OPS', 'notice')).toHaveLength(2)

    const [first] = notices
    const notice = first && readNotice(first)
    if (!notice) throw new Error('no notice')
    const read = (language: 'en' | 'de') =>
      notice.render({ t: createWords(language), timeZone: 'UTC', commandPrefix: '/tabnine ' })
    expect(read('en')).toMatchObject({
      title: 'My database was unavailable',
      summary: expect.stringMatching(/^I couldn't reach my database from .*10:02.* to .*10:19/),
    })
    expect(read('de')).toMatchObject({ summary: expect.stringMatching(/^Von .*10:02.* bis .*10:19/) })
  })
})
