import type { Language } from './languages.ts'

/**
 * What is said, before any platform. All text is plain: whatever it holds, a renderer shows those very characters and
 * never reads them as markup. Emphasis is structure, not punctuation.
 */
export type Message = {
  readonly title: string
  /** The answer in one sentence; what a notification or a screen reader gets. */
  readonly summary: string
  readonly parts: readonly Part[]
  /** The language of its words, where that is another one than the settings say. */
  readonly language?: Language
}

export type Part = TextPart | FactsPart | TablePart | ChartPart | NotePart | ActionsPart

export type TextPart = { readonly kind: 'text'; readonly text: Text }
export type FactsPart = { readonly kind: 'facts'; readonly facts: readonly Fact[] }
export type TablePart = {
  readonly kind: 'table'
  /** What one sees in it, in a few words. */
  readonly caption: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
  /** Rows that exist beyond those listed here. */
  readonly more: number
  /** `list`: told row by row, where a table of so many rows cannot be drawn. */
  readonly look?: 'list'
  /** What to type for all rows as a file, e.g. `/tabnine export …`; told where rows are left out. */
  readonly whole?: string
}
/**
 * A picture of numbers. Whoever cannot see it misses nothing: `says` tells what one sees, and the numbers stand beside
 * it in words, see `withNumbers`.
 */
export type ChartPart = {
  readonly kind: 'chart'
  readonly shape: 'line' | 'bar' | 'stacked'
  readonly title: string
  /** What stands along the axis, one for each value of a series. */
  readonly categories: readonly string[]
  /** The first day of each category, where they follow one another in time. */
  readonly days?: readonly Date[]
  readonly series: readonly Series[]
  /** One sentence, also for whoever hears the picture instead of seeing it. */
  readonly says: string
}
/** `null`: not reported, or left out. Never drawn as zero. */
export type Series = { readonly label: string; readonly values: readonly (number | null)[] }
/** Small print: dates, source, freshness, reasons. */
export type NotePart = { readonly kind: 'note'; readonly lines: readonly string[] }
export type ActionsPart = { readonly kind: 'actions'; readonly actions: readonly Action[] }

export type Text = readonly Span[]
export type Span = string | { readonly code: string } | { readonly strong: string }
export type Fact = { readonly label: string; readonly value: string }
export type Column = { readonly label: string; readonly align: 'left' | 'right' }
/**
 * A button. Pressing it is asking `line`; with `opens` it shows the form of that line's command, filled with what the line
 * says, where the place has forms.
 */
export type Action = { readonly label: string; readonly line: string; readonly opens?: 'form' }

export function text(...spans: Span[]): TextPart {
  return { kind: 'text', text: spans }
}

export function facts(list: readonly Fact[]): FactsPart {
  return { kind: 'facts', facts: list }
}

export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  more = 0,
  whole?: string,
): TablePart {
  return { kind: 'table', caption, columns, rows, more, ...(whole === undefined ? {} : { whole }) }
}

export function chart(drawing: Omit<ChartPart, 'kind'>): ChartPart {
  return { kind: 'chart', ...drawing }
}

export function note(...lines: (string | null)[]): NotePart {
  return { kind: 'note', lines: lines.filter(line => line !== null) }
}

export function actions(list: readonly Action[]): ActionsPart {
  return { kind: 'actions', actions: list }
}

/** The characters of a text, without its emphasis. */
export function plain(spans: Text): string {
  return spans.map(span => (typeof span === 'string' ? span : 'code' in span ? span.code : span.strong)).join('')
}
