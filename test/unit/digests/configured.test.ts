import { expect, test } from 'vitest'
import { type ConfiguredDigest, configuredDigests, createConfiguredDigests } from '../../../src/digests/configured.ts'
import { keepApplying } from '../../../src/digests/configured-entries.ts'
import { AppError } from '../../../src/errors.ts'
import type { UsageApi } from '../../../src/ports.ts'
import { openStorage } from '../../../src/storage/store.ts'
import { makeDatabase } from '../../helpers/database.ts'
import { fakeUsageApi } from '../../helpers/fake-usage-api.ts'
import { recordLog } from '../../helpers/recording-log.ts'

const schedule = { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone: 'UTC' } as const
const entry = (known: Partial<ConfiguredDigest> = {}): ConfiguredDigest => ({
  conversation: 'slack:C0123',
  teams: ['payments'],
  schedule,
  language: null,
  ...known,
})

/** Its own database, and starts of the bot with one file after another. */
async function openWorld() {
  const database = await makeDatabase()
  const log = recordLog()
  const { store, close } = await openStorage({ databaseUrl: database.url, dataDir: '', log })
  const clock = { now: () => new Date('2026-11-25T10:00:00Z') }
  const configure = (
    entries: readonly ConfiguredDigest[],
    answers: Partial<UsageApi> = {},
    confirmedEnds: number | null = null,
  ) =>
    createConfiguredDigests(
      { store, usageApi: fakeUsageApi(answers), clock, log, owner: 'slack:U0ADMIN' },
      entries,
      confirmedEnds,
    )
  return {
    store,
    log,
    configure,
    /** @returns what was logged */
    async start(...given: Parameters<typeof configure>): Promise<string[]> {
      const before = log.records.length
      await configure(...given).apply()
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
  expect(await start([entry(), entry({ teams: ['team-1'] })])).toEqual([
    'warn: CONFIG_FILE has the same subscription twice, so it is made once',
  ])
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

  expect(await start([], {}, 1)).toEqual([line('ended')])
  expect((await inChannel()).map(({ id }) => id)).toEqual([own.id])
  expect(await start([])).toEqual([])
})

test('what differs from the file becomes as the file says, and what was ended comes back', async () => {
  await using world = await openWorld()
  const { store, start, inChannel } = world
  await start([entry()])
  const [made] = await inChannel()
  // An older version let people change it in chat.
  await store.subscriptions.update(made?.id ?? 0, { schedule: { ...schedule, hour: 7 } })
  expect(await start([entry()])).toEqual([line('changed')])
  expect((await inChannel())[0]?.schedule.hour).toBe(9)
  await store.subscriptions.remove(made?.id ?? 0)
  expect(await start([entry()])).toEqual([line('made')])
})

test('the same digest that was set up in chat is taken over, and comes from the file from then on', async () => {
  await using world = await openWorld()
  const { store, start, inChannel, configure } = world
  const subjects = [{ kind: 'team', id: 'team-1', name: 'Payments' }] as const
  const nextRunAt = new Date('2026-11-30T09:00:00Z')
  const wished = { conversation: 'slack:C0123', subjects, language: null, owner: 'slack:U1', schedule, nextRunAt }
  const { id } = await store.subscriptions.create(wished, new Date('2026-11-01T00:00:00Z'))
  expect(await configure([entry()]).preview()).toEqual({ state: 'applied', changes: [] })
  expect((await configuredDigests(store)).has(id)).toBe(false)
  expect(await start([entry()])).toEqual([])
  expect(await inChannel()).toMatchObject([{ id, owner: 'slack:U1' }])
  expect((await configuredDigests(store)).has(id)).toBe(true)
  expect(await start([], {}, 1)).toEqual([line('ended')])
})

test('a preview shows what would change, in words, and writes nothing', async () => {
  await using world = await openWorld()
  const { configure, start, inChannel, store } = world
  const preview = async (entries: readonly ConfiguredDigest[]) => (await configure(entries, {}, 1).preview()).changes
  expect(await preview([entry()])).toEqual([
    {
      ...{ what: 'made', kind: 'subscription', id: null, conversation: 'slack:C0123' },
      ...{ before: null, after: 'Payments, every monday at 9:00 UTC' },
    },
  ])
  expect(await inChannel()).toEqual([])
  expect(await store.secrets.find('configured subscriptions')).toBeNull()
  await start([entry()])
  const [made] = await inChannel()
  expect(await preview([entry()])).toEqual([])
  expect(await preview([entry({ language: 'de', schedule: { ...schedule, hour: 16 } })])).toEqual([
    {
      ...{ what: 'changed', kind: 'subscription', id: made?.id, conversation: 'slack:C0123' },
      before: 'Payments, every monday at 9:00 UTC',
      after: 'Payments, every monday at 16:00 UTC, in de',
    },
  ])
  expect(await preview([])).toMatchObject([{ what: 'ended', id: made?.id, after: null }])
  expect(await inChannel()).toEqual([made])
})

const weekly = entry()
const monthly = entry({ schedule: { ...schedule, every: { unit: 'month' } } })
const friday = entry({ schedule: { ...schedule, every: { unit: 'week', weekday: 5 } } })

test('one conversation and team can have several digests; each is changed and ended separately', async () => {
  await using world = await openWorld()
  const { start, inChannel } = world
  const slots = async () => (await inChannel()).map(({ id, schedule: { every, hour } }) => ({ id, every, hour }))
  expect(await start([weekly, monthly, friday])).toEqual([line('made'), line('made'), line('made')])
  const [first, second, third] = await slots()
  expect([first, second, third]).toMatchObject([
    { every: { unit: 'week', weekday: 1 } },
    { every: { unit: 'month' } },
    { every: { unit: 'week', weekday: 5 } },
  ])
  // In another order nothing is another one.
  expect(await start([friday, monthly, weekly])).toEqual([])
  // What changes is the one of its kind.
  const later = entry({ schedule: { ...monthly.schedule, hour: 16 } })
  expect(await start([weekly, friday, later])).toEqual([line('changed')])
  expect(await slots()).toEqual([first, { ...second, hour: 16 }, third])
  expect(await start([weekly, later])).toEqual([line('ended')])
  expect(await slots()).toEqual([first, { ...second, hour: 16 }])
})

test('the same subscription twice in the file is made once, with a warning', async () => {
  await using world = await openWorld()
  expect(await world.start([weekly, entry({ teams: ['team-1'] }), monthly])).toEqual([
    'warn: CONFIG_FILE has the same subscription twice, so it is made once',
    line('made'),
    line('made'),
  ])
  expect(await world.inChannel()).toHaveLength(2)
})

test('two replicas that start at once make it once', async () => {
  await using world = await openWorld()
  const logged = await Promise.all([world.start([entry()]), world.start([entry()])])
  expect(new Set(logged.flat())).toEqual(new Set([line('made')]))
  expect(await world.inChannel()).toHaveLength(1)
})

test.each<[what: string, Partial<ConfiguredDigest>, Partial<UsageApi>, RegExp]>([
  ['an unknown team', { teams: ['payments', 'paymnts'] }, {}, /waits: no team is called “paymnts”$/],
  ['part of a name', { teams: ['web'] }, {}, /waits: no team is called “web”$/],
  [
    'a conversation in Teams that is not known',
    { conversation: 'teams:19:x' },
    {},
    /waits: the bot was not written to/,
  ],
  [
    'a server that does not answer',
    {},
    { teams: () => Promise.reject(new AppError('unreachable')) },
    /waits: its teams cannot be looked up now$/,
  ],
])('%s is warned of, and ends nothing', async (_what, known, answers, warning) => {
  await using world = await openWorld()
  await world.start([entry()])
  const logged = await world.start([entry({ ...known, language: 'en' }), entry({ conversation: 'slack:C9' })], answers)
  expect(logged[0]).toMatch(new RegExp(`^warn: .*${warning.source}`))
  const isElsewhere = known.conversation !== undefined
  expect(await world.inChannel()).toHaveLength(isElsewhere ? 0 : 1)
})

const elsewhere = ['slack:C1', 'slack:C2', 'slack:C3'].map(conversation => entry({ conversation }))

test('a file that has lost more than half of its subscriptions ends none before a person confirms how many', async () => {
  await using world = await openWorld()
  const { configure, start, inChannel, log } = world
  await start([entry(), ...elsewhere])
  const logged = await start([entry({ conversation: 'slack:C1' })])
  expect(logged).toEqual([expect.stringMatching(/^warn: .*set CONFIRM_ENDED_SUBSCRIPTIONS=3 and restart$/)])
  expect(await configure([entry({ conversation: 'slack:C1' })], {}, 2).apply()).toEqual({
    state: 'unconfirmed',
    changes: [],
  })
  expect(await inChannel()).toHaveLength(1)
  // Half of them is an edit like any other.
  expect(await start([entry(), ...elsewhere.slice(0, 1)])).toEqual([line('ended'), line('ended')])
  expect(await configure([], {}, 2).apply()).toMatchObject({
    state: 'applied',
    changes: [{ what: 'ended' }, { what: 'ended' }],
  })
  expect(await inChannel()).toEqual([])
  expect(log.records.at(-1)?.text).toBe('a subscription of the configuration file was ended')
})

test('an entry whose teams are edited takes the place of the one before', async () => {
  await using world = await openWorld()
  await world.start([entry()])
  expect(await world.start([entry({ teams: ['all'] })])).toEqual([line('made'), line('ended')])
  expect(await world.inChannel()).toMatchObject([{ subjects: [{ kind: 'organization' }] }])
})

test('where the Usage API is away it is tried at each tick, once in the log, and what people end stays ended', async () => {
  await using world = await openWorld()
  const { store, log, configure, inChannel } = world
  let isAway = true
  const { teams } = fakeUsageApi()
  const answers = { teams: async () => (isAway ? Promise.reject(new AppError('unreachable')) : teams()) }
  const states: string[] = []
  const tick = keepApplying(configure([entry(), entry({ teams: ['all'] })], answers), state => states.push(state))
  await tick()
  await tick()
  expect(await inChannel()).toEqual([])
  expect(log.records.map(({ text }) => text)).toEqual([
    'a subscription of the configuration file waits: its teams cannot be looked up now',
  ])
  isAway = false
  await tick()
  await tick()
  expect(states).toEqual(['waiting', 'waiting', 'applied'])
  const [made] = await inChannel()
  await store.subscriptions.remove(made?.id ?? 0)
  await tick()
  expect(await inChannel()).toHaveLength(1)
})

test('an unknown team is tried again now and then; the other entries of the file are made once', async () => {
  await using world = await openWorld()
  const { store, configure, inChannel } = world
  const states: string[] = []
  const tick = keepApplying(configure([entry(), entry({ teams: ['new team'] })]), state => states.push(state))
  await tick()
  const [made] = await inChannel()
  await store.subscriptions.remove(made?.id ?? 0)
  for (let ticks = 0; ticks < 15; ticks++) await tick()
  expect(states).toEqual(['unknown', 'unknown'])
  expect(await inChannel()).toEqual([])
})

test('a tick that comes while the one before waits for the Usage API does nothing, and a failure is tried again', async () => {
  const gate = Promise.withResolvers<{ state: 'applied' }>()
  let calls = 0
  const apply = async () => {
    calls += 1
    if (calls === 1) throw new Error('the database is away')
    return gate.promise
  }
  const reported: unknown[] = []
  const tick = keepApplying({ apply }, (...about) => reported.push(about))
  await tick()
  const second = tick()
  await tick()
  gate.resolve({ state: 'applied' })
  await second
  await tick()
  expect(calls).toBe(2)
  expect(reported).toEqual([['waiting', 'the database is away'], ['applied']])
})

test('a team is found by an id that the list does not name', async () => {
  await using world = await openWorld()
  const teamName = async (id: string) => {
    if (id === 'team-77') return 'Default'
    throw new AppError('not-found')
  }
  await world.start([entry({ teams: ['team-77'] })], { teamName })
  expect(await world.inChannel()).toMatchObject([{ subjects: [{ kind: 'team', id: 'team-77', name: 'Default' }] }])
})
