import { describe, expect, test } from 'vitest'
import { Member, PersonInfo, PersonRow } from '../../../src/usage-api/schema.ts'

const person = { id: 'u1', email: 'ada@example.com' }
const team = { id: 't1', name: 'Payments' }

describe('people', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['id', { id: 'u1' }, { id: 'u1' }],
    ['userId', { userId: 'u1' }, { id: 'u1' }],
    ['user_id', { user_id: 'u1' }, { id: 'u1' }],
  ])('are known by %s', (_name, fields, expected) => {
    expect(Member.parse({ ...fields, email: 'ada@example.com' })).toMatchObject(expected)
  })

  test.each([
    [{ email: 'ada@example.com', username: 'Ada' }, 'ada@example.com'],
    [{ username: 'ada@example.com' }, 'ada@example.com'],
    [{ email: null, username: 'ada@example.com' }, 'ada@example.com'],
  ])('and by %j', (fields, email) => {
    expect(Member.parse({ id: 'u1', ...fields })).toMatchObject({ email })
  })

  test.each<[string, Record<string, unknown>, boolean | null]>([
    ['active says so', { active: true }, true],
    ['active denies it', { active: false }, false],
    ['active says so, whatever the date', { active: true, deactivatedAt: '2026-01-01T00:00:00Z' }, true],
    ['a date of deactivation', { deactivatedAt: '2026-01-01T00:00:00.25Z' }, false],
    ['no date of deactivation', { deactivatedAt: null }, true],
    ['active is null, no date of deactivation', { active: null, deactivatedAt: null }, true],
    ['nothing given', {}, null],
    ['active is null, nothing else given', { active: null }, null],
  ])('active or not: %s', (_name, fields, active) => {
    expect(Member.parse({ ...person, ...fields })).toMatchObject({ active })
    expect(PersonRow.parse({ ...person, ...fields })).toMatchObject({ active })
    expect(PersonInfo.parse({ user: { ...person, ...fields } })).toMatchObject({ active })
  })

  test('the role may be missing, and other fields may be there', () => {
    expect(Member.parse({ ...person, verified: true, allowedTeams: [team] })).toEqual({
      ...person,
      role: null,
      active: null,
    })
  })

  test('user info mixes snake_case and camelCase', () => {
    const body = {
      user: {
        organization_id: 'o1',
        user_id: 'u1',
        email: 'ada@example.com',
        role: 'TeamLead',
        createdAt: '2026-02-03T08:00:00.1Z',
        updatedAt: '2026-09-03T08:00:00Z',
      },
      teams: { team_id: 't1', team_name: 'Payments' },
    }
    expect(PersonInfo.parse(body)).toEqual({
      id: 'u1',
      email: 'ada@example.com',
      role: 'TeamLead',
      active: null,
      registeredAt: new Date('2026-02-03T08:00:00.100Z'),
      team: { id: 't1', name: 'Payments' },
    })
  })

  test.each<[string, unknown, unknown]>([
    ['one object', { team_id: 't1', team_name: 'Payments' }, team],
    ['an object in camelCase', { teamId: 't1', teamName: 'Payments' }, team],
    ['a plain object', team, team],
    ['a team without a name', { team_id: 't1', team_name: null }, { id: 't1', name: null }],
    ['nulls', { team_id: null, team_name: null }, null],
    ['a list', [{ team_id: 't1', team_name: 'Payments' }, { team_id: 't2' }], team],
    ['an empty list', [], null],
    ['null', null, null],
    ['nothing', undefined, null],
  ])('teams may be %s', (_name, teams, expected) => {
    expect(PersonInfo.parse({ user: person, teams }).team).toEqual(expected)
  })

  test('user info may leave out everything', () => {
    expect(PersonInfo.parse({ user: {} })).toEqual({
      id: null,
      email: null,
      role: null,
      active: null,
      registeredAt: null,
      team: null,
    })
  })

  test('by e-mail they are one flat row', () => {
    const row = { ...person, username: 'Ada', role: 'Member', verified: true, active: true, team, allowedTeams: [team] }
    expect(PersonRow.parse(row)).toEqual({ ...person, role: 'Member', active: true, registeredAt: null, team })
    expect(PersonRow.parse({ ...person, team: null }).team).toBeNull()
  })
})

test('a name can neither clear a terminal, forge a line nor reverse the text around it', () => {
  const name = 'Pay\u001b[31m\u001b[2J\nRegistered  99,999\u202e…'
  expect(PersonInfo.parse({ user: person, teams: { id: 't1', name } }).team?.name).toBe(
    'Pay [31m [2J Registered  99,999 …',
  )
})
