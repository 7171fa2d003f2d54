import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import {
  InvitationRow,
  Member,
  OrganizationInfo,
  PersonInfo,
  PersonRow,
  SeatsByMonth,
  TeamName,
  TeamRow,
  TeamSeats,
  UsageRows,
} from '../../../src/usage-api/schema.ts'
import { pageOf } from '../../../src/usage-api/shapes.ts'

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
    expect(SeatsByMonth.parse(months).rows).toEqual([
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
    expect(Teams.parse(body)).toEqual({ rows, ...meta, skipped: 0, issues: [] })
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
  const broken: [string, z.ZodType, unknown[]][] = [
    ['organization', OrganizationInfo, [null, {}, [], '<html>', { id: '' }, { id: 42 }, { id: 'x'.repeat(201) }]],
    ['team name', TeamName, [{}, { name: 'Payments' }]],
    ['seats', TeamSeats, [{}, null, [], { registered: null, deactivated: null, invited: null }]],
    ['seats as words', TeamSeats, [{ registered: '1', deactivated: '0', invited: '0' }]],
    ['months', SeatsByMonth, [{}, { data: [] }]],
    ['lists', pageOf(TeamRow), [{}, null, 'soon', { data: 'soon' }, { data: {} }, { rows: [] }]],
    ['members', Member, [{}, null, { email: 'a@b' }, { ...person, active: 'yes' }, { ...person, id: 7 }]],
    ['ids', Member, [{ id: 'a\u0000b' }, { id: 'a\nb' }, { id: '\ud800' }, { id: '' }, { id: 'x'.repeat(201) }]],
    ['user info', PersonInfo, [{}, { user: 'someone' }]],
    ['by e-mail', PersonRow, [{}, { email: 'a@b' }]],
    ['invitations', InvitationRow, [{}, { id: 'i1', email: 'a@b' }, { id: 'i1', email: 'a@b', createdAt: 'soon' }]],
    ['usage', UsageRows, [{}, { usage: 7 }, { usage: {} }, { usage: { data: {} } }]],
  ]
  test.each(broken)('%s', (_name, schema, bodies) => {
    for (const body of bodies) expect(schema.safeParse(body).success, JSON.stringify(body)).toBe(false)
  })
})

