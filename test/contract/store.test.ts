import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Json, NewDelivery, NewSubscription, RateLimit, Store } from '../../src/ports.ts'
import type { OpenStorage } from '../../src/storage/store.ts'
import { provideHomes } from '../helpers/both-homes.ts'
import { deliverable } from '../helpers/delivery-kinds.ts'

// A zone that is not UTC and changes its clock: nothing stored may depend on the time zone of the process.
process.env.TZ = 'America/New_York'

const { homes, openServer } = provideHomes(async store => {
  // A server with its own defaults.
  const alter = (setting: string) =>
    store.execute(`do $$ begin execute format('alter database %I set ${setting}', current_database()); end $$`)
  await alter(`timezone = ''Asia/Kolkata''`)
  await alter(`datestyle = ''SQL, DMY''`)
})

describe.each(homes)('the store, $home', ({ open }) => {
  let memory: OpenStorage
  let store: Store

  beforeAll(async () => {
    memory = await open()
    store = memory.store
  })
  beforeEach(async () => {
    await store.execute('truncate subscriptions, deliveries, conversations, snapshots, turns, marks restart identity')
  })
  afterAll(() => memory.close())

  describe('figures', () => {
    it('are zero and empty where there is nothing', async () => {
      await store.execute('truncate alerts, episodes, daily_jobs cascade')
      const { jobs: _jobs, ...figures } = await memory.figures(now)
      expect(figures).toEqual({ deliveries: {}, oldestDue: null, openAlerts: 0, pausedDigests: {}, dailyJobs: {} })
    })

    it('count what is not over, by state and reason, and find the oldest that is due', async () => {
      const due = at('2026-03-01T08:00:00Z')
      await store.subscriptions.create({ ...subscription(), nextRunAt: due }, now)
      const paused = await store.subscriptions.create(subscription(), now)
      await store.subscriptions.update(paused.id, { pause: { reason: 'unreachable', until: null, detail: null } })
      for (const [key, state] of [
        ['one', 'pending'],
        ['two', 'pending'],
        ['three', 'unknown'],
        ['four', 'sent'],
      ] as const)
        await claim(store, { key, state, dueAt: at('2026-03-01T09:00:00Z') })
      await store.dailyJobs.finish('snapshot', at('2026-02-27T00:00:00Z'))
      await store.dailyJobs.finish('snapshot', at('2026-02-28T00:00:00Z'))
      expect(await memory.figures(at('2026-03-01T10:00:00Z'))).toMatchObject({
        deliveries: { pending: 2, unknown: 1 },
        oldestDue: due,
        pausedDigests: { unreachable: 1 },
        dailyJobs: { snapshot: at('2026-02-28T00:00:00Z') },
      })
    })
  })

  describe('subscriptions', () => {
    it('come back as they were made', async () => {
      const made = await store.subscriptions.create(subscription(), at('2026-03-01T08:00:00.123Z'))
      expect(made).toEqual({ ...subscription(), id: 1, pause: null, createdAt: at('2026-03-01T08:00:00.123Z') })
      expect(await store.subscriptions.get(made.id)).toEqual(made)
      expect(await store.subscriptions.inConversation('slack:C1')).toEqual([made])
      expect(await store.subscriptions.inConversation('slack:C2')).toEqual([])
      expect(await store.subscriptions.ofOwner(made.owner)).toEqual([made])
      expect(await store.subscriptions.ofOwner('slack:U0UNKNOWN')).toEqual([])
      expect(await store.subscriptions.get(2)).toBeNull()
    })

    it('change only the given fields', async () => {
      const made = await store.subscriptions.create(subscription(), now)
      const pause = { reason: 'asked', until: at('2026-04-01T00:00:00Z'), detail: 'holidays' } as const
      expect(await store.subscriptions.update(made.id, { pause })).toEqual({ ...made, pause })
      expect(await store.subscriptions.update(made.id, { language: 'de' })).toEqual({ ...made, pause, language: 'de' })
      expect(await store.subscriptions.update(made.id, { pause: null, language: null })).toEqual({
        ...made,
        language: null,
      })
      expect(await store.subscriptions.update(made.id, {})).toEqual({ ...made, language: null })
      expect(await store.subscriptions.update(99, { language: 'de' })).toBeNull()
    })

    it('leave their deliveries behind when they go', async () => {
      const made = await store.subscriptions.create(subscription(), now)
      const claimed = await claim(store, { subscription: made.id })
      expect(await store.subscriptions.remove(made.id)).toBe(true)
      expect(await store.subscriptions.remove(made.id)).toBe(false)
      expect(await store.deliveries.get(claimed.id)).toEqual({ ...claimed, subscription: null })
    })

    it('are due when their time has come and they are not paused', async () => {
      const make = (nextRunAt: Date) => store.subscriptions.create({ ...subscription(), nextRunAt }, now)
      const late = await make(minutes(-10))
      const later = await make(minutes(-20))
      const exact = await make(now)
      await make(minutes(1))
      const paused = await make(minutes(-5))
      await store.subscriptions.update(paused.id, { pause: { reason: 'asked', until: null, detail: null } })
      const pausedStill = await make(minutes(-5))
      await store.subscriptions.update(pausedStill.id, {
        pause: { reason: 'asked', until: minutes(1), detail: null },
      })
      const resumed = await make(minutes(-1))
      await store.subscriptions.update(resumed.id, { pause: { reason: 'asked', until: minutes(-1), detail: null } })

      const due = await store.transaction(tx => tx.subscriptions.lockDue(now, 10))
      expect(due.map(({ id }) => id)).toEqual([later.id, late.id, resumed.id, exact.id])
      const first = await store.transaction(tx => tx.subscriptions.lockDue(now, 1))
      expect(first.map(({ id }) => id)).toEqual([later.id])
    })

    it('that cannot be read are left out, and the others are due', async () => {
      const broken = await store.subscriptions.create({ ...subscription(), nextRunAt: minutes(-2) }, now)
      const whole = await store.subscriptions.create({ ...subscription(), nextRunAt: minutes(-1) }, now)
      await store.execute(
        `update subscriptions set schedule = '{"every": {"unit": "quarter"}}' where id = ${broken.id}`,
      )
      const due = await store.transaction(tx => tx.subscriptions.lockDue(now, 10))
      expect(due.map(({ id }) => id)).toEqual([whole.id])
      expect(await store.subscriptions.inConversation('slack:C1')).toEqual([whole])
      expect(await store.subscriptions.get(broken.id)).toBeNull()
    })

    it('are all paused when their conversation is unreachable, except those paused for good', async () => {
      const [awake, asleep, forGood, elsewhere] = [
        await store.subscriptions.create(subscription(), now),
        await store.subscriptions.create(subscription(), now),
        await store.subscriptions.create(subscription(), now),
        await store.subscriptions.create({ ...subscription(), conversation: 'slack:C2' }, now),
      ]
      await store.subscriptions.update(asleep.id, { pause: { reason: 'asked', until: minutes(5), detail: null } })
      const asked = { reason: 'asked', until: null, detail: 'not needed' } as const
      await store.subscriptions.update(forGood.id, { pause: asked })

      const pause = { reason: 'unreachable', until: null, detail: 'archived' } as const
      expect(await store.subscriptions.pauseAllIn('slack:C1', pause)).toEqual([{ ...awake, pause }])
      expect((await store.subscriptions.get(asleep.id))?.pause).toEqual(pause)
      expect((await store.subscriptions.get(forGood.id))?.pause).toEqual(asked)
      expect((await store.subscriptions.get(elsewhere.id))?.pause).toBeNull()
      expect(await store.subscriptions.pauseAllIn('slack:C1', pause)).toEqual([])
    })
  })

  describe('deliveries', () => {
    it('are claimed once, by however many at the same time', async () => {
      const asked = await Promise.all(Array.from({ length: 40 }, () => store.deliveries.claim(delivery(), now)))
      const claimed = asked.filter(one => one !== null)
      expect(claimed).toHaveLength(1)
      expect(claimed[0]).toMatchObject({ ...delivery(), state: 'pending', attempts: 0, leaseUntil: null, reason: null })
    })

    it('are claimed once also by transactions that overlap', async () => {
      const asked = await Promise.all(
        Array.from({ length: 8 }, () => store.transaction(tx => tx.deliveries.claim(delivery(), now))),
      )
      expect(asked.filter(one => one !== null)).toHaveLength(1)
    })

    it('belong to one worker at a time', async () => {
      const { id } = await claim(store)
      const taken = await Promise.all(Array.from({ length: 10 }, () => store.deliveries.take(id, now, minutes(1))))
      expect(taken.filter(one => one !== null)).toMatchObject([
        { id, state: 'sending', attempts: 1, leaseUntil: minutes(1), changedAt: now },
      ])
      expect(await store.deliveries.take(99, now, minutes(1))).toBeNull()
    })

    it('are released by a worker whose lease has ended', async () => {
      const { id } = await claim(store)
      const slow = await store.deliveries.take(id, now, minutes(1))
      expect(await store.deliveries.take(id, minutes(0.9), minutes(2))).toBeNull()
      const next = await store.deliveries.take(id, minutes(1), minutes(2))
      expect(next).toMatchObject({ attempts: 2, fence: 2, leaseUntil: minutes(2) })

      const sent = { state: 'sent', reason: null, messageId: '17.1' } as const
      expect(await store.deliveries.record(hold(id, slow?.fence ?? 0), sent, minutes(1.5))).toBe(false)
      expect(await store.deliveries.record(hold(id, 2), sent, minutes(1.5))).toBe(true)
      expect(await store.deliveries.get(id)).toMatchObject({
        ...sent,
        leaseUntil: null,
        attempts: 2,
        changedAt: minutes(1.5),
      })
      expect(await store.deliveries.record(hold(id, 2), { ...sent, state: 'failed' }, minutes(1.6))).toBe(false)
      expect(await store.deliveries.take(id, minutes(9), minutes(10))).toBeNull()
    })

    it('stay with a worker that records its progress', async () => {
      const { id } = await claim(store)
      await store.deliveries.take(id, now, minutes(1))
      const mark = { state: 'sending', reason: 'posting', messageId: null } as const
      expect(await store.deliveries.record(hold(id, 1), mark, now)).toBe(true)
      expect(await store.deliveries.get(id)).toMatchObject({ ...mark, leaseUntil: minutes(1) })
      expect(await store.deliveries.take(id, minutes(0.5), minutes(2))).toBeNull()
      expect(await store.deliveries.take(id, minutes(1), minutes(2))).toMatchObject({ attempts: 2, reason: 'posting' })
    })

    it('count what failed, and not what was taken without a result', async () => {
      const { id } = await claim(store)
      await store.deliveries.take(id, now, now)
      await store.deliveries.take(id, now, minutes(1))
      const retry = { state: 'pending', reason: 'busy', messageId: null } as const
      await store.deliveries.record(hold(id, 2), { ...retry, hasFailed: true }, now)
      expect(await store.deliveries.get(id)).toMatchObject({ attempts: 2, failures: 1 })
      await store.deliveries.take(id, now, minutes(1))
      await store.deliveries.record(hold(id, 3), retry, now)
      expect(await store.deliveries.get(id)).toMatchObject({ attempts: 3, failures: 1 })
    })

    it('keep since when they have failed, whatever clock noted it', async () => {
      const { id } = await claim(store)
      const retry = { state: 'pending', reason: 'busy', messageId: null, hasFailed: true } as const
      const failAt = async (nth: number, when: Date) => {
        await store.deliveries.take(id, when, minutes(99))
        await store.deliveries.record(hold(id, nth), retry, when)
        return (await store.deliveries.get(id))?.failingSince
      }
      expect(await failAt(1, minutes(2))).toEqual(minutes(2))
      expect(await failAt(2, minutes(3))).toEqual(minutes(2))
      // The first two were noted by a clock that was ahead.
      expect(await failAt(3, minutes(1))).toEqual(minutes(1))
    })

    it('are not recorded by a worker of the version before, which counts attempts only', async () => {
      const { id } = await claim(store)
      await store.deliveries.take(id, now, minutes(1))
      await store.execute('update deliveries set attempts = attempts + 1 where id = $1', [id])
      const sent = { state: 'sent', reason: null, messageId: '1' } as const
      expect(await store.deliveries.record(hold(id, 1), sent, now)).toBe(false)
    })

    it.each([
      ['leased', async (id: number, clock: Date) => void (await store.deliveries.take(id, clock, clock))],
      [
        'put off',
        async (id: number, clock: Date) => {
          await store.deliveries.take(id, clock, clock)
          const retry = { state: 'pending', reason: 'busy', messageId: null, notBefore: clock } as const
          await store.deliveries.record(hold(id, 1), retry, clock)
        },
      ],
      ['postponed', async (id: number, clock: Date) => void (await store.deliveries.postpone(id, clock))],
    ])('%s by a clock that was ahead are found at once, and can be taken', async (_how, spoil) => {
      for (const ahead of [minutes(45), minutes(7 * 24 * 60), minutes(10 * 365 * 24 * 60)]) {
        const { id } = await claim(store, { key: `ahead ${+ahead}` })
        await spoil(id, ahead)
        expect((await store.deliveries.stranded(now, 10, deliverable('slack'))).map(one => one.id)).toEqual([id])
        expect(await store.deliveries.take(id, now, minutes(1))).toMatchObject({ state: 'sending' })
        await store.execute('delete from deliveries')
      }
    })

    it('made by a clock that was ahead are found, though they are due much later', async () => {
      const ahead = minutes(7 * 24 * 60)
      const { id } = await claim(store, { dueAt: ahead })
      expect((await store.deliveries.stranded(minutes(2), 10, deliverable('slack'))).map(one => one.id)).toEqual([id])
      // A reminder is made before it is due.
      await claim(store, { key: 'reminder', kind: 'reminder', dueAt: ahead })
      expect((await store.deliveries.stranded(minutes(2), 10, deliverable('slack'))).map(one => one.id)).toEqual([id])
    })

    it('that are open in a conversation are those still to be posted, of a kind', async () => {
      const alert = { kind: 'alert', conversation: 'slack:C1' } as const
      await claim(store, { ...alert, key: 'waits' })
      const held = await claim(store, { ...alert, key: 'held' })
      await store.deliveries.take(held.id, now, minutes(1))
      await claim(store, { ...alert, key: 'over', state: 'skipped' })
      await claim(store, { ...alert, key: 'elsewhere', conversation: 'slack:C2' })
      await claim(store, { ...alert, key: 'another', kind: 'notice' })
      const open = await store.deliveries.openIn('slack:C1', 'alert')
      expect(open.map(({ key }) => key).sort()).toEqual(['held', 'waits'])
    })

    it('that wait for their slot are not stranded before it', async () => {
      const { id } = await claim(store)
      expect(await store.deliveries.postpone(id, minutes(5))).toBe(true)
      expect(await store.deliveries.stranded(minutes(4), 10, deliverable('slack'))).toEqual([])
      expect((await store.deliveries.stranded(minutes(5), 10, deliverable('slack'))).map(one => one.id)).toEqual([id])
      expect(await store.deliveries.get(id)).toMatchObject({ state: 'pending', attempts: 0, changedAt: now })
      await store.deliveries.take(id, now, minutes(1))
      expect(await store.deliveries.postpone(id, minutes(9))).toBe(false)
      expect(await store.deliveries.get(id)).toMatchObject({ state: 'sending', leaseUntil: minutes(1) })
    })

    it('in doubt are settled once', async () => {
      const { id } = await claim(store)
      await store.deliveries.take(id, now, minutes(1))
      const resend = { state: 'pending', reason: 'resent by U1' } as const
      expect(await store.deliveries.settle(id, resend, now)).toBeNull()
      await store.deliveries.record(hold(id, 1), { state: 'unknown', reason: 'timeout', messageId: null }, now)
      const settled = await Promise.all([
        store.deliveries.settle(id, resend, minutes(1)),
        store.deliveries.settle(id, { state: 'skipped', reason: 'dropped by U2' }, minutes(1)),
      ])
      expect(settled.filter(one => one !== null)).toHaveLength(1)
    })

    it('of one subscription are listed newest first', async () => {
      const { id } = await store.subscriptions.create(subscription(), now)
      for (const key of ['a', 'b', 'c']) await claim(store, { key, subscription: id })
      await claim(store, { key: 'd' })
      const history = await store.deliveries.ofSubscription(id, 2)
      expect(history.map(({ key }) => key)).toEqual(['c', 'b'])
    })

    it('without a job are found: past due and not put off, or past their lease', async () => {
      const taken = await claim(store, { key: 'taken', dueAt: minutes(-9) })
      await store.deliveries.take(taken.id, now, minutes(1))
      const retry = await claim(store, { key: 'put off', dueAt: minutes(-8) })
      await store.deliveries.take(retry.id, now, minutes(1))
      const later = { state: 'pending', reason: 'busy', messageId: null, notBefore: minutes(2) } as const
      await store.deliveries.record(hold(retry.id, 1), later, now)
      await claim(store, { key: 'due', dueAt: now })
      await claim(store, { key: 'not yet', dueAt: minutes(5) })
      await claim(store, { key: 'skipped', dueAt: minutes(-5), state: 'skipped', reason: 'too late' })

      const keys = async (when: Date) =>
        (await store.deliveries.stranded(when, 10, deliverable('slack'))).map(({ key }) => key)
      // One that was just claimed has a job of its own.
      expect(await keys(now)).toEqual([])
      expect(await keys(minutes(1))).toEqual(['taken', 'due'])
      expect(await keys(minutes(2))).toEqual(['taken', 'put off', 'due'])
      expect(await store.deliveries.stranded(minutes(2), 1, deliverable('slack'))).toMatchObject([{ key: 'taken' }])
    })
  })

  describe('marks', () => {
    it('are claimed by one of those who try, and again only later', async () => {
      const claims = await Promise.all(Array.from({ length: 5 }, () => store.marks.claim('outage', now, minutes(-10))))
      expect(claims.filter(Boolean)).toHaveLength(1)
      expect(await store.marks.claim('outage', minutes(9), minutes(-1))).toBe(false)
      expect(await store.marks.claim('another', minutes(9), minutes(-1))).toBe(true)
      expect(await store.marks.claim('outage', minutes(10), now)).toBe(true)
      await store.marks.set('outage', minutes(30))
      expect(await store.marks.claim('outage', minutes(31), minutes(21))).toBe(false)
    })

    it('are also how it is known that changes are taken', async () => {
      await memory.checkWrites(now)
      expect(memory.state()).toBe('ok')
    })
  })

  describe('transactions', () => {
    it('leave nothing where the work throws, and rethrow the error', async () => {
      const thrown = new Error('no')
      await expect(
        store.transaction(async tx => {
          await tx.deliveries.claim(delivery(), now)
          await tx.subscriptions.create(subscription(), now)
          await tx.execute('insert into snapshots (subject, day) values ($1, $2)', ['all', '2026-01-01'])
          throw thrown
        }),
      ).rejects.toBe(thrown)
      expect(await count(store)).toBe(0)
    })

    it('leave nothing where a statement fails, and reveal nothing of its values', async () => {
      const failure = await store
        .transaction(async tx => {
          await tx.deliveries.claim(delivery(), now)
          await tx.deliveries.claim({ ...delivery(), key: 'other', subscription: 4711, slot: 'a person’s words' }, now)
        })
        .catch((error: unknown) => error)
      expect(failure).toMatchObject({ code: 'internal', cause: { code: '23503' } })
      expect(JSON.stringify(failure)).not.toContain('a person’s words')
      expect(String(failure)).not.toContain('a person’s words')
      expect(await count(store)).toBe(0)
    })

    it('within transactions are undone alone', async () => {
      await store.transaction(async tx => {
        await tx.deliveries.claim({ ...delivery(), key: 'kept' }, now)
        const inner = tx.transaction(async deeper => {
          await deeper.deliveries.claim({ ...delivery(), key: 'undone' }, now)
          throw new Error('only this')
        })
        await expect(inner).rejects.toThrow('only this')
        await tx.transaction(deeper => deeper.deliveries.claim({ ...delivery(), key: 'kept too' }, now))
      })
      const { rows } = await store.execute('select key from deliveries order by id')
      expect(rows.map(row => row.key)).toEqual(['kept', 'kept too'])
    })

    it('of several run in parallel without mixing', async () => {
      await Promise.allSettled(
        Array.from({ length: 12 }, (_, n) =>
          store.transaction(async tx => {
            await tx.deliveries.claim({ ...delivery(), key: `first ${n}` }, now)
            await tx.deliveries.claim({ ...delivery(), key: `second ${n}` }, now)
            if (n % 2) throw new Error('odd')
          }),
        ),
      )
      expect(await count(store)).toBe(12)
    })
  })

  describe('conversations', () => {
    it('are renewed and opened again by whatever arrives from them', async () => {
      const conversation = {
        id: 'teams:19:a@thread.tacv2',
        kind: 'channel',
        reference: { serviceUrl: 'https://a' },
      } as const
      expect(await store.conversations.get(conversation.id)).toBeNull()
      await store.conversations.save(conversation, now)
      await store.conversations.close(conversation.id, 'the app was removed', now)
      await store.conversations.close('slack:unknown', 'archived', now)
      expect(await store.conversations.get(conversation.id)).toEqual({ ...conversation, closed: 'the app was removed' })
      const renewed = { ...conversation, reference: { serviceUrl: 'https://b' } }
      await store.conversations.save(renewed, minutes(1))
      expect(await store.conversations.get(conversation.id)).toEqual({ ...renewed, closed: null })
    })
  })

  describe('owners', () => {
    it('are decided by the first process, until they are forgotten', async () => {
      const acme = { kind: 'slack', id: 'T1', name: 'Acme' } as const
      const other = { kind: 'slack', id: 'T2', name: 'Other' } as const
      const kept = await Promise.all([store.owners.keep(acme), store.owners.keep(acme)])
      expect(kept).toEqual([acme, acme])
      expect(await store.owners.keep(other)).toEqual(acme)
      expect(await store.owners.keep({ ...other, kind: 'teams' })).toMatchObject({ id: 'T2' })
      expect(await store.owners.forget('slack')).toEqual(acme)
      expect(await store.owners.forget('slack')).toBeNull()
      expect(await store.owners.keep(other)).toEqual(other)
    })
  })

  describe('processes', () => {
    it('note when they were last at work on a platform', async () => {
      expect(await store.presence.lastBeat('slack')).toBeNull()
      await store.presence.beat([], now)
      await store.presence.beat(['slack', 'teams'], now)
      await store.presence.beat(['slack'], minutes(1))
      expect(await store.presence.lastBeat('slack')).toEqual(minutes(1))
      expect(await store.presence.lastBeat('teams')).toEqual(now)
    })
  })

  describe('slots', () => {
    const limits = (conversation: string): RateLimit[] => [
      { scope: 'slack', intervalMs: 200 },
      { scope: conversation, intervalMs: 1000 },
    ]
    const inMs = (ms: number) => new Date(now.getTime() + ms)
    const take = (conversation: string, latest = minutes(1), moment = now) =>
      store.rateLimits.take(limits(conversation), latest, moment)

    it('are taken one after the other, by however many at the same time', async () => {
      const taken = await Promise.all(Array.from({ length: 20 }, (_, n) => take(`slack:C${n}`)))
      expect(taken.every(({ isTaken }) => isTaken)).toBe(true)
      const moments = taken.map(({ at }) => at.getTime() - now.getTime()).sort((a, b) => a - b)
      expect(moments).toEqual(Array.from({ length: 20 }, (_, n) => n * 200))
    })

    it('do not pile up while no one asks', async () => {
      await take('slack:C1')
      expect(await take('slack:C2', minutes(9), minutes(8))).toEqual({ at: minutes(8), isTaken: true })
    })

    it('are not taken ahead for a slow conversation, which would delay all others', async () => {
      await take('slack:C1')
      expect(await take('slack:C1')).toEqual({ at: inMs(1000), isTaken: false })
      expect(await take('slack:C2')).toEqual({ at: inMs(200), isTaken: true })
      expect(await take('slack:C1', minutes(1), inMs(1000))).toEqual({ at: inMs(1000), isTaken: true })
    })

    it('are not taken after the latest moment that is of use', async () => {
      await take('slack:C1')
      expect(await take('slack:C2', inMs(199))).toEqual({ at: inMs(200), isTaken: false })
      expect(await take('slack:C3', inMs(200))).toEqual({ at: inMs(200), isTaken: true })
    })

    it('are not given while the platform wants nothing', async () => {
      await store.rateLimits.close(limits('slack:C1'), inMs(30_000), now)
      await store.rateLimits.close(limits('slack:C1'), inMs(10_000), now)
      expect(await store.rateLimits.areOpen(limits('slack:C2'), inMs(29_999))).toBe(false)
      expect(await store.rateLimits.areOpen(limits('slack:C2'), inMs(30_000))).toBe(true)
      expect(await store.rateLimits.areOpen([{ scope: 'teams', intervalMs: 34 }], now)).toBe(true)
      expect(await take('slack:C2')).toEqual({ at: inMs(30_000), isTaken: true })
    })

    it('are not blocked by a closing that only a wrong clock can have written', async () => {
      await store.rateLimits.close(limits('slack:C1'), minutes(60), minutes(59))
      expect(await store.rateLimits.areOpen(limits('slack:C1'), now)).toBe(true)
      expect(await take('slack:C1')).toEqual({ at: now, isTaken: true })
      // Nor does it outlast one of now.
      await store.rateLimits.close(limits('slack:C2'), minutes(1), now)
      expect(await store.rateLimits.next(limits('slack:C2'), now)).toEqual(minutes(1))
    })

    it('are not blocked by a clock that was set back', async () => {
      await take('slack:C1', minutes(61), minutes(60))
      expect(await take('slack:C1')).toEqual({ at: now, isTaken: true })
    })

    it('are planned one after the other, and one more in a conversation at its own rate', async () => {
      const plan = (conversation: string) => store.rateLimits.plan(limits(conversation), now)
      const planned = [await plan('slack:C1'), await plan('slack:C2'), await plan('slack:C1'), await plan('slack:C3')]
      expect(planned).toEqual([now, inMs(200), inMs(1000), inMs(600)])
      // Asking for the next moment takes nothing from the others.
      expect(await take('slack:C4')).toEqual({ at: now, isTaken: true })
    })

    it('to come are reported without being taken', async () => {
      const next = (conversation: string) => store.rateLimits.next(limits(conversation), now)
      expect(await next('slack:C1')).toEqual(now)
      await take('slack:C1')
      expect([await next('slack:C1'), await next('slack:C2'), await next('slack:C2')]).toEqual([
        inMs(1000),
        inMs(200),
        inMs(200),
      ])
    })
  })

  describe('snapshots', () => {
    it('keep the first of a day', async () => {
      const morning = { subject: 'all', day: at('2026-03-08'), registered: 10, invited: null, deactivated: 0 }
      await store.snapshots.keep([morning])
      await store.snapshots.keep([
        { ...morning, registered: 99 },
        { ...morning, subject: 't1' },
      ])
      await store.snapshots.keep([])
      expect(await store.snapshots.between('all', at('2026-01-01'), at('2026-12-31'))).toEqual([morning])
    })

    it('are listed in the order of days, both ends included', async () => {
      // Among them the days on which New York changes its clock.
      const days = ['2026-03-07', '2026-03-08', '2026-03-09', '2026-11-01', '2026-11-02'].map(day => at(day))
      const counts = { subject: 'all', registered: 1, invited: 2, deactivated: 3 }
      await store.snapshots.keep(days.toReversed().map(day => ({ ...counts, day })))
      const found = await store.snapshots.between('all', at('2026-03-08'), at('2026-11-01'))
      expect(found.map(({ day }) => day)).toEqual(days.slice(1, 4))
      expect(await store.snapshots.firstDay('all')).toEqual(at('2026-03-07'))
      expect(await store.snapshots.firstDay('t1')).toBeNull()
    })

    it('of thousands of teams are kept at once', async () => {
      const many = Array.from({ length: 2500 }, (_, n) => ({
        ...{ subject: `t${n}`, day: at('2026-01-01'), registered: n, invited: 0, deactivated: 0 },
      }))
      await store.snapshots.keep(many)
      const { rows } = await store.execute('select count(*)::int as count from snapshots')
      expect(rows).toEqual([{ count: 2500 }])
    })
  })

  describe('values', () => {
    it.each([
      { name: 'null', content: null },
      { name: 'text that looks like something else', content: ['12', 'null', 'true', '{}', '"'] },
      { name: 'text alone', content: '12' },
      { name: 'numbers', content: [0, -1.5, 1e21, 9007199254740991] },
      { name: 'the order of keys', content: { z: 1, a: 2, '': { 2: 0, 1: 0 } } },
      {
        name: 'every alphabet',
        content: { ключ: ['日本語', 'عربي', '👩‍👩‍👧', 'e\u0301', '\u2028', '\\u0000', '$1 $2 %s'] },
      },
    ] satisfies { name: string; content: Json }[])('come back as they were: $name', async ({ content }) => {
      const { id } = await claim(store, { content })
      const back = (await store.deliveries.get(id))?.content
      expect(back).toEqual(content)
      expect(JSON.stringify(back)).toBe(JSON.stringify(content))
    })

    it('may be a megabyte', async () => {
      const content = { text: 'ä'.repeat(500_000), lines: Array.from({ length: 10_000 }, (_, n) => `line ${n}`) }
      const { id } = await claim(store, { content })
      expect((await store.deliveries.get(id))?.content).toEqual(content)
    })

    it('lose only what no database holds', async () => {
      const content = { text: 'a\0b', half: '\ud83d' }
      const { id } = await claim(store, { content, reason: 'not\0found' })
      expect(await store.deliveries.get(id)).toMatchObject({
        content: { text: 'ab', half: '\ufffd' },
        reason: 'notfound',
      })
    })

    it.each([
      '2026-03-08T06:59:59.999Z',
      '2026-03-08T07:00:00.000Z',
      '2026-11-01T05:30:00.001Z',
      '2026-11-01T06:30:00.000Z',
      '1970-01-01T00:00:00.000Z',
      '2199-12-31T23:59:59.999Z',
    ])('keep the moment %s to the millisecond', async moment => {
      const { id } = await claim(store, { dueAt: at(moment) })
      expect((await store.deliveries.get(id))?.dueAt.toISOString()).toBe(moment)
    })
  })

  it('works on after its nightly cleanup', async () => {
    const claimed = await claim(store)
    await memory.tidy(now)
    expect(await store.deliveries.get(claimed.id)).toEqual(claimed)
    expect(memory.state()).toBe('ok')
  })

  it('deletes in its nightly cleanup what ended half a year ago, except the newest of each subscription', async () => {
    const { id: mine } = await store.subscriptions.create(subscription(), now)
    const { id: other } = await store.subscriptions.create(subscription(), now)
    const of = (key: string, change: Partial<NewDelivery>) => claim(store, { key, state: 'skipped', ...change })
    await of('old', { subscription: mine })
    await of('old and unused', {})
    await of('old run', { subscription: mine, kind: 'run' })
    await of('old run, the newest', { subscription: mine, kind: 'run' })
    await of('old, the only one of another', { subscription: other })
    await of('old, but the newest then', { subscription: mine })
    for (const state of ['pending', 'unknown'] as const) await of(`old and ${state}`, { state })
    const { id } = await of('old and sending', { state: 'pending' })
    await store.deliveries.take(id, now, minutes(1))
    await store.snapshots.keep([{ subject: 'all', day: now, registered: 1, invited: 1, deactivated: 1 }])

    const keys = async () => (await store.execute('select key from deliveries order by id')).rows.map(({ key }) => key)
    const all = await keys()
    await memory.tidy(days(180))
    expect(await keys()).toEqual(all)
    await memory.tidy(days(180.001))
    expect(await keys()).toEqual([
      'old run, the newest',
      'old, the only one of another',
      'old, but the newest then',
      'old and pending',
      'old and unknown',
      'old and sending',
    ])
    expect(await store.snapshots.firstDay('all')).not.toBeNull()
  })
})

