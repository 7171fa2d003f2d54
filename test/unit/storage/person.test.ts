import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runStore } from '../../../adapters/cli/store.ts'
import { readConfig } from '../../../src/config.ts'
import type { Store } from '../../../src/ports.ts'
import { StoreError } from '../../../src/storage/errors.ts'
import { erasePerson, findPerson } from '../../../src/storage/person.ts'
import { type OpenStorage, openStorage } from '../../../src/storage/store.ts'
import { makeBlankDatabase, makeDatabase } from '../../helpers/database.ts'
import { makeHome } from '../../helpers/home.ts'
import { recordLog } from '../../helpers/recording-log.ts'

vi.setConfig({ testTimeout: 60_000 })

const log = recordLog()
const now = new Date('2026-11-30T09:00:00Z')
const day = new Date('2026-11-30')
const ada = { email: 'ada@x.example', id: 'a1b2c3d4-0000-4000-8000-000000000001' }
const da = { email: 'da@x.example', id: 'a1b2c3d4-0000-4000-8000-000000000002' }

/** Two people whose e-mails contain one another, known in every place that can name a person. */
async function fill(store: Store): Promise<void> {
  await store.people.see(
    [ada, da].map(person => ({ ...person, email: person.email.toUpperCase(), teamId: 't' })),
    day,
  )
  const invited = { id: 'i', email: ada.email, teamId: 't', createdAt: day, expiresAt: null }
  await store.people.seeInvited([invited], day)
  const wish = { conversation: 'slack:C1', owner: 'slack:U9', language: null, graceDays: 14, repeatDays: 7, zone: null }
  const alert = await store.alerts.save({ ...wish, subject: { kind: 'organization', name: 'Acme' } }, now)
  const item = (who: string) => ({ who, kind: 'idle', fate: 'open', snoozedUntil: null }) as const
  const episode = {
    ...{ openedOn: '2026-11-01', openedWith: 3, teamStates: [], pending: { most: 0, now: 0 }, snoozedUntil: null },
    items: [item(ada.id), item(ada.email), item(da.id)],
  }
  await store.alerts.update(alert.id, { notified: { spokenOn: '2026-11-01', episode } })
  for (const [n, { email }] of [ada, da].entries()) {
    const reminder = { token: `t${n}`, alert: alert.id, person: email }
    const sent = await store.transaction(tx => tx.reminders.claim(reminder, now, now))
    const chat = `slack:D${n}`
    await store.conversations.save({ id: chat, kind: 'personal', reference: { channel: `D${n}` } }, now)
    await store.deliveries.claim(
      {
        ...{ key: `reminder ${sent?.id}`, kind: 'reminder', subscription: null, conversation: chat },
        ...{ slot: 'reminder', dueAt: now, content: { reminder: sent?.id ?? 0 } },
      },
      now,
    )
    await store.optOuts.add(email, now)
    await store.optOuts.add(chat, now)
    await store.exclusions.save({ person: email, reason: 'leave', until: null, by: 'slack:U9' }, now)
  }
  const entry = { at: now, who: 'slack:U9', what: 'named', surface: 'personal' } as const
  await store.audit.add({ ...entry, line: `why ${ada.email}` })
  await store.audit.add({ ...entry, line: `user "Ada@X.Example" and ${da.email}.` })
  await store.audit.add({ ...entry, line: `user ${ada.id}` })
  await store.audit.add({ ...entry, line: `user ${ada.email}.org` })
}

const homes = [
  { home: 'embedded', make: async () => ({ dataDir: (await makeHome()).folder, log }) },
  { home: 'server', make: async () => ({ databaseUrl: (await makeDatabase()).url, dataDir: '', log }) },
]

