import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideDue, nextRun, type Run, slotLabel, upcoming } from '../../../src/digests/due.ts'
import type { Schedule } from '../../../src/ports.ts'
import { cases, moments, schedules, shown, zones } from '../time/arbitraries.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** The local date that a label and its schedule name. Week 1 is the one with the 4th of January in it. */
function dateOf({ every }: Schedule, label: string): number {
  if (every.unit === 'month') return Date.parse(`${label}-01`)
  const fourth = new Date(`${label.slice(0, 4)}-01-04`)
  const monday = +fourth - ((fourth.getUTCDay() + 6) % 7) * day
  return monday + ((Number(label.slice(6)) - 1) * 7 + every.weekday - 1) * day
}

/** All moments at which a clock in the zone shows this, in their order. Offsets are whole quarters of an hour. */
function momentsOf(wall: number, zone: string): number[] {
  const quarters = Array.from({ length: 30 * 4 + 1 }, (_, index) => wall + (index - 60) * 15 * minute)
  return quarters.filter(at => shown(new Date(at), zone) === wall)
}

function expectWanted(schedule: Schedule, { at, label, clockChange }: Run): void {
  const wall = dateOf(schedule, label) + schedule.hour * hour + schedule.minute * minute
  const [first, second] = momentsOf(wall, schedule.zone)
  if (first !== undefined) {
    expect(+at).toBe(first)
    expect(clockChange === 'repeated').toBe(second !== undefined)
    expect(clockChange).not.toBe('skipped')
  } else {
    expect(clockChange).toBe('skipped')
    expect(shown(at, schedule.zone)).toBeGreaterThan(wall)
    expect(shown(new Date(+at - minute), schedule.zone)).toBeLessThan(wall)
  }
}

describe('due times', () => {
  test('are what clocks on the wall show, the first time or the first minute after', () => {
    fc.assert(
      fc.property(cases, ({ schedule, after }) => {
        for (const run of upcoming(schedule, after, 4)) expectWanted(schedule, run)
      }),
    )
  })

  test('come one after the other, a week or a month of local dates apart', () => {
    fc.assert(
      fc.property(cases, ({ schedule, after }) => {
        const runs = upcoming(schedule, after, 10)
        expect(+(runs[0]?.at ?? 0)).toBeGreaterThan(+after)
        expect(nextRun(schedule, after)).toEqual(runs[0]?.at)
        for (const [index, { at, label }] of runs.entries()) {
          expect(slotLabel(schedule, at)).toBe(label)
          expect(nextRun(schedule, new Date(+at - 1))).toEqual(at)
          const next = runs[index + 1]
          if (!next) break
          expect(nextRun(schedule, at)).toEqual(next.at)
          expect(next.label > label).toBe(true)
          const days = (dateOf(schedule, next.label) - dateOf(schedule, label)) / day
          expect(schedule.every.unit === 'week' ? [7] : [28, 29, 30, 31]).toContain(days)
        }
      }),
    )
  })

  test('leave out no month of forty years in any zone', () => {
    const months = Array.from({ length: 480 }, (_, index) =>
      new Date(Date.UTC(2001, index, 1)).toISOString().slice(0, 7),
    )
    for (const zone of zones) {
      const schedule: Schedule = { every: { unit: 'month' }, hour: 0, minute: 30, zone }
      const labels = upcoming(schedule, new Date('2000-12-15T00:00Z'), months.length).map(({ label }) => label)
      if (labels.join() !== months.join()) expect.soft([zone, labels]).toEqual([zone, months])
    }
    expect(zones.length).toBeGreaterThan(400)
  })

  test('warn of a change of the clocks since the run before', () => {
    fc.assert(
      fc.property(cases, ({ schedule, after }) => {
        let before = after
        for (const { at, clockChange } of upcoming(schedule, after, 6)) {
          const hasMoved =
            shown(at, schedule.zone) - +at !== shown(before, schedule.zone) - Math.floor(+before / minute) * minute
          if (clockChange === null || clockChange === 'offset-changed') {
            expect(clockChange === 'offset-changed').toBe(hasMoved)
          }
          before = at
        }
      }),
    )
  })
})

/** How a clock moves from one look at it to the next: mostly on, by minutes or by weeks, and at times back. */
const moves = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 3 * hour }) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 9 * day }) },
    fc.integer({ min: 0, max: 90 * day }),
    fc.integer({ min: -10 * day, max: 0 }),
  ),
  { maxLength: 40 },
)

describe('catching up, however the clock moves', () => {
  test('decides each slot once, and runs the latest wherever it is not too late', () => {
    fc.assert(
      fc.property(cases, moves, fc.integer({ min: minute, max: 12 * day }), ({ schedule, after }, moves, window) => {
        const latest = moves.reduce(({ now, most }, move) => ({ now: now + move, most: Math.max(most, now + move) }), {
          now: +after,
          most: +after,
        }).most
        const weeks = Math.ceil((latest - +after) / (7 * day)) + 3
        const slots = upcoming(schedule, after, weeks).map(({ at, label }) => ({ at, label }))
        const decided: string[] = []
        let nextRunAt = nextRun(schedule, after)
        let now = +after
        for (const move of moves) {
          now += move
          const due = slots.filter(({ at }) => at >= nextRunAt && +at <= now)
          const decision = decideDue(schedule, nextRunAt, new Date(now), window)
          const newest = due.at(-1)
          const isInTime = newest !== undefined && now - +newest.at <= window
          expect(decision.run).toEqual(isInTime ? newest : null)
          expect(decision.missed).toEqual((isInTime ? due.slice(0, -1) : due).slice(-60))
          expect(+decision.next).toBeGreaterThan(now)
          expect(+decision.next).toBeGreaterThanOrEqual(+nextRunAt)
          decided.push(...due.map(({ label }) => label))
          nextRunAt = decision.next
        }
        expect(decided).toEqual(slots.filter(({ at }) => +at <= latest).map(({ label }) => label))
      }),
    )
  })

  test('keeps every slot when the rules of its zone change by hours after it was stored', () => {
    fc.assert(
      fc.property(schedules, moments, fc.integer({ min: -3 * hour, max: 3 * hour }), (schedule, after, off) => {
        const at = nextRun(schedule, after)
        const stored = new Date(+at + off)
        const now = new Date(Math.max(+at, +stored))
        expect(decideDue(schedule, stored, now, day).run?.label).toBe(slotLabel(schedule, at))
      }),
    )
  })
})
