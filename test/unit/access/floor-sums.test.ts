import fc from 'fast-check'
import { expect, test } from 'vitest'
import { floorDigest } from '../../../src/access/floor-reports.ts'
import type { Metrics, Subject } from '../../../src/ports.ts'
import { comparable } from '../../../src/report/activity.ts'
import { type DigestFacts, type DigestPart, digestReport } from '../../../src/report/digest.ts'
import { type Tool, tools } from '../../../src/report/withheld.ts'
import { addDays } from '../../../src/utc-days.ts'
import { days, metrics } from '../../helpers/facts.ts'
import { propertyRuns } from '../../helpers/sizes.ts'

const floor = {
  people: 5,
  besideInUse: new Set<string>(),
  besideBefore: new Set<string>(),
  besideInSeats: new Set<string>(),
}
const measures = ['all', ...tools] as const
type Measure = (typeof measures)[number]
type Use = Readonly<Record<Measure, number>>

const [example] = digestReport.example.parts
if (!example) throw new Error('the example is of one team')
const part = example

function metricsOf({ all, completions, chat, agent }: Use): Metrics {
  return metrics({
    activeUsers: all,
    completions: { activeUsers: completions, accepted: completions * 100 },
    chat: { activeUsers: chat, interactions: chat * 10 },
    agent: { activeUsers: agent, interactions: agent * 7 },
  })
}

const add = (uses: readonly Use[]): Use =>
  Object.fromEntries(measures.map(measure => [measure, uses.reduce((sum, use) => sum + use[measure], 0)])) as Use

/** Three weeks of a group, the last of which the digest is of. */
function partOf(subject: Subject, weeks: readonly Use[], registeredBefore: number): DigestPart {
  const monday = days('2026-11-02', '2026-11-02').from
  const span = (week: number) => ({ from: addDays(monday, 7 * week), to: addDays(monday, 7 * week + 7) })
  const total = (week: number) => ({ metrics: metricsOf(weeks[week] ?? add([])), isLowerBound: false })
  return {
    ...part,
    subject,
    seats: { registered: 60, invited: 0, deactivated: 0 },
    seatsBefore: part.seatsBefore && { ...part.seatsBefore, registered: registeredBefore, invited: 0, deactivated: 0 },
    activity: { ...part.activity, total: total(2), before: { period: span(1), total: total(1) } },
    trend: weeks.map((use, week) => ({ period: span(week), metrics: metricsOf(use) })),
  }
}

function digestOf(teams: readonly (readonly Use[])[], others: readonly Use[], before: readonly number[]): DigestFacts {
  const all = others.map((other, week) => add([other, ...teams.map(weeks => weeks[week] ?? add([]))]))
  const seats = before.reduce((sum, registered) => sum + registered, 0)
  return {
    unit: 'week',
    parts: [
      partOf({ kind: 'organization', name: 'Northwind' }, all, seats),
      ...teams.map((weeks, at) => partOf({ kind: 'team', id: `team-${at}`, name: `T${at}` }, weeks, before[at] ?? 0)),
    ],
  }
}

/** How many people of a measure are told; `null`: not. */
function toldIn(
  told: {
    readonly metrics: Metrics | null
    readonly withheld?: unknown
    readonly few?: { readonly tools: readonly Tool[] }
  },
  measure: Measure,
): number | null {
  if (!told.metrics || told.withheld || (measure !== 'all' && told.few?.tools.includes(measure))) return null
  return measure === 'all' ? told.metrics.activeUsers : told.metrics[measure].activeUsers
}

const use = fc
  .record({ all: fc.nat({ max: 12 }), completions: fc.nat(), chat: fc.nat(), agent: fc.nat() })
  .map(({ all, ...own }) => ({
    all,
    completions: own.completions % (all + 1),
    chat: own.chat % (all + 1),
    agent: own.agent % (all + 1),
  }))
const weeks = fc.array(use, { minLength: 3, maxLength: 3 })

test('whatever the teams: the whole less what is told of them is of nobody, of enough people, or not told', () => {
  let seen = 0
  fc.assert(
    fc.property(
      fc.array(weeks, { minLength: 1, maxLength: 4 }),
      fc.oneof(weeks, fc.constant([add([]), add([]), add([])])),
      fc.array(fc.nat({ max: 12 }), { minLength: 4, maxLength: 4 }),
      (teams, others, before) => {
        const [whole, ...parts] = floorDigest(digestOf(teams, others, before.slice(0, teams.length)), floor).parts
        if (!whole) throw new Error('there is the whole')
        const check = (all: number | null, told: readonly (number | null)[], what: string) => {
          if (all === null) return
          const rest = all - told.reduce<number>((sum, people) => sum + (people ?? 0), 0)
          expect(rest <= 0 || rest >= floor.people, `${what}: ${rest}`).toBe(true)
          seen++
        }
        for (const measure of measures) {
          for (const [week, row] of whole.trend.entries()) {
            const rows = parts.map(({ trend }) => trend[week] ?? { metrics: null })
            const told = rows.map(each => toldIn(each, measure))
            check(toldIn(row, measure), told, `${measure} in week ${week}`)
          }
          const now = ({ activity }: DigestPart) => ({ ...activity, metrics: activity.total?.metrics ?? null })
          // Teams that the digest does not name are looked at where the floor is found.
          if (measure !== 'all' || others[2]?.all === 0) {
            const told = parts.map(each => toldIn(now(each), measure))
            check(toldIn(now(whole), measure), told, `${measure} now`)
          }
          // What was before is told by the change, or by the trend.
          const past = (each: DigestPart) => ({
            ...each.activity,
            metrics: comparable(each.activity)?.total.metrics ?? null,
          })
          const told = parts.map(
            each => toldIn(past(each), measure) ?? toldIn(each.trend[1] ?? { metrics: null }, measure),
          )
          check(toldIn(past(whole), measure), told, `${measure} before`)
        }
        const seats = parts.map(({ seatsBefore }) => seatsBefore?.registered ?? null)
        if (whole.seatsBefore) check(whole.seatsBefore.registered, seats, 'seats before')
      },
    ),
  )
  expect(seen).toBeGreaterThan(3 * propertyRuns)
})

test('a digest of teams without the whole keeps its numbers', () => {
  const { parts } = digestOf(
    [
      [use1(12), use1(12), use1(12)],
      [use1(8), use1(2), use1(9)],
    ],
    [],
    [],
  )
  const teams = { unit: 'week' as const, parts: parts.slice(1) }
  expect(floorDigest(teams, floor).parts[0]?.trend).toEqual(teams.parts[0]?.trend)
})

function use1(people: number): Use {
  return { all: people, completions: people, chat: people, agent: people }
}
