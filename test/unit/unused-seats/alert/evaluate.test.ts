import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { isPolite } from '../../../../src/time/polite-time.ts'
import { addDays, plainCalendar } from '../../../../src/time/utc-days.ts'
import { evaluateAlerts } from '../../../../src/unused-seats/alert/evaluate.ts'
import { defaultPolicy } from '../../../../src/unused-seats/findings/policy.ts'
import { keepDone, keepSeats } from '../../../flow/alert/seats-of-a-day.ts'
import { createWorld, openStore } from '../../delivery/world.ts'

const { store, close } = await openStore()
afterAll(close)
beforeEach(() => store.execute('truncate alerts, seat_checks, people cascade'))

const hourMs = 3_600_000
const eightToSix = { from: 18 * 60, to: 8 * 60 }
const politeness = { quietHours: eightToSix, calendar: plainCalendar }

/** An alert whose first look was posted, in an installation and for a conversation of some zone. */
async function openAlert(settings: { zone: string; own?: string | null; calendar?: typeof plainCalendar; at: string }) {
  const { zone, own = null, calendar = plainCalendar, at } = settings
  const world = createWorld(store)
  const moveTo = (moment: Date) => world.pass(+moment - +world.clock.now())
  const { conversation, owner } = world
  const subject = { kind: 'organization', name: 'All' } as const
  const wish = { conversation, subject, owner, language: null, zone: own, graceDays: 14, repeatDays: 7 }
  const parts = { ...world, policy: { ...defaultPolicy, calendar }, politeness: { ...politeness, calendar }, zone }
  moveTo(new Date(at))
  const { id } = await store.alerts.save(wish, world.clock.now())
  const check = (seats: number) =>
    keepSeats(store, null, { invited: Array.from({ length: seats }, (_, at) => `p${at}`) }, world.clock.now())
  await check(6)
  await evaluateAlerts(parts)
  return {
    id,
    check,
    /** The moments, hour by hour up to one, at which the alert was decided on, in its own zone. */
    async until(last: string): Promise<string[]> {
      const decided: string[] = []
      for (let now = +world.clock.now(); now <= +new Date(last); now += hourMs) {
        moveTo(new Date(now))
        await evaluateAlerts(parts)
        const alert = await store.alerts.get(id)
        if (alert?.decidedAt && +alert.decidedAt === now) decided.push(toLocal(new Date(now), own ?? zone))
      }
      return decided
    },
    reason: async () => (await store.alerts.get(id))?.reason,
    moveTo: (moment: string) => moveTo(new Date(moment)),
    save: () => store.alerts.save({ ...wish, graceDays: 20 }, world.clock.now()),
  }
}

function toLocal(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(at)
}

describe('an alert is decided on', () => {
  it('at once where nothing was posted yet, at night and on a weekend as well', async () => {
    // Saturday, 22:05 in Los Angeles.
    const alert = await openAlert({ zone: 'America/Los_Angeles', at: '2026-11-22T06:05:00Z' })
    expect(await alert.reason()).toBe('baseline')
  })

  it.each([
    ['of the settings', { zone: 'America/Los_Angeles' }],
    ['of its conversation', { zone: 'UTC', own: 'America/Los_Angeles' }],
  ])('in the morning of the next working day in the zone %s', async (_what, zones) => {
    const alert = await openAlert({ ...zones, at: '2026-11-19T17:00:00Z' })
    // Friday, 22:05: news that the check of Saturday in UTC has found.
    alert.moveTo('2026-11-21T06:05:00Z')
    await alert.check(9)
    expect(await alert.until('2026-11-23T23:00:00Z')).toEqual(['Mon 08:05'])
    expect(await alert.reason()).toBe('more')
  })

  it('not on a holiday or a weekend of the settings', async () => {
    const calendar = { weekend: [5, 6], holidays: ['2026-11-22'] }
    const alert = await openAlert({ zone: 'Asia/Riyadh', calendar, at: '2026-11-18T07:00:00Z' })
    alert.moveTo('2026-11-20T06:00:00Z')
    await alert.check(9)
    expect(await alert.until('2026-11-24T06:00:00Z')).toEqual(['Mon 08:00'])
  })

  it('once for each check, and again after a new request', async () => {
    const alert = await openAlert({ zone: 'Europe/Berlin', at: '2026-11-18T09:00:00Z' })
    alert.moveTo('2026-11-19T06:00:00Z')
    await alert.check(7)
    expect(await alert.until('2026-11-19T20:00:00Z')).toEqual(['Thu 08:00'])
    alert.moveTo('2026-11-20T09:00:00Z')
    await alert.save()
    expect(await alert.until('2026-11-20T11:00:00Z')).toEqual(['Fri 10:00'])
  })

  it('not on a check that is still under way', async () => {
    const alert = await openAlert({ zone: 'UTC', at: '2026-11-18T09:00:00Z' })
    alert.moveTo('2026-11-19T09:00:00Z')
    await keepDone(store, new Date('2026-11-19T00:00:00Z'))
    await store.seatChecks.reach(new Date('2026-11-19T00:00:00Z'), 'recent')
    expect(await alert.until('2026-11-19T12:00:00Z')).toEqual([])
  })

  it('within working hours only, once in three days or sooner, in every zone', async () => {
    const zones = fc.constantFrom('UTC', ...Intl.supportedValuesOf('timeZone'))
    await fc.assert(
      fc.asyncProperty(zones, fc.integer({ min: 0, max: 364 }), async (zone, day) => {
        await store.execute('truncate alerts, seat_checks, people cascade')
        const start = addDays(new Date('2026-01-01T00:00:00Z'), day)
        const alert = await openAlert({ zone: 'UTC', own: zone, at: new Date(+start + 6 * hourMs).toISOString() })
        alert.moveTo(new Date(+addDays(start, 1) + 6 * hourMs).toISOString())
        await alert.check(9)
        const decided = await alert.until(new Date(+addDays(start, 4) + 6 * hourMs).toISOString())
        expect(decided).toHaveLength(1)
        const { decidedAt } = (await store.alerts.get(alert.id)) ?? {}
        expect(decidedAt && isPolite(decidedAt, zone, politeness)).toBe(true)
      }),
      { numRuns: 10 },
    )
  })
})
