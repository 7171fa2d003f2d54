import { describe, expect, test } from 'vitest'
import type { SeatPolicy } from '../../../src/ports.ts'
import { addDays, startOfDay, utcDay } from '../../../src/time/utc-days.ts'
import type { SeatRecord } from '../../../src/unused-seats/findings/census.ts'
import { findUnused } from '../../../src/unused-seats/findings/find.ts'
import { defaultPolicy } from '../../../src/unused-seats/findings/policy.ts'
import { seatsOf } from '../../../src/unused-seats/findings.ts'
import { census, daysAgo, idle, invited, member, NOW, neverUsed } from '../../helpers/seat-records.ts'

const today = startOfDay(NOW)

function judgeOne(record: SeatRecord, policy: Partial<SeatPolicy> = {}) {
  const list = record.id === null ? { invited: [record] } : { members: [record] }
  const [verdict] = findUnused(census(list), { ...defaultPolicy, ...policy }, NOW).verdicts
  if (!verdict) throw new Error('every record is judged')
  return verdict
}

describe('one seat', () => {
  test.each<[what: string, record: SeatRecord, standing: string]>([
    ['a person who works', member('a'), 'in-use'],
    ['who was invited long ago', invited('a', 15), 'invited'],
    ['who was invited exactly as long ago as is granted', invited('a', 14), 'in-grace'],
    // Ages are whole days by the calendar, as every answer shows them.
    ['who was invited earlier on that day', invited('a', 14 + 10 / 24), 'in-grace'],
    ['who was invited on the day before it', invited('a', 14 + 11 / 24), 'invited'],
    ['who was invited by a clock that is ahead', invited('a', -1), 'in-grace'],
    ['whose invitation has no date', invited('a', 0, { invitedAt: null }), 'unknown-date'],
    ['whose invitation has run out', invited('a', 40, { expiresAt: daysAgo(10) }), 'invited'],
    ['who never used anything', neverUsed('a'), 'never-used'],
    ['who has just registered', neverUsed('a', { registeredAt: daysAgo(3) }), 'in-grace'],
    ['who never used anything, since an unknown date', neverUsed('a', { registeredAt: null }), 'unknown-date'],
    ['who was never asked about', member('a', { hasEverUsed: null, usedInWindow: null }), 'unknown-use'],
    [
      'who did nothing lately, and before is unknown',
      member('a', { hasEverUsed: null, usedInWindow: false }),
      'unknown-use',
    ],
    ['who never used anything, so not lately either', neverUsed('a', { usedInWindow: null }), 'never-used'],
    ['who is idle', idle('a'), 'idle'],
    ['who is idle, since an unknown date', idle('a', { lastUsedOn: null }), 'idle'],
    ['who is idle, registered on an unknown date', idle('a', { registeredAt: null }), 'idle'],
    ['who used it on the first day of the window', idle('a', { lastUsedOn: addDays(today, -14) }), 'in-use'],
    ['who used it on the day before the window', idle('a', { lastUsedOn: addDays(today, -15) }), 'idle'],
    ['who began to use it today', neverUsed('a', { lastUsedOn: today }), 'in-use'],
  ])('%s', (_what, record, standing) => {
    expect(judgeOne(record).standing).toBe(standing)
  })

  test('says from when on it is unused, in working days', () => {
    expect(judgeOne(invited('a', 21))).toMatchObject({ since: daysAgo(21), businessDays: 15, isAtLeast: false })
    expect(judgeOne(idle('a', { lastUsedOn: utcDay(2026, 10, 5) }))).toMatchObject({
      since: utcDay(2026, 10, 6),
      businessDays: 11,
    })
    expect(judgeOne(idle('a', { lastUsedOn: null }))).toMatchObject({ since: addDays(today, -14), isAtLeast: true })
    expect(judgeOne(invited('a', 21, { expiresAt: NOW }))).toMatchObject({ hasExpired: true })
    expect(judgeOne(member('a'))).toMatchObject({ since: null, businessDays: null, hasExpired: false })
  })

  test('holidays and the installation’s weekend do not count', () => {
    const calendar = { weekend: [7], holidays: ['2026-11-11', '2026-11-15'] }
    expect(judgeOne(invited('a', 21), { calendar })).toMatchObject({ businessDays: 17 })
  })

  test('the days granted are a setting', () => {
    expect(judgeOne(invited('a', 21), { graceDays: 30 }).standing).toBe('in-grace')
    expect(judgeOne(invited('a', 1.5), { graceDays: 1 }).standing).toBe('invited')
  })
})

