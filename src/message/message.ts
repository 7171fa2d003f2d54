import type { Language } from './languages.ts'

/**
 * A message, independent of the platform. All text is plain: a renderer shows its characters unchanged and never reads
 * them as markup. Emphasis is structure, not punctuation.
 */
export type Message = {
  readonly title: string
  /** The answer in one sentence; what a notification or a screen reader gets. */
  readonly summary: string
  readonly parts: readonly Part[]
  /** The language of its words, where that is another one than the settings say. */
  readonly language?: Language
}

export type Part = TextPart | MetricsPart | FactsPart | TablePart | ChartPart | NotePart | ActionsPart

export type TextPart = { readonly kind: 'text'; readonly text: Text }
/** The three or four numbers that matter, side by side where the place has columns. */
type MetricsPart = { readonly kind: 'metrics'; readonly metrics: readonly Metric[] }
export type FactsPart = { readonly kind: 'facts'; readonly facts: readonly Fact[] }
export type TablePart = {
  readonly kind: 'table'
  /** What the table shows, in a short phrase. */
  readonly caption: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly TableCell[])[]
  /** Rows that exist beyond those listed here. */
  readonly more: number
  /**
   * Missing: with all that a place can do with tables, such as sorting and paging. `plain`: all of it there to be read.
   * `list`: row by row, where a table of so many rows cannot be drawn.
   */
  readonly look?: 'plain' | 'list'
  /** What to type for all rows as a file, e.g. `/tabnine export …`; shown if rows are left out. See `withWhole`. */
  readonly whole?: string
}
/**
 * A picture of numbers. Readers who cannot see it miss nothing: `altText` describes it, and its numbers are also in the
 * message as text, see `layOut`.
 */
export type ChartPart = {
  readonly kind: 'chart'
  readonly shape: 'line' | 'bar' | 'stacked'
  readonly title: string
  /** The labels along the axis, one for each value of a series. */
  readonly categories: readonly string[]
  /** The first day of each category, where they follow one another in time. */
  readonly days?: readonly Date[]
  readonly series: readonly Series[]
  /**
   * The axis begins near the smallest number instead of at zero: for a single line whose changes would not be seen. Its
   * start is marked in the picture, and `altText` names it; see `axisStart`.
   */
  readonly axis?: 'marked'
  /** One sentence, also for readers who have the picture read out to them. */
  readonly altText: string
  /** `altText` has all of its numbers, so that the picture needs no table. */
  readonly areNumbersInAltText?: true
  /** The language that writes the numbers in its picture, where that is another one than the settings say. */
  readonly language?: Language
  /** As in a table: for its numbers, if they are shown as one. */
  readonly whole?: string
}
/** `null`: not reported, or left out. Never drawn as zero. */
export type Series = { readonly label: string; readonly values: readonly (number | null)[] }
/** Small print: dates, source, freshness, reasons. */
export type NotePart = { readonly kind: 'note'; readonly lines: readonly (string | Text)[] }
export type ActionsPart = {
  readonly kind: 'actions'
  readonly actions: readonly Action[]
  /** Links to web pages, next to the buttons. */
  readonly links?: readonly Link[]
}

export type Text = readonly Span[]
export type Span = string | { readonly code: string } | { readonly strong: string } | Moment
/** A point in time, in each reader's own zone if the platform supports that; `text` is shown elsewhere. */
export type Moment = {
  readonly moment: Date
  readonly show: 'time' | 'day' | 'dayAndTime'
  readonly text: string
}
/** A number or a day is shown as the reader's language writes it, and sorted by its value where a place can sort. */
export type TableCell = string | { readonly text: string; readonly value: number }
/** `change` against what the message names, e.g. `+9%`; `tone` only where more is clearly better or worse. */
export type Metric = {
  readonly label: string
  readonly value: string
  readonly change?: string | undefined
  readonly tone?: 'good' | 'bad' | undefined
}
export type Fact = { readonly label: string; readonly value: string }
export type Column = { readonly label: string; readonly align: 'left' | 'right' }
/**
 * A button. Pressing it is asking `line`; with `opens` it shows the form of that line's command, filled with what the line
 * says, where the place has forms.
 */
export type Action = {
  readonly label: string
  readonly line: string
  readonly opens?: 'form'
  /** At most one of a message is primary: what to do next. `danger` takes something away. */
  readonly style?: 'primary' | 'danger'
  /** Asked before the line is; the button that confirms repeats the verb. */
  readonly confirm?: Confirmation
  /** Behind “more”, where a place has such a menu. */
  readonly isMore?: true
}
type Confirmation = {
  readonly title: string
  readonly text: string
  readonly confirm: string
  readonly cancel: string
}
/** `url` comes from the settings or from us, never from what people write. */
export type Link = { readonly label: string; readonly url: string }

export function text(...spans: Span[]): TextPart {
  return { kind: 'text', text: spans }
}

export function facts(list: readonly Fact[]): FactsPart {
  return { kind: 'facts', facts: list }
}

export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly TableCell[])[],
  more = 0,
): TablePart {
  return { kind: 'table', caption, columns, rows, more }
}

/** At most so many of its rows; the others are counted. */
export function cutTable(part: TablePart, most: number): TablePart {
  if (part.rows.length <= most) return part
  return { ...part, rows: part.rows.slice(0, most), more: part.more + part.rows.length - most }
}

export function chart(drawing: Omit<ChartPart, 'kind'>): ChartPart {
  return { kind: 'chart', ...drawing }
}

export function note(...lines: (string | Text | null)[]): NotePart {
  return { kind: 'note', lines: lines.filter(line => line !== null) }
}

export function actions(list: readonly Action[], links: readonly Link[] = []): ActionsPart {
  return { kind: 'actions', actions: list, ...(links.length > 0 ? { links } : {}) }
}

/** The same message, whose tables say, if rows are left out, that `line` gives all of them as a file. */
export function withWhole(message: Message, line: string): Message {
  const parts = message.parts.map(part =>
    part.kind === 'table' || part.kind === 'chart' ? { ...part, whole: line } : part,
  )
  return { ...message, parts }
}

/** A cell that is sorted by its count; a cell without a number is text alone. */
export function countCell(text: string, value: number | null): TableCell {
  return value === null || !Number.isFinite(value) ? text : { text, value }
}

/** A cell that is sorted by its UTC day, as a number that can still be read: 20261116. */
export function dayCell(text: string, day: Date): TableCell {
  return countCell(text, Number(day.toISOString().slice(0, 10).replaceAll('-', '')))
}

/** A cell that is sorted by its moment, to the second: 20261116093000. */
export function momentCell(text: string, moment: Date): TableCell {
  return countCell(text, Number(moment.toISOString().slice(0, 19).replace(/\D/g, '')))
}

export function cellText(cell: TableCell | undefined): string {
  return typeof cell === 'object' ? cell.text : (cell ?? '')
}

export function isMoment(span: Span): span is Moment {
  return typeof span === 'object' && 'moment' in span
}

/** The characters of a text, without its emphasis. */
export function plain(text: Text | string): string {
  return typeof text === 'string' ? text : text.map(plainSpan).join('')
}

function plainSpan(span: Span): string {
  if (typeof span === 'string') return span
  return 'moment' in span ? span.text : 'code' in span ? span.code : span.strong
}
