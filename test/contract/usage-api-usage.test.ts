import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Granularity, Period, Usage, UsageSubject } from '../../src/ports.ts'
import { addDays, earlier, utcDay } from '../../src/time/utc-days.ts'
import { listAccounts, sumUsage } from '../helpers/company-truth.ts'
import {
  connect,
  FREEZE,
  lastWeek,
  openProfiles,
  pick,
  toSeconds,
  versionsOf,
  wholeOrganization,
} from '../helpers/usage-api-client.ts'
import { TODAY } from '../unit/demo/sandbox/ask.ts'

const beforeFreeze = { from: utcDay(2026, 3, 1), to: utcDay(2026, 4, 1) }
const acrossFreeze = { from: utcDay(2026, 4, 11), to: utcDay(2026, 5, 22) }

const sandboxes = await openProfiles()
const [oldest, middle, newest] = sandboxes.map(({ sandbox }) => sandbox)
if (!oldest || !middle || !newest) throw new Error('there are three profiles')
const upgraded = sandboxes.filter(({ profile }) => profile !== '5.18')

beforeEach(() => {
  for (const { sandbox } of sandboxes) {
    sandbox.clearFaults()
    sandbox.clearRequests()
  }
})

describe.each(sandboxes)('a server of version $profile', ({ profile, sandbox }) => {
  const { company } = sandbox
  const accounts = listAccounts(company, TODAY)

  test.each<[string, Period]>([
    ['of last week', lastWeek],
    ['before the upgrade', beforeFreeze],
    ['across the upgrade', acrossFreeze],
  ])('returns usage %s, of everyone, a team and a person', async (_name, period) => {
    const api = connect(sandbox)
    const team = pick(company.teams)
    const person = pick(accounts, ({ state, firstUsedOn }) => state === 'active' && (firstUsedOn ?? '9') < '2026-03')
    const subjects: [UsageSubject, { teamId?: string; userId?: string }][] = [
      [wholeOrganization, {}],
      [{ kind: 'team', id: team.id }, { teamId: team.id }],
      [{ kind: 'user', id: person.userId }, { userId: person.userId }],
    ]
    for (const [subject, who] of subjects) {
      const usage = await api.usage(subject, period, 'all')
      expectSeamless(usage, period)
      for (const segment of usage.segments) {
        const sums = sumUsage(company, segment.period, TODAY, who)
        expect(segment.buckets).toHaveLength(1)
        expect(segment.buckets[0]?.metrics).toMatchObject({
          activeUsers: sums.activeUsers,
          completions: {
            activeUsers: sums.completionUsers,
            accepted: sums.completions,
            chars: sums.completionChars,
            keystrokes: sums.keystrokes,
            lines: sums.completionLines,
          },
          chat: { activeUsers: sums.chatUsers, interactions: sums.interactions, lines: sums.chatLines },
          agent:
            profile !== '5.18'
              ? { activeUsers: sums.agentUsers, interactions: sums.agentTurns, linesAdded: sums.linesAdded }
              : { activeUsers: null, interactions: null, linesAdded: null },
        })
        expect(sums.activeUsers).toBeGreaterThan(0)
      }
    }
  })

  test.each<[Granularity, Period, number]>([
    ['daily', lastWeek, 7],
    ['weekly', { from: addDays(lastWeek.to, -28), to: lastWeek.to }, 4],
    ['monthly', { from: utcDay(2026, 6, 1), to: utcDay(2026, 8, 1) }, 2],
  ])('returns usage %s, in order', async (granularity, period, count) => {
    const { segments } = await connect(sandbox).usage(wholeOrganization, period, granularity)
    expect(segments).toHaveLength(1)
    const buckets = segments[0]?.buckets ?? []
    expect(buckets).toHaveLength(count)
    expect(buckets[0]?.period.from).toEqual(period.from)
    expect(buckets.at(-1)?.period.to).toEqual(period.to)
    for (const bucket of buckets) {
      expect(bucket.metrics.activeUsers).toBe(sumUsage(company, bucket.period, TODAY).activeUsers)
    }
  })

  test('reports how fresh it is', async () => {
    const days = accounts.map(({ lastUsedOn }) => lastUsedOn).filter(day => day !== null)
    const newestDay = days.toSorted().at(-1)
    const freshness = await connect(sandbox).freshness()
    expect(freshness.lastActiveDay?.toISOString().slice(0, 10)).toBe(newestDay)
    expect(freshness.lookback).toEqual({ from: utcDay(2026, 8, 1), to: utcDay(2026, 8, 29) })
  })

  test('asks each day of one version only, whatever is asked for', async () => {
    const api = connect(sandbox)
    const teamId = pick(company.teams).id
    const anyPeriod = fc
      .tuple(fc.integer({ min: -400, max: 119 }), fc.integer({ min: 1, max: 400 }))
      .map(([back, days]): Period => {
        const from = addDays(FREEZE, back)
        const to = addDays(from, days)
        return { from, to: earlier(to, addDays(TODAY, 1)) }
      })
    const granularities = fc.constantFrom<Granularity>('all', 'daily', 'weekly', 'monthly')
    await api.usage(wholeOrganization, lastWeek, 'all')
    await fc.assert(
      fc.asyncProperty(anyPeriod, granularities, async (period, granularity) => {
        sandbox.clearRequests()
        const usage = await api.usage({ kind: 'team', id: teamId }, period, granularity)
        expectSeamless(usage, period)
        const asked = sandbox.requests
          .map(({ query }) => query)
          .sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
        expect(asked.map(({ from, to }) => [from, to])).toEqual(
          usage.segments.map(({ period: { from, to } }) => [toSeconds(from), toSeconds(to)]),
        )
      }),
    )
  })
})

