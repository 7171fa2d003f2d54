import type { Sheet } from '../message/csv.ts'
import type { AuditEntry } from '../ports.ts'
import { moment } from '../report/cells.ts'

/** Newest first. */
export function sheetOfAudit(entries: readonly AuditEntry[]): Sheet {
  return {
    columns: ['at', 'who', 'what', 'line', 'surface'],
    rows: entries.map(({ at, who, what, line, surface }) => [moment(at), who, what, line, surface]),
  }
}
