import { describe, expect, it } from 'vitest'
import type { KnownPerson } from '../../../../src/ports.ts'
import { addDays, plainCalendar } from '../../../../src/time/utc-days.ts'
import { learnUse, wantsInfo } from '../../../../src/unused-seats/check/next-question.ts'
import { day, metrics, usageOf } from '../../../helpers/facts.ts'

const today = day('2026-11-23')
const ago = (days: number) => addDays(today, -days)
const window = { from: ago(14), to: today }

const ada: KnownPerson = {
  key: 'ada',
  id: 'ada',
  email: 'ada@x.example',
  teamId: 'team-1',
  teamSince: ago(100),
  invitedAt: null,
  expiresAt: null,
  registeredAt: ago(200),
  hasInfo: true,
  firstUsedOn: ago(90),
  lastUsedOn: ago(40),
  cameBackOn: null,
  usedDays: null,
  knownFrom: ago(100),
  knownTo: ago(10),
  seenOn: today,
}

describe('use that fits no day (N7)', () => {
  const period = { from: ago(31), to: today }
  const undated = (first: number, users: number) => [
    { period: { from: ago(first), to: ago(first - 3) }, metrics: metrics({ activeUsers: users }) },
  ]
  const learn = (first: number, users: number) =>
    learnUse(
      ada,
      period,
      usageOf({ version: 'v2', period, buckets: [], undated: undated(first, users) }),
      window,
      plainCalendar,
    )

  it('is use on the last day that it may be, so that no one is named idle for it', () => {
    expect(learn(12, 1).lastUsedOn).toEqual(ago(10))
  })

  it('is null where no one used anything', () => {
    expect(learn(12, 0).lastUsedOn).toEqual(ada.lastUsedOn)
  })
})

/** The day on which a person came back, where a question about the last days found use on these. */
function returnOf(person: Partial<KnownPerson>, from: number, ...used: number[]): Date | null {
  const period = { from: ago(from), to: today }
  const buckets = used.map(days => ({
    period: { from: ago(days), to: ago(days - 1) },
    metrics: metrics({ activeUsers: 1 }),
  }))
  const usage = usageOf({ version: 'v2', period, buckets })
  return learnUse({ ...ada, ...person }, period, usage, window, plainCalendar).cameBackOn
}

describe('a person came back', () => {
  it.each<[string, Partial<KnownPerson>, number, number[], number | null]>([
    ['on the first day of use after they were idle', {}, 10, [5, 4, 1], 5],
    ['not where the break was too short to be idle', { lastUsedOn: ago(19) }, 10, [5], null],
    ['where it was a day longer', { lastUsedOn: ago(20) }, 10, [5], 5],
    ['not before anything was used', { firstUsedOn: null, lastUsedOn: null }, 10, [5], null],
    ['also between two days of one answer', { knownFrom: null, knownTo: null, lastUsedOn: null }, 31, [30, 3], 3],
    ['not where the days between were not looked at', { knownTo: ago(30) }, 10, [5], null],
    ['when they did so last', { cameBackOn: ago(60) }, 10, [5], 5],
    ['as was known, where nothing was used', { cameBackOn: ago(60) }, 10, [], 60],
  ])('%s', (_when, person, from, used, back) => {
    expect(returnOf(person, from, ...used)).toEqual(back === null ? null : ago(back))
  })
})

describe('when a person registered is asked', () => {
  const windowFrom = window.from
  const wants = (person: Partial<KnownPerson>, graceDays: number) =>
    wantsInfo({ ...ada, hasInfo: false, registeredAt: null, knownFrom: ago(31), ...person }, windowFrom, ago(graceDays))

  it.each<[string, Partial<KnownPerson>, number, boolean]>([
    [
      'of who has stopped, and may have joined within 30 days (N12)',
      { firstUsedOn: ago(24), lastUsedOn: ago(23) },
      30,
      true,
    ],
    ['not of who began before the days of grace', { firstUsedOn: ago(24), lastUsedOn: ago(23) }, 14, false],
    ['not of who still uses it', { firstUsedOn: ago(24), lastUsedOn: ago(3) }, 30, false],
    ['of who used nothing', { firstUsedOn: null, lastUsedOn: null }, 14, true],
    ['of who began after four weeks without use', { firstUsedOn: ago(3), lastUsedOn: ago(3) }, 14, true],
    ['not again', { firstUsedOn: ago(24), lastUsedOn: ago(23), hasInfo: true }, 30, false],
  ])('%s', (_what, person, graceDays, wanted) => {
    expect(wants(person, graceDays)).toBe(wanted)
  })
})
