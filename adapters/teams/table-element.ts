/**
 * A table of a card. Teams cannot sort tables. A long one shows its first rows and a wide one its first columns, with a
 * button for the others. These are in the card already and only become visible, so it works on every client and in every
 * old message.
 */
import { cellText, type Span, type TablePart } from '../../src/message/message.ts'
import { listRows, renderMore } from '../../src/message/text.ts'
import type { Words } from '../../src/message/words.ts'
import { limits } from './limits.ts'
import { block, line, type RichTextBlock, run } from './text-element.ts'

type Table = {
  type: 'Table'
  columns: { width: number; horizontalCellContentAlignment: 'Left' | 'Right' }[]
  rows: { type: 'TableRow'; cells: { type: 'TableCell'; items: RichTextBlock[] }[] }[]
  firstRowAsHeaders: true
  showGridLines: boolean
}
type Hidden = { type: 'Container'; id: string; isVisible: false; items: (RichTextBlock | Table)[]; spacing: 'Small' }
type Switch = {
  type: 'ActionSet'
  id: string
  isVisible?: false
  actions: { type: 'Action.ToggleVisibility'; title: string; targetElements: string[] }[]
}
export type TableElement = RichTextBlock | Table | Hidden | Switch

/** @param id what no other table of the card is called */
export function showTable(part: TablePart, id: string, words: Words): TableElement[] {
  if (part.rows.length === 0) return []
  const caption = block([run({ strong: part.caption })])
  const more = renderMore(part, words).map(line => block([run(line)]))
  return [caption, ...drawRows(part, id, words), ...more]
}

function drawRows(part: TablePart, id: string, words: Words): (Table | RichTextBlock | Hidden | Switch)[] {
  if (part.look === 'list' || part.rows.length > limits.tableRows) return foldRows(part, id, words, drawList)
  const narrow = narrowTable(part)
  if (narrow === part) return foldRows(part, id, words, drawTable)
  if (part.look === 'plain') return foldRows(part, id, words, drawRecords)
  const labels = { show: words.showColumns, hide: words.hideColumns }
  return [...foldRows(narrow, id, words, drawTable), ...fold(drawRecords(part, part.rows), `${id}-columns`, labels)]
}

type Draw = (part: TablePart, rows: TablePart['rows']) => (Table | RichTextBlock)[]

function foldRows(part: TablePart, id: string, words: Words, draw: Draw) {
  if (part.look === 'plain' || part.rows.length <= limits.longTable) return draw(part, part.rows)
  const [first, others] = [part.rows.slice(0, limits.page), part.rows.slice(limits.page)]
  const labels = { show: words.showRows(others.length), hide: words.hideRows }
  // With the column names again, because it is a separate table to a screen reader.
  return [...draw(part, first), ...fold(draw(part, others), `${id}-rows`, labels)]
}

/** What appears when a button is pressed, and disappears by another. */
function fold(
  items: Hidden['items'],
  id: string,
  labels: { readonly show: string; readonly hide: string },
): (Hidden | Switch)[] {
  const ids = { show: `${id}-show`, hide: `${id}-hide` }
  const press = (title: string) => ({
    type: 'Action.ToggleVisibility' as const,
    title,
    targetElements: [id, ids.show, ids.hide],
  })
  return [
    { type: 'Container', id, isVisible: false, items, spacing: 'Small' },
    { type: 'ActionSet', id: ids.show, actions: [press(labels.show)] },
    { type: 'ActionSet', id: ids.hide, isVisible: false, actions: [press(labels.hide)] },
  ]
}

/** The first columns, as many as a phone shows without breaking a word; the same table if all fit. */
function narrowTable(part: TablePart): TablePart {
  const needs = needsOf(part)
  const fitting = [limits.tableColumns, 2].find(count => sum(needs.slice(0, count)) <= cardWidth) ?? 2
  return part.columns.length <= fitting ? part : { ...part, columns: part.columns.slice(0, fitting) }
}

/** Bold characters that fit into three columns of a card of 340 pixels, as on a phone. */
const cardWidth = 40
/** The label of a row, such as a day, stays in one line up to this width. */
const maxNameWidth = 10
/** The longest usual word; longer ones may break. */
const maxWordWidth = 20
/** The longest usual e-mail, next to which there is room for one more column. */
const maxAddressWidth = 28
/** A cell with more characters wraps into several lines. */
const maxTextWidth = 40

/**
 * The relative widths of columns, in characters: each gets room for its longest word, bold in a heading, while there is
 * room; the rest goes to columns with longer texts. Measured over all rows, so that rows shown later align.
 */
function weighColumns(part: TablePart): number[] {
  const { columns, rows } = part
  const needs = needsOf(part)
  const wishes = columns.map(({ label }, at) => {
    const longest = Math.max(bold(label), ...rows.map(row => cellText(row[at]).length))
    return Math.max(0, Math.min(maxTextWidth, longest) - (needs[at] ?? 0))
  })
  const share = Math.min(1, Math.max(0, cardWidth - sum(needs)) / Math.max(1, sum(wishes)))
  return needs.map((need, at) => Math.round(need + share * (wishes[at] ?? 0)))
}

/** The room that each column needs, so that no word of it is broken. */
function needsOf({ columns, rows }: TablePart): number[] {
  return columns.map(({ label }, at) => {
    const words = rows.flatMap(row => (at === 0 ? labelsIn(cellText(row[at])) : wordsIn(cellText(row[at]))))
    // One more, for in a short word one wide letter counts.
    const longest = Math.max(...wordsIn(label).map(bold), ...words.map(({ length }) => length))
    return 1 + Math.min(at === 0 ? maxAddressWidth : maxWordWidth, longest)
  })
}

/** A name may break after its first characters; an e-mail has no place to break. */
function labelsIn(text: string): string[] {
  return text.includes('@') ? wordsIn(text) : [text.slice(0, maxNameWidth)]
}

/** What is never broken as long as there is room: a space that does not break is part of a word. */
function wordsIn(text: string): string[] {
  return text.split(/[ \n]/)
}

function bold({ length }: string): number {
  return length * 1.1
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function drawTable(part: TablePart, rows: TablePart['rows']): Table[] {
  const { columns } = part
  const widths = weighColumns(part)
  const toRow = (cells: readonly Span[]) => ({
    type: 'TableRow' as const,
    cells: cells.map(cell => ({ type: 'TableCell' as const, items: [block([run(cell)])] })),
  })
  return [
    {
      type: 'Table',
      columns: columns.map(({ align }, at) => ({
        width: widths[at] ?? 1,
        horizontalCellContentAlignment: align === 'right' ? 'Right' : 'Left',
      })),
      rows: [
        toRow(columns.map(({ label }) => ({ strong: label }))),
        ...rows.map(row => toRow(columns.map((_column, at) => cellText(row[at]) || '–'))),
      ],
      firstRowAsHeaders: true,
      showGridLines: false,
    },
  ]
}

/** A paragraph for each row, with its columns named: a wide table that can be read on a phone. */
function drawRecords({ columns }: TablePart, rows: TablePart['rows']): RichTextBlock[] {
  return rows.map(row => {
    const [first = '', ...others] = columns.map(({ label }, at) => `${label}: ${cellText(row[at]) || '–'}`)
    return line([run({ strong: first }), run(`  ${others.join(' · ')}`)])
  })
}

function drawList(part: TablePart, rows: TablePart['rows']): RichTextBlock[] {
  return listRows({ ...part, rows }).map(row => line([run(row)]))
}
