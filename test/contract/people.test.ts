import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { KnownPerson, MemberChanges, SeatCheck, Store } from '../../src/ports.ts'
import type { OpenStorage } from '../../src/storage/store.ts'
import { addDays } from '../../src/time/utc-days.ts'
import { provideHomes } from '../helpers/both-homes.ts'

// A zone that is not UTC and changes its clock: no stored day may depend on the time zone of the process.
process.env.TZ = 'America/New_York'

const { homes } = provideHomes()

const day = new Date('2026-03-09T00:00:00Z')
const ago = (days: number) => addDays(day, -days)
const most = 1_000

describe.each(homes)('what is known of people, $home', ({ open }) => {
  let memory: OpenStorage
  let store: Store

  beforeAll(async () => {
    memory = await open()
    store = memory.store
  })
  beforeEach(() => store.execute('truncate people, seat_checks'))
  afterAll(() => memory.close())

  const keysOf = (people: readonly KnownPerson[]) => people.map(({ key }) => key)
  const claim = async (check: SeatCheck, due: 'likely' | 'recent' | 'past', limit = 100, after = '') =>
    keysOf(await store.people.claim(check, due, { after, limit, most, graceFrom: check.day }))
  const page = (on = day) => store.people.page(on, { after: '', limit: 100 })

  /** Stores a person with these values, in the lists since long ago. */
  async function know(id: string, known: Partial<KnownPerson> = {}): Promise<void> {
    const { teamId = 'team-1', teamSince = ago(100), ...learned } = known
    await store.people.see([{ id, email: `${id}@x.example`, teamId }], teamSince)
    await store.people.see([{ id, email: `${id}@x.example`, teamId }], day)
    await store.people.learn([{ key: id, ...nothing, ...learned }])
  }

  it('is what the lists say, and stays when they say it again', async () => {
    await store.people.see([{ id: 'ada', email: 'ada@x.example', teamId: 'team-1' }], ago(1))
    await store.people.learn([
      {
        key: 'ada',
        registeredAt: new Date('2026-03-08T06:30:00.123Z'),
        hasInfo: true,
        firstUsedOn: ago(3),
        lastUsedOn: ago(2),
        cameBackOn: ago(3),
        usedDays: 2,
        knownFrom: ago(92),
        knownTo: ago(1),
      },
    ])
    await store.people.see([{ id: 'ada', email: 'lovelace@x.example', teamId: 'team-1' }], day)
    expect(await page()).toEqual([
      {
        key: 'ada',
        id: 'ada',
        email: 'lovelace@x.example',
        teamId: 'team-1',
        teamSince: ago(1),
        invitedAt: null,
        expiresAt: null,
        registeredAt: new Date('2026-03-08T06:30:00.123Z'),
        hasInfo: true,
        firstUsedOn: ago(3),
        lastUsedOn: ago(2),
        cameBackOn: ago(3),
        usedDays: 2,
        knownFrom: ago(92),
        knownTo: ago(1),
        seenOn: day,
      },
    ])
    expect(await page(ago(1))).toEqual([])
  })

  it('says since when a person is in a team', async () => {
    await store.people.see([{ id: 'ada', email: 'a', teamId: 'team-1' }], ago(2))
    await store.people.see([{ id: 'ada', email: 'a', teamId: null }], ago(1))
    expect(await page(ago(1))).toMatchObject([{ teamId: null, teamSince: ago(1) }])
    await store.people.see([{ id: 'ada', email: 'a', teamId: null }], day)
    expect(await page()).toMatchObject([{ teamId: null, teamSince: ago(1) }])
  })

  it('comes in parts in the order of keys, of all or of a team', async () => {
    const people = Array.from({ length: 1_203 }, (_, n) => ({ id: `p-${n}`, email: 'e', teamId: `team-${n % 2}` }))
    await store.people.see(people, day)
    const keys: string[] = []
    for (let some = await page(); some.length > 0; ) {
      keys.push(...keysOf(some))
      some = await store.people.page(day, { after: keys.at(-1) ?? '', limit: 100 })
    }
    expect(keys).toEqual(people.map(({ id }) => id).sort())
    expect(await store.people.page(day, { teamId: 'team-1', after: '', limit: 1_000 })).toHaveLength(601)
    expect(await store.people.count(day)).toBe(1_203)
  })

  it('finds accounts by e-mail, in any team and whatever its case', async () => {
    await store.people.see([{ id: 'ada', email: 'Ada@x.example', teamId: 'team-1' }], day)
    await store.people.see([{ id: 'ada-2', email: 'ada.l@x.example', teamId: 'team-2' }], day)
    await store.people.see([{ id: 'gone', email: 'gone@x.example', teamId: 'team-2' }], ago(1))
    await store.people.seeInvited(
      [{ id: '1', email: 'new@x.example', teamId: 'team-1', createdAt: ago(9), expiresAt: null }],
      day,
    )
    const wanted = ['ada@X.example', ' ada.l@x.example', 'gone@x.example', 'new@x.example']
    expect(keysOf(await store.people.withEmails(day, wanted))).toEqual(['ada', 'ada-2'])
    expect(await store.people.withEmails(day, [])).toEqual([])
  })

  it('lists who has left since a day, and how many are left, of all or of a team', async () => {
    await know('ada')
    await know('bob', { teamId: 'team-2' })
    await store.people.see([{ id: 'cid', email: 'cid@x.example', teamId: 'team-1' }], ago(100))
    const left = [
      { id: 'dora', on: ago(6), teamId: 'team-1' },
      { id: 'eve', on: ago(5), teamId: 'team-1' },
      { id: 'fay', on: ago(1), teamId: 'team-2' },
    ]
    for (const { id, on, teamId } of left) {
      await store.people.see([{ id, email: `${id}@x.example`, teamId }], ago(50))
      await store.people.see([{ id, email: `${id}@x.example`, teamId }], on)
    }
    await store.people.seeInvited(
      [{ id: '1', email: 'gil@x.example', teamId: 'team-1', createdAt: ago(9), expiresAt: null }],
      ago(2),
    )
    const idsOf = ({ leavers }: MemberChanges) => leavers.map(({ id, seenOn }) => [id, seenOn])
    const ofAll = await store.people.changes(day, ago(5))
    expect(ofAll).toMatchObject({ members: 2, firstLook: ago(100), hasMoved: false })
    expect(idsOf(ofAll)).toEqual([
      ['eve', ago(5)],
      ['fay', ago(1)],
    ])
    const ofTeam = await store.people.changes(day, ago(5), 'team-1')
    expect(ofTeam).toMatchObject({ members: 1, firstLook: ago(100), hasMoved: false })
    expect(idsOf(ofTeam)).toEqual([['eve', ago(5)]])
  })

  it('reports that a person may have changed teams, unless they are new', async () => {
    const hasMoved = async (teamId?: string) => (await store.people.changes(day, ago(5), teamId)).hasMoved
    expect(await store.people.changes(day, ago(5))).toEqual({
      members: 0,
      leavers: [],
      firstLook: null,
      hasMoved: false,
    })
    await know('ada')
    await know('new', { teamSince: ago(3), registeredAt: new Date('2026-03-05T23:59:00Z'), hasInfo: true })
    expect(await hasMoved()).toBe(false)
    await know('bob', { teamSince: ago(3), registeredAt: new Date('2026-03-04T23:59:00Z'), hasInfo: true })
    expect(await hasMoved()).toBe(true)
    await store.people.remove(['bob'])
    await know('cid', { teamSince: ago(3) })
    expect(await hasMoved()).toBe(true)
    await store.people.remove(['cid'])
    await know('dan', { teamSince: ago(5) })
    expect(await hasMoved()).toBe(false)

    // For a person who moved while being observed both teams are known, and no other team is affected.
    await store.people.see([{ id: 'dan', email: 'dan@x.example', teamId: 'team-2' }], ago(2))
    await store.people.see([{ id: 'dan', email: 'dan@x.example', teamId: 'team-2' }], day)
    expect(await hasMoved()).toBe(true)
    const teams = await Promise.all(['team-1', 'team-2', 'team-3'].map(id => hasMoved(id)))
    expect(teams).toEqual([true, true, false])
    // Of who was in no team before, the new one alone.
    await store.people.see([{ id: 'eve', email: 'eve@x.example', teamId: null }], ago(50))
    await store.people.see([{ id: 'eve', email: 'eve@x.example', teamId: 'team-3' }], ago(1))
    await store.people.see([{ id: 'eve', email: 'eve@x.example', teamId: 'team-3' }], day)
    expect(await Promise.all(['team-3', 'team-4'].map(id => hasMoved(id)))).toEqual([true, false])
  })

  it('includes invited people, whose date is passed to their account, by e-mail in any case', async () => {
    const invitation = {
      id: '1',
      email: 'Ada@x.example',
      teamId: 'team-1',
      createdAt: ago(9),
      expiresAt: ago(-21),
    }
    await store.people.seeInvited([invitation], ago(1))
    await store.people.see([{ id: 'ada', email: 'ada@x.example', teamId: 'team-1' }], day)
    await store.people.joinInvitations()
    expect(await page()).toMatchObject([{ key: 'ada', invitedAt: ago(9) }])
    expect(await page(ago(1))).toMatchObject([
      { key: 'invitation 1', id: null, email: 'Ada@x.example', invitedAt: ago(9), expiresAt: ago(-21) },
    ])
    // A renewed date is the one that counts.
    await store.people.seeInvited([{ ...invitation, createdAt: ago(2) }], ago(1))
    expect(await page(ago(1))).toMatchObject([{ key: 'invitation 1', invitedAt: ago(2) }])
    expect(await store.people.count(day)).toBe(1)
  })

  it('does not include invited people who have an account in any team, also where the list still has them', async () => {
    const invitation = { teamId: 'team-1', createdAt: ago(9), expiresAt: null }
    await store.people.see([{ id: 'ada', email: 'ada@x.example', teamId: 'team-2' }], day)
    await store.people.seeInvited(
      [
        { ...invitation, id: '1', email: 'Ada@x.example' },
        { ...invitation, id: '2', email: 'grace@x.example' },
      ],
      day,
    )
    expect(keysOf(await page())).toEqual(['ada', 'invitation 2'])
    expect(keysOf(await store.people.page(day, { teamId: 'team-1', after: '', limit: 100 }))).toEqual(['invitation 2'])
  })

  it('is deleted for those who are no longer seen', async () => {
    await store.people.see([{ id: 'gone', email: 'g', teamId: null }], ago(91))
    await store.people.see([{ id: 'away', email: 'a', teamId: null }], ago(90))
    // There are no alerts here: people are forgotten with or without alerts.
    expect(await store.alerts.open()).toEqual([])
    await memory.tidy(day)
    expect(await page(ago(91))).toEqual([])
    expect(await page(ago(90))).toHaveLength(1)
    await memory.tidy(day, { auditDays: 365, historyDays: 180, peopleDays: 89 })
    expect(await page(ago(90))).toEqual([])
    await store.people.see([{ id: 'away', email: 'a', teamId: null }], ago(90))
    await store.people.remove(['away'])
    expect(await page(ago(90))).toEqual([])
  })

  describe('is asked for', () => {
    it('where use is not known up to the day, and none in the window is', async () => {
      const check = await begin(store)
      await know('1 never asked')
      await know('2 used in the window', { ...used(ago(14)), knownFrom: ago(92), knownTo: ago(1) })
      await know('3 used before', { ...used(ago(15)), knownFrom: ago(92), knownTo: ago(1) })
      await know('4 used long before', { ...used(ago(29)), knownFrom: ago(92), knownTo: ago(1) })
      await know('5 asked today', { ...used(ago(15)), knownFrom: ago(92), knownTo: day })
      await store.people.see([{ id: '6 gone', email: 'g', teamId: null }], ago(1))
      expect(await claim(check, 'likely')).toEqual(['1 never asked', '3 used before'])
      expect(await claim(check, 'recent')).toEqual(['4 used long before'])
    })

    it('of who began so late that the days of grace may not be over, until it is known when they registered', async () => {
      const check = await begin(store)
      const idle = { lastUsedOn: ago(40), knownFrom: ago(92), knownTo: ago(1) }
      await know('1 began late', { ...idle, firstUsedOn: ago(60) })
      await know('2 began before', { ...idle, firstUsedOn: ago(61) })
      await know('3 is known', { ...idle, firstUsedOn: ago(60), hasInfo: true, registeredAt: ago(70) })
      const options = { after: '', limit: 9, most: 9, graceFrom: ago(60) }
      expect(keysOf(await store.people.claim(check, 'likely', options))).toEqual(['1 began late'])
    })

    it('where no one is known to have used anything, back to when they registered or usage began', async () => {
      const check = await begin(store)
      const asked = { knownTo: day, hasInfo: true }
      await know('1 used', { ...used(ago(50)), ...asked, knownFrom: ago(92) })
      await know('2 registered before', {
        ...asked,
        knownFrom: ago(92),
        registeredAt: new Date('2025-12-06T23:59:59Z'),
      })
      await know('3 registered on that day', {
        ...asked,
        knownFrom: ago(92),
        registeredAt: new Date('2025-12-07T00:00:00Z'),
      })
      await know('4 unknown date', { ...asked, knownFrom: ago(92) })
      await know('5 known from the beginning', { ...asked, knownFrom: ago(400) })
      expect(await claim(check, 'past')).toEqual(['2 registered before', '4 unknown date'])
    })

    it('once on a day, no matter which caller asks, and again on the next', async () => {
      const check = await begin(store)
      for (const id of ['a', 'b', 'c', 'd', 'e']) await know(id)
      const taken = await Promise.all([1, 2, 3].map(() => claim(check, 'recent', 2)))
      expect(taken.flat().sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
      expect(await claim(check, 'recent')).toEqual([])
      expect((await store.seatChecks.get(day))?.questions).toBe(5)
      await store.people.release(['b'], day)
      expect((await store.seatChecks.get(day))?.questions).toBe(4)
      expect(await claim(check, 'recent')).toEqual(['b'])
      const tomorrow = await store.seatChecks.begin({ ...check, day: ago(-1), questions: 0 })
      await store.people.see([{ id: 'c', email: 'c', teamId: null }], ago(-1))
      expect(await claim(tomorrow, 'recent')).toEqual(['c'])
    })

    it('in the order of keys, and at most as many as allowed', async () => {
      const check = await begin(store)
      for (const id of ['A', 'a', 'B', 'b']) await know(id)
      expect(await claim(check, 'recent', 2)).toEqual(['A', 'B'])
      expect(await claim(check, 'recent', 100, 'a')).toEqual(['b'])
      expect(await store.people.claim(check, 'recent', { after: '', limit: 9, most: 3, graceFrom: check.day })).toEqual(
        [],
      )
      expect(
        await store.people.claim(check, 'recent', { after: '', limit: 9, most: 4, graceFrom: check.day }),
      ).toHaveLength(1)
      expect(
        await store.people.claim({ ...check, day: ago(7) }, 'recent', {
          after: '',
          limit: 9,
          most,
          graceFrom: check.day,
        }),
      ).toEqual([])
    })

    it('not where the count of their team settles it', async () => {
      const check = await begin(store)
      const asked = { knownFrom: ago(92), knownTo: ago(1) }
      await know('1 used', { ...used(ago(3)), ...asked })
      await know('2 used, in another team', { ...used(ago(3)), ...asked, teamSince: ago(2) })
      await know('3 idle', { ...used(ago(40)), ...asked })
      await know('4 idle, came lately', { ...used(ago(40)), ...asked, teamSince: ago(13) })
      await know('5 not asked for long', { ...used(ago(40)), ...asked, knownTo: ago(15) })
      await know('6 never asked')
      await know('7 all is known', { ...used(ago(3)), ...asked, teamId: 'team-2' })
      expect(await store.people.teamsDue(check)).toEqual([{ teamId: 'team-1', used: 1 }])
      expect(await store.people.learnUnused(check, 'team-1')).toBe(1)
      expect(await store.people.teamsDue(check)).toEqual([])
      expect(await claim(check, 'recent')).toEqual(['4 idle, came lately', '5 not asked for long', '6 never asked'])
    })
  })

  it('belongs to a check, of which there is one a day', async () => {
    expect(await store.seatChecks.get(day)).toBeNull()
    expect(await store.seatChecks.newest(day)).toBeNull()
    const check = await begin(store)
    expect(await store.seatChecks.begin({ ...check, isFrozen: true })).toEqual(check)
    await store.seatChecks.reach(day, 'done')
    expect(await store.seatChecks.get(day)).toEqual({ ...check, stage: 'done' })
    await store.seatChecks.begin({ ...check, day: ago(3), versionSince: ago(60) })
    expect(await store.seatChecks.newest(ago(-5))).toMatchObject({ day })
    expect(await store.seatChecks.newest(ago(1))).toEqual({ ...check, day: ago(3), versionSince: ago(60) })
  })
})

const nothing = {
  registeredAt: null,
  hasInfo: false,
  firstUsedOn: null,
  lastUsedOn: null,
  cameBackOn: null,
  usedDays: null,
  knownFrom: null,
  knownTo: null,
}

const used = (on: Date) => ({ firstUsedOn: on, lastUsedOn: on })

function begin(store: Store): Promise<SeatCheck> {
  return store.seatChecks.begin({
    day,
    windowFrom: ago(14),
    stage: 'likely',
    questions: 0,
    isInvitedKnown: true,
    isInvitedRefused: false,
    organizationUsed: true,
    isFrozen: false,
    versionSince: null,
    usageSince: ago(400),
  })
}
