import { afterEach, describe, expect, test, vi } from 'vitest'
import { addDays, isoWeekday, plainCalendar } from '../../../../src/time/utc-days.ts'
import type { SeatRecord } from '../../../../src/unused-seats/findings/census.ts'
import { type Findings, findUnused } from '../../../../src/unused-seats/findings/find.ts'
import { defaultPolicy } from '../../../../src/unused-seats/findings/policy.ts'
import { countUnderused } from '../../../../src/unused-seats/findings/underused.ts'
import { sumUsage } from '../../../helpers/company-truth.ts'
import { openCompany } from './world.ts'

vi.setConfig({ testTimeout: 120_000 })

let world: Awaited<ReturnType<typeof openCompany>> | null = null
afterEach(async () => {
  await world?.close()
  world = null
})

const minDays = 3
const policy = { ...defaultPolicy, calendar: plainCalendar, serviceAccounts: ['svc-*@*'] }

/** Working days of the two weeks before `end` on which a person really used something. */
function usedDays(of: NonNullable<typeof world>, userId: string, end: Date): number {
  const days = Array.from({ length: 14 }, (_, at) => addDays(end, at - 14))
  return days.filter(
    day =>
      isoWeekday(day) < 6 &&
      sumUsage(of.sandbox.company, { from: day, to: addDays(day, 1) }, of.time.now, { userId }).activeUsers === 1,
  ).length
}

describe.each(['acme', 'zoë', 'larch'])('in the company “%s”', seed => {
  test('members who use Tabnine seldom are counted, each of them and no one else', async () => {
    const opened = await openCompany({ seed, people: 90, profile: '6.6' })
    world = opened
    await opened.check()
    for (let day = 1; day <= 16; day++) {
      opened.passDays(1)
      await opened.check()
    }
    const census = await opened.census()
    const findings = findUnused(census, policy, opened.time.now)
    const inUse = findings.verdicts.filter(({ standing }) => standing === 'in-use').map(({ record }) => record)
    expect(inUse.length).toBeGreaterThan(20)
    for (const { id, usedDays: counted, knownTo } of inUse) {
      // No one was looked at longer ago than one window.
      expect(knownTo && knownTo >= addDays(census.day, -14)).toBe(true)
      expect({ id, days: counted }).toEqual({ id, days: usedDays(opened, id ?? '', knownTo ?? census.day) })
    }
    const isNew = ({ registeredAt, firstUsedOn, knownTo }: SeatRecord) =>
      (registeredAt && registeredAt >= addDays(census.day, -14)) ||
      (firstUsedOn && knownTo && firstUsedOn >= addDays(knownTo, -14))
    const seldom = inUse.filter(
      record => !isNew(record) && usedDays(opened, record.id ?? '', record.knownTo ?? census.day) < minDays,
    )
    expect(seldom.length).toBeGreaterThan(0)
    expect(countUnderused(findings, minDays)).toEqual({ people: seldom.length, minDays, windowDays: 14 })
    expect(countUnderused(findings, 0)).toBeNull()
  })
})

test('nothing is known before anyone was asked about', () => {
  const verdicts: Findings['verdicts'] = []
  const window = { from: new Date('2026-11-09T00:00:00Z'), to: new Date('2026-11-23T00:00:00Z') }
  const findings = { verdicts, window, graceDays: 14, day: window.to } as unknown as Findings
  expect(countUnderused(findings, minDays)).toBeNull()
})
