import { z } from 'zod'
import { cutTable, type Message, momentCell, table, text, withWhole } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { AuditEntry } from '../ports.ts'
import { resolvePeriod } from '../time/period.ts'
import { argument } from './argument.ts'
import { sheetOfAudit } from './audit-sheet.ts'
import { type Command, formatLine } from './command.ts'
import { requirePersistence } from './persistence.ts'

const args = z.object({ period: argument.period().optional() })

/** Rows that are shown; the export has them all. */
const maxListed = 200
const maxRead = 10_000
/** A file has all of them; the bound only limits the memory of the process. */
const maxExported = 500_000

export const auditCommand: Command<z.output<typeof args>, 'admin'> = {
  name: 'audit',
  usage: 'audit [<period>]',
  about: {
    en: {
      summary: 'access log: who saw or exported people’s numbers',
      examples: ['audit last month', 'audit'],
      formTitle: 'Access log',
      submit: 'Show log',
    },
    de: {
      summary: 'Zugriffsprotokoll: wer Zahlen von Personen gesehen oder exportiert hat',
      examples: ['protokoll letzter Monat', 'protokoll'],
      formTitle: 'Zugriffsprotokoll',
      submit: 'Protokoll zeigen',
    },
  },
  listArgs: args,
  needsBot: true,
  surface: 'personal',
  holds: 'admin',
  args,
  async run(asked, context) {
    const { store } = requirePersistence(context)
    const { now, rendering } = context
    const { period } = resolvePeriod(asked.period ?? 'last 30 days', now, rendering.timeZone)
    // What was seen a minute ago belongs to the days up to now.
    const to = asked.period === undefined ? new Date(now.getTime() + 1) : period.to
    const entries = await store.audit.between(period.from, to, context.isWhole ? maxExported : maxRead)
    return {
      facts: entries,
      message: renderAudit(entries, formatLine(auditCommand, asked), rendering),
      sheet: { make: () => sheetOfAudit(entries) },
    }
  },
}

/** Who saw whom, newest first; older entries may exist. @param line the line that was asked @internal */
export function renderAudit(
  entries: readonly AuditEntry[],
  line: string,
  { t, timeZone: zone, commandPrefix }: RenderContext,
): Message {
  const summary = t.alerts.auditCount(entries.length, entries.length === maxRead)
  const columns = [
    { label: t.alerts.at, align: 'left' },
    { label: t.alerts.who, align: 'left' },
    { label: t.alerts.what, align: 'left' },
    { label: t.alerts.line, align: 'left' },
  ] as const
  const rows = entries.map(entry => [
    momentCell(t.moment(entry.at, zone), entry.at),
    entry.who,
    t.alerts.did[entry.what],
    entry.line,
  ])
  const parts = [rows.length > 0 ? cutTable(table(summary, columns, rows), maxListed) : text(summary)]
  return withWhole({ title: t.alerts.auditTitle, summary, parts }, `${commandPrefix}export ${line}`)
}
