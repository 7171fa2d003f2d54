import type { SeatAction, SeatActionStore } from '../ports.ts'
import { readStored } from '../stored.ts'
import { seatActions as table } from './alert-tables.ts'
import type { Queries } from './db.ts'
import { and, asc, count, eq, gte, inArray, isNotNull, type SQL, sql } from './drizzle.ts'
import { StoredActionKind, StoredActionState, StoredRefusal } from './stored-json.ts'

const underWay: readonly SeatAction['state'][] = ['claimed', 'acting', 'withdrawn']

export function createSeatActions(queries: Queries): SeatActionStore['seatActions'] {
  async function select(where: SQL | undefined): Promise<SeatAction[]> {
    const rows = await queries.select().from(table).where(where).orderBy(asc(table.id))
    return rows.map(row => ({
      ...row,
      kind: readStored(StoredActionKind, row.kind),
      state: readStored(StoredActionState, row.state),
      refusal: readStored(StoredRefusal.nullable(), row.refusal),
    }))
  }

  async function countUsed(targets: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await queries
      .select({ target: table.target, used: count() })
      .from(table)
      .where(and(inArray(table.target, [...targets]), isNotNull(table.usedAt)))
      .groupBy(table.target)
    return new Map(rows.map(({ target, used }) => [target, used]))
  }

  return {
    async show({ targets, ...preview }, now) {
      if (targets.length === 0) return
      const counts = await countUsed(targets.map(({ target }) => target))
      const rows = targets.map(each => ({ ...each, earlier: counts.get(each.target) ?? 0 }))
      await queries
        .insert(table)
        .values(rows.map(row => ({ ...preview, ...row, state: 'shown', shownAt: now, changedAt: now })))
    },

    async lock() {
      await queries.execute(sql`select pg_advisory_xact_lock(hashtextextended('seat actions', 0))`)
    },

    ofPreview: preview => select(eq(table.preview, preview)),
    ofAlert: (alert, since) => select(and(eq(table.alert, alert), gte(table.usedAt, since))),

    async lastOf(targets) {
      if (targets.length === 0) return []
      const used = await select(and(inArray(table.target, [...targets]), isNotNull(table.usedAt)))
      return [...new Map(used.toSorted(byAcceptance).map(action => [action.target, action])).values()]
    },

    async untouched(preview) {
      const shown = await select(eq(table.preview, preview))
      const counts = await countUsed(shown.map(({ target }) => target))
      const resumed = shown.flatMap(({ resumes }) => resumes ?? [])
      const half = new Set(
        (await select(inArray(table.id, resumed))).flatMap(({ id, state }) => (state === 'half' ? id : [])),
      )
      return shown.flatMap(({ id, target, earlier, resumes }) =>
        (counts.get(target) ?? 0) === earlier && (resumes === null || half.has(resumes)) ? id : [],
      )
    },

    async doneSince(since) {
      const done = await select(and(eq(table.state, 'done'), gte(table.usedAt, since)))
      return done.toSorted(byAcceptance)
    },

    underWay: () => select(inArray(table.state, [...underWay])),

    async move(id, from, to, now) {
      const rows = await queries
        .update(table)
        .set({ state: to, changedAt: now })
        .where(and(eq(table.id, id), eq(table.state, from)))
        .returning({ id: table.id })
      return rows.length > 0
    },

    async record(ids, change, now) {
      if (ids.length === 0) return
      await queries
        .update(table)
        .set({ ...change, changedAt: now })
        .where(inArray(table.id, [...ids]))
    },
  }
}

/** The access log numbers presses in the order in which they were accepted. */
function byAcceptance(a: SeatAction, b: SeatAction): number {
  return (a.audit ?? 0) - (b.audit ?? 0)
}