/** The segments cover the period exactly, each day once. */
function expectSeamless({ period, segments }: Usage, asked: Period): void {
  expect(period).toEqual(asked)
  expect(segments[0]?.period.from).toEqual(asked.from)
  expect(segments.at(-1)?.period.to).toEqual(asked.to)
  for (const [nth, segment] of segments.slice(1).entries()) {
    expect(segment.period.from).toEqual(segments[nth]?.period.to)
  }
}

describe('the version of usage', () => {
  test('of an old server is v1 for all days', async () => {
    const api = connect(oldest)
    for (const period of [lastWeek, beforeFreeze, acrossFreeze]) {
      expect(versionsOf(await api.usage(wholeOrganization, period, 'all'))).toEqual(['v1'])
    }
  })

  test.each(upgraded)('of $profile is v1 before the upgrade and v2 from then on', async ({ sandbox }) => {
    const api = connect(sandbox)
    expect(versionsOf(await api.usage(wholeOrganization, beforeFreeze, 'all'))).toEqual(['v1'])
    expect(versionsOf(await api.usage(wholeOrganization, lastWeek, 'all'))).toEqual(['v2'])
    const across = await api.usage(wholeOrganization, acrossFreeze, 'all')
    expect(versionsOf(across)).toEqual(['v1', 'v2'])
    expect(across.segments[1]?.period.from).toEqual(FREEZE)
  })

  test.each(upgraded)('of $profile never takes frozen history for news', async ({ sandbox }) => {
    const api = connect(sandbox)
    for (let from = FREEZE; from < lastWeek.to; from = addDays(from, 7)) {
      const usage = await api.usage(wholeOrganization, { from, to: addDays(from, 7) }, 'all')
      expect(versionsOf(usage)).toEqual(['v2'])
      expect(usage.segments[0]?.buckets[0]?.metrics.activeUsers).toBeGreaterThan(0)
    }
  })

  test.each(upgraded)('of $profile is what the settings say, if they do', async ({ sandbox }) => {
    for (const version of ['v1', 'v2'] as const) {
      const api = connect(sandbox, { version })
      for (const period of [lastWeek, beforeFreeze, acrossFreeze]) {
        expect(versionsOf(await api.usage(wholeOrganization, period, 'all'))).toEqual([version])
      }
    }
    expect([...sandbox.counts.keys()].filter(route => route.endsWith('/usage'))).toHaveLength(2)
    expect(sandbox.counts.get('/api/v1/organization/usage')).toBe(3)
    expect(sandbox.counts.get('/api/v2/organization/usage')).toBe(3)
  })

  test('v2 of a server that has none is not known', async () => {
    const forced = connect(oldest, { version: 'v2' })
    await expect(forced.usage(wholeOrganization, lastWeek, 'all')).rejects.toMatchObject({ code: 'not-found' })
  })

  test.each(sandboxes)(
    'of $profile is found with a small number of questions, and those are asked once',
    async ({ sandbox }) => {
      const api = connect(sandbox)
      const teamId = pick(sandbox.company.teams).id
      const ask = (period: Period) => api.usage({ kind: 'team', id: teamId }, period, 'all')
      await Promise.all([ask(lastWeek), ask(beforeFreeze)])
      await ask(acrossFreeze)
      const asked = sandbox.requests.filter(({ path }) => path.endsWith('/organization/usage'))
      expect(asked.length).toBeLessThanOrEqual(2)
      expect(sandbox.counts.get('/api/v1/organization')).toBe(1)
    },
  )

  test.each(upgraded)('of $profile is not doubted because v2 does not know a team', async ({ sandbox }) => {
    const api = connect(sandbox)
    const unknown = api.usage({ kind: 'team', id: 'no-such-team' }, lastWeek, 'all')
    await expect(unknown).rejects.toMatchObject({ code: 'not-found' })
    expect(versionsOf(await api.usage(wholeOrganization, lastWeek, 'all'))).toEqual(['v2'])
    expect(sandbox.counts.get('/api/v1/team/usage')).toBeUndefined()
  })

  test('is looked for again after it could not be found', async () => {
    const takeBack = newest.fault('/api/v2/organization/usage', { status: 400 })
    const api = connect(newest)
    await expect(api.usage(wholeOrganization, lastWeek, 'all')).rejects.toMatchObject({ code: 'refused-request' })
    takeBack()
    expect(versionsOf(await api.usage(wholeOrganization, lastWeek, 'all'))).toEqual(['v2'])
  })

  test('more than one bucket for a whole period is no answer', async () => {
    const bucket = { from: '2026-09-21T00:00:00Z', to: '2026-09-22T00:00:00Z' }
    newest.fault('/api/v2/team/usage', { body: { usage: { data: [bucket, bucket] } } })
    const usage = connect(newest).usage({ kind: 'team', id: pick(newest.company.teams).id }, lastWeek, 'all')
    await expect(usage).rejects.toMatchObject({ code: 'contract' })
  })

  test('buckets that come twice, out of order or from elsewhere are put right', async () => {
    const bucket = (day: number, activeUsers: number) => ({
      from: toSeconds(utcDay(2026, 8, day)),
      to: toSeconds(utcDay(2026, 8, day + 1)),
      activeUsers,
    })
    const data = [bucket(23, 3), bucket(21, 1), bucket(23, 3), bucket(1, 9), bucket(28, 9)]
    newest.fault('/api/v2/team/usage', { body: { usage: { data } } })
    const team: UsageSubject = { kind: 'team', id: pick(newest.company.teams).id }
    const { segments } = await connect(newest).usage(team, lastWeek, 'daily')
    expect(segments[0]?.buckets.map(({ period, metrics }) => [period.from.getUTCDate(), metrics.activeUsers])).toEqual([
      [21, 1],
      [23, 3],
    ])
  })
})
