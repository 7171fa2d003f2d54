import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { jobQueues } from '../../src/background/job-queues.ts'
import { openJobs } from '../../src/delivery/queue/engine.ts'
import type { QueueTimes } from '../../src/delivery/queue/queues.ts'
import { quiet } from '../../src/delivery/queue/quiet.ts'
import { StopReason } from '../../src/errors.ts'
import type { Job, Jobs, Log } from '../../src/ports.ts'
import { type OpenStorage, openStorage } from '../../src/storage/store.ts'
import { makeBlankDatabase } from '../helpers/database.ts'
import { makeHome } from '../helpers/home.ts'
import { startPostgres } from '../helpers/postgres.ts'
import { recordLog } from '../helpers/recording-log.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** The platforms of a process. */
const both = ['slack', 'teams'] as const
const log = { debug() {}, info() {}, warn() {}, error() {} }
const { folder } = await makeHome()
const homes = [
  { home: 'embedded', open: async () => openStorage({ dataDir: folder, log }) },
  {
    home: 'server',
    open: async () => openStorage({ databaseUrl: (await makeBlankDatabase()).url, dataDir: folder, log }),
  },
]

describe.each(homes)('the queue, $home', ({ open }) => {
  let memory: OpenStorage
  let jobs: Jobs | null = null

  beforeAll(async () => {
    memory = await open()
    await openQueue()
  })
  beforeEach(async () => {
    await jobs?.stop()
    await memory.store.execute('delete from pgboss.job')
    await openQueue()
  })
  afterAll(async () => {
    await jobs?.stop()
    await memory.close()
  })

  it('does a job with its details', async () => {
    const done = collect()
    await add({ kind: 'deliver', delivery: 7 })
    await add({ kind: 'snapshot', day: '2026-03-08' })
    await jobs?.start(done.work, both)
    expect(await done.first(2)).toEqual(
      expect.arrayContaining([
        { kind: 'deliver', delivery: 7 },
        { kind: 'snapshot', day: '2026-03-08' },
      ]),
    )
    expect(done.wereAborted).toEqual([false, false])
  })

  it('knows nothing of a job whose transaction was rolled back', async () => {
    const now = new Date()
    const undone = memory.store.transaction(async tx => {
      await tx.snapshots.keep([{ subject: 'x', day: now, registered: 1, invited: 1, deactivated: 1 }])
      await jobs?.enqueue(tx, { kind: 'deliver', delivery: 1 }, { key: 'undone' })
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await memory.store.snapshots.firstDay('x')).toBeNull()
    expect(await countJobs()).toBe(0)
  })

  it('takes a key once while its job is open, and again when that is done', async () => {
    const done = collect()
    await Promise.all(Array.from({ length: 10 }, () => add({ kind: 'deliver', delivery: 1 }, 'same')))
    expect(await countJobs()).toBe(1)
    await add({ kind: 'deliver', delivery: 2 }, 'other')
    await jobs?.start(async (job, signal) => {
      // While it runs it is open still.
      await add(job, job.kind === 'deliver' && job.delivery === 1 ? 'same' : 'other')
      await done.work(job, signal)
    }, both)
    await done.first(2)
    await vi.waitFor(async () => expect(await countJobs('completed')).toBe(2), patience)
    expect(await countJobs()).toBe(2)
    await add({ kind: 'deliver', delivery: 3 }, 'same')
    expect((await done.first(3))[2]).toEqual({ kind: 'deliver', delivery: 3 })
  })

  it('gives back a job of every kind as it was added', async () => {
    const [day, done] = ['2026-11-30', collect()]
    const one: { [Kind in Job['kind']]: Extract<Job, { kind: Kind }> } = {
      deliver: { kind: 'deliver', delivery: 1, platform: 'teams' },
      snapshot: { kind: 'snapshot', day },
      upkeep: { kind: 'upkeep', day },
      'check-seats': { kind: 'check-seats', day },
      'evaluate-alerts': { kind: 'evaluate-alerts' },
      'refresh-alert': { kind: 'refresh-alert', alert: 2 },
    }
    const all = Object.values(one)
    for (const job of all) await add(job)
    await jobs?.start(done.work, both)
    const byKind = (a: Job, b: Job) => a.kind.localeCompare(b.kind)
    expect((await done.first(all.length)).toSorted(byKind)).toEqual(all.toSorted(byKind))
  })

  it('leaves a job for later until then', async () => {
    const done = collect()
    const later = new Date(Date.now() + 3_600_000)
    await add({ kind: 'deliver', delivery: 1 }, 'later', later)
    await add({ kind: 'deliver', delivery: 2 })
    await jobs?.start(done.work, both)
    expect(await done.first(1)).toEqual([{ kind: 'deliver', delivery: 2 }])
    const { rows } = await memory.store.execute(
      `select extract(epoch from start_after)::float8 * 1000 as at from pgboss.job where singleton_key = 'later'`,
    )
    expect(Math.abs(Number(rows[0]?.at) - later.getTime())).toBeLessThan(60_000)
  })

  it.each([-7, 7])('counts the wait by the clock of the database, with its own %i days away', async days => {
    await jobs?.stop()
    const clock = { now: () => new Date(Date.now() + days * 86_400_000) }
    jobs = await openJobs({ home: memory.home, log, queues: jobQueues, clock })
    await add({ kind: 'deliver', delivery: 1 }, 'wait', new Date(clock.now().getTime() + 600_000))
    const { rows } = await memory.store.execute(
      `select extract(epoch from start_after - now())::float8 as seconds from pgboss.job where singleton_key = 'wait'`,
    )
    expect(Math.abs(Number(rows[0]?.seconds) - 600)).toBeLessThan(60)
  })

  it('leaves posts to a process that has their platform', async () => {
    const here = collect()
    await add({ kind: 'deliver', delivery: 1, platform: 'slack' })
    await add({ kind: 'deliver', delivery: 2, platform: 'teams' })
    await add({ kind: 'deliver', delivery: 3, platform: 'slack' })
    await jobs?.start(here.work, ['teams'])
    expect(await here.first(1)).toEqual([{ kind: 'deliver', delivery: 2, platform: 'teams' }])
    await vi.waitFor(async () => expect(await countJobs('completed')).toBe(1), patience)
    expect(await countJobs('created')).toBe(2)
    await jobs?.stop()
    await openQueue()
    const there = collect()
    await jobs?.start(there.work, ['slack'])
    expect((await there.first(2)).map(job => job.kind === 'deliver' && job.delivery).sort()).toEqual([1, 3])
  })

  it('fails a job that is not ours, and does the others', async () => {
    const done = collect()
    await add({ kind: 'deliver', delivery: 1 }, 'spoilt')
    await memory.store.execute(`update pgboss.job set data = '{"kind":"deliver","delivery":"1"}'`)
    await add({ kind: 'deliver', delivery: 2 })
    await jobs?.start(done.work, both)
    expect(await done.first(1)).toEqual([{ kind: 'deliver', delivery: 2 }])
    await vi.waitFor(async () => expect(await countJobs('retry')).toBe(1), patience)
  })

  it('tries a failing job again, and reports when it failed permanently', async () => {
    await openQueue({ queue: { retryLimit: 2, retryDelay: 1, retryDelayMax: 1 } })
    const tried: number[] = []
    const failed = collect()
    await add({ kind: 'deliver', delivery: 9 })
    await jobs?.start(
      async () => {
        tried.push(tried.length)
        throw new Error(`no\0 ${tried.length}`)
      },
      both,
      async (job, reason) => {
        failed.reasons.push(reason)
        // Even the report can fail once.
        await failed.work(job, new AbortController().signal)
      },
    )
    expect(await failed.first(1)).toEqual([{ kind: 'deliver', delivery: 9 }])
    expect(failed.reasons).toEqual(['no 3'])
    expect(tried).toHaveLength(3)
  })

  it('warns of no job that ends with the bot, and tries it again', async () => {
    const own = recordLog()
    await openQueue({ queue: { retryDelay: 1, retryDelayMax: 1 } }, own)
    const done = collect()
    await add({ kind: 'deliver', delivery: 9 })
    let isFirst = true
    await jobs?.start(async (job, signal) => {
      if (!isFirst) return done.work(job, signal)
      isFirst = false
      throw new StopReason()
    }, both)
    expect(await done.first(1)).toEqual([{ kind: 'deliver', delivery: 9 }])
    const [record] = own.records.filter(({ level }) => level !== 'debug')
    expect(record).toMatchObject({ level: 'info', text: 'a job ends with the bot and is tried again' })
    expect(own.records.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([])
  })

  it('does the others of a batch when one fails', async () => {
    const done = collect()
    for (let delivery = 0; delivery < 10; delivery += 1) await add({ kind: 'deliver', delivery })
    await jobs?.start(async (job, signal) => {
      if (job.kind === 'deliver' && job.delivery === 3) throw new Error('not this one')
      await done.work(job, signal)
    }, both)
    await done.first(9)
    await vi.waitFor(async () => expect(await countJobs('completed')).toBe(9), patience)
  })

  it('stops when the running jobs are done, and takes no new ones', async () => {
    const started = Promise.withResolvers<void>()
    const finish = Promise.withResolvers<void>()
    const done: Job[] = []
    await add({ kind: 'deliver', delivery: 1 })
    await jobs?.start(async job => {
      started.resolve()
      await finish.promise
      done.push(job)
    }, both)
    await started.promise
    let isStopped = false
    const stopped = jobs?.stop().then(() => {
      isStopped = true
    })
    await memory.store.execute('select pg_sleep(0.3)')
    expect(isStopped).toBe(false)
    finish.resolve()
    await stopped
    expect(done).toEqual([{ kind: 'deliver', delivery: 1 }])
    expect(await countJobs('completed')).toBe(1)
  })

  it('pauses when the running jobs are done, takes no new ones, and still adds jobs', async () => {
    const started = Promise.withResolvers<void>()
    const finish = Promise.withResolvers<void>()
    await add({ kind: 'deliver', delivery: 1 })
    await jobs?.start(async () => {
      started.resolve()
      await finish.promise
    }, both)
    await started.promise
    let isPaused = false
    const paused = jobs?.pause().then(() => {
      isPaused = true
    })
    await memory.store.execute('select pg_sleep(0.3)')
    expect(isPaused).toBe(false)
    finish.resolve()
    await paused
    await add({ kind: 'deliver', delivery: 2 })
    await memory.store.execute('select pg_sleep(1)')
    expect(await countJobs('completed')).toBe(1)
    expect(await countJobs('created')).toBe(1)
  })

  it('keeps for the next start what is added after a stop', async () => {
    const done = collect()
    await jobs?.start(done.work, both)
    await jobs?.stop()
    await add({ kind: 'deliver', delivery: 1 })
    expect(await countJobs('created')).toBe(1)
    await openQueue()
    await jobs?.start(done.work, both)
    expect(await done.first(1)).toEqual([{ kind: 'deliver', delivery: 1 }])
  })

  async function openQueue(pace: Partial<QueueTimes> = {}, own: Log = log): Promise<void> {
    await jobs?.stop()
    jobs = await openJobs({
      queues: jobQueues,
      home: memory.home,
      log: own,
      pace: { pollSeconds: 0.5, superviseSeconds: 1, stopSeconds: 20, ...pace },
    })
  }

  async function add(job: Job, key = JSON.stringify(job), startAfter?: Date): Promise<void> {
    await memory.store.transaction(async tx =>
      jobs?.enqueue(tx, job, startAfter === undefined ? { key } : { key, startAfter }),
    )
  }

  async function countJobs(state?: string): Promise<number> {
    const { rows } = await memory.store.execute(
      'select count(*)::int as count from pgboss.job where $1::text is null or state::text = $1::text',
      [state ?? null],
    )
    return Number(rows[0]?.count)
  }
})

describe('the queue, several replicas', () => {
  it('gives the job of a killed worker to another one', async () => {
    const databaseUrl = (await makeBlankDatabase()).url
    const memory = await openStorage({ databaseUrl, dataDir: folder, log })
    const jobs = await openJobs({
      home: memory.home,
      log,
      queues: jobQueues,
      pace: { pollSeconds: 0.5, superviseSeconds: 1 },
    })
    await memory.store.transaction(tx => jobs.enqueue(tx, { kind: 'deliver', delivery: 5 }, { key: '5' }))

    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../unit/storage/child/take-job.ts'), databaseUrl],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        timeout: 90_000,
      },
    )
    const [taken] = await once(child.stdout, 'data')
    expect(String(taken)).toBe('{"kind":"deliver","delivery":5}\n')
    child.kill('SIGKILL')
    await once(child, 'exit')
    // As if the ten seconds for a heartbeat had passed.
    await memory.store.execute(`update pgboss.job set heartbeat_on = heartbeat_on - interval '10 s'`)

    const done = collect()
    await jobs.start(done.work, both)
    expect(await done.first(1)).toEqual([{ kind: 'deliver', delivery: 5 }])
    await jobs.stop()
    await memory.close()
  })

  it('is set up by those that start together', async () => {
    const databaseUrl = (await makeBlankDatabase()).url
    const home = { kind: 'server', url: databaseUrl } as const
    const all = await Promise.all(Array.from({ length: 4 }, () => openJobs({ home, log, queues: jobQueues })))
    expect(all).toHaveLength(4)
    await Promise.all(all.map(jobs => jobs.stop()))
  })

  it('continues after the database was away, and logs that once', async () => {
    const server = await startPostgres()
    const databaseUrl = await server.createDatabase()
    const warn = vi.fn()
    const memory = await openStorage({ databaseUrl, dataDir: folder, log })
    const jobs = await openJobs({
      queues: jobQueues,
      home: memory.home,
      log: { ...log, warn },
      pace: { pollSeconds: 0.5, superviseSeconds: 1 },
    })
    const done = collect()
    await jobs.start(done.work, both)
    await server.stop()
    await vi.waitFor(
      () => expect(warn).toHaveBeenCalledWith(expect.anything(), 'the queue could not reach the database'),
      patience,
    )
    await server.start()
    await vi.waitFor(
      () => memory.store.transaction(tx => jobs.enqueue(tx, { kind: 'deliver', delivery: 1 }, { key: '1' })),
      patience,
    )
    expect(await done.first(1)).toEqual([{ kind: 'deliver', delivery: 1 }])
    await jobs.stop()
    await memory.close()
    await server.remove()
  })

  it('says in one sentence when it cannot be set up', async () => {
    const home = { kind: 'server', url: 'postgres://bot:secret@127.0.0.1:1/bot' } as const
    const failure = await openJobs({ home, log, queues: jobQueues }).catch((error: Error) => error)
    expect(String(failure)).toMatch(
      /^StartError: The job queue could not be set up in the database: .*ECONNREFUSED.*\.$/,
    )
    expect(String(failure)).not.toContain('secret')
  })

  it('reports the first of similar errors, and then every thirtieth', () => {
    const failures: [string, number][] = []
    const report = quiet((error, times) => failures.push([error.message, times]))
    for (let n = 0; n < 61; n += 1) report(new Error(`away (Queue: deliver, Worker: ${n})`))
    report(new Error('something else'))
    expect(failures.map(([, times]) => times)).toEqual([1, 31, 61, 1])
  })
})

const patience = { timeout: 60_000, interval: 100 }

/** Work that remembers what it did. */
function collect() {
  const done: Job[] = []
  const reasons: string[] = []
  const wereAborted: boolean[] = []
  return {
    reasons,
    wereAborted,
    async work(job: Job, signal: AbortSignal): Promise<void> {
      done.push(job)
      wereAborted.push(signal.aborted)
    },
    first: (count: number) =>
      vi.waitFor(() => {
        expect(done.length).toBeGreaterThanOrEqual(count)
        return done.slice(0, count)
      }, patience),
  }
}
