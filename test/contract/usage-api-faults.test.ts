import { beforeEach, describe, expect, test } from 'vitest'
import type { OnSkipped, UsageBucket } from '../../src/ports.ts'
import { addDays, utcDay } from '../../src/time/utc-days.ts'
import { countSeats, listAccounts } from '../helpers/company-truth.ts'
import { shiftBuckets } from '../helpers/shift-buckets.ts'
import { connect, FREEZE, lastWeek, pick, versionsOf, wholeOrganization } from '../helpers/usage-api-client.ts'
import { type Body, openSandbox, TODAY } from '../unit/demo/sandbox/ask.ts'

const newest = await openSandbox({ freeze: FREEZE })
const oldest = await openSandbox({ profile: '5.18' })
const { company } = newest

const teams = '/api/v1/organization/teams'
const users = '/api/v1/organization/users'
const members = '/api/v1/team/{teamId}/users'
const invitations = '/api/invitation/v1'

beforeEach(() => {
  for (const sandbox of [newest, oldest]) {
    sandbox.clearFaults()
    sandbox.clearRequests()
  }
})

/** Changes the rows of a list's page, whatever is around them. */
function editRows(change: (rows: Body[]) => unknown[]) {
  return { edit: (body: unknown) => ({ ...(body as Body), data: change((body as Body).data) }) }
}

function countSkipped(): { onSkipped: OnSkipped; rows: () => number } {
  let sum = 0
  return {
    onSkipped: rows => {
      sum += rows
    },
    rows: () => sum,
  }
}

describe('one broken row', () => {
  test('of the teams is counted, and the others are read', async () => {
    newest.fault(
      teams,
      editRows(([first, ...others]) => [null, ...others, { ...first, id: 7 }]),
    )
    const skipped = countSkipped()
    const found = await connect(newest).teams(undefined, skipped.onSkipped)
    expect(found.map(({ id }) => id)).toEqual(company.teams.slice(1).map(({ id }) => id))
    expect(skipped.rows()).toBe(2)
  })

  test('of a team’s people is counted, and one without a name counts as a person', async () => {
    const team = pick(company.teams)
    const healthy = await Array.fromAsync(connect(newest).teamMembers(team.id))
    newest.fault(
      members,
      editRows(([one, two, _three, ...others]) => [
        { ...one, email: null },
        { ...two, email: '', username: '' },
        null,
        ...others,
      ]),
    )
    const skipped = countSkipped()
    const found = await Array.fromAsync(connect(newest).teamMembers(team.id, undefined, skipped.onSkipped))
    expect(found).toHaveLength(healthy.length - 1)
    expect(found[1]).toMatchObject({ id: healthy[1]?.id, email: healthy[1]?.id })
    expect(skipped.rows()).toBe(1)
  })

  test('of invitations is counted, and one without an e-mail counts as an invitation', async () => {
    const healthy = await Array.fromAsync(connect(newest).invitations())
    newest.fault(
      invitations,
      editRows(([one, two, ...others]) => [{ ...one, email: null }, { ...two, createdAt: null }, ...others]),
    )
    const skipped = countSkipped()
    const found = await Array.fromAsync(connect(newest).invitations(undefined, undefined, skipped.onSkipped))
    expect(found).toHaveLength(healthy.length - 1)
    expect(found[0]).toMatchObject({ id: healthy[0]?.id, email: healthy[0]?.id })
    expect(skipped.rows()).toBe(1)
  })

  test('of usage is counted, and the other days are returned', async () => {
    const day = await connect(newest).usage(wholeOrganization, lastWeek, 'daily')
    newest.fault('/api/v2/organization/usage', {
      query: { granularity: 'daily' },
      edit: body => {
        const { usage, ...rest } = body as Body
        return { ...rest, usage: { ...usage, data: [null, ...usage.data.slice(1)] } }
      },
    })
    const found = await connect(newest, { version: 'v2' }).usage(wholeOrganization, lastWeek, 'daily')
    expect(found.segments).toMatchObject([{ skipped: 1, buckets: day.segments[0]?.buckets.slice(1) }])
  })

  test('of many that cannot be read either is a broken shape', async () => {
    newest.fault(
      teams,
      editRows(rows => rows.map(() => ({ name: 'no id' }))),
    )
    await expect(connect(newest).teams()).rejects.toMatchObject({ code: 'contract' })
  })
})

