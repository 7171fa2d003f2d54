import { expect, test } from 'vitest'
import type { Job, Jobs } from '../../../src/ports.ts'
import { openStorage } from '../../../src/storage/store.ts'
import {
  type ConfiguredAlert,
  createConfiguredAlerts,
  isConfiguredAlert,
} from '../../../src/unused-seats/alert/configured.ts'
import { makeDatabase } from '../../helpers/database.ts'
import { fakeUsageApi } from '../../helpers/fake-usage-api.ts'
import { recordLog } from '../../helpers/recording-log.ts'

const conversation = 'slack:C0123'
const entry = (known: Partial<ConfiguredAlert> = {}): ConfiguredAlert => ({
  ...{ conversation, teams: ['payments'], graceDays: 14, repeatDays: 7, zone: null, language: null },
  ...known,
})

const now = new Date('2026-11-25T10:00:00Z')

/** A store of its own, and starts of the bot with one file after another. */
async function openWorld() {
  const database = await makeDatabase()
  const log = recordLog()
  const { store, close } = await openStorage({ databaseUrl: database.url, dataDir: '', log })
  const queued: Job[] = []
  const jobs: Pick<Jobs, 'enqueue'> = { enqueue: async (_tx, job) => void queued.push(job) }
  const configure = (entries: readonly ConfiguredAlert[], confirmedEnds: number | null = null) =>
    createConfiguredAlerts(
      { store, jobs: jobs as Jobs, usageApi: fakeUsageApi(), clock: { now: () => now }, log, owner: 'slack:U0ADMIN' },
      entries,
      confirmedEnds,
    )
  return {
    store,
    log,
    queued,
    configure,
    start: async (...given: Parameters<typeof configure>) => (await configure(...given).apply()).changes,
    async [Symbol.asyncDispose]() {
      await close()
      await database.remove()
    },
  }
}

test('an alert for each team is made once, changed with the file, and ends with it', async () => {
  await using world = await openWorld()
  const { store, start, queued } = world
  expect(await start([entry({ teams: ['payments', 'all'] })])).toMatchObject([
    { what: 'made', kind: 'alert', after: 'Payments, after 14 days, repeat every 7 days' },
    { what: 'made', kind: 'alert' },
  ])
  const [payments, organization] = await store.alerts.open()
  expect(payments).toMatchObject({ subject: { kind: 'team', name: 'Payments' }, owner: 'slack:U0ADMIN', graceDays: 14 })
  expect(organization).toMatchObject({ subject: { kind: 'organization' } })
  expect(await store.conversations.get(conversation)).toMatchObject({ reference: { channel: 'C0123' } })
  expect(queued).toEqual([
    { kind: 'check-seats', day: '2026-11-25' },
    { kind: 'check-seats', day: '2026-11-25' },
  ])

  expect(await start([entry({ teams: ['all', 'payments'] })])).toEqual([])
  expect(await start([entry({ teams: ['payments', 'all'], zone: 'Europe/Berlin', language: 'de' })])).toMatchObject([
    {
      what: 'changed',
      before: 'Payments, after 14 days, repeat every 7 days',
      after: 'Payments, after 14 days, repeat every 7 days, Europe/Berlin, in de',
    },
    { what: 'changed' },
  ])
  expect(await store.alerts.get(payments?.id ?? 0)).toMatchObject({ zone: 'Europe/Berlin', language: 'de' })

  expect(await start([entry({ zone: 'Europe/Berlin', language: 'de' })])).toMatchObject([
    { what: 'ended', id: organization?.id },
  ])
  expect((await store.alerts.open()).map(({ id }) => id)).toEqual([payments?.id])
  expect((await store.alerts.get(organization?.id ?? 0))?.closed).toBe('off')
  expect(queued.at(-1)).toEqual({ kind: 'refresh-alert', alert: organization?.id })
})

test('an alert of the same team that was set up in chat is taken over, with the days of the file', async () => {
  await using world = await openWorld()
  const { store, start, configure } = world
  const subject = { kind: 'team', id: 'team-1', name: 'Payments' } as const
  const inChat = { conversation, subject, owner: 'slack:U1', language: null, zone: null, graceDays: 14, repeatDays: 7 }
  const { id } = await store.alerts.save(inChat, now)
  const other = await store.alerts.save({ ...inChat, conversation: 'slack:C9' }, now)
  expect((await configure([entry()]).preview()).changes).toEqual([])
  expect(await isConfiguredAlert(store, id)).toBe(false)
  expect(await start([entry({ graceDays: 30 })])).toMatchObject([{ what: 'changed', id }])
  expect(await store.alerts.get(id)).toMatchObject({ graceDays: 30 })
  expect([await isConfiguredAlert(store, id), await isConfiguredAlert(store, other.id)]).toEqual([true, false])
  expect(await start([], 1)).toMatchObject([{ what: 'ended', id }])
  expect((await store.alerts.open()).map(each => each.id)).toEqual([other.id])
})

test('a preview writes nothing, and an emptied file ends nothing before that is confirmed', async () => {
  await using world = await openWorld()
  const { store, configure, start, log } = world
  expect((await configure([entry()]).preview()).changes).toMatchObject([{ what: 'made', id: null }])
  expect(await store.alerts.open()).toEqual([])
  await start([entry()])
  expect(await configure([]).apply()).toEqual({ state: 'unconfirmed', changes: [] })
  expect(log.records.at(-1)?.text).toMatch(/^CONFIG_FILE no longer has 1 alerts, .*CONFIRM_ENDED_SUBSCRIPTIONS=1/)
  expect(await store.alerts.open()).toHaveLength(1)
})

test('a team that no one knows is warned of, and ends nothing', async () => {
  await using world = await openWorld()
  await world.start([entry()])
  expect(await world.configure([entry({ teams: ['paymnts'] })]).apply()).toEqual({ state: 'unknown', changes: [] })
  expect(world.log.records.at(-1)?.text).toBe('an alert of the configuration file waits: no team is called “paymnts”')
  expect(await world.store.alerts.open()).toHaveLength(1)
})
