import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Context } from '../../../src/command/command.ts'
import { defaultConfigFile } from '../../../src/config/file.ts'
import { digestReport } from '../../../src/digests/digest.ts'
import { AppError } from '../../../src/errors.ts'
import { createWords } from '../../../src/message/words.ts'
import type { SeatHistory, Snapshot, Store, UsageApi } from '../../../src/ports.ts'
import { collectOutlook, collectRenewal } from '../../../src/seats/outlook.ts'
import { createSeatHistory } from '../../../src/seats/seat-history.ts'
import { type OpenStorage, openStorage } from '../../../src/storage/store.ts'
import { addDays, plainCalendar } from '../../../src/time/utc-days.ts'
import { collectUnused } from '../../../src/unused-seats/findings.ts'
import { disabledDoor } from '../../helpers/acting-disabled.ts'
import { askLine, contextOf } from '../../helpers/contexts.ts'
import { makeDatabase, type TestDatabase } from '../../helpers/database.ts'
import { day, days, metricsOfAll } from '../../helpers/facts.ts'
import { fakeUsageApi, sourcesOf, usageWith } from '../../helpers/fake-usage-api.ts'
import { textsIn } from '../../helpers/message-content.ts'
import { recordJobs } from '../../helpers/recorded-jobs.ts'
import { recordLog } from '../../helpers/recording-log.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const today = day('2026-11-23')
const now = new Date('2026-11-23T10:25:00Z')
const ago = (count: number) => addDays(today, -count)
const week = days('2026-11-16', '2026-11-22')
const all = { kind: 'organization', name: 'Northwind' } as const
const payments = { kind: 'team', id: 'team-1', name: 'Payments' } as const
const activationDays = [14, 30]
const renewal = { seats: 100, date: day('2027-01-18') }
const nothingKnown = {
  registeredAt: null,
  hasInfo: false,
  firstUsedOn: null,
  cameBackOn: null,
  usedDays: null,
  knownFrom: null,
  knownTo: null,
}
let database: TestDatabase
let memory: OpenStorage
let store: Store

beforeAll(async () => {
  database = await makeDatabase()
  memory = await openStorage({ databaseUrl: database.url, dataDir: '', log: recordLog() })
  store = memory.store
})
afterAll(async () => {
  await memory.close()
  await database.remove()
})

/** Eight people known since the first check, invited 20 days ago; half of them start one to four days later. */
async function fill(): Promise<void> {
  const people = Array.from({ length: 8 }, (_, at) => ({ id: `user-${at}`, email: `p${at}@x.example`, at }))
  const seats = people.map(({ id, email, at }) => ({ id, email, teamId: at < 6 ? 'team-1' : 'team-2' }))
  await store.people.see(seats, ago(40))
  await store.people.see(seats, today)
  await store.people.seeInvited(
    [
      ...people.map(({ email, at }) => ({
        id: `i${at}`,
        email,
        teamId: 'team-1',
        createdAt: ago(20),
        expiresAt: null,
      })),
      { id: 'i9', email: 'open@x.example', teamId: 'team-1', createdAt: ago(5), expiresAt: null },
    ],
    today,
  )
  await store.people.joinInvitations()
  await store.people.learn(
    people.map(({ id, at }) => ({
      key: id,
      registeredAt: ago(20),
      hasInfo: true,
      firstUsedOn: at < 4 ? ago(19 - at) : null,
      lastUsedOn: at < 4 ? ago(1) : null,
      cameBackOn: at === 0 ? ago(3) : null,
      usedDays: null,
      knownFrom: ago(60),
      knownTo: today,
    })),
  )
  // One has left in the week.
  await store.people.see([{ id: 'left', email: 'left@x.example', teamId: 'team-2' }], ago(40))
  await store.people.see([{ id: 'left', email: 'left@x.example', teamId: 'team-2' }], ago(3))
  const check = {
    windowFrom: ago(14),
    stage: 'done',
    questions: 8,
    isInvitedKnown: true,
    isInvitedRefused: false,
    organizationUsed: true,
    isFrozen: false,
    versionSince: null,
    usageSince: ago(365),
  } as const
  await store.seatChecks.begin({ day: ago(7), ...check })
  await store.seatChecks.begin({ day: today, ...check })
  const counts: Snapshot[] = [28, 14, 0].flatMap(before =>
    ['all', 'team-1'].map(subject => ({
      subject,
      day: ago(before),
      registered: 80 - before,
      invited: 9,
      deactivated: 5 - before / 14,
    })),
  )
  await store.snapshots.keep(counts)
}

/** More people than the week before: a digest of a quiet week has no numbers. */
const inMoreUse: UsageApi['usage'] = async (_subject, period) =>
  usageWith(period, metricsOfAll(period.from < week.from ? 4 : 8))

