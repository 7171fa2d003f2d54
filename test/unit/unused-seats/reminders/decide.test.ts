import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReminderHistory } from '../../../../src/ports.ts'
import { findUnused } from '../../../../src/unused-seats/findings/find.ts'
import { defaultPolicy } from '../../../../src/unused-seats/findings/policy.ts'
import {
  coolDownSince,
  decideReminders,
  laterDays,
  listCandidates,
  type ReminderCandidate,
} from '../../../../src/unused-seats/reminders/decide.ts'
import { census, daysAgo, idle, invited, member, NOW, neverUsed } from '../../../helpers/seat-records.ts'

const settings = { cap: 3, coolDownDays: 7 }
const noneAsked = { history: [], optedOut: [] }

function candidate(person: string): ReminderCandidate {
  return { person, kind: 'invited', since: daysAgo(40), isAtLeast: false, hasExpired: false, expiresAt: null }
}

function asked(person: string, known: Partial<ReminderHistory> = {}): ReminderHistory {
  return { person, count: 1, lastAskedAt: daysAgo(20), lastAnswer: null, answeredAt: null, ...known }
}

const find = (known: Parameters<typeof census>[0]) => findUnused(census(known), defaultPolicy, NOW)

describe('who may be asked', () => {
  test('the invited come first, then who has waited longest; who uses a seat is left alone', () => {
    const findings = find({
      members: [idle('ida'), neverUsed('nora'), member('mia'), member('max')],
      invited: [invited('ivo', 20), invited('iris', 60), invited('new', 3)],
    })
    expect(listCandidates(findings).map(({ person }) => person)).toEqual([
      'iris@x.example',
      'ivo@x.example',
      'nora@x.example',
      'ida@x.example',
    ])
  })

  test('of a team that as a whole never started, only who is invited', () => {
    const findings = find({
      members: ['a', 'b', 'c'].map(name => neverUsed(name)),
      invited: [invited('ivo', 20)],
      organizationUsed: true,
    })
    expect(findings.team).not.toBeNull()
    expect(listCandidates(findings).map(({ person }) => person)).toEqual(['ivo@x.example'])
  })

  test('e-mails are in small letters, and who has none is not there', () => {
    const findings = find({
      members: [member('mia'), neverUsed('x', { email: null }), neverUsed('y', { email: 'Y@X.example' })],
    })
    expect(listCandidates(findings).map(({ person }) => person)).toEqual(['y@x.example'])
  })
})

describe('who is not asked, and why', () => {
  test.each<[reason: string | null, known: Partial<ReminderHistory>]>([
    [null, {}],
    ['asked-recently', { lastAskedAt: daysAgo(6.9) }],
    [null, { lastAskedAt: daysAgo(7) }],
    ['cap', { count: 3 }],
    [null, { count: 2 }],
    ['not-needed', { lastAnswer: 'release', answeredAt: daysAgo(19) }],
    ['later', { lastAnswer: 'later', answeredAt: daysAgo(13.9) }],
    [null, { lastAnswer: 'later', answeredAt: daysAgo(14) }],
    ['using', { lastAnswer: 'use', answeredAt: daysAgo(13.9) }],
    ['using', { lastAnswer: 'use', answeredAt: daysAgo(1), count: 3 }],
    [null, { lastAnswer: 'use', answeredAt: daysAgo(14) }],
  ])('%s: %j', (reason, known) => {
    const { skipped } = decideReminders([candidate('a')], settings, { history: [asked('a', known)], optedOut: [] }, NOW)
    expect(skipped.map(each => each.reason)).toEqual(reason === null ? [] : [reason])
  })

  test('who opted out is not, and a cap of none is for everyone', () => {
    const both = [candidate('a'), candidate('b')]
    expect(decideReminders(both, settings, { history: [], optedOut: ['a'] }, NOW).asked).toEqual([candidate('b')])
    expect(decideReminders(both, { ...settings, cap: 0 }, noneAsked, NOW).asked).toEqual([])
  })
})

describe('whatever happens', () => {
  const people = ['a', 'b', 'c', 'd'] as const
  const step = fc.record({
    days: fc.double({ min: 0, max: 20, noNaN: true }),
    answers: fc.dictionary(fc.constantFrom(...people), fc.constantFrom('use', 'release', 'later')),
    out: fc.subarray([...people]),
  })
  const rules = fc.record({ cap: fc.integer({ min: 0, max: 5 }), coolDownDays: fc.integer({ min: 1, max: 30 }) })

  test('cap, cool-down, answers and opt-out hold over any history of rounds', () => {
    fc.assert(
      fc.property(rules, fc.array(step, { maxLength: 12 }), (given, steps) => {
        let now = NOW
        const asked = new Map<
          string,
          { at: Date[]; answer: 'use' | 'release' | 'later' | null; answeredAt: Date | null }
        >()
        const out = new Set<string>()
        for (const { days, answers, out: leaving } of steps) {
          now = new Date(now.getTime() + days * 86_400_000)
          const history = [...asked].map(([person, { at, answer, answeredAt }]) => ({
            ...{ person, count: at.length, lastAskedAt: at.at(-1) ?? now, lastAnswer: answer, answeredAt },
          }))
          const all = people.map(candidate)
          const { asked: chosen, skipped } = decideReminders(all, given, { history, optedOut: [...out] }, now)
          expect([...chosen, ...skipped.map(skip => skip.candidate)].sort(byPerson)).toEqual(all)
          for (const { person } of chosen) {
            const before = asked.get(person) ?? { at: [], answer: null, answeredAt: null }
            expect(out.has(person)).toBe(false)
            expect(before.at.length).toBeLessThan(given.cap)
            expect(before.at.every(at => at <= coolDownSince(given, now))).toBe(true)
            expect(before.answer).not.toBe('release')
            const isKept = before.answer !== null && before.answeredAt !== null
            if (isKept) expect(+now - +(before.answeredAt ?? now)).toBeGreaterThanOrEqual(laterDays * 86_400_000)
            asked.set(person, { at: [...before.at, now], answer: null, answeredAt: null })
          }
          for (const [person, answer] of Object.entries(answers)) {
            const before = asked.get(person)
            if (before) asked.set(person, { ...before, answer, answeredAt: now })
          }
          for (const person of leaving) out.add(person)
        }
      }),
    )
  })
})

function byPerson(a: ReminderCandidate, b: ReminderCandidate): number {
  return a.person < b.person ? -1 : 1
}
