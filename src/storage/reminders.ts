import type { AlertStore, Reminder, ReminderHistory, SentReminder } from '../ports.ts'
import { readStored } from '../stored.ts'
import { optOuts, reminders as table } from './alert-tables.ts'
import type { Queries } from './db.ts'
import { and, asc, desc, eq, getTableColumns, gt, gte, inArray, type SQL, sql } from './drizzle.ts'
import { deliveries } from './schema.ts'
import { StoredDeliveryState, StoredReminderAnswer } from './stored-json.ts'

/** As many names as go well into one statement. */
const namesAtOnce = 1_000

type Row = typeof table.$inferSelect

export function createReminders(queries: Queries): AlertStore['reminders'] {
  return {
    async claim(reminder, coolDownSince, now) {
      // Two alerts may be about the same person: the person who comes second waits here until the first is written.
      await queries.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`reminder ${reminder.person}`}, 0))`)
      const before = await queries
        .select({ id: table.id })
        .from(table)
        .where(and(eq(table.person, reminder.person), gt(table.askedAt, coolDownSince)))
        .limit(1)
      if (before.length > 0) return null
      const rows = await queries
        .insert(table)
        .values({ ...reminder, askedAt: now })
        .returning()
      return rows[0] ? toReminder(rows[0]) : null
    },

    async get(id) {
      const rows = await queries.select().from(table).where(eq(table.id, id))
      return rows[0] ? toReminder(rows[0]) : null
    },

    async answer(token, answer, now) {
      const rows = await queries
        .update(table)
        .set({ answer, answeredAt: now })
        .where(eq(table.token, token))
        .returning()
      return rows[0] ? toReminder(rows[0]) : null
    },

    async find(token) {
      const [found] = await selectSent(queries, eq(table.token, token))
      return found ?? null
    },

    ofAlert: (alert, since) => selectSent(queries, and(eq(table.alert, alert), gte(table.askedAt, since))),

    async historyOf(persons) {
      const found: ReminderHistory[] = []
      for (let from = 0; from < persons.length; from += namesAtOnce) {
        const rows = await queries
          .select()
          .from(table)
          .where(inArray(table.person, persons.slice(from, from + namesAtOnce)))
          .orderBy(desc(table.askedAt), desc(table.id))
        for (const [person, asked] of Map.groupBy(rows, row => row.person)) {
          const [newest] = asked
          if (!newest) continue
          const { askedAt: lastAskedAt, answer: lastAnswer, answeredAt } = toReminder(newest)
          found.push({ person, count: asked.length, lastAskedAt, lastAnswer, answeredAt })
        }
      }
      return found
    },
  }
}

function toReminder<Some extends Row>(row: Some): Omit<Some, 'answer'> & Pick<Reminder, 'answer'> {
  return { ...row, answer: readStored(StoredReminderAnswer.nullable(), row.answer) }
}

async function selectSent(queries: Queries, where: SQL | undefined): Promise<SentReminder[]> {
  const rows = await queries
    .select({
      ...getTableColumns(table),
      place: deliveries.conversation,
      state: deliveries.state,
      changedAt: deliveries.changedAt,
    })
    .from(table)
    .leftJoin(deliveries, eq(deliveries.key, sql`'reminder ' || ${table.id}`))
    .where(where)
    .orderBy(asc(table.id))
  return rows.map(({ changedAt, ...row }) => {
    const state = readStored(StoredDeliveryState.nullable(), row.state)
    return { ...toReminder(row), state, sentAt: state === 'sent' ? changedAt : null }
  })
}

export function createOptOuts(queries: Queries): AlertStore['optOuts'] {
  return {
    async add(person, now) {
      await queries.insert(optOuts).values({ person, createdAt: now }).onConflictDoNothing()
    },

    async remove(person) {
      await queries.delete(optOuts).where(eq(optOuts.person, person))
    },

    async among(persons) {
      const found: string[] = []
      for (let from = 0; from < persons.length; from += namesAtOnce) {
        const some = persons.slice(from, from + namesAtOnce)
        const rows = await queries.select().from(optOuts).where(inArray(optOuts.person, some))
        found.push(...rows.map(({ person }) => person))
      }
      return found
    },
  }
}