describe('seats', () => {
  test('of a team with a null among them are returned without it (N9)', async () => {
    const team = pick(company.teams)
    newest.fault('/api/v1/team/account-utilizations', { edit: body => ({ ...(body as object), invited: null }) })
    const seats = { ...countSeats(company, TODAY, team.id), invited: null }
    await expect(connect(newest).teamSeats(team.id)).resolves.toEqual(seats)
  })

  test('of lists without meta are those of the whole lists (N20)', async () => {
    const withoutMeta = { edit: (body: unknown) => ({ data: (body as Body).data }) }
    newest.fault(users, withoutMeta)
    newest.fault(invitations, withoutMeta)
    // Else its newest month could be the source.
    newest.fault('/api/v1/organization/account-utilizations', { body: [] })
    await expect(connect(newest).organizationSeats()).resolves.toEqual(countSeats(company, TODAY))
  })

  test('of lists without meta count rows that cannot be read: each is a person', async () => {
    newest.fault(users, {
      edit: body => ({ data: (body as Body).data.with(0, null) }),
      query: { offset: '0', limit: '200' },
    })
    newest.fault(users, { edit: body => ({ data: (body as Body).data }) })
    const { registered } = countSeats(company, TODAY)
    await expect(connect(newest).organizationSeats()).resolves.toMatchObject({ registered })
  })

  test.each([401, 403, 404, 500])(
    'where the list of invitations answers %d come from the newest month (N10)',
    async status => {
      newest.fault(invitations, { status })
      await expect(connect(newest).organizationSeats()).resolves.toEqual(countSeats(company, TODAY))
    },
  )

  test('where neither has invitations are returned without them', async () => {
    newest.fault(invitations, { status: 401 })
    newest.fault('/api/v1/organization/account-utilizations', { status: 500 })
    const seats = { ...countSeats(company, TODAY), invited: null }
    await expect(connect(newest).organizationSeats()).resolves.toEqual(seats)
  })
})

describe('v2 usage that the licence does not hold (N11)', () => {
  const refused = { status: 403, body: { error: 'FEATURE_NOT_AVAILABLE', message: 'Not in your licence' } }

  test('is replaced by v1', async () => {
    newest.fault('/api/v2/organization/usage', refused)
    const before = { from: addDays(FREEZE, -14), to: addDays(FREEZE, -7) }
    const usage = await connect(newest).usage(wholeOrganization, before, 'all')
    expect(versionsOf(usage)).toEqual(['v1'])
    expect(usage.segments[0]?.buckets[0]?.metrics.activeUsers).toBeGreaterThan(0)
  })

  test('is reported with the vendor’s own code where v1 is refused as well', async () => {
    newest.fault('/api/v2/organization/usage', refused)
    newest.fault('/api/v1/organization/usage', refused)
    const usage = connect(newest).usage(wholeOrganization, lastWeek, 'all')
    await expect(usage).rejects.toMatchObject({
      code: 'forbidden',
      details: { vendorCode: 'FEATURE_NOT_AVAILABLE' },
    })
  })

  test.each(['FORBIDDEN', 'feature not available', `A${'_'.repeat(80)}`, '<b>X</b>'])(
    'is reported without “%s”, which is no code or says nothing',
    async error => {
      newest.fault('/api/v1/organization/usage', { status: 403, body: { error } })
      const usage = connect(newest, { version: 'v1' }).usage(wholeOrganization, lastWeek, 'all')
      await expect(usage).rejects.toMatchObject({ code: 'forbidden', details: { status: 403 } })
      await usage.catch(failure => expect(failure.details).not.toHaveProperty('vendorCode'))
    },
  )
})

describe('a period that two versions answer for', () => {
  const across = { from: addDays(FREEZE, -7), to: addDays(FREEZE, 7) }

  test.each([
    ['v1', '/api/v1/team/usage'],
    ['v2', '/api/v2/team/usage'],
  ])('is returned in part where %s fails, and says so', async (version, path) => {
    const { id } = pick(company.teams)
    newest.fault(path, { status: 500 })
    const { segments } = await connect(newest).usage({ kind: 'team', id }, across, 'daily')
    expect(segments.map(segment => [segment.version, segment.buckets.length > 0, segment.skipped])).toEqual(
      ['v1', 'v2'].map(each => [each, each !== version, each === version ? 1 : undefined]),
    )
  })

  test('fails where both do', async () => {
    newest.fault('/api/v1/team/usage', { status: 500 })
    newest.fault('/api/v2/team/usage', { status: 500 })
    const usage = connect(newest).usage({ kind: 'team', id: pick(company.teams).id }, across, 'daily')
    await expect(usage).rejects.toMatchObject({ code: 'upstream-failed' })
  })

  test.each([403, 404])('is v2’s where v2 knows no one and v1 answers %d', async status => {
    newest.fault('/api/v1/organization/usage', { status })
    newest.fault('/api/v2/organization/usage', {
      query: { granularity: 'monthly' },
      edit: body => ({ ...(body as Body), usage: { granularity: 'monthly', data: [] } }),
    })
    expect(versionsOf(await connect(newest).usage(wholeOrganization, lastWeek, 'all'))).toEqual(['v2'])
  })
})

