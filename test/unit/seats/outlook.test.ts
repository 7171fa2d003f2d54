import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCompany } from '../../../demo/sandbox/company/company.ts'
import { listTruth } from '../../../demo/sandbox/company/truth.ts'
import { createWords } from '../../../src/message/words.ts'
import type { Outlook } from '../../../src/ports.ts'
import { collectTimes, rateAfter } from '../../../src/seats/outlook/activation.ts'
import { assembleOutlook } from '../../../src/seats/outlook/collect.ts'
import { flowKinds, flowsIn } from '../../../src/seats/outlook/flows.ts'
import type { FormerLife, SeatLife } from '../../../src/seats/outlook/life.ts'
import { isShownOfAll, tally } from '../../../src/seats/outlook/tally.ts'
import { renderOutlook, suppressOutlook } from '../../../src/seats/outlook.ts'
import { addDays } from '../../../src/time/utc-days.ts'
import { createChecks } from '../../helpers/company-checks.ts'
import { countSeats } from '../../helpers/company-truth.ts'
import { day, days } from '../../helpers/facts.ts'
import { textsIn } from '../../helpers/message-content.ts'

const today = day('2026-11-23')
const since = day('2026-08-01')
const ago = (count: number) => addDays(today, -count)
const words = createWords('en')
const team = { kind: 'team', id: 'team-1', name: 'Payments' } as const
const week = days('2026-11-16', '2026-11-22')

function life(known: Partial<SeatLife>): SeatLife {
  return {
    teamId: 'team-1',
    invitedOn: null,
    registeredOn: null,
    usedOn: null,
    isFirst: true,
    knownTo: today,
    cameBackOn: null,
    ...known,
  }
}

/** Invited this many days ago; started this many days later, or not yet. */
const invited = (before: number, took: number | null, known: Partial<SeatLife> = {}) =>
  life({ invitedOn: ago(before), usedOn: took === null ? null : ago(before - took), ...known })

describe('from invitation to first use', () => {
  it('half and nine of ten of those who began took so long, and the others are open', () => {
    const lives = [1, 2, 3, 4, 5, 6, 7, 8, 9, 20].map(took => invited(60, took))
    expect(collectTimes([...lives, invited(60, null), invited(2, null)], since, false)).toMatchObject({
      medianDays: 5,
      mostDays: 9,
      began: { count: 10 },
      open: { count: 2 },
    })
  })

  it('counts from the registration of who was never seen invited', () => {
    const found = collectTimes([life({ registeredOn: ago(10), usedOn: ago(7) })], since, false)
    expect(found).toMatchObject({ medianDays: 3 })
  })

  it.each<[string, SeatLife]>([
    ['who was invited before the bot looked', invited(200, 3)],
    ['whose first use may have been before', invited(60, 30, { isFirst: false })],
    ['whose start is unknown', life({ usedOn: ago(3) })],
    ['who has not started', invited(60, null)],
  ])('no one reads about %s', (_who, one) => {
    expect(collectTimes([one], since, false)).toBeNull()
  })
})

describe('the rate after some days', () => {
  const rate = (...lives: SeatLife[]) => rateAfter(14, lives, { since, day: today, isOfAll: false })

  it('is of those alone who have had as many days', () => {
    const found = rate(invited(60, 14), invited(60, 15), invited(60, null), invited(13, 1), invited(5, null))
    expect(found).toMatchObject({ days: 14, began: { count: 1 }, people: { count: 3 } })
  })

  it.each<[string, SeatLife, number | null]>([
    ['began, for an earlier use would have been in time too', invited(60, 10, { isFirst: false }), 1],
    ['unknown, for an earlier use may have been in time', invited(60, 20, { isFirst: false }), null],
    ['unknown, because the days were not checked', invited(20, null, { knownTo: ago(10) }), null],
    ['not begun', invited(20, null, { knownTo: ago(6) }), 0],
    ['unknown, because it began before the first check', invited(200, null), null],
  ])('counts one as %s', (_as, one, began) => {
    expect(rate(one)?.began.count ?? null).toBe(began)
  })

  const lives = fc.array(
    fc
      .tuple(fc.nat(150), fc.option(fc.nat(150)), fc.boolean(), fc.constantFrom('team-1', 'team-2', null))
      .map(([before, took, isFirst, teamId]) =>
        invited(before, took === null ? null : Math.min(before, took), { isFirst, teamId }),
      ),
    { maxLength: 60 },
  )

  it('is never more than all, grows with the number of days for the same people, and no time is negative', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 1, max: 90 }), (some, count) => {
        const found = rateAfter(count, some, { since, day: today, isOfAll: true })
        if (found) {
          expect(found.began.count).toBeLessThanOrEqual(found.people.count)
          expect(found.people.count).toBeGreaterThan(0)
          expect(found.people.ofTeams.reduce((sum, part) => sum + part, 0)).toBe(found.people.count)
        }
        const times = collectTimes(some, since, true)
        if (times) {
          expect(times.medianDays).toBeGreaterThanOrEqual(0)
          expect(times.mostDays).toBeGreaterThanOrEqual(times.medianDays)
        }
      }),
    )
  })
})

