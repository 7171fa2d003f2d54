import type { RateLimit, Store } from '../ports.ts'
import type { Queries } from './db.ts'
import { inArray, sql } from './drizzle.ts'
import { turns as table } from './schema.ts'

/** How far the permits of one scope are given out. Before `opensAt` there is none, as the platform asked to wait. @internal */
export type Line = { readonly freeAt: Date; readonly plannedAt: Date; readonly opensAt: Date }

/** A limit with its line, as it is now; the shared one comes first. */
type Lane = { readonly limit: RateLimit; readonly line: Line }

/** Where no permit was given yet. */
const longAgo = new Date(0)

/**
 * Permits are taken within seconds, and nothing is closed for more than some minutes. A moment farther ahead than this was
 * written by a clock that was wrong, and is ignored.
 */
const maxAheadMs = 10 * 60_000
/** The same for plans, which have room for 17,000 posts on Slack. Those beyond it are planned from now on again. */
const maxPlanAheadMs = 60 * 60_000

export function createRateLimits(queries: Queries): Store['rateLimits'] {
  return {
    plan: (limits, now) => inLines(queries, limits, lanes => planPermit(lanes, now)),

    async next(limits, now) {
      const scopes = limits.map(({ scope }) => scope)
      const lines = await queries.select().from(table).where(inArray(table.scope, scopes))
      return latestOf([now, ...lines.map(line => nextIn(line, now))])
    },

    take: (limits, latest, now) => inLines(queries, limits, lanes => takePermit(lanes, latest, now)),

    async close(limits, until, now) {
      await inLines(queries, limits, lanes => ({
        answer: null,
        lines: lanes.map(({ line }) => ({ ...line, opensAt: later(believed(line.opensAt, now, maxAheadMs), until) })),
      }))
    },

    async areOpen(limits, at) {
      const scopes = limits.map(({ scope }) => scope)
      const rows = await queries.select({ opensAt: table.opensAt }).from(table).where(inArray(table.scope, scopes))
      return rows.every(({ opensAt }) => believed(opensAt, at, maxAheadMs) <= at)
    },
  }
}

type Decided<T> = { readonly answer: T; readonly lines: readonly Line[] }

/** The next moment after all that are planned; it is planned from then on. @internal */
export function planPermit(lanes: readonly Lane[], now: Date): Decided<Date> {
  const ends = lanes.map(({ line }) => later(believed(line.plannedAt, now, maxPlanAheadMs), nextIn(line, now)))
  const planned = latestOf(ends)
  // A plan only says when to ask for a permit. A plan that its own conversation delays does not use the shared line.
  const lines = lanes.map(({ limit, line }, at) => ({
    ...line,
    plannedAt: after(at === 0 ? (ends[0] ?? planned) : planned, limit.intervalMs),
  }))
  return { answer: planned, lines }
}

/**
 * The next moment that is free in all lines. It is taken only if the shared line alone causes the wait, because a permit
 * taken ahead for a slow conversation would block all others; and not if it is after `latest`.
 * @internal
 */
export function takePermit(
  lanes: readonly Lane[],
  latest: Date,
  now: Date,
): Decided<{ readonly at: Date; readonly isTaken: boolean }> {
  const moments = lanes.map(({ line }) => nextIn(line, now))
  const at = latestOf(moments)
  const isTaken = at <= latest && at.getTime() === moments[0]?.getTime()
  const lines = lanes.map(({ limit, line }) => (isTaken ? { ...line, freeAt: after(at, limit.intervalMs) } : line))
  return { answer: { at, isTaken }, lines }
}

/** Decides with the lines held: they are in the order of the limits, which is alike everywhere, so no two transactions deadlock. */
async function inLines<T>(
  queries: Queries,
  limits: readonly RateLimit[],
  decide: (lanes: readonly Lane[]) => Decided<T>,
): Promise<T> {
  return queries.transaction(async tx => {
    const fresh = limits.map(({ scope }) => ({ scope, freeAt: longAgo, plannedAt: longAgo, opensAt: longAgo }))
    const held = await tx
      .insert(table)
      .values(fresh)
      // Changes nothing but locks the row, and returns it as the transaction before has left it.
      .onConflictDoUpdate({ target: table.scope, set: { scope: sql`excluded.scope` } })
      .returning()
    const lanes = limits.flatMap(limit => {
      const line = held.find(({ scope }) => scope === limit.scope)
      return line ? [{ limit, line }] : []
    })
    const { answer, lines } = decide(lanes)
    const changed = lanes.flatMap(({ limit, line }, at) => {
      const next = lines[at]
      return next && next !== line ? [{ ...next, scope: limit.scope }] : []
    })
    if (changed.length > 0) {
      const set = {
        freeAt: sql`excluded.free_at`,
        plannedAt: sql`excluded.planned_at`,
        opensAt: sql`excluded.opens_at`,
      }
      await tx.insert(table).values(changed).onConflictDoUpdate({ target: table.scope, set })
    }
    return answer
  })
}

function nextIn({ freeAt, opensAt }: Line, now: Date): Date {
  return latestOf([believed(freeAt, now, maxAheadMs), believed(opensAt, now, maxAheadMs), now])
}

/** A stored moment, or now where only a wrong clock can have written it. */
function believed(moment: Date, now: Date, maxMs: number): Date {
  return moment.getTime() - now.getTime() > maxMs ? now : moment
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}

function latestOf(dates: readonly Date[]): Date {
  return new Date(Math.max(...dates.map(Number)))
}

function after(date: Date, milliseconds: number): Date {
  return new Date(date.getTime() + milliseconds)
}
