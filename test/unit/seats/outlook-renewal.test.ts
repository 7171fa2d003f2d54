import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import type { Snapshot } from '../../../src/ports.ts'
import { projectRenewal } from '../../../src/seats/outlook/renewal.ts'
import { renderRenewal } from '../../../src/seats/outlook.ts'
import { addDays, countDays } from '../../../src/time/utc-days.ts'
import { day } from '../../helpers/facts.ts'
import { rowsIn, textsIn } from '../../helpers/message-content.ts'

const today = day('2026-11-23')
const now = new Date('2026-11-23T10:25:00Z')

function snapshot(on: Date, registered: number | null): Snapshot {
  return { day: on, subject: 'all', registered, invited: 0, deactivated: 0 }
}

/** Counts of some days ago, oldest first. */
function counts(...ago: readonly (readonly [days: number, registered: number | null])[]): Snapshot[] {
  return ago.map(([days, registered]) => snapshot(addDays(today, -days), registered))
}

describe('seats that no one will have at the renewal', () => {
  const renewal = { seats: 250, date: day('2027-02-01') }

  it('are a range over 4, 8 and 12 weeks, each by plain arithmetic', () => {
    const outlook = projectRenewal(counts([84, 100], [56, 128], [28, 142], [0, 156]), renewal, now)
    // 70 days, ten weeks: 12 weeks made 56 people, 8 weeks 28 and 4 weeks 14.
    expect(outlook?.paces.map(({ perWeek }) => Math.round(perWeek * 100) / 100)).toEqual([3.5, 3.5, 4.67])
    expect(outlook).toMatchObject({ daysLeft: 70, today: { registered: 156 }, unused: { low: 47, high: 59 } })
  })

  it.each<[string, Snapshot[]]>([
    ['without counts', []],
    ['with a single one', counts([0, 100])],
    ['with counts of two weeks', counts([14, 90], [7, 95], [0, 100])],
    ['with none of the last week', counts([60, 90], [30, 95], [8, 100])],
    ['where no count was reported', counts([28, null], [0, null])],
  ])('are not known %s', (_when, kept) => {
    expect(projectRenewal(kept, renewal, now)).toBeNull()
  })

  it('are not known when the day is over, and are those of today on the day', () => {
    const kept = counts([28, 90], [0, 100])
    expect(projectRenewal(kept, { ...renewal, date: addDays(today, -1) }, now)).toBeNull()
    expect(projectRenewal(kept, { ...renewal, date: today }, now)?.unused).toEqual({ low: 150, high: 150 })
  })

  it('take the counts around a gap, and the spans that are left', () => {
    const outlook = projectRenewal(counts([31, 90], [2, 119]), renewal, now)
    expect(outlook?.paces).toMatchObject([{ weeks: 4, before: { registered: 90 }, perWeek: 7 }])
    expect(outlook?.daysLeft).toBe(72)
  })

  const anyCounts = fc
    .uniqueArray(fc.tuple(fc.nat(120), fc.option(fc.nat(100_000))), { selector: ([ago]) => ago, maxLength: 60 })
    .map(all => counts(...all.toSorted(([a], [b]) => b - a)))
  const anyRenewal = fc.record({
    seats: fc.integer({ min: 1, max: 1_000_000 }),
    date: fc.integer({ min: -30, max: 1_500 }).map(days => addDays(today, days)),
  })

  it('are never below zero or above the number bought, whatever was counted', () => {
    fc.assert(
      fc.property(anyCounts, anyRenewal, (kept, bought) => {
        const outlook = projectRenewal(kept, bought, now)
        if (!outlook) return
        const { low, high } = outlook.unused
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeGreaterThanOrEqual(low)
        expect(high).toBeLessThanOrEqual(bought.seats)
        for (const { perWeek, registered, unused } of outlook.paces) {
          expect([perWeek, registered, unused].every(Number.isFinite)).toBe(true)
          expect(unused).toBeGreaterThanOrEqual(low)
          expect(unused).toBeLessThanOrEqual(high)
        }
        expect(
          textsIn({ title: '', summary: '', parts: renderRenewal(bought, outlook, createWords('en')) }),
        ).not.toContain('NaN')
      }),
    )
  })

  it('are in the range if people join at a constant pace, whatever days were not counted', () => {
    const pace = fc.record({ start: fc.nat(5_000), aDay: fc.integer({ min: -20, max: 20 }) })
    const kept = fc.uniqueArray(fc.nat(100), { minLength: 2, maxLength: 100 })
    fc.assert(
      fc.property(pace, kept, anyRenewal, ({ start, aDay }, days, bought) => {
        const truth = (on: Date) => start + aDay * (countDays(today, on) + 100) + 2_000
        const all = days.toSorted((a, b) => b - a).map(ago => addDays(today, -ago))
        const outlook = projectRenewal(
          all.map(on => snapshot(on, truth(on))),
          bought,
          now,
        )
        if (!outlook) return
        const unused = Math.min(bought.seats, Math.max(0, bought.seats - Math.max(0, truth(bought.date))))
        expect(outlook.unused.low).toBeLessThanOrEqual(unused)
        expect(outlook.unused.high).toBeGreaterThanOrEqual(unused)
      }),
    )
  })

  it('are shown with the arithmetic behind them', () => {
    const outlook = projectRenewal(counts([84, 100], [56, 128], [28, 142], [0, 156]), renewal, now)
    const message = { title: '', summary: '', parts: renderRenewal(renewal, outlook, createWords('en')) }
    expect(textsIn(message)).toContain(
      'At the renewal: At the present pace 47 to 59 of the 250 seats bought will have nobody on 1 Feb 2027.',
    )
    expect(rowsIn(message)).toEqual([
      ['4 weeks', '142 (26 Oct 2026)', '+3.5', '191', '59'],
      ['8 weeks', '128 (28 Sep 2026)', '+3.5', '191', '59'],
      ['12 weeks', '100 (31 Aug 2026)', '+4.7', '202.7', '47.3'],
    ])
    expect(textsIn(message)).toContain(
      '156 people were registered on 23 Nov 2026, 70 days before the renewal. At the pace of each span:',
    )
  })

  it('are reported as unknown where they are', () => {
    const [sentence] = textsIn({
      title: '',
      summary: '',
      parts: renderRenewal(renewal, null, createWords('en')),
    }).slice(2)
    expect(sentence).toMatch(/^At the renewal: What will be unused on 1 Feb 2027 is not known/)
  })
})
