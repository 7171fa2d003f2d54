import { rmSync } from 'node:fs'
import { Client } from 'pg'
import { expect, test, vi } from 'vitest'
import { openBackgroundServices } from '../../../adapters/background-services.ts'
import { createHealth } from '../../../adapters/health.ts'
import { createMetrics } from '../../../adapters/metrics.ts'
import { createReadiness } from '../../../adapters/readiness.ts'
import { readConfig } from '../../../src/config.ts'
import { createWords } from '../../../src/message/words.ts'
import { makeDatabase } from '../../helpers/database.ts'
import { eventually } from '../../helpers/eventually.ts'
import { fakeUsageApi } from '../../helpers/fake-usage-api.ts'
import { makeHome } from '../../helpers/home.ts'
import { recordLog } from '../../helpers/recording-log.ts'

test('a database that takes no changes is in log, readiness and metrics, and in the operations channel afterwards', async () => {
  const database = await makeDatabase()
  const config = readConfig(
    {
      ...{ TABNINE_TOKEN: 'tabnine-token', SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'a-signing-secret' },
      ...{ DATABASE_URL: database.url, OPERATIONS_CHANNEL: 'slack:C0OPS' },
    },
    'bot',
  )
  const log = recordLog()
  const metrics = createMetrics()
  const readiness = createReadiness()
  readiness.setReady()
  const health = createHealth({ readiness, log, observe: metrics.observePart })
  const time = { now: new Date('2026-11-30T10:00:00Z') }
  const clock = { now: () => time.now }
  let beat: (now: Date) => Promise<void> = async () => {}
  const enqueue = vi.fn(async () => {})
  const background = await openBackgroundServices(config, log, {
    openJobs: async () => ({ enqueue, async start() {}, async pause() {}, async stop() {} }),
    startHeartbeat(given) {
      beat = given
      return { async stop() {} }
    },
  })
  readiness.watch('memory', background.condition)
  metrics.watchMemory(() => background.condition() === null)
  await background.start({
    ...{ gateways: [], usageApi: fakeUsageApi(), words: createWords('en'), clock, health },
    observeTick: metrics.observeTick,
  })
  const { store } = background.persistence
  const measured = async () =>
    (await metrics.render())
      .split('\n')
      .filter(line => /^bot_(memory_reachable|part_works|last_tick)/.test(line))
      .sort()

  await beat(time.now)
  expect(readiness.read()).toEqual({ status: 'ok', notes: {} })
  const seconds = time.now.getTime() / 1000
  const whole = [
    `bot_last_tick_timestamp_seconds ${seconds}`,
    'bot_memory_reachable 1',
    'bot_part_works{part="subscriptions"} 1',
    'bot_part_works{part="tick"} 1',
  ].sort()
  // The configured subscriptions are applied in the background.
  await eventually(async () => expect(await measured()).toEqual(whole))

  await setReadOnly(database.url, true)
  // Those that were open are lost, and find out when they are used.
  await eventually(() => store.conversations.get('slack:C1'))
  time.now = new Date('2026-11-30T10:01:00Z')
  await expect(beat(time.now)).rejects.toMatchObject({ code: 'store-unavailable' })
  expect(readiness.read()).toEqual({ status: 'ok', notes: { memory: 'the database is read-only', tick: 'failed' } })
  expect(await measured()).toEqual(
    [
      `bot_last_tick_timestamp_seconds ${seconds}`,
      'bot_memory_reachable 0',
      'bot_part_works{part="subscriptions"} 1',
      'bot_part_works{part="tick"} 0',
    ].sort(),
  )
  expect(log.records).toContainEqual(
    expect.objectContaining({ level: 'error', text: expect.stringMatching(/^The database is read-only\./) }),
  )

  await setReadOnly(database.url, false)
  await eventually(() => store.conversations.get('slack:C1'))
  time.now = new Date('2026-11-30T10:02:00Z')
  await beat(time.now)
  expect(readiness.read()).toEqual({ status: 'ok', notes: {} })
  expect(await store.deliveries.openIn('slack:C0OPS', 'notice')).toMatchObject([
    { content: { notice: 'outage', from: '2026-11-30T10:01:00.000Z', to: '2026-11-30T10:02:00.000Z' } },
  ])
  expect(enqueue).toHaveBeenCalledWith(
    expect.anything(),
    expect.objectContaining({ kind: 'deliver' }),
    expect.anything(),
  )
  await background.stop()
  await database.remove()
})

test('a folder that is removed under the bot takes it out of service', async () => {
  const { folder } = await makeHome()
  const environment = { TABNINE_TOKEN: 'tabnine-token', SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'a-secret' }
  const config = readConfig({ ...environment, DATA_DIR: folder }, 'bot')
  const log = recordLog()
  const readiness = createReadiness()
  readiness.setReady()
  const background = await openBackgroundServices(config, log, {
    openJobs: async () => ({ async enqueue() {}, async start() {}, async pause() {}, async stop() {} }),
  })
  readiness.watch('memory', background.condition)
  expect(readiness.read()).toEqual({ status: 'ok', notes: {} })
  rmSync(folder, { recursive: true })
  const saving = background.persistence.store.optOuts.add('ada@x.example', new Date())
  await expect(saving).rejects.toMatchObject({ code: 'store-unavailable' })
  expect(readiness.read()).toEqual({ status: 'not ready', notes: { memory: 'the folder of the database is gone' } })
  expect(log.records.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/^The folder of the database was removed or replaced\./),
  )
  await background.stop()
})

/** For the connections to come; those that are open end. */
async function setReadOnly(url: string, isReadOnly: boolean): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  const client = new Client({ connectionString: url })
  // It ends itself as well.
  client.on('error', () => {})
  await client.connect()
  await client.query('set default_transaction_read_only = false')
  await client.query(`alter database ${name} set default_transaction_read_only = ${isReadOnly}`)
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
  )
  await client.end()
}