describe('who is spared', () => {
  test.each<[what: string, record: SeatRecord, policy: Partial<SeatPolicy>, standing: string]>([
    ['by e-mail in any case', idle('a'), exclude('A@X.example', null), 'excluded'],
    ['by id', idle('a'), exclude('ID-a', null), 'excluded'],
    ['invited', invited('a', 40), exclude('a@x.example', null), 'excluded'],
    ['for a time', idle('a'), exclude('id-a', new Date(NOW.getTime() + 1)), 'excluded'],
    ['until now', idle('a'), exclude('id-a', NOW), 'idle'],
    ['someone else', idle('a'), exclude('b@x.example', null), 'idle'],
    [
      'under another address',
      idle('a'),
      { ...exclude('b@x.example', null), samePerson: [['a@x.example', 'B@x.example']] },
      'excluded',
    ],
    ['a service account', neverUsed('svc-ci'), { serviceAccounts: ['SVC-*@*'] }, 'service-account'],
    ['a person with part of its name', neverUsed('ann-svc-ci'), { serviceAccounts: ['svc-*@*'] }, 'never-used'],
    ['a pattern’s dot is a dot', neverUsed('bot'), { serviceAccounts: ['bot@x.exa.ple'] }, 'never-used'],
  ])('%s', (_what, record, policy, standing) => {
    expect(judgeOne(record, policy).standing).toBe(standing)
  })

  test('why and until when is kept for people who ask', () => {
    expect(judgeOne(idle('a'), exclude('id-a', null)).exclusion).toEqual({
      person: 'id-a',
      reason: 'on leave',
      until: null,
    })
  })

  function exclude(person: string, until: Date | null): Partial<SeatPolicy> {
    return { exclusions: [{ person, reason: 'on leave', until }] }
  }
})

describe('a person who is there twice', () => {
  const samePerson = [['a@x.example', 'a.b@x.example']]
  test.each<[what: string, records: SeatRecord[], standings: string[]]>([
    ['works with one account', [neverUsed('a'), member('a.b')], ['duplicate', 'in-use']],
    ['works with none', [neverUsed('a'), idle('a.b')], ['duplicate', 'idle']],
    ['joined with the other address', [member('a'), invited('a.b', 40)], ['in-use', 'duplicate']],
    ['joined while the list was read', [member('a'), invited('A', 40)], ['in-use', 'duplicate']],
    ['was invited again', [invited('a', 60), invited('a', 3)], ['duplicate', 'in-grace']],
    ['was invited again long ago', [invited('a', 20), invited('a', 60)], ['invited', 'duplicate']],
  ])('%s', (_what, records, standings) => {
    const members = records.filter(({ id }) => id !== null)
    const waiting = records.filter(({ id }) => id === null)
    const findings = findUnused(census({ members, invited: waiting }), { ...defaultPolicy, samePerson }, NOW)
    expect(findings.verdicts.map(({ standing }) => standing)).toEqual(standings)
  })

  test.each<[what: string, here: SeatRecord, there: SeatRecord, standings: [here: string, there: string]]>([
    ['works with the account in the other team', idle('a'), member('a.b'), ['duplicate', 'in-use']],
    ['works with the account here', member('a'), neverUsed('a.b'), ['in-use', 'duplicate']],
    ['worked last with the account in the other team', neverUsed('a'), idle('a.b'), ['duplicate', 'idle']],
    ['works with none, and never did', neverUsed('a'), neverUsed('a.b'), ['never-used', 'duplicate']],
    ['has the account in the other team only', invited('a', 40), idle('a.b'), ['duplicate', 'idle']],
  ])('and in another team %s', (_what, here, there, standings) => {
    const judgeIn = (own: SeatRecord, other: SeatRecord) => {
      const [members, waiting] = own.id === null ? [[], [own]] : [[own], []]
      const others = other.id === null ? [] : [other]
      const { verdicts } = findUnused(
        census({ members, invited: waiting, others }),
        { ...defaultPolicy, samePerson },
        NOW,
      )
      return verdicts.map(({ standing }) => standing)
    }
    expect([judgeIn(here, there), judgeIn(there, here)]).toEqual(standings.map(standing => [standing]))
  })

  test('is judged once where the list has the same account twice', () => {
    const { verdicts } = findUnused(census({ members: [idle('a'), idle('a')] }), defaultPolicy, NOW)
    expect(verdicts).toHaveLength(1)
  })
})

