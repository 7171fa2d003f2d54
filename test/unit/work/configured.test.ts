import { expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import type { UsageApi } from '../../../src/ports.ts'
import { openMemory } from '../../../src/store/store.ts'
import { applyConfigured, type Configured } from '../../../src/work/configured.ts'
import { makeDatabase } from '../../helpers/database.ts'
import { fakeUsageApi } from '../../helpers/fake-usage-api.ts'
import { recordLog } from '../../helpers/recording-log.ts'

const schedule = { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone: 'UTC' } as const
const entry = (known: Partial<Configured> = {}): Configured => ({
  conversation: 'slack:C0123',
  teams: ['payments'],
  schedule,
  language: null,
  ...known,
})

/** A memory of its own, and starts of the bot with one file after another. */
async function openWorld() {
  const database = await makeDatabase()
  const log = recordLog()
  const { store, close } = await openMemory({ databaseUrl: database.url, dataDir: '', log })
  const clock = { now: () => new Date('2026-11-25T10:00:00Z') }
  return {
    store,
    /** @returns what was told */
    async start(entries: readonly Configured[], said: Partial<UsageApi> = {}): Promise<string[]> {
      const before = log.records.length
      await applyConfigured({ store, usageApi: fakeUsageApi(said), clock, log, owner: 'slack:U0ADMIN' }, entries)
      return log.records.slice(before).map(({ level, text }) => `${level}: ${text}`)
    },
    inChannel: () => store.subscriptions.inConversation('slack:C0123'),
    async [Symbol.asyncDispose]() {
      await close()
      await database.remove()
    },
  }
}

const line = (what: string) => `info: a subscription of the configuration file was ${what}`

test('is made once, changed with the file, and ends with it; what was subscribed in chat stays', async () => {
  await using world = await openWorld()
  const { store, start, inChannel } = world
  const inChat = { ...entry(), subjects: [{ kind: 'organization', name: 'Northwind' }], owner: 'slack:U1' } as const
  const { conversation, subjects, language, owner } = inChat
  const nextRunAt = new Date('2026-11-30T09:00:00Z')
  const wished = { conversation, subjects, language, owner, schedule, nextRunAt }
  const own = await store.subscriptions.create(wished, new Date('2026-11-01T00:00:00Z'))

  expect(await start([entry()])).toEqual([line('made')])
  expect(await start([entry(), entry({ teams: ['team-1'] })])).toEqual([])
  const made = (await inChannel()).find(({ id }) => id !== own.id)
  expect(made).toMatchObject({
    subjects: [{ kind: 'team', id: 'team-1', name: 'Payments' }],
    owner: 'slack:U0ADMIN',
    nextRunAt: new Date('2026-11-30T09:00:00Z'),
  })
  expect(await store.conversations.get('slack:C0123')).toMatchObject({ reference: { channel: 'C0123' } })

  const later = { ...schedule, hour: 16 }
  expect(await start([entry({ schedule: later })])).toEqual([line('changed')])
  expect(await store.subscriptions.get(made?.id ?? 0)).toMatchObject({ schedule: later })

  expect(await start([])).toEqual([line('ended')])
  expect((await inChannel()).map(({ id }) => id)).toEqual([own.id])
  expect(await start([])).toEqual([])
})

test('what was changed in chat stays until the file changes, and what was ended there comes back', async () => {
  await using world = await openWorld()
  const { store, start, inChannel } = world
  await start([entry()])
  const [made] = await inChannel()
  await store.subscriptions.update(made?.id ?? 0, { schedule: { ...schedule, hour: 7 } })
  expect(await start([entry()])).toEqual([])
  expect((await inChannel())[0]?.schedule.hour).toBe(7)
  await store.subscriptions.remove(made?.id ?? 0)
  expect(await start([entry()])).toEqual([line('made')])
})

test('two replicas that start at once make it once', async () => {
  await using world = await openWorld()
  const told = await Promise.all([world.start([entry()]), world.start([entry()])])
  expect(new Set(told.flat())).toEqual(new Set([line('made')]))
  expect(await world.inChannel()).toHaveLength(1)
})

test.each<[what: string, Partial<Configured>, Partial<UsageApi>, RegExp]>([
  ['a team nobody knows', { teams: ['payments', 'paymnts'] }, {}, /rests: not one team is called “paymnts”$/],
  ['part of a name', { teams: ['web'] }, {}, /rests: not one team is called “web”$/],
  [
    'a conversation in Teams that is not known',
    { conversation: 'teams:19:x' },
    {},
    /rests: the bot was not written to/,
  ],
  [
    'a server that does not answer',
    {},
    { teams: () => Promise.reject(new AppError('unreachable')) },
    /rests: its teams cannot be looked up now$/,
  ],
])('%s is warned of, and ends nothing', async (_what, known, said, warning) => {
  await using world = await openWorld()
  await world.start([entry()])
  const told = await world.start([entry({ ...known, language: 'en' }), entry({ conversation: 'slack:C9' })], said)
  expect(told[0]).toMatch(new RegExp(`^warn: .*${warning.source}`))
  const isElsewhere = known.conversation !== undefined
  expect(await world.inChannel()).toHaveLength(isElsewhere ? 0 : 1)
})
