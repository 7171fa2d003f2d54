import { type Charts, describeChart, nativeCharts } from '../../src/message/chart.ts'
import { cutText, fitMessage } from '../../src/message/fit.ts'
import { renderFittingText } from '../../src/message/fit-text.ts'
import { layOut } from '../../src/message/layout.ts'
import {
  type ActionsPart,
  type ChartPart,
  type Message,
  type NotePart,
  type Part,
  text,
} from '../../src/message/message.ts'
import { type Words, wordsOf } from '../../src/message/words.ts'
import {
  type ActionSet,
  type Buttons,
  type CardAction,
  type Question,
  renderActionSets,
  renderActions,
} from './actions.ts'
import { type ChartElement, type Picture, showChart } from './chart-element.ts'
import { limits } from './limits.ts'
import { type ColumnSet, renderMetrics } from './metrics.ts'
import { showTable, type TableElement } from './table-element.ts'
import { block, line, paragraph, type RichTextBlock, run, type TextBlock } from './text-element.ts'

/** The part of Adaptive Cards 1.5 that we draw with. */
type Element = RichTextBlock | TextBlock | ColumnSet | TableElement | ChartElement | Picture | Question | ActionSet
export type AdaptiveCard = {
  type: 'AdaptiveCard'
  $schema: string
  version: '1.5'
  body: Element[]
  actions?: CardAction[]
  msteams: { width: 'full' }
}

/**
 * A message as an Adaptive Card within Teams' limits. All text is in text runs, which are shown letter by letter: the
 * text blocks of a card would read Markdown in whatever users wrote.
 */
export function renderTeams(message: Message, given: Words, charts: Charts = nativeCharts): AdaptiveCard {
  const words = wordsOf(message, given)
  const render = (fitting: Message) => renderCard(fitting, words, charts)
  const card = fitMessage(layOut(message, words), render, isWithinLimits)
  // A single part can be larger than a card; the summary is the answer in one sentence.
  return isWithinLimits(card) ? card : render({ ...message, parts: [text(message.summary)] })
}

/** The same message as text alone, for when Teams refuses the card; sent as plain text, so nothing is read as markup. */
export function renderTeamsText(message: Message, words: Words): string {
  return renderFittingText(message, words, limits.text)
}

function renderCard(message: Message, words: Words, charts: Charts): AdaptiveCard {
  const sets = message.parts.filter(part => part.kind === 'actions')
  const [only] = sets
  // Teams draws the buttons of a card below everything, so those above a footer, or between parts, are in the body.
  const foot = only && message.parts.at(-1) === only && sets.length === 1 ? renderFoot(only) : null
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    body: [
      block([{ type: 'TextRun', text: cutText(message.title, limits.title), weight: 'Bolder', size: 'Large' }]),
      ...message.parts.flatMap((part, at) =>
        foot && part === only ? [] : renderPart(part, `part-${at}`, words, charts),
      ),
      ...(foot?.questions ?? []),
    ],
    ...(foot && foot.actions.length > 0 ? { actions: [...foot.actions] } : {}),
    // Tables need the width; on a phone it makes no difference.
    msteams: { width: 'full' },
  }
}

/** @returns `null` if a menu does not fit next to the buttons below a card: then all buttons are in the card */
function renderFoot(part: ActionsPart): Buttons | null {
  const buttons = renderActions(part, 'foot')
  if (buttons.actions.length <= limits.actions) return buttons
  if (buttons.actions.some(({ mode }) => mode === 'secondary')) return null
  return { ...buttons, actions: buttons.actions.slice(0, limits.actions) }
}

function renderPart(part: Part, id: string, words: Words, charts: Charts): Element[] {
  switch (part.kind) {
    case 'text':
      return [paragraph(part.text)]
    case 'metrics':
      return renderMetrics(part.metrics)
    case 'facts':
      // A line each and not two columns, which a phone would break in the middle of words.
      return part.facts.map(({ label, value }) => line([run({ strong: label }), run(`  ${value}`)]))
    case 'table':
      return showTable(part, id, words)
    case 'chart':
      return renderChart(part, words, charts)
    case 'note':
      return renderNote(part)
    case 'actions':
      return renderActionSets(renderActions(part, id))
  }
}

function renderChart(part: ChartPart, words: Words, charts: Charts): Element[] {
  const shown = showChart(part, charts, words)
  if (!shown) return [block([run(describeChart(part))])]
  // Teams draws the title of a gauge only.
  return [block([run({ strong: part.title })]), shown.element, ...renderNote({ kind: 'note', lines: shown.below })]
}

function renderNote({ lines }: NotePart): (RichTextBlock | TextBlock)[] {
  return lines.map(line => ({
    ...paragraph(typeof line === 'string' ? [line] : line, { size: 'Small', isSubtle: true }),
    spacing: 'Small' as const,
  }))
}

function isWithinLimits(card: AdaptiveCard): boolean {
  return JSON.stringify(card).length <= limits.card
}
