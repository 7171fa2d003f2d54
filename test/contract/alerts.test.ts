import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { NewAlert, Store } from '../../src/ports.ts'
import type { OpenStorage } from '../../src/storage/store.ts'
import { provideHomes } from '../helpers/both-homes.ts'

const { homes } = provideHomes()

const now = new Date('2026-03-01T08:00:00.123Z')
const later = new Date('2026-03-02T08:00:00.456Z')
const payments = { kind: 'team', id: 'team-1', name: 'Payments' } as const
const wish: NewAlert = {
  ...{ conversation: 'slack:C1', subject: payments, owner: 'slack:U1' },
  ...{ zone: null, graceDays: 14, repeatDays: 7, language: null },
}
const fresh = { notified: null, reason: null, decidedAt: null, decidedFor: null, closed: null, createdAt: now }

describe.each(homes)('the memory of alerts, $home', ({ open }) => {
  let memory: OpenStorage
  let store: Store

  beforeAll(async () => {
    memory = await open()
    store = memory.store
  })
  beforeEach(async () => {
    const tables = 'seat_actions, alerts, episodes, reminders, opt_outs, exclusions, audit, secrets'
    await store.execute(`truncate ${tables} restart identity cascade`)
  })
  afterAll(() => memory.close())

  describe('alerts', () => {
    it('are one for each subject in a conversation; a second request changes the first', async () => {
      const made = await store.alerts.save(wish, now)
      expect(made).toEqual({ ...wish, ...fresh, id: 1 })
      await store.alerts.update(1, {
        notified: { spokenOn: '2026-03-01', episode: null },
        reason: 'baseline',
        decidedAt: now,
      })
      const changed = await store.alerts.save({ ...wish, owner: 'slack:U2', language: 'de', graceDays: 30 }, later)
      expect(changed).toEqual({
        ...{ ...made, owner: 'slack:U2', language: 'de', graceDays: 30 },
        ...{ notified: { spokenOn: '2026-03-01', episode: null }, reason: 'baseline', decidedAt: now },
      })
      const other = await store.alerts.save({ ...wish, subject: { kind: 'organization', name: 'Acme' } }, now)
      await store.alerts.save({ ...wish, conversation: 'slack:C2' }, now)
      expect(await store.alerts.inConversation('slack:C1')).toEqual([changed, other])
      expect(await store.alerts.ofOwner('slack:U2')).toEqual([changed])
      expect(await store.alerts.ofOwner('slack:U1')).toMatchObject([{ id: other.id }, { conversation: 'slack:C2' }])
      expect(await store.alerts.get(1)).toEqual(changed)
      expect(await store.alerts.get(9)).toBeNull()
      expect(await store.alerts.open()).toHaveLength(3)
    })

    it('that are not watched any more are forgotten half a year after the last decision and reminder', async () => {
      const days = (count: number) => new Date(now.getTime() + count * 86_400_000)
      for (const conversation of ['slack:C1', 'slack:C2', 'slack:C3'])
        await store.alerts.save({ ...wish, conversation }, now)
      await store.alerts.update(1, { closed: 'off', notified: null })
      await store.alerts.update(2, { closed: 'off', notified: null })
      await store.transaction(tx =>
        tx.reminders.claim({ token: 't', alert: 2, person: 'ada@x.example' }, days(0), days(30)),
      )
      const known = async () => Promise.all([1, 2, 3].map(async id => (await store.alerts.get(id)) !== null))
      await memory.tidy(days(180))
      expect(await known()).toEqual([true, true, true])
      await memory.tidy(days(181))
      expect(await known()).toEqual([false, true, true])
      await memory.tidy(days(211))
      expect(await known()).toEqual([false, false, true])
      expect(await store.reminders.historyOf(['ada@x.example'])).toEqual([])
    })

    it('are closed with their conversation, once, and open again with a new request', async () => {
      await store.alerts.save(wish, now)
      await store.alerts.save({ ...wish, conversation: 'slack:C2' }, now)
      expect(await store.alerts.closeAllIn('slack:C1', 'is_archived')).toMatchObject([{ id: 1, closed: 'is_archived' }])
      expect(await store.alerts.closeAllIn('slack:C1', 'is_archived')).toEqual([])
      expect(await store.alerts.open()).toMatchObject([{ id: 2 }])
      expect(await store.alerts.save(wish, later)).toEqual({ ...wish, ...fresh, id: 1 })
      expect(await store.alerts.open()).toHaveLength(2)
    })

    it('apply two concurrent changes one after the other', async () => {
      await store.alerts.save({ ...wish, repeatDays: 0 }, now)
      const addOne = () =>
        store.transaction(async tx => {
          const before = Number((await tx.alerts.lock(1))?.notified?.spokenOn ?? 0)
          await tx.alerts.update(1, { notified: { spokenOn: String(before + 1), episode: null } })
        })
      await Promise.all(Array.from({ length: 8 }, addOne))
      expect((await store.alerts.get(1))?.notified?.spokenOn).toBe('8')
      expect(await store.transaction(tx => tx.alerts.lock(9))).toBeNull()
    })

    it('are listed until no one wants them any more, and keep who was reminded', async () => {
      await store.alerts.save(wish, now)
      await store.reminders.claim({ token: 't', alert: 1, person: 'ada@acme.example' }, now, now)
      await store.alerts.update(1, { closed: 'is_archived' })
      expect(await store.alerts.inConversation(wish.conversation)).toMatchObject([{ id: 1 }])
      expect(await store.alerts.ofOwner(wish.owner)).toMatchObject([{ id: 1 }])
      await store.alerts.update(1, { closed: 'off', notified: null })
      expect(await store.alerts.inConversation(wish.conversation)).toEqual([])
      expect(await store.alerts.ofOwner(wish.owner)).toEqual([])
      expect(await store.alerts.open()).toEqual([])
      expect(await store.reminders.historyOf(['ada@acme.example'])).toMatchObject([{ count: 1 }])
      expect(await store.alerts.save(wish, later)).toMatchObject({ id: 1, closed: null })
      expect(await store.alerts.inConversation(wish.conversation)).toMatchObject([{ id: 1 }])
    })
  })

  describe('what is stored', () => {
    it('by an older version is read with what it meant', async () => {
      const fates = { joined: 1, started: 0, released: 0, renewed: 0, excluded: 0 }
      const progress = { openedOn: '2026-11-01T00:00:00.000Z', openedWith: 3, open: 2, snoozed: 0, fates }
      await store.alerts.save(wish, now)
      await store.execute(
        `insert into episodes (alert, opened_at, reason, state) values (1, now(), 'opened', $1::json)`,
        [JSON.stringify({ progress, resolvedOn: null })],
      )
      expect((await store.episodes.get(1))?.state).toEqual({
        ...{ progress: { ...progress, deferred: 0, untold: 0 }, resolvedOn: null, isUnwatched: false },
      })
    })

    it('and cannot be understood is left out of lists, and takes nothing else with it', async () => {
      await store.alerts.save(wish, now)
      await store.alerts.save({ ...wish, conversation: 'slack:C2' }, now)
      await store.execute(`update alerts set said = '{"spokenOn": 7}' where id = 1`)
      expect(await store.alerts.open()).toMatchObject([{ id: 2 }])
      expect(await store.alerts.get(1)).toBeNull()
      const entry = { at: now, who: 'slack:U1', what: 'named', line: 'why ada', surface: 'personal' } as const
      await store.audit.add(entry)
      await store.audit.add(entry)
      await store.execute(`update audit set what = 'of a newer version' where id = 2`)
      expect(await store.audit.between(now, later, 9)).toEqual([entry])
    })
  })

  describe('episodes', () => {
    it('of one alert are open one at a time', async () => {
      await store.alerts.save(wish, now)
      const state = { progress: null, resolvedOn: null, isUnwatched: false }
      const over = { ...state, resolvedOn: '2026-11-20' }
      const opened = await store.episodes.open(1, { state, reason: 'opened' }, now)
      expect(opened).toEqual({
        ...{ id: 1, alert: 1, openedAt: now, closedAt: null, messageId: null },
        ...{ state, reason: 'opened', version: 0 },
      })
      expect(await store.episodes.openOf(1)).toEqual(opened)
      await expect(store.episodes.open(1, { state, reason: 'opened' }, now)).rejects.toThrow()
      await store.episodes.update(1, { messageId: 'C1/1.2', state: over, reason: 'resolved', closedAt: later })
      expect(await store.episodes.openOf(1)).toBeNull()
      expect(await store.episodes.get(1)).toEqual({
        ...{ ...opened, messageId: 'C1/1.2', state: over, version: 1 },
        ...{ reason: 'resolved', closedAt: later },
      })
      expect((await store.episodes.open(1, { state, reason: 'opened' }, later)).id).not.toBe(1)
      // A change that is not shown makes no new version.
      await store.episodes.update(1, { messageId: 'C1/1.3' })
      expect(await store.episodes.get(1)).toMatchObject({ messageId: 'C1/1.3', version: 1 })
      expect(await store.episodes.get(99)).toBeNull()
    })
  })

  describe('reminders', () => {
    it('go to a person once per cool-down period, from any alert', async () => {
      await store.alerts.save(wish, now)
      await store.alerts.save({ ...wish, conversation: 'slack:C2' }, now)
      const person = 'ada@acme.example'
      const dayBefore = new Date(now.getTime() - 86_400_000)
      const first = await store.reminders.claim({ token: 'one', alert: 1, person }, dayBefore, now)
      expect(first).toMatchObject({ token: 'one', alert: 1, person, askedAt: now, answer: null, answeredAt: null })
      expect(await store.reminders.claim({ token: 'two', alert: 2, person }, dayBefore, now)).toBeNull()
      expect(await store.reminders.claim({ token: 'three', alert: 2, person }, later, later)).toMatchObject({
        alert: 2,
      })
    })

    it('keep the last answer to each', async () => {
      await store.alerts.save(wish, now)
      const asked = await store.reminders.claim({ token: 'one', alert: 1, person: 'ada@acme.example' }, now, now)
      await store.reminders.answer('one', 'later', now)
      expect(await store.reminders.answer('one', 'use', later)).toEqual({ ...asked, answer: 'use', answeredAt: later })
      expect(await store.reminders.answer('other', 'use', later)).toBeNull()
      expect(await store.reminders.ofAlert(1, now)).toMatchObject([{ token: 'one', answer: 'use' }])
      expect(await store.reminders.ofAlert(1, later)).toEqual([])
    })

    it('are not for who opted out', async () => {
      await store.optOuts.add('ada@acme.example', now)
      await store.optOuts.add('ada@acme.example', later)
      expect(await store.optOuts.among(['ada@acme.example', 'bob@acme.example'])).toEqual(['ada@acme.example'])
      expect(await store.optOuts.among([])).toEqual([])
    })
  })

  it('exclusions end on their day, and the last word on a person counts', async () => {
    const leave = { person: 'ada@acme.example', reason: 'on leave', until: later, by: 'slack:U1' }
    const { id } = await store.exclusions.save({ ...leave, until: null }, now)
    expect(await store.exclusions.save(leave, now)).toEqual({ ...leave, id, createdAt: now })
    const svc = await store.exclusions.save({ ...leave, person: 'svc', until: null }, now)
    const justBefore = new Date(later.getTime() - 1)
    expect(await store.exclusions.all(justBefore)).toEqual([
      { ...leave, id, createdAt: now },
      { ...leave, id: svc.id, person: 'svc', until: null, createdAt: now },
    ])
    expect(await store.exclusions.all(later)).toMatchObject([{ person: 'svc' }])
    expect(await store.exclusions.remove(svc.id)).toBe(true)
    expect(await store.exclusions.remove(svc.id)).toBe(false)
    // Excluded again it has another number: a button of the time before takes nothing back.
    const again = await store.exclusions.save({ ...leave, person: 'svc', until: null }, now)
    expect(again.id).toBeGreaterThan(svc.id)
  })

  it('the audit trail is kept as long as the settings say, and exclusions half a year after their end', async () => {
    const entry = { who: 'slack:U1', what: 'named', line: 'why ada@x.example', surface: 'personal' } as const
    const days = (count: number) => new Date(now.getTime() + count * 86_400_000)
    for (const at of [now, days(300)]) await store.audit.add({ ...entry, at })
    await store.exclusions.save({ person: 'ada@x.example', reason: 'leave', until: days(120), by: 'slack:U1' }, now)
    const left = async () => [
      (await store.audit.between(now, days(400), 9)).length,
      (await store.execute('select * from exclusions')).rows.length,
    ]
    await memory.tidy(days(300))
    expect(await left()).toEqual([2, 1])
    await memory.tidy(days(300), { auditDays: 365, historyDays: 181, peopleDays: 90 })
    expect(await left()).toEqual([2, 1])
    await memory.tidy(days(300.5))
    expect(await left()).toEqual([2, 0])
    await memory.tidy(days(365))
    expect(await left()).toEqual([2, 0])
    await memory.tidy(days(365.1))
    expect(await left()).toEqual([1, 0])
    await memory.tidy(days(365.1), { auditDays: 60, historyDays: 180, peopleDays: 90 })
    expect(await left()).toEqual([0, 0])
  })

  it('the audit trail is listed newest first, of the requested days', async () => {
    const entry = { at: now, who: 'slack:U1', what: 'named', line: 'why “ada” 🦊', surface: 'personal' } as const
    await store.audit.add(entry)
    await store.audit.add({ ...entry, at: later, what: 'export' })
    expect(await store.audit.between(now, new Date(later.getTime() + 1), 9)).toEqual([
      { ...entry, at: later, what: 'export' },
      entry,
    ])
    expect(await store.audit.between(now, later, 9)).toEqual([entry])
    expect(await store.audit.between(now, new Date(later.getTime() + 1), 1)).toMatchObject([{ what: 'export' }])
  })

  it('the outcome of an action is written into its entry', async () => {
    const entry = {
      at: now,
      who: 'slack:U1',
      what: 'act',
      line: 'act 1 free: ada · started',
      surface: 'personal',
    } as const
    const [first, second] = [await store.audit.add(entry), await store.audit.add({ ...entry, at: later })]
    expect(second).toBeGreaterThan(first)
    await store.audit.complete(first, 'act 1 free: ada · 1 done')
    const lines = (await store.audit.between(now, new Date(later.getTime() + 1), 9)).map(({ line }) => line)
    expect(lines).toEqual(['act 1 free: ada · started', 'act 1 free: ada · 1 done'])
  })

  describe('changes of seats', () => {
    const ada = { target: 'user-ada', person: 'ada@x.example', teamId: null, role: null, resumes: null }
    const bob = { target: 'invite-bob', person: 'bob@x.example', teamId: 'team-1', role: 'Member', resumes: null }
    const preview = { preview: 't1', alert: 1, actor: 'slack:U1', kind: 'free', targets: [ada, bob] } as const
    const unused = { state: 'shown', refusal: null, usedAt: null, audit: null, earlier: 0 } as const

    beforeEach(async () => {
      await store.alerts.save(wish, now)
    })

    it('are rows of a preview, one for each person, until they are acted on', async () => {
      await store.seatActions.show(preview, now)
      await store.seatActions.show({ ...preview, preview: 't2', targets: [] }, now)
      const shown = await store.seatActions.ofPreview('t1')
      const common = {
        ...unused,
        preview: 't1',
        alert: 1,
        actor: 'slack:U1',
        kind: 'free',
        shownAt: now,
        changedAt: now,
      }
      expect(shown).toEqual([
        { ...common, ...ada, id: 1 },
        { ...common, ...bob, id: 2 },
      ])
      expect(await store.seatActions.ofPreview('t2')).toEqual([])
      expect(await store.seatActions.ofAlert(1, new Date(0))).toEqual([])
      await store.seatActions.record([1], { state: 'claimed', usedAt: later, audit: 7 }, later)
      await store.seatActions.record([], { state: 'done' }, later)
      const claimed = { ...common, ...ada, id: 1, state: 'claimed', usedAt: later, changedAt: later, audit: 7 }
      expect(await store.seatActions.ofAlert(1, later)).toEqual([claimed])
      expect(await store.seatActions.ofAlert(1, new Date(later.getTime() + 1))).toEqual([])
      expect(await store.seatActions.underWay()).toEqual([claimed])
      expect(await store.seatActions.lastOf(['user-ada', 'invite-bob'])).toEqual([claimed])
      expect(await store.seatActions.lastOf([])).toEqual([])
      expect(await store.seatActions.doneSince(now)).toEqual([])
      await store.seatActions.record([1], { state: 'done' }, later)
      expect(await store.seatActions.doneSince(later)).toEqual([{ ...claimed, state: 'done' }])
      expect(await store.seatActions.doneSince(new Date(later.getTime() + 1))).toEqual([])
    })

    it('are untouched as long as no one else has acted on their targets', async () => {
      await store.seatActions.show(preview, now)
      await store.seatActions.show({ ...preview, preview: 't2', targets: [ada] }, now)
      expect(await store.seatActions.untouched('t1')).toEqual([1, 2])
      await store.seatActions.record([3], { state: 'done', usedAt: now, audit: 1 }, now)
      expect(await store.seatActions.untouched('t1')).toEqual([2])
      // What is shown from now on knows of it.
      await store.seatActions.show({ ...preview, preview: 't3', targets: [ada] }, now)
      expect(await store.seatActions.untouched('t3')).toEqual([4])
    })

    it('that complete a half-finished one are untouched while it is half done', async () => {
      await store.seatActions.show({ ...preview, targets: [bob] }, now)
      await store.seatActions.record([1], { state: 'half', refusal: 'unknown', usedAt: now, audit: 1 }, now)
      await store.seatActions.show({ ...preview, preview: 't2', targets: [{ ...bob, resumes: 1 }] }, now)
      expect(await store.seatActions.untouched('t2')).toEqual([2])
      await store.seatActions.record([1], { state: 'resumed' }, now)
      expect(await store.seatActions.untouched('t2')).toEqual([])
    })

    it('are forgotten after a day without a press, and half a year after one', async () => {
      await store.seatActions.show(preview, now)
      await store.seatActions.record([1], { state: 'done', usedAt: now }, now)
      const days = (count: number) => new Date(now.getTime() + count * 86_400_000)
      const left = async () => (await store.seatActions.ofPreview('t1')).map(({ id }) => id)
      await memory.tidy(days(0.9))
      expect(await left()).toEqual([1, 2])
      await memory.tidy(days(1.1))
      expect(await left()).toEqual([1])
      await memory.tidy(days(180.1))
      expect(await left()).toEqual([])
    })
  })

  it('of two replicas that make up a secret the first decides', async () => {
    const kept = await Promise.all(['a', 'b', 'c'].map(value => store.secrets.keep('pseudonyms', value)))
    expect(new Set(kept).size).toBe(1)
    expect(await store.secrets.keep('pseudonyms', 'later')).toBe(kept[0])
    expect(await store.secrets.keep('other', 'mine')).toBe('mine')
  })
})
