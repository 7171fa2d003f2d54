import { z } from 'zod'
import { AppError } from '../errors.ts'
import { type Message, momentCell, table, text } from '../message/message.ts'
import type { AuditEntry } from '../ports.ts'
import { resolvePeriod } from '../report/period.ts'
import type { Voice } from '../report/report.ts'
import { remembered } from './alert.ts'
import { argument } from './argument.ts'
import type { Command } from './command.ts'

const args = z.object({ period: argument.period().optional() })

const shown = 200

export const auditCommand: Command<z.output<typeof args>> = {
  name: 'audit',
  usage: 'audit [<period>]',
  surface: 'personal',
  args,
  async run(asked, context) {
    const { store } = remembered(context)
    if ((await context.access.role()) !== 'admin') throw new AppError('not-allowed')
    const { now, voice } = context
    const { period } = resolvePeriod(asked.period ?? 'last 30 days', now, voice.zone)
    // What was seen a minute ago belongs to the days up to now.
    const to = asked.period === undefined ? new Date(now.getTime() + 1) : period.to
    const entries = await store.audit.between(period.from, to, shown)
    return { facts: entries, message: tellAudit(entries, voice, shown) }
  },
}

/** Who saw whom, newest first. @param most as many are read: where there are so many, there may be more */
export function tellAudit(entries: readonly AuditEntry[], { words: w, zone }: Voice, most: number): Message {
  const summary = w.alerts.auditCount(entries.length, entries.length === most)
  const columns = [
    { label: w.alerts.at, align: 'left' },
    { label: w.alerts.who, align: 'left' },
    { label: w.alerts.what, align: 'left' },
    { label: w.alerts.line, align: 'left' },
  ] as const
  const rows = entries.map(({ at, who, what, line }) => [
    momentCell(w.moment(at, zone), at),
    who,
    w.alerts.did[what],
    line,
  ])
  const parts = [rows.length > 0 ? table(summary, columns, rows) : text(summary)]
  return { title: w.alerts.auditTitle, summary, parts }
}
