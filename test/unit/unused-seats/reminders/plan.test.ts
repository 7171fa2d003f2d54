import { expect, test } from 'vitest'
import { sheetOfPlan } from '../../../../src/unused-seats/list-sheets.ts'
import type { SkipReason } from '../../../../src/unused-seats/reminders/decide.ts'
import { countSkipped, type PlanFacts } from '../../../../src/unused-seats/reminders/plan.ts'

const skip = (reason: SkipReason) => ({
  reason,
  candidate: {
    ...{ person: `${reason}@x.example`, kind: 'invited' as const, since: new Date(0) },
    ...{ isAtLeast: false, hasExpired: false, expiresAt: null },
  },
})

function planned(areReasonsShown: boolean): PlanFacts {
  const skipped = [skip('later'), skip('using'), skip('not-needed'), skip('asked-recently')]
  const plan = { wanted: [], skipped, unmatched: [], unsure: [], left: 0 }
  return { plan, areReasonsShown, names: { notReached: [], notNeeded: [], expiredInvites: [] } }
}

const some = (counts: readonly (readonly [string, number])[]) => counts.filter(([, people]) => people > 0)

test('of enough people it shows what those not asked have answered', () => {
  expect(some(countSkipped(planned(true)))).toEqual([
    ['not-needed', 1],
    ['later', 1],
    ['using', 1],
    ['asked-recently', 1],
  ])
})

test('of fewer than five it shows how many they are, and none of their answers, also not in the file', () => {
  expect(some(countSkipped(planned(false)))).toEqual([
    ['own', 3],
    ['asked-recently', 1],
  ])
  const outcomes = sheetOfPlan(planned(false)).rows.map(([outcome]) => outcome)
  expect(outcomes).not.toEqual(expect.arrayContaining(['later']))
  expect(outcomes).toContain('own')
})