it('is silent before anything was stored, covers everyone and a team, and is part of the digest', async () => {
  expect(await collectOutlook(store, { subject: all, period: week, renewal, activationDays }, now)).toBeNull()
  expect(await collectRenewal(store, renewal, now)).toBeNull()
  await fill()

  // Who has joined counts once, whatever the list of invitations still says.
  const ofAll = await collectOutlook(store, { subject: all, period: week, renewal, activationDays }, now)
  expect(ofAll).toMatchObject({
    flows: { invited: { count: 1 }, registered: { count: 0 }, back: { count: 1 }, deactivated: { count: 1 } },
    firstUse: { medianDays: 2, mostDays: 4, began: { count: 4, ofTeams: [4] }, open: { count: 5 } },
    rates: [{ days: 14, began: { count: 4 }, people: { count: 8, ofTeams: [6, 2] } }],
    renewal: { unused: { low: 0, high: 0 }, daysLeft: 56 },
  })
  const ofTeam = await collectOutlook(store, { subject: payments, period: week, renewal, activationDays }, now)
  expect(ofTeam).toMatchObject({ rates: [{ people: { count: 6, ofTeams: [] } }], renewal: null })

  const from = {
    ...sourcesOf(fakeUsageApi({ usage: inMoreUse })),
    history: createSeatHistory(store, { renewal, activationDays }),
  }
  const digest = await digestReport.collect(from, { subjects: [all], unit: 'week', zone: 'UTC' }, now)
  const texts = textsIn(digestReport.render(digest, { t: createWords('en'), timeZone: 'UTC', commandPrefix: '' }))
  expect(texts).toContain('People: 1 invited, 1 came back after a break and 1 deactivated.')
  expect(texts.join('\n')).toContain('At the present pace 0 of the 100 seats bought will have nobody on 18 Jan 2027.')
})

it('counts the account in another team for a person who has two', async () => {
  const web = { kind: 'team', id: 'team-2', name: 'Web' } as const
  const policy = {
    calendar: plainCalendar,
    exclusions: [],
    serviceAccounts: [],
    samePerson: [['p6@x.example', 'P0@x.example']],
  }
  const standingsWith = async (samePerson: string[][]) =>
    (await collectUnused(store, { subject: web, graceDays: 14 }, { ...policy, samePerson }, now))?.verdicts.map(
      ({ record, standing }) => `${record.id} ${standing}`,
    )
  expect(await standingsWith([])).toEqual(['user-6 never-used', 'user-7 never-used'])
  expect(await standingsWith(policy.samePerson)).toEqual(['user-6 duplicate', 'user-7 never-used'])
})

it('shows in a digest how many of the active people have left since, and says so where it cannot be read', async () => {
  await store.people.see([{ id: 'gone', email: 'gone@x.example', teamId: 'team-1' }], ago(60))
  await store.people.see([{ id: 'gone', email: 'gone@x.example', teamId: 'team-1' }], ago(3))
  await store.people.learn([{ ...nothingKnown, key: 'gone', lastUsedOn: ago(4) }])
  const history = createSeatHistory(store, { renewal, activationDays })
  const usageApi = fakeUsageApi({
    teamSeats: async () => ({ registered: 6, invited: 0, deactivated: 0 }),
    usage: async (_subject, period) => usageWith(period, metricsOfAll(4)),
  })
  const renderWith = async (kept: SeatHistory) => {
    const args = { subjects: [payments], unit: 'week', zone: 'UTC' } as const
    const facts = await digestReport.collect({ ...sourcesOf(usageApi), history: kept }, args, now)
    return digestReport.render(facts, { t: createWords('en'), timeZone: 'UTC', commandPrefix: '' })
  }
  expect((await renderWith(history)).summary).toMatch(
    /^4 people used Tabnine, .*: 3 of 6 members \(50%\) and 1 who has left since\.$/,
  )

  const fail = async () => {
    throw new AppError('store-unavailable')
  }
  // The numbers themselves are the Usage API's (D29).
  const broken = {
    ...store,
    seatChecks: { ...store.seatChecks, newest: fail },
    snapshots: { ...store.snapshots, between: fail },
  }
  const message = await renderWith(createSeatHistory(broken, { renewal, activationDays }))
  expect(message.summary).toMatch(/^4 people used Tabnine, /)
  expect(message.summary).not.toContain('left since')
  expect(textsIn(message)).toContain('I couldn’t read what the bot remembers.')
})

it('is shown with its arithmetic in why all, where the seats bought are known, and only there', async () => {
  expect(await why('all', null)).not.toContain('At the renewal')
  expect(await why('payments', renewal)).not.toContain('At the renewal')
  const answer = await why('all', { ...renewal, seats: 150 })
  expect(answer).toContain(
    'At the renewal: At the present pace 14 of the 150 seats bought will have nobody on 18 Jan 2027.',
  )
  expect(answer).toContain('4 weeks\n52 (26 Oct 2026)\n+7\n136\n14')
  expect(await why('all', { ...renewal, date: ago(1) })).toContain('What will be unused on 22 Nov 2026 is not known')
})

async function why(whom: string, bought: typeof renewal | null): Promise<string> {
  const { alerts, calendar, serviceAccounts, samePerson } = defaultConfigFile
  const policy = { calendar, exclusions: [], serviceAccounts, samePerson }
  const context: Context = {
    ...contextOf(),
    now,
    persistence: {
      store,
      watching: { ...alerts, policy, renewal: bought, links: defaultConfigFile.links },
      jobs: recordJobs().jobs,
      keyOfPseudonyms: async () => 'key',
      findByEmail: async () => 'unknown',
      newToken: () => 'token',
      seatDoor: disabledDoor,
      zone: 'UTC',
    },
  }
  return textsIn((await askLine(`why ${whom}`, context)).message).join('\n')
}
