/** What the daily checks find about people who have left, against the truth in the sandbox's company. */
import { afterAll, expect, it, vi } from 'vitest'
import { listTruth, type Truth } from '../../../demo/sandbox/company/truth.ts'
import { collectMembership } from '../../../src/seats/membership.ts'
import { collectOutlook } from '../../../src/seats/outlook.ts'
import { addDays } from '../../../src/time/utc-days.ts'
import { inactiveMembers } from '../../../src/usage/activity.ts'
import { exampleActivity } from '../../../src/usage/example.ts'
import { metrics } from '../../helpers/facts.ts'
import { sizeOf } from '../../helpers/sizes.ts'
import { openCompany } from '../unused-seats/check/world.ts'

vi.setConfig({ testTimeout: 120_000 })

const world = await openCompany({ profile: '6.3', people: sizeOf(160, 240) })
afterAll(() => world.close())

it('members who were not active, and people who were deactivated, are those that they are', async () => {
  const { company } = world.sandbox
  const activeByDay = new Map<number, Truth[]>()
  /** Who was active on a day, in the team where they were then. */
  function activeOn(day: Date): Truth[] {
    const date = day.toISOString().slice(0, 10)
    const active =
      activeByDay.get(day.getTime()) ??
      listTruth(company, new Date(addDays(day, 1).getTime() - 1)).filter(({ lastUsedOn }) => lastUsedOn === date)
    activeByDay.set(day.getTime(), active)
    return active
  }

  const checked = { all: 0, teams: 0, leavers: 0, deactivated: 0 }
  await world.check()
  for (let day = 1; day <= 16; day++) {
    world.passDays(1)
    await world.check()
    const today = world.today()
    const present = listTruth(company, world.time.now)
    const period = { from: addDays(today, -7), to: today }
    for (const teamId of [undefined, ...company.teams.map(({ id }) => id)]) {
      const subject =
        teamId === undefined ? ({ kind: 'organization' } as const) : ({ kind: 'team', id: teamId } as const)
      const membership = await collectMembership(world.store, subject, period, world.time.now)
      if (!membership) continue
      const isHere = (truth: Truth) => teamId === undefined || truth.teamId === teamId
      const days = Array.from({ length: 7 }, (_, nth) => activeOn(addDays(period.from, nth)))
      const active = new Set(days.flatMap(people => people.filter(isHere).map(({ userId }) => userId)))
      const members = present.filter(truth => ['active', 'idle', 'never used'].includes(truth.state) && isHere(truth))
      const activity = {
        ...exampleActivity,
        asked: { ...exampleActivity.asked, period },
        origin: { ...exampleActivity.origin, askedAt: world.time.now },
        total: { metrics: metrics({ activeUsers: active.size }), isLowerBound: false },
        membership,
      }
      const inactive = inactiveMembers(activity, members.length)
      expect(inactive).toBe(members.filter(({ userId }) => !active.has(userId)).length)
      checked[teamId === undefined ? 'all' : 'teams'] += 1
      checked.leavers += membership.activeLeavers
    }
    const outlook = await collectOutlook(
      world.store,
      { subject: { kind: 'organization', name: company.name }, period, renewal: null, activationDays: [] },
      world.time.now,
    )
    const deactivated = outlook?.flows?.deactivated
    if (!deactivated) continue
    const gone = present.filter(
      ({ deactivatedAt }) => deactivatedAt !== null && deactivatedAt >= period.from && deactivatedAt < period.to,
    )
    expect(deactivated.count).toBe(gone.length)
    checked.deactivated += gone.length
  }
  expect(checked.all).toBeGreaterThan(2)
  expect(checked.teams).toBeGreaterThan(30)
  expect(checked.leavers).toBeGreaterThan(0)
  expect(checked.deactivated).toBeGreaterThan(0)
})