describe('no data', () => {
  const members = [idle('a'), neverUsed('b')]
  test.each([
    ['no one in the organization did anything', { organizationUsed: false }, 'organization-quiet'],
    ['that is unknown, and no one here did', { organizationUsed: null }, 'organization-quiet'],
    ['the server has stopped counting', { isFrozen: true }, 'frozen'],
  ])('%s', (_what, known, noData) => {
    const findings = findUnused(census({ members, invited: [invited('c', 40)], ...known }), defaultPolicy, NOW)
    expect(findings).toMatchObject({ noData, verdicts: [], team: null, pending: null })
  })

  test('one who works is proof that there is data', () => {
    const findings = findUnused(
      census({ members: [...members, member('c')], organizationUsed: null }),
      defaultPolicy,
      NOW,
    )
    expect(findings.noData).toBeNull()
    expect(seatsOf(findings)).toHaveLength(2)
  })
})

describe('a team at zero', () => {
  const lastUsedOn = utcDay(2026, 9, 2)
  test.each<[what: string, members: SeatRecord[], team: object | null]>([
    [
      'has never started',
      ['a', 'b', 'c'].map(name => neverUsed(name)),
      { state: 'never-started', people: 3, lastUsedOn: null },
    ],
    [
      'has stopped',
      [neverUsed('a'), idle('b', { lastUsedOn }), neverUsed('c')],
      { state: 'stopped', people: 3, lastUsedOn },
    ],
    ['is not one in which a person works', [neverUsed('a'), neverUsed('b'), neverUsed('c'), member('d')], null],
    [
      'is not one of which a person is unknown',
      [neverUsed('a'), neverUsed('b'), neverUsed('c'), member('d', { usedInWindow: null })],
      null,
    ],
    ['is not one of newcomers', ['a', 'b', 'c'].map(name => neverUsed(name, { registeredAt: daysAgo(2) })), null],
    ['is not one of two', [neverUsed('a'), neverUsed('b')], null],
    [
      'is one though a service account works',
      [...['a', 'b', 'c'].map(name => neverUsed(name)), member('svc-ci')],
      { state: 'never-started', people: 3, lastUsedOn: null },
    ],
    [
      'is not one in which an excluded person works',
      [...['a', 'b', 'c'].map(name => neverUsed(name)), member('boss')],
      null,
    ],
  ])('%s', (_what, members, team) => {
    const policy: SeatPolicy = {
      ...defaultPolicy,
      serviceAccounts: ['svc-*@*'],
      exclusions: [{ person: 'id-boss', reason: 'asked', until: null }],
    }
    expect(findUnused(census({ members }), policy, NOW).team).toEqual(team)
  })

  test('the organization is none', () => {
    const members = ['a', 'b', 'c'].map(name => neverUsed(name))
    const subject = { kind: 'organization', name: 'Northwind' } as const
    expect(findUnused(census({ members, subject }), defaultPolicy, NOW).team).toBeNull()
  })
})
