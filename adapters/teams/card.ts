import { type Charts, nativeCharts, tellChart, withNumbers } from '../../src/message/chart.ts'
import { cutText, fitMessage } from '../../src/message/fit.ts'
import {
  type ActionsPart,
  type ChartPart,
  type Message,
  type NotePart,
  type Part,
  type Span,
  type TablePart,
  text,
} from '../../src/message/message.ts'
import { listRows, renderText, tellMore } from '../../src/message/text.ts'
import { type Words, wordsOf } from '../../src/message/words.ts'
import { type ChartElement, type Picture, showChart } from './chart-element.ts'
import { limits } from './limits.ts'

/** The part of Adaptive Cards 1.5 that we draw with. */
type TextRun = {
  type: 'TextRun'
  text: string
  weight?: 'Bolder'
  size?: 'Large' | 'Small'
  isSubtle?: boolean
  fontType?: 'Monospace'
}
type Inline = TextRun | string
type RichTextBlock = { type: 'RichTextBlock'; inlines: Inline[]; spacing?: 'Small' }
type Table = {
  type: 'Table'
  columns: { width: number; horizontalCellContentAlignment: 'Left' | 'Right' }[]
  rows: { type: 'TableRow'; cells: { type: 'TableCell'; items: RichTextBlock[] }[] }[]
  firstRowAsHeaders: true
  showGridLines: boolean
}
type Submit = { type: 'Action.Submit'; title: string; data: Pressed }
/** What a press brings back; `task/fetch` has Teams ask for a dialog, and clients without any send the rest as a message. */
type Pressed = { line: string; opens?: 'form'; msteams?: { type: 'task/fetch' } }
type ActionSet = { type: 'ActionSet'; actions: Submit[] }
type Element = RichTextBlock | Table | ChartElement | Picture | ActionSet
export type AdaptiveCard = {
  type: 'AdaptiveCard'
  $schema: string
  version: '1.5'
  body: Element[]
  actions?: Submit[]
  msteams: { width: 'full' }
}

/**
 * A message as an Adaptive Card within Teams' limits. All text is in text runs, which are shown letter by letter: the
 * text blocks of a card would read Markdown in whatever users wrote.
 */
export function renderTeams(message: Message, given: Words, charts: Charts = nativeCharts): AdaptiveCard {
  const words = wordsOf(message, given)
  const render = (fitting: Message) => renderCard(fitting, words, charts)
  const card = fitMessage(withNumbers(message, words), render, isWithinLimits)
  // A single part can be larger than a card; the summary is the answer in one sentence.
  return isWithinLimits(card) ? card : render({ ...message, parts: [text(message.summary)] })
}

/** The same message as text alone, for when Teams refuses the card; sent as plain text, so nothing is read as markup. */
export function renderTeamsText(message: Message, words: Words): string {
  return cutText(renderText(message, words), limits.text)
}

function renderCard(message: Message, words: Words, charts: Charts): AdaptiveCard {
  const [first, ...others] = message.parts.filter(part => part.kind === 'actions')
  // Several sets of buttons are each about what stands before them; the only one is about the whole.
  const atFoot = first && others.length === 0 ? renderActions(first).slice(0, limits.actions) : null
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    body: [
      block([{ type: 'TextRun', text: cutText(message.title, limits.title), weight: 'Bolder', size: 'Large' }]),
      ...message.parts.flatMap(part => (atFoot && part === first ? [] : renderPart(part, words, charts))),
    ],
    ...(atFoot && atFoot.length > 0 ? { actions: atFoot } : {}),
    // Tables need the width; on a phone it makes no difference.
    msteams: { width: 'full' },
  }
}

function renderPart(part: Part, words: Words, charts: Charts): Element[] {
  switch (part.kind) {
    case 'text':
      return [block(part.text.filter(span => span !== '').map(run))]
    case 'facts':
      // A line each and not two columns, which a phone would break in the middle of words.
      return part.facts.map(({ label, value }) => ({
        ...block([run({ strong: label }), run(`  ${value}`)]),
        spacing: 'Small',
      }))
    case 'table':
      return part.rows.length === 0 ? [] : renderTable(part, words)
    case 'chart':
      return renderChart(part, words, charts)
    case 'note':
      return renderNote(part)
    case 'actions':
      return renderActionSets(part)
  }
}

function renderChart(part: ChartPart, words: Words, charts: Charts): Element[] {
  const shown = showChart(part, charts, words)
  if (!shown) return [block([run(tellChart(part))])]
  // Teams draws the title of a gauge only.
  return [block([run({ strong: part.title })]), shown.element, ...renderNote({ kind: 'note', lines: shown.below })]
}

function block(inlines: Inline[]): RichTextBlock {
  return { type: 'RichTextBlock', inlines }
}

function run(span: Span): Inline {
  if (typeof span === 'string') return cutText(span, limits.text)
  return 'code' in span
    ? { type: 'TextRun', text: cutText(span.code, limits.text), fontType: 'Monospace' }
    : { type: 'TextRun', text: cutText(span.strong, limits.text), weight: 'Bolder' }
}

function renderTable(part: TablePart, words: Words): Element[] {
  const { columns, rows } = part
  if (part.look === 'list' || rows.length > limits.tableRows || columns.length > limits.tableColumns)
    return renderList(part, words)
  const toRow = (cells: readonly Span[]) => ({
    type: 'TableRow' as const,
    cells: columns.map((_column, at) => ({ type: 'TableCell' as const, items: [block([run(cells[at] || '–')])] })),
  })
  const table: Table = {
    type: 'Table',
    columns: columns.map(({ align }) => ({
      width: align === 'right' ? 2 : 3,
      horizontalCellContentAlignment: align === 'right' ? 'Right' : 'Left',
    })),
    rows: [toRow(columns.map(({ label }) => ({ strong: label }))), ...rows.map(toRow)],
    firstRowAsHeaders: true,
    showGridLines: false,
  }
  return [block([run({ strong: part.caption })]), table, ...tellMore(part, words).map(line => block([run(line)]))]
}

function renderList(part: TablePart, words: Words): RichTextBlock[] {
  const lines = [...listRows(part), ...tellMore(part, words)]
  return [
    block([run({ strong: part.caption })]),
    ...lines.map(line => ({ ...block([run(line)]), spacing: 'Small' as const })),
  ]
}

function renderNote({ lines }: NotePart): RichTextBlock[] {
  return lines.map(line => ({
    ...block([{ type: 'TextRun', text: cutText(line, limits.text), size: 'Small', isSubtle: true }]),
    spacing: 'Small',
  }))
}

function renderActions({ actions }: ActionsPart): Submit[] {
  return actions.map(({ label, line, opens }) => ({
    type: 'Action.Submit',
    title: cutText(label, limits.actionTitle),
    data: opens ? { line, opens, msteams: { type: 'task/fetch' } } : { line },
  }))
}

function renderActionSets(part: ActionsPart): ActionSet[] {
  const actions = renderActions(part)
  return Array.from({ length: Math.ceil(actions.length / limits.actions) }, (_, at) => ({
    type: 'ActionSet',
    actions: actions.slice(at * limits.actions, (at + 1) * limits.actions),
  }))
}

function isWithinLimits(card: AdaptiveCard): boolean {
  return JSON.stringify(card).length <= limits.card
}
