import type { DataTableBlock, KnownBlock, TableBlock } from '@slack/types'
import { cellText, type TableCell, type TablePart } from '../../src/message/message.ts'
import { listRows, renderMore, renderTable } from '../../src/message/text.ts'
import type { Words } from '../../src/message/words.ts'
import { limits } from './limits.ts'
import { preformatted, richText, show } from './text.ts'

/** Whether this Slack is asked for tables that its readers can sort and page; workspaces get them one after another. */
export type Tables = 'sortable' | 'plain'

/** @param isFirst whether it may be drawn where Slack draws one table a message; another is shown as text of one width */
export function showTable(part: TablePart, tables: Tables, isFirst: boolean, words: Words): KnownBlock[] {
  if (part.columns.length === 0 || part.rows.length + part.more === 0) return []
  const isDrawable = part.look !== 'list' && part.columns.length <= limits.tableColumns
  const more = richText(renderMore(part, words).map((line, at) => (at === 0 ? line : `\n${line}`)))
  if (isDrawable && tables === 'sortable' && part.look === undefined && isSortable(part))
    return [drawSortable(part), ...more]
  if (isDrawable && isFirst && part.rows.length < limits.tableRows)
    return [...richText([{ strong: part.caption }]), drawPlain(part), ...more]
  return isFirst || part.look === 'list' ? list(part, words) : preformatted(renderTable(part, words).split('\n'))
}

function isSortable({ rows }: TablePart): boolean {
  return rows.length > 0 && rows.length <= limits.dataTableRows
}

/** The block includes the caption. */
function drawSortable({ caption, columns, rows }: TablePart): DataTableBlock {
  return {
    type: 'data_table',
    caption: show(caption, limits.caption),
    page_size: limits.page,
    rows: [
      columns.map(({ label }) => rawText(label)),
      ...rows.map(row => columns.map((_column, at) => sortableCell(row[at] ?? ''))),
    ],
  }
}

function drawPlain({ columns, rows }: TablePart): TableBlock {
  return {
    type: 'table',
    column_settings: columns.map(({ align }) => ({ align })),
    rows: [
      columns.map(({ label }) => rawText(label)),
      ...rows.map(row => columns.map((_column, at) => rawText(cellText(row[at])))),
    ],
  }
}

function list(part: TablePart, words: Words): KnownBlock[] {
  return richText([
    { strong: part.caption },
    ...[...listRows(part), ...renderMore(part, words)].map(line => `\n${line}`),
  ])
}

/** Slack sorts by the number and shows the text, so that it stays written as the reader's language writes it. */
function sortableCell(cell: TableCell) {
  const shown = rawText(cellText(cell))
  return typeof cell === 'object' && Number.isFinite(cell.value)
    ? { type: 'raw_number' as const, value: cell.value, text: shown.text }
    : shown
}

function rawText(value: string) {
  return { type: 'raw_text' as const, text: show(value, limits.text) }
}