describe('an account', () => {
  test.each([
    ['newest', newest],
    ['oldest', oldest],
  ])('is known as active or not by id, on the %s server (N15)', async (_name, sandbox) => {
    const api = connect(sandbox)
    const accounts = listAccounts(sandbox.company, TODAY)
    const gone = pick(accounts, ({ state }) => state === 'deactivated')
    const here = pick(accounts, ({ state }) => state !== 'deactivated')
    await expect(api.isActive(gone.userId)).resolves.toBe(false)
    await expect(api.isActive(here.userId)).resolves.toBe(true)
    await expect(api.isActive('no-such-person')).resolves.toBeNull()
  })

  test('that is active is found where a deactivated one has the same e-mail (T10)', async () => {
    const email = 'ada@twice.example'
    const listed = (id: string, active: string) =>
      oldest.fault(users, {
        query: { active, teamMember: 'true' },
        edit: body => ({ ...(body as Body), data: [{ ...(body as Body).data[0], id, email }] }),
      })
    const [here, gone] = ['deactivated', 'other']
      .map(state =>
        pick(
          listAccounts(oldest.company, TODAY),
          account => (account.state === 'deactivated') === (state === 'deactivated'),
        ),
      )
      .toReversed()
    listed(here?.userId ?? '', 'true')
    listed(gone?.userId ?? '', 'false')
    await expect(connect(oldest).personByEmail(email)).resolves.toMatchObject({ id: here?.userId, active: true })
  })
})

describe('a team that the list does not name (T12)', () => {
  const team = pick(company.teams)

  test.each([
    ['newest', newest, 'the newer page'],
    ['oldest', oldest, 'the older page'],
  ])('has a name on the %s server, by %s', async (_name, sandbox) => {
    const { id, name } = pick(sandbox.company.teams)
    sandbox.fault(
      teams,
      editRows(rows => rows.filter(row => row.id !== id)),
    )
    await expect(connect(sandbox).teamName(id)).resolves.toBe(name)
  })

  test('has a name where the list fails', async () => {
    newest.fault(teams, { status: 403 })
    await expect(connect(newest).teamName(team.id)).resolves.toBe(team.name)
  })

  test.each(['usage', 'account-utilizations', '.', '..', ''])('“%s” is another endpoint, not a team', async id => {
    await expect(connect(newest).teamName(id)).rejects.toMatchObject({ code: 'not-found' })
    expect(newest.requests.every(({ path }) => path === teams)).toBe(true)
  })
})

describe('days that do not begin at midnight UTC (N7)', () => {
  const hour = 3_600_000

  test.each([2, -7, 11, 5])('are the UTC days in which most of them lies, %d hours away', async hours => {
    const api = connect(newest)
    const [daily, weekly, monthly] = [
      lastWeek,
      { from: addDays(lastWeek.from, -28), to: lastWeek.to },
      { from: utcDay(2026, 5, 1), to: utcDay(2026, 8, 1) },
    ]
    const steps = [
      [daily, 'daily'],
      [weekly, 'weekly'],
      [monthly, 'monthly'],
    ] as const
    const plain = await Promise.all(steps.map(([period, step]) => api.usage(wholeOrganization, period, step)))
    newest.fault('/api/v2/organization/usage', { edit: shiftBuckets(hours) })
    const shifted = await Promise.all(
      steps.map(([period, step]) => connect(newest).usage(wholeOrganization, period, step)),
    )
    expect(shifted).toEqual(plain)
  })

  test('still say how fresh the server is', async () => {
    const plain = await connect(newest).freshness()
    newest.fault('/api/v2/organization/usage', { edit: shiftBuckets(2) })
    await expect(connect(newest).freshness()).resolves.toEqual(plain)
  })

  test('is unknown where a server counts by the hour, and nothing is made up', async () => {
    newest.fault('/api/v2/organization/usage', {
      query: { granularity: 'daily' },
      edit: body => {
        const { usage, ...rest } = body as Body
        const data = usage.data.flatMap((row: Body) =>
          [8, 9].map(at => ({
            ...row,
            from: new Date(Date.parse(row.from) + at * hour).toISOString(),
            to: new Date(Date.parse(row.from) + (at + 1) * hour).toISOString(),
          })),
        )
        return { ...rest, usage: { ...usage, data } }
      },
    })
    const { segments } = await connect(newest, { version: 'v2' }).usage(wholeOrganization, lastWeek, 'daily')
    expect(segments[0]?.buckets).toEqual([])
    const days = (segments[0]?.undated ?? []).map(({ period }: UsageBucket) => period.from)
    expect(days).toHaveLength(14)
    expect(days[0]).toEqual(lastWeek.from)
  })
})
