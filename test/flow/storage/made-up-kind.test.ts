/** A kind that no feature has, through the real engine, queue and database: what a feature gets for registering one. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { jobQueues } from '../../../src/background/job-queues.ts'
import type { ChatGateway, Outcome } from '../../../src/delivery/chat-gateway.ts'
import { createDeliver } from '../../../src/delivery/deliver.ts'
import { claimDelivery } from '../../../src/delivery/enqueue.ts'
import { type DeliveryKind, defineDeliveryKind } from '../../../src/delivery/kind.ts'
import { openJobs } from '../../../src/delivery/queue/engine.ts'
import { rescueStranded } from '../../../src/delivery/rescue.ts'
import { AppError } from '../../../src/errors.ts'
import type { Jobs, Json } from '../../../src/ports.ts'
import { type OpenStorage, openStorage } from '../../../src/storage/store.ts'
import { authorized } from '../../helpers/authorized.ts'
import { makeDatabase, type TestDatabase } from '../../helpers/database.ts'
import { recordLog } from '../../helpers/recording-log.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let database: TestDatabase
let memory: OpenStorage
const conversation = 'slack:C1'
const clock = { now: () => new Date() }

beforeAll(async () => {
  database = await makeDatabase()
  memory = await openStorage({ databaseUrl: database.url, dataDir: '', log: recordLog() })
  await memory.store.conversations.save({ id: conversation, kind: 'channel', reference: null }, clock.now())
})
afterEach(async () => {
  await memory.store.execute('truncate deliveries, marks, turns')
})
afterAll(async () => {
  await memory.close()
  await database.remove()
})

/** It greets a person, and stores the result in the transaction that records it. */
const greeting = defineDeliveryKind({
  name: 'greeting',
  payload: z.object({ to: z.string(), isSourceAway: z.boolean().default(false) }),
  async compose({ content: { to, isSourceAway } }) {
    if (isSourceAway) throw new AppError('upstream-failed')
    return authorized({ title: `Hello ${to}`, summary: '', parts: [] })
  },
  onSent: async (tx, { content }, { messageId }) => tx.marks.set(`greeted ${content.to} by ${messageId}`, clock.now()),
  onFailed: async (tx, { content }, { state, reason }) =>
    tx.marks.set(`${state}: ${content.to}, ${reason}`, clock.now()),
})

/** A process that posts these kinds, in a chat that answers as a test says and then takes everything. */
async function startProcess(kinds: readonly DeliveryKind[], ...outcomes: Outcome[]) {
  const { store } = memory
  const log = recordLog()
  const posts: string[] = []
  const gateway: ChatGateway = {
    platform: 'slack',
    personIn: async () => null,
    async post(_to, { title }) {
      posts.push(title)
      return outcomes.shift() ?? { kind: 'sent', messageId: `m${posts.length}` }
    },
    edit: async (_to, messageId) => ({ kind: 'sent', messageId }),
    find: async () => 'absent',
  }
  const jobs = await openJobs({
    ...{ home: memory.home, log, queues: jobQueues },
    pace: { pollSeconds: 0.5, superviseSeconds: 1 },
  })
  const deliver = createDeliver({
    ...{ store, jobs, clock, log, gateways: [gateway], random: () => 0, onUnknown: 'park', kinds },
    times: { firstWait: 1 },
  })
  await jobs.start(
    async (job, signal) => {
      if (job.kind === 'deliver') await deliver(job.delivery, signal)
    },
    ['slack'],
  )
  return {
    ...{ jobs, log, posts },
    /** What each minute does for deliveries without a job, this many minutes later. */
    rescueIn: (minutes: number) =>
      rescueStranded(
        { store, jobs, log, clock: { now: () => new Date(Date.now() + minutes * 60_000) } },
        { platforms: ['slack'], kinds },
      ),
  }
}

function claim(jobs: Jobs, content: Json) {
  const { store } = memory
  const now = clock.now()
  const greet = { key: JSON.stringify(content), kind: 'greeting', subscription: null, conversation, slot: 's' }
  return store.transaction(tx => claimDelivery(tx, jobs, { ...greet, dueAt: now, content }, now))
}

const states = async () =>
  (await memory.store.execute('select state, reason, failures from deliveries order by id')).rows
const marks = async () => (await memory.store.execute('select name from marks')).rows.map(({ name }) => name)
const until = (expected: object) => vi.waitFor(async () => expect(await states()).toMatchObject([expected]), 60_000)

describe('a delivery of a kind that no other code knows', () => {
  it('is claimed, posted and recorded, and its feature is called in the same transaction', async () => {
    const { jobs, posts } = await startProcess([greeting])
    await claim(jobs, { to: 'Ada' })
    await until({ state: 'sent', reason: null, failures: 0 })
    expect(posts).toEqual(['Hello Ada'])
    expect(await marks()).toEqual(['greeted Ada by m1'])
    await jobs.stop()
  })

  it('is tried again where the platform is busy, and fails where it refuses', async () => {
    const busy = { kind: 'not-posted', reason: 'busy', retryAfter: null } as const
    const { jobs, posts } = await startProcess([greeting], busy, { kind: 'refused', reason: 'too_long' })
    await claim(jobs, { to: 'Bob' })
    await until({ state: 'failed', reason: 'too_long', failures: 1 })
    expect(posts).toEqual(['Hello Bob', 'Hello Bob'])
    expect(await marks()).toEqual(['failed: Bob, too_long'])
    await jobs.stop()
  })

  it('is tried again where it cannot be composed now', async () => {
    const { jobs, posts } = await startProcess([greeting])
    await claim(jobs, { to: 'Cyd', isSourceAway: true })
    await vi.waitFor(
      async () => expect(await states()).toMatchObject([{ state: 'pending', reason: 'upstream-failed' }]),
      60_000,
    )
    expect([posts, await marks()]).toEqual([[], []])
    await jobs.stop()
  })

  it('fails alone where its content cannot be read, with one sentence in the log', async () => {
    const { jobs, posts, log } = await startProcess([greeting])
    const broken = await claim(jobs, { from: 'no one' })
    await claim(jobs, { to: 'Dan' })
    await vi.waitFor(
      async () => expect(await states()).toMatchObject([{ state: 'pending', reason: 'internal' }, { state: 'sent' }]),
      60_000,
    )
    const about = log.records.find(({ fields }) => fields.delivery === broken?.id)
    expect(String(about?.fields.err)).toContain('stored data is not as it must be')
    expect(posts).toEqual(['Hello Dan'])
    await jobs.stop()
  })

  it('stays pending in a process that does not know it, for one that does', async () => {
    const older = await startProcess([])
    await claim(older.jobs, { to: 'Eve' })
    const text = 'a delivery of an unknown kind is left to a newer version of the bot'
    await vi.waitFor(() => expect(older.log.records).toContainEqual(expect.objectContaining({ text })), 60_000)
    await older.rescueIn(10)
    expect(older.log.records.filter(record => /handed out/.test(record.text))).toEqual([])
    expect(await states()).toMatchObject([{ state: 'pending', reason: null, failures: 0 }])
    await older.jobs.stop()

    const newer = await startProcess([greeting])
    await newer.rescueIn(10)
    await until({ state: 'sent' })
    expect(await marks()).toEqual(['greeted Eve by m1'])
    await newer.jobs.stop()
  })
})
