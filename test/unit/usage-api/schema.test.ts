import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import {
  InvitationRow,
  Member,
  OrganizationInfo,
  PersonInfo,
  PersonRow,
  pageOf,
  SeatsByMonth,
  TeamName,
  TeamRow,
  TeamSeats,
  UsageRows,
} from '../../../src/usage-api/schema.ts'

const person = { id: 'u1', email: 'ada@example.com' }

test('an organization may keep its name to itself', () => {
  expect(OrganizationInfo.parse({ id: 'o1', name: 'Acme', domains: [], publicKey: '…' })).toEqual({
    id: 'o1',
    name: 'Acme',
  })
  expect(OrganizationInfo.parse({ id: 'o1' })).toEqual({ id: 'o1', name: 'o1' })
})

describe('seats', () => {
  test('of a team are all counted', () => {
    const seats = { registered: 5, deactivated: 1, invited: 0 }
    expect(TeamSeats.parse({ ...seats, more: 1 })).toEqual(seats)
  })

  test('by month: months are counted from 0, and pending is invited', () => {
    const months = [
      { year: 2025, month: 11, registered: 3, deactivated: 2, active: 9, pending: 1 },
      { year: 2026, month: 0, registered: 4 },
      { year: 2026, month: 8, registered: 0, pending: null },
    ]
    expect(SeatsByMonth.parse(months)).toEqual([
      { month: '2025-12', registered: 3, deactivated: 2, invited: 1 },
      { month: '2026-01', registered: 4, deactivated: null, invited: null },
      { month: '2026-09', registered: 0, deactivated: null, invited: null },
    ])
  })
})

describe('lists', () => {
  const Teams = pageOf(TeamRow)
  const rows = [{ id: 't1', name: 'Payments', people: 4 }]
  const data = [{ id: 't1', name: 'Payments', usersCount: 4, isDefaultTeam: false, seatCap: null }]

  test.each<[string, unknown, { total: number | null; next: number | null }]>([
    ['data and meta', { data, meta: { count: 1, total: 9 } }, { total: 9, next: null }],
    ['data without meta', { data }, { total: null, next: null }],
    ['data with a meta of null', { data, meta: null }, { total: null, next: null }],
    ['data with an empty meta', { data, meta: {} }, { total: null, next: null }],
    ['items', { items: data, total: 9, limit: 50, offset: 0 }, { total: 9, next: null }],
    ['items alone', { items: data }, { total: null, next: null }],
    ['a bare array', data, { total: null, next: null }],
  ])('stand in %s', (_name, body, meta) => {
    expect(Teams.parse(body)).toEqual({ rows, ...meta })
  })

  test.each<[unknown, number | null]>([
    [{ limit: 200, offset: 200 }, 200],
    [{ offset: '200' }, 200],
    [{ limit: 200 }, null],
    [200, 200],
    ['200', 200],
    ['/api/v1/organization/teams?offset=200', null],
    [{}, null],
    [null, null],
    [undefined, null],
  ])('go on at %j', (next, offset) => {
    expect(Teams.parse({ data, meta: { total: 400, next } }).next).toBe(offset)
  })

  test('of teams may leave out names and counts', () => {
    expect(Teams.parse([{ id: 't1' }, { id: 't2', name: null, usersCount: null }]).rows).toEqual([
      { id: 't1', name: 't1', people: null },
      { id: 't2', name: 't2', people: null },
    ])
  })

  test('of invitations have dates, two of which may be missing', () => {
    const row = { id: 'i1', email: 'bob@example.com', createdAt: '2026-09-01T08:00:00Z' }
    const dates = { expiresAt: '2026-10-01T08:00:00Z', revokedAt: null }
    expect(
      pageOf(InvitationRow).parse({ data: [row, { ...row, teamId: 't1', role: 'Member', ...dates }] }).rows,
    ).toEqual([
      { ...row, teamId: null, role: null, createdAt: new Date(row.createdAt), expiresAt: null, revokedAt: null },
      {
        ...row,
        teamId: 't1',
        role: 'Member',
        createdAt: new Date(row.createdAt),
        expiresAt: new Date(dates.expiresAt),
        revokedAt: null,
      },
    ])
  })
})

describe('a broken shape is refused', () => {
  const from = '2026-09-01T00:00:00Z'
  const month = { year: 2026, month: 0 }
  const broken: [string, z.ZodType, unknown[]][] = [
    ['organization', OrganizationInfo, [null, {}, [], '<html>', { id: '' }, { id: 42 }]],
    ['team name', TeamName, [{}, { id: 't1' }, { id: 't1', name: null }, { name: 'Payments' }]],
    ['seats', TeamSeats, [{}, { registered: 1, deactivated: 1 }, { registered: -1, deactivated: 0, invited: 0 }]],
    ['seats as words', TeamSeats, [{ registered: '1', deactivated: 0, invited: 0 }]],
    ['months', SeatsByMonth, [{}, { data: [] }, [{ ...month, month: 12 }], [{ ...month, month: -1 }], [{ month: 1 }]]],
    ['lists', pageOf(TeamRow), [{}, null, 'soon', { data: 'soon' }, { data: {} }, { rows: [] }, { data: [{}] }]],
    [
      'totals',
      pageOf(TeamRow),
      [
        { data: [], meta: { total: 'many' } },
        { data: [], meta: { total: -1 } },
      ],
    ],
    ['members', Member, [{}, { id: 'u1' }, { email: 'a@b' }, { ...person, active: 'yes' }, { ...person, id: 7 }]],
    ['user info', PersonInfo, [{}, { user: 'someone' }, { user: person, teams: 3 }, { user: { createdAt: 'soon' } }]],
    ['by e-mail', PersonRow, [{}, { email: 'a@b' }, { ...person, team: 'Payments' }]],
    ['invitations', InvitationRow, [{}, { id: 'i1', email: 'a@b' }, { id: 'i1', email: 'a@b', createdAt: 'soon' }]],
    ['usage', UsageRows, [{}, { usage: 7 }, { usage: {} }, { usage: { data: {} } }, { usage: { data: [{}] } }]],
    ['buckets', UsageRows, [{ usage: { data: [{ from, to: from, activeUsers: -1 }] } }]],
    ['factors', UsageRows, [{ usage: { data: [{ from, to: from, productivityFactor: '43 %' }] } }]],
  ]
  test.each(broken)('%s', (_name, schema, bodies) => {
    for (const body of bodies) expect(schema.safeParse(body).success, JSON.stringify(body)).toBe(false)
  })
})
