import { describe, expect, test } from 'vitest'
import { makeCompany } from '../../../demo/sandbox/company/company.ts'
import type { Count } from '../../../src/ports.ts'
import { assembleMembership } from '../../../src/seats/membership.ts'
import { addDays, utcDay } from '../../../src/time/utc-days.ts'
import { type Activity, inactiveMembers, splitActive } from '../../../src/usage/activity.ts'
import { exampleActivity } from '../../../src/usage/example.ts'
import { createChecks } from '../../helpers/company-checks.ts'
import { countSeats, listActive } from '../../helpers/company-truth.ts'
import { days, metrics } from '../../helpers/facts.ts'

const { membership: _, ...unknown } = exampleActivity

function activity(activeUsers: Count, changes: Partial<Activity> = {}): Activity {
  return { ...unknown, total: { metrics: metrics({ activeUsers }), isLowerBound: false }, ...changes }
}

const known = (members: number, activeLeavers: number) => ({ membership: { members, activeLeavers } })

describe('active people as members and people who have left', () => {
  test.each<[what: string, Activity, members: Count, split: [active: number, left: number] | null]>([
    ['no one has left', activity(42, known(57, 0)), 57, [42, 0]],
    ['11 of the active have left', activity(84, known(95, 11)), 95, [73, 11]],
    ['some have joined since the check', activity(42, known(57, 0)), 60, [42, 0]],
    ['a person has left since the check', activity(42, known(57, 0)), 56, null],
    ['nothing is known of who has left', activity(42), 57, null],
    ['more active than members', activity(8, known(6, 0)), 6, null],
    ['more active than members, two of whom have left', activity(8, known(6, 2)), 6, [6, 2]],
    ['more leavers than active people', activity(2, known(6, 3)), 6, null],
    ['no one was active', activity(0), 57, [0, 0]],
    ['there are no members', activity(0), 0, [0, 0]],
    ['there are no members any more', activity(3, known(0, 3)), 0, [0, 3]],
    ['members are not reported', activity(42, known(57, 0)), null, null],
    ['active people are not reported', activity(null, known(57, 0)), 57, null],
    [
      'people can only be bounded from below',
      activity(42, { ...known(57, 0), total: { ...activity(42).total, isLowerBound: true } as Activity['total'] }),
      57,
      null,
    ],
    ['there is no data', activity(0, { state: 'no-data' }), 57, null],
    [
      'the period is long past',
      activity(42, { ...known(57, 0), asked: { ...exampleActivity.asked, period: days('2026-08-01', '2026-08-31') } }),
      57,
      null,
    ],
  ])('%s', (_what, of, members, split) => {
    expect(splitActive(of, members)).toEqual(split && { members, active: split[0], left: split[1] })
    expect(inactiveMembers(of, members)).toBe(split && members !== null ? members - split[0] : null)
  })
})

describe('against an independent count of a made-up company', () => {
  const company = makeCompany('numbers', { teams: 4, people: 120 })
  const { membersOn, leaversSince } = createChecks(company)
  const months = Array.from({ length: 3 }, (_, at) => ({ from: utcDay(2026, at, 1), to: utcDay(2026, at + 1, 1) }))
  const weeks = Array.from({ length: 6 }, (_, at) => ({
    from: addDays(utcDay(2026, 5, 1), 7 * at),
    to: addDays(utcDay(2026, 5, 8), 7 * at),
  }))

  test('members who were not active are those missing among the active, wherever that is shown', () => {
    let compared = 0
    let plainlyWrong = 0
    for (const period of [...months, ...weeks]) {
      const today = period.to
      const members = membersOn(today)
      const active = listActive(company, period)
      const leavers = leaversSince(period.from, today)
      const changes = { members: members.size, leavers, firstLook: addDays(period.from, -40), hasMoved: false }
      const membership = assembleMembership(changes, period, false)
      if (!membership) continue
      compared += 1
      const asked = { ...exampleActivity.asked, period }
      const origin = { ...exampleActivity.origin, askedAt: today }
      const { registered } = countSeats(company, today)
      const inactive = [...members.keys()].filter(id => !active.has(id)).length
      expect(inactiveMembers(activity(active.size, { asked, origin, membership }), registered)).toBe(inactive)
      if (registered - active.size !== inactive) plainlyWrong += 1
    }
    expect(compared).toBeGreaterThan(4)
    // The plain difference counts people who have left as members.
    expect(plainlyWrong).toBeGreaterThan(1)
  })
})
