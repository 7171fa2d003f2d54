import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import type { Granularity, Metrics, Period, UsageVersion } from '../../../src/ports.ts'
import { addDays, countDays, earlier, utcDay } from '../../../src/time/utc-days.ts'
import { UsageRows } from '../../../src/usage-api/schema.ts'
import { type AskOrganization, detectCoverage, splitPeriod } from '../../../src/usage-api/usage.ts'

const now = new Date('2026-09-28T12:00:00Z')
const today = utcDay(2026, 8, 28)
const epoch = utcDay(2020, 0, 1)

const day = fc.integer({ min: 0, max: 4_000 }).map(days => addDays(epoch, days))
const period = fc
  .tuple(day, fc.integer({ min: 1, max: 800 }))
  .map(([from, days]): Period => ({ from, to: addDays(from, days) }))

describe('splits a period', () => {
  test('so that its parts cover it exactly, in order, and each day is requested from one version', () => {
    fc.assert(
      fc.property(period, fc.option(day), (whole, v2Since) => {
        const parts = splitPeriod(whole, { v2Since })
        expect(parts[0]?.period.from).toEqual(whole.from)
        expect(parts.at(-1)?.period.to).toEqual(whole.to)
        for (const [nth, { period, version }] of parts.entries()) {
          expect(period.from < period.to).toBe(true)
          if (nth > 0) expect(period.from).toEqual(parts[nth - 1]?.period.to)
          expect(version === 'v2').toBe(v2Since !== null && period.from >= v2Since)
        }
        expect(new Set(parts.map(({ version }) => version)).size).toBe(parts.length)
      }),
    )
  })

  test.each<[string, string | null, string[]]>([
    ['before', '2026-06-01', ['v1 2026-05-01 2026-06-01']],
    ['after', '2026-05-01', ['v2 2026-05-01 2026-06-01']],
    ['across', '2026-05-11', ['v1 2026-05-01 2026-05-11', 'v2 2026-05-11 2026-06-01']],
    ['without', null, ['v1 2026-05-01 2026-06-01']],
  ])('%s the day from which v2 answers', (_name, since, parts) => {
    const whole = { from: utcDay(2026, 4, 1), to: utcDay(2026, 5, 1) }
    const described = splitPeriod(whole, { v2Since: since === null ? null : new Date(since) }).map(
      ({ version, period }) => `${version} ${write(period.from)} ${write(period.to)}`,
    )
    expect(described).toEqual(parts)
  })
})

function write(date: Date): string {
  return date.toISOString().slice(0, 10)
}

type Server = {
  /** Days with activity, counted back from today, as each version knows them; `null`: there is no such version. */
  readonly v1: readonly number[]
  readonly v2: readonly number[] | null
  /** Hours by which the server's midnights lie before UTC's. */
  readonly ahead?: number
}

const idle = bucketOf(0)
const busy = bucketOf(3)

function bucketOf(activeUsers: number): Metrics {
  const bucket = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', activeUsers }
  const [row] = UsageRows.parse({ usage: { data: [bucket] } }).rows
  if (!row) throw new Error('a bucket gives a row')
  return row.metrics
}

/** A server's answers about the whole organization: a bucket for each step, active or not. */
function serve(server: Server): { ask: AskOrganization; questions: string[] } {
  const questions: string[] = []
  const ask = async (version: UsageVersion, asked: Period, granularity: Granularity) => {
    questions.push(`${version} ${granularity}`)
    const active = server[version]
    if (active === null) throw new AppError('not-found', { status: 404 })
    const days = active.map(back => addDays(today, -back))
    const edges = [asked.from]
    for (let edge = asked.from; edge < asked.to; ) {
      const next =
        granularity === 'monthly' ? utcDay(edge.getUTCFullYear(), edge.getUTCMonth() + 1, 1) : addDays(edge, 1)
      edge = earlier(next, asked.to)
      edges.push(edge)
    }
    const shift = (date: Date) => new Date(date.getTime() - (server.ahead ?? 0) * 3_600_000)
    return edges.slice(1).map((to, nth) => {
      const from = edges[nth] ?? to
      const wasActive = days.some(one => one >= from && one < to)
      return { from: shift(from), to: shift(to), metrics: wasActive ? busy : idle }
    })
  }
  return { ask, questions }
}

describe('finds the day from which v2 answers', () => {
  test.each<[string, Server, string | null]>([
    ['there is no v2', { v1: [1, 2, 3], v2: null }, null],
    ['v2 took over from v1', { v1: [90, 100, 120], v2: [2, 40, 89] }, '2026-07-01'],
    ['v2 took over in the middle of a month', { v1: [71, 72], v2: [1, 69, 70] }, '2026-07-20'],
    ['v2 knows the past as well', { v1: [400, 500], v2: [1, 400, 500] }, '2025-05-16'],
    ['v2 took over so lately that no one is in it yet', { v1: [3, 4, 90], v2: [] }, '2026-09-26'],
    ['v2 took over today, and v1 knows of today', { v1: [0, 1], v2: [] }, '2026-09-29'],
    ['no one ever started', { v1: [], v2: [] }, '2024-09-01'],
  ])('where %s', async (_name, server, expected) => {
    const { ask, questions } = serve(server)
    const { v2Since } = await detectCoverage(ask, now)
    expect(v2Since === null ? null : write(v2Since)).toBe(expected)
    expect(questions.length).toBeLessThanOrEqual(3)
  })

  test('with two questions in the common cases', async () => {
    const upgraded = serve({ v1: [90], v2: [2, 40] })
    await detectCoverage(upgraded.ask, now)
    expect(upgraded.questions).toEqual(['v2 monthly', 'v2 daily'])
    const old = serve({ v1: [90], v2: null })
    await detectCoverage(old.ask, now)
    expect(old.questions).toEqual(['v2 monthly'])
  })

  test('where the server’s months do not begin at midnight UTC', async () => {
    const { v2Since } = await detectCoverage(serve({ v1: [90], v2: [2, 60], ahead: 2 }).ask, now)
    const days = v2Since && countDays(v2Since, addDays(today, -60))
    expect([0, 1]).toContain(days)
  })

  test('so that no active day is lost, whenever v1 froze and no matter who was active', async () => {
    const activeDays = fc.uniqueArray(fc.integer({ min: 0, max: 700 }), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(activeDays, fc.integer({ min: 0, max: 720 }), async (days, freeze) => {
        const server = { v1: days.filter(back => back > freeze), v2: days.filter(back => back <= freeze) }
        const coverage = await detectCoverage(serve(server).ask, now)
        const whole = { from: addDays(today, -730), to: addDays(today, 1) }
        const found = splitPeriod(whole, coverage).flatMap(({ version, period }) =>
          server[version].filter(back => addDays(today, -back) >= period.from && addDays(today, -back) < period.to),
        )
        expect(found.sort((a, b) => a - b)).toEqual(days.toSorted((a, b) => a - b))
      }),
    )
  })

  test('and passes on every error except that there is no v2', async () => {
    const failing: AskOrganization = async () => {
      throw new AppError('upstream-failed', { status: 500 })
    }
    await expect(detectCoverage(failing, now)).rejects.toMatchObject({ code: 'upstream-failed' })
  })
})