describe.each(homes)('what is kept about a person, $home', ({ make }) => {
  let settings: { databaseUrl?: string; dataDir: string; log: typeof log }

  const open = async <T>(work: (memory: OpenStorage) => Promise<T>): Promise<T> => {
    const memory = await openStorage(settings)
    try {
      return await work(memory)
    } finally {
      await memory.close()
    }
  }

  beforeAll(async () => {
    settings = await make()
    await open(({ store }) => fill(store))
  })

  it('is found in every table, and nothing of others', async () => {
    const held = await findPerson(' ADA@x.example', settings)
    const counts = Object.fromEntries(Object.entries(held).map(([table, rows]) => [table, rows.length]))
    expect(counts).toEqual({
      ...{ conversations: 1, deliveries: 1, people: 2, alerts: 1, reminders: 1, opt_outs: 2, exclusions: 1, audit: 3 },
    })
    expect(held.people?.map(({ email }) => email).sort()).toEqual(['ADA@X.EXAMPLE', 'ada@x.example'])
    expect(await findPerson('unknown@x.example', settings)).toEqual({})
  })

  it('is erased, while totals, others and decisions stay', async () => {
    const others = await findPerson(da.email, settings)
    expect(await erasePerson('Ada@x.example', settings)).toEqual({
      ...{ conversations: 1, deliveries: 1, people: 2, alerts: 1, reminders: 1, opt_outs: 2, exclusions: 1, audit: 3 },
    })
    expect(await findPerson(ada.email, settings)).toEqual({})
    const { alerts, ...rest } = await findPerson(da.email, settings)
    expect({ ...rest, audit: others.audit?.length }).toEqual({
      ...others,
      alerts: undefined,
      audit: rest.audit?.length,
    })
    expect(JSON.stringify(alerts)).not.toMatch(/ada@x|0001/)
    await open(async ({ store }) => {
      const [alert] = await store.alerts.open()
      expect(alert?.notified).toMatchObject({
        episode: { openedWith: 3, items: [{ who: 'erased' }, { who: 'erased' }, { who: da.id }] },
      })
      const lines = (await store.audit.between(now, new Date(+now + 1), 9)).map(({ line }) => line)
      expect(lines.sort()).toEqual([
        'user "erased" and da@x.example.',
        'user ada@x.example.org',
        'user erased',
        'why erased',
      ])
    })
    expect(await erasePerson(ada.email, settings)).toEqual({})
  })
})

describe('npm run store', () => {
  const out = vi.spyOn(console, 'log').mockReturnValue()
  const err = vi.spyOn(console, 'error').mockReturnValue()
  afterAll(() => {
    process.exitCode = undefined
    vi.restoreAllMocks()
  })

  it('prints what is kept about a person, and erases it', async () => {
    const { url } = await makeDatabase()
    const { store, close } = await openStorage({ databaseUrl: url, dataDir: '', log })
    await fill(store)
    await close()
    const settings = readConfig({ DATABASE_URL: url }, 'nothing')
    await runStore(['person', da.email], settings)
    const printed = JSON.parse(String(out.mock.lastCall?.[0]))
    expect(printed.people).toMatchObject([{ id: da.id, email: 'DA@X.EXAMPLE' }])
    await runStore(['erase', da.email], settings)
    expect(out.mock.lastCall?.[0]).toMatch(
      /^Erased da@x\.example from the database of DATABASE_URL \(rows: .*people 1.*\)\. While Tabnine lists/,
    )
    await runStore(['person', da.email], settings)
    expect(out.mock.lastCall).toEqual(['Nothing about da@x.example in the database of DATABASE_URL.'])
  })

  it.each([['person'], ['erase', 'ada'], ['erase', 'ada@x.example', 'da@x.example'], ['person', '@x']])(
    'explains itself: %s %s',
    async (...argv) => {
      await runStore(argv, readConfig({}, 'nothing'))
      expect(err.mock.lastCall?.[0]).toContain('npm run store -- erase <e-mail>')
      expect(process.exitCode).toBe(2)
    },
  )

  it('makes no database where there is none', async () => {
    const { url } = await makeBlankDatabase()
    await expect(runStore(['erase', ada.email], readConfig({ DATABASE_URL: url }, 'nothing'))).rejects.toThrow(
      new StoreError('This database contains no data of the bot.'),
    )
  })
})