describe('transactions on a server', () => {
  it('skip what another has locked', async () => {
    const { store, close } = await openServer()
    const make = () => store.subscriptions.create({ ...subscription(), nextRunAt: minutes(-1) }, now)
    const [one, two] = [await make(), await make()]
    await store.transaction(async first => {
      expect((await first.subscriptions.lockDue(now, 1)).map(({ id }) => id)).toEqual([one.id])
      await store.transaction(async second => {
        expect((await second.subscriptions.lockDue(now, 5)).map(({ id }) => id)).toEqual([two.id])
        // A person asks for a digest now, while its subscription is locked: that need not wait.
        expect(await second.deliveries.claim({ ...delivery(), subscription: one.id }, now)).not.toBeNull()
      })
    })
    await close()
  })
})

const now = at('2026-03-08T06:30:00Z')

function at(moment: string): Date {
  return new Date(moment)
}

function minutes(count: number): Date {
  return new Date(now.getTime() + count * 60_000)
}

function days(count: number): Date {
  return minutes(count * 1440)
}

function subscription(): NewSubscription {
  return {
    conversation: 'slack:C1',
    subjects: [
      { kind: 'organization', name: 'Acme' },
      { kind: 'team', id: 't1', name: 'Zahlungen & Büro 💶' },
    ],
    schedule: { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone: 'Europe/Berlin' },
    language: null,
    owner: 'U1',
    nextRunAt: now,
  }
}

function delivery(): NewDelivery {
  return {
    key: 'subscription 7 · 2026-W10',
    kind: 'digest',
    subscription: null,
    conversation: 'slack:C1',
    slot: '2026-W10',
    dueAt: now,
    content: null,
  }
}

/** The hold of the worker that took it as the nth. */
const hold = (id: number, nth: number) => ({ id, fence: nth, attempts: nth })

async function claim(store: Store, change: Partial<NewDelivery> = {}) {
  const claimed = await store.deliveries.claim({ ...delivery(), ...change }, now)
  if (!claimed) throw new Error('claimed before')
  return claimed
}

async function count(store: Store): Promise<unknown> {
  const { rows } = await store.execute(
    'select (select count(*) from deliveries) + (select count(*) from subscriptions) + (select count(*) from snapshots) as count',
  )
  return Number(rows[0]?.count)
}