describe('flows between states', () => {
  const former = (leftOn: Date, known: Partial<SeatLife> = {}): FormerLife => ({ ...life(known), leftOn })

  it('are of the days in the period, its first and not the one after it', () => {
    const lives = [
      life({ invitedOn: week.from }),
      life({ invitedOn: week.to }),
      life({ registeredOn: day('2026-11-22'), usedOn: day('2026-11-22') }),
      life({ usedOn: day('2026-11-18'), isFirst: false }),
      life({ usedOn: day('2026-01-18'), cameBackOn: day('2026-11-18') }),
      life({ usedOn: day('2026-11-15') }),
    ]
    const left = [
      former(day('2026-11-15')),
      former(day('2026-11-16'), { registeredOn: day('2026-11-16') }),
      former(day('2026-11-22'), { cameBackOn: day('2026-11-20') }),
      former(day('2026-11-23'), { invitedOn: day('2026-11-17') }),
    ]
    const flows = flowsIn(week, lives, left, { since, isOfAll: false })
    expect(flowKinds.map(kind => flows?.[kind]?.count)).toEqual([2, 2, 1, 2, 2])
  })

  it('are unknown for days before the first check, as is who left where that was not checked', () => {
    expect(flowsIn(week, [], [], { since: day('2026-11-17'), isOfAll: false })).toBeNull()
    expect(flowsIn(week, [], null, { since, isOfAll: false })?.deactivated).toBeNull()
  })

  it('count each who was deactivated, by team, and not how many more are so than before', () => {
    const company = makeCompany('numbers', { teams: 4, people: 240 })
    const { leaversSince } = createChecks(company)
    let net = 0
    for (let nth = 0; nth < 8; nth++) {
      const period = { from: addDays(day('2026-06-01'), 7 * nth), to: addDays(day('2026-06-08'), 7 * nth) }
      const left = leaversSince(period.from, period.to).map(({ teamId, seenOn }) => former(seenOn, { teamId }))
      const flows = flowsIn(period, [], left, { since: period.from, isOfAll: true })
      const gone = listTruth(company, period.to).filter(
        ({ deactivatedAt }) => deactivatedAt !== null && deactivatedAt >= period.from && deactivatedAt < period.to,
      )
      expect(flows?.deactivated?.count).toBe(gone.length)
      const ofTeams = [...Map.groupBy(gone, ({ teamId }) => teamId).values()].map(people => people.length)
      expect(flows?.deactivated?.ofTeams.toSorted()).toEqual(ofTeams.toSorted())
      const counted = (at: Date) => countSeats(company, at).deactivated
      if (counted(period.to) - counted(period.from) !== gone.length) net += 1
    }
    // Accounts are deleted in the meantime, so the growth of the count is another number.
    expect(net).toBeGreaterThan(0)
  })
})

const base = {
  subject: team,
  period: week,
  renewal: null,
  activationDays: [14, 30],
  since,
  left: null,
  day: today,
  snapshots: [],
  now: today,
}

describe('an outlook', () => {
  const many = Array.from({ length: 10 }, (_, took) => invited(60, took + 1))
  const people = [...many, ...many.map(() => invited(60, null)), ...many.map(() => invited(5, 2))]

  it('is shown in two lines', () => {
    const outlook = assembleOutlook({ ...base, lives: people })
    expect(textsIn({ title: '', summary: '', parts: renderOutlook(outlook, words) }).slice(2)).toEqual([
      'People: 10 invited and 10 used Tabnine for the first time.',
      'From invitation to first use: half took 2 days or less, nine of ten 8 days or less (20 began, 10 not yet). Begun within 14 days: 50% (10 of 20) and within 30 days: 50% (10 of 20).',
    ])
  })

  it.each([
    [1, 3, 'the one who began took 5 days or less; 3 have not begun.'],
    [1, 0, 'the one who began took 5 days or less.'],
    [4, 1, 'each of the 4 who began took 5 days or less; 1 has not begun.'],
    [9, 3, 'half took 5 days or less, all 9 who began 5 days or less; 3 have not begun.'],
    [10, 3, 'half took 5 days or less, nine of ten 5 days or less (10 began, 3 not yet).'],
  ])('states for %d who began, and %d who did not, no share that needs more people', (began, open, expected) => {
    expect(words.outlook.firstUse(5, 5, began, open)).toBe(`From invitation to first use: ${expected}`)
  })

  it.each<[string, Outlook]>([
    ['no one was ever looked at', assembleOutlook({ ...base, lives: [], since: null })],
    ['nothing happened', assembleOutlook({ ...base, lives: [] })],
    ['the period continues after the check', assembleOutlook({ ...base, lives: [], day: week.from })],
  ])('says nothing where %s', (_when, outlook) => {
    expect(renderOutlook(outlook, words)).toEqual([])
  })

  it('shows nothing of small groups where others read along', () => {
    const fourOfEach = [...many.slice(0, 4), ...many.slice(0, 4).map(() => invited(5, 2))]
    const outlook = assembleOutlook({ ...base, lives: fourOfEach })
    expect(renderOutlook(outlook, words)).toHaveLength(2)
    const texts = textsIn({ title: '', summary: '', parts: renderOutlook(suppressOutlook(outlook, 5), words) })
    expect(texts.join(' ')).not.toMatch(/\b[1-4] (invited|registered|used|came|deactivated|began|not yet|of)/)
  })

  it('of everyone reveals no small team: what the others leave is of no one, or of enough', () => {
    const teams = fc.array(fc.nat(12), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(teams, fc.integer({ min: 2, max: 8 }), (sizes, minGroupSize) => {
        const all = tally(
          sizes.flatMap((size, at) => Array.from({ length: size }, () => ({ teamId: `team-${at}` }))),
          true,
        )
        if (!isShownOfAll(all, minGroupSize)) return
        const shown = sizes.filter(size => isShownOfAll({ count: size, ofTeams: [] }, minGroupSize))
        const left = all.count - shown.reduce((sum, size) => sum + size, 0)
        expect(left === 0 || left >= minGroupSize).toBe(true)
      }),
    )
  })
})
