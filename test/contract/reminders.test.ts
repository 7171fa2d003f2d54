/** What is remembered of reminders, in both homes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../src/ports.ts'
import type { OpenStorage } from '../../src/storage/store.ts'
import { provideHomes } from '../helpers/both-homes.ts'

const now = new Date('2026-11-19T12:00:00Z')
const weekAgo = new Date('2026-11-12T12:00:00Z')
const { homes, openServer } = provideHomes()

describe.each(homes)('reminders, $home', ({ open }) => {
  let memory: OpenStorage
  let store: Store
  let alerts: number[]

  beforeAll(async () => {
    memory = await open()
    store = memory.store
    const subject = { kind: 'organization', name: 'All' } as const
    const wanted = { subject, owner: 'slack:U1', zone: null, graceDays: 14, repeatDays: 7, language: null }
    const made = [
      await store.alerts.save({ ...wanted, conversation: 'slack:C1' }, now),
      await store.alerts.save({ ...wanted, conversation: 'slack:C2' }, now),
    ]
    alerts = made.map(({ id }) => id)
  })
  afterAll(() => memory.close())

  it('claim a person once per cool-down period, also if several alerts ask at once', async () => {
    const claims = Array.from({ length: 8 }, (_, at) =>
      store.transaction(async tx => {
        const alert = alerts[at % 2] ?? 0
        await tx.alerts.lock(alert)
        return tx.reminders.claim({ token: `token ${at}`, alert, person: 'ada@x.example' }, weekAgo, now)
      }),
    )
    const claimed = (await Promise.all(claims)).filter(claim => claim !== null)
    expect(claimed).toHaveLength(1)
    expect(await store.reminders.historyOf(['ada@x.example', 'unknown@x.example'])).toEqual([
      { person: 'ada@x.example', count: 1, lastAskedAt: now, lastAnswer: null, answeredAt: null },
    ])
    const later = new Date('2026-11-26T12:00:00Z')
    const again = { token: 'again', alert: alerts[0] ?? 0, person: 'ada@x.example' }
    expect(await store.reminders.claim(again, now, later)).toMatchObject({ person: 'ada@x.example', askedAt: later })
    expect(await store.reminders.historyOf(['ada@x.example'])).toMatchObject([{ count: 2, lastAskedAt: later }])
  })

  it('know where they were posted, and with which result', async () => {
    const alert = alerts[0] ?? 0
    const claimed = await store.reminders.claim({ token: 'grace', alert, person: 'grace@x.example' }, weekAgo, now)
    expect(await store.reminders.find('grace')).toMatchObject({ place: null, state: null })
    const claim = { kind: 'reminder', subscription: null, conversation: 'slack:U2', slot: 'reminder' } as const
    await store.deliveries.claim({ ...claim, key: `reminder ${claimed?.id}`, dueAt: now, content: null }, now)
    expect(await store.reminders.find('grace')).toEqual({
      ...claimed,
      place: 'slack:U2',
      state: 'pending',
      sentAt: null,
    })
    expect(await store.reminders.ofAlert(alert, now)).toContainEqual({
      ...claimed,
      place: 'slack:U2',
      state: 'pending',
      sentAt: null,
    })
    expect(await store.reminders.ofAlert(alert, new Date(now.getTime() + 1))).not.toContainEqual(
      expect.objectContaining({ token: 'grace' }),
    )
    await store.reminders.answer('grace', 'later', now)
    await store.reminders.answer('grace', 'use', now)
    expect(await store.reminders.historyOf(['grace@x.example'])).toMatchObject([{ lastAnswer: 'use', answeredAt: now }])
    expect(await store.reminders.find('another')).toBeNull()
    expect(await store.reminders.answer('another', 'use', now)).toBeNull()
  })

  it('know who wants none, until they say otherwise', async () => {
    await store.optOuts.add('ada@x.example', now)
    await store.optOuts.add('ada@x.example', now)
    expect(await store.optOuts.among(['ada@x.example', 'grace@x.example'])).toEqual(['ada@x.example'])
    await store.optOuts.remove('ada@x.example')
    expect(await store.optOuts.among(['ada@x.example'])).toEqual([])
    expect(await store.optOuts.among([])).toEqual([])
  })

  it('are read for more people than fit into one statement', async () => {
    const many = Array.from({ length: 2_500 }, (_, at) => `person-${at}@x.example`)
    await store.optOuts.add('person-2400@x.example', now)
    expect(await store.optOuts.among(many)).toEqual(['person-2400@x.example'])
    expect(await store.reminders.historyOf([...many, 'grace@x.example'])).toHaveLength(1)
  })
})

it('claim a person while another alert is just doing so: the second waits, and then finds them asked', async () => {
  const memory = await openServer()
  const { store } = memory
  const wanted = {
    subject: { kind: 'organization', name: 'All' },
    owner: 'slack:U1',
    zone: null,
    graceDays: 14,
    repeatDays: 7,
    language: null,
  } as const
  const one = await store.alerts.save({ ...wanted, conversation: 'slack:C1' }, now)
  const other = await store.alerts.save({ ...wanted, conversation: 'slack:C2' }, now)
  const claimed = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const first = store.transaction(async tx => {
    const reminder = await tx.reminders.claim({ token: 'one', alert: one.id, person: 'ada@x.example' }, weekAgo, now)
    claimed.resolve()
    await gate.promise
    return reminder
  })
  await claimed.promise
  let isSettled = false
  const second = store
    .transaction(tx => tx.reminders.claim({ token: 'other', alert: other.id, person: 'ada@x.example' }, weekAgo, now))
    .finally(() => {
      isSettled = true
    })
  const waits = `select 1 from pg_locks where locktype = 'advisory' and not granted`
  while (!isSettled && (await store.execute(waits)).rows.length === 0);
  gate.resolve()
  expect([await first, await second]).toEqual([expect.objectContaining({ token: 'one' }), null])
  await memory.close()
})