describe('a broken part does not end the whole', () => {
  const from = '2026-09-01T00:00:00Z'
  const month = { year: 2026, month: 0, registered: 4 }
  const readRow = { month: '2026-01', registered: 4, invited: null, deactivated: null }

  test('a row that cannot be read is counted, and described without its values', () => {
    const oddLength = { id: { length: [{ toString: 0 }] } }
    const data = [null, { id: 't1' }, { name: 'secret name' }, 7, { id: 't2' }, oddLength]
    const page = pageOf(TeamRow).parse({ data, meta: { total: 6 } })
    expect(page).toMatchObject({ rows: [{ id: 't1' }, { id: 't2' }], skipped: 4, total: 6 })
    expect(page.issues).toHaveLength(4)
    expect(page.issues.join()).toContain('id: ')
    expect(page.issues.join()).not.toContain('secret')
  })

  test.each<[string, unknown]>([
    ['words', { total: 'many' }],
    ['less than nothing', { total: -1 }],
    ['not even an object', 7],
  ])('a total of %s is not known', (_name, meta) => {
    expect(pageOf(TeamRow).parse({ data: [], meta }).total).toBeNull()
  })

  test.each([{ ...month, month: 12 }, { ...month, month: -1 }, { month: 1 }, { ...month, year: 99_999 }, null])(
    'of months %j is left out',
    broken => {
      expect(SeatsByMonth.parse([broken, month])).toMatchObject({ rows: [readRow], skipped: 1 })
    },
  )

  test.each([{}, null, { from: 'soon', to: from }, { from: '0001-01-01T00:00:00Z', to: from }])(
    'of buckets %j is left out',
    broken => {
      const bucket = { from, to: from, activeUsers: 3 }
      const read = UsageRows.parse({ usage: { data: [broken, bucket] } })
      expect(read).toMatchObject({ rows: [{ metrics: { activeUsers: 3 } }], skipped: 1 })
    },
  )

  test.each([-1, '3', 1e300, true, {}])('a count of %j is not reported, and the others are', broken => {
    expect(TeamSeats.parse({ registered: 5, deactivated: 1, invited: broken })).toEqual({
      ...{ registered: 5, deactivated: 1, invited: null },
    })
    const bucket = { from, to: from, activeUsers: broken, chat: 7, codeCompletions: { completions: 4, lines: broken } }
    expect(UsageRows.parse({ usage: { data: [bucket] } }).rows[0]?.metrics).toMatchObject({
      activeUsers: null,
      completions: { accepted: 4, lines: null },
      chat: { interactions: null },
    })
  })

  test('a count that is null or missing is not reported (N9)', () => {
    expect(TeamSeats.parse({ registered: 5, deactivated: 1, invited: null }).invited).toBeNull()
    expect(TeamSeats.parse({ registered: 5, deactivated: 1 }).invited).toBeNull()
  })

  test('a factor in words is not used', () => {
    const bucket = { from, to: from, productivityFactor: '43 %', activeUsers: 3 }
    expect(UsageRows.parse({ usage: { data: [bucket] } }).rows[0]?.metrics).toMatchObject({
      activeUsers: 3,
      reported: { productivity: null },
    })
  })

  test('a person without an e-mail is called by user name, and without both by id', () => {
    const called = (fields: object) => Member.parse({ id: 'u1', ...fields }).email
    expect(called({ email: null, username: 'Ada' })).toBe('Ada')
    expect(called({ email: '', username: 'Ada' })).toBe('Ada')
    expect(called({ email: ' \u200b', username: ' ' })).toBe('u1')
    expect(called({})).toBe('u1')
  })

  test('an invitation without an e-mail is called by its id', () => {
    const row = { id: 'i1', createdAt: from }
    expect(InvitationRow.parse({ ...row, email: null })).toMatchObject({ email: 'i1' })
    expect(InvitationRow.parse({ ...row, email: '' })).toMatchObject({ email: 'i1' })
  })

  test('user info keeps the rest next to a broken team or date', () => {
    const broken = { user: { ...person, createdAt: 'soon' }, teams: 3 }
    expect(PersonInfo.parse(broken)).toMatchObject({ email: person.email, registeredAt: null, team: null })
    expect(PersonRow.parse({ ...person, team: 'Payments' })).toMatchObject({ email: person.email, team: null })
  })
})

describe('what comes from outside is bounded', () => {
  test.each([' ', '\u200b', '\u2060\u00ad ', '\u202e'])('a name of nothing to see (%j) is the id', name => {
    expect(TeamRow.parse({ id: 't1', name }).name).toBe('t1')
    expect(TeamName.parse({ id: 't1', name })).toBe('t1')
    expect(OrganizationInfo.parse({ id: 'o1', name }).name).toBe('o1')
  })

  test('a name has 500 letters at most, and no half of a pair', () => {
    const { name } = TeamRow.parse({ id: 't1', name: `${'x'.repeat(499)}😀${'y'.repeat(100_000)}` })
    expect(name).toHaveLength(500)
    expect(name.isWellFormed()).toBe(true)
    expect(TeamRow.parse({ id: 't1', name: 'Pay\ud800ments' }).name.isWellFormed()).toBe(true)
  })

  test.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])('%s is a way to say that there is no date', date => {
    const row = { id: 'i1', email: 'a@b', createdAt: '2026-09-01T08:00:00Z' }
    expect(InvitationRow.parse({ ...row, expiresAt: date }).expiresAt).toBeNull()
    expect(InvitationRow.safeParse({ ...row, createdAt: date }).success).toBe(false)
  })
})
