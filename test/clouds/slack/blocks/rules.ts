import type { DataTableBlock, KnownBlock } from '@slack/types'
import { type ChartBlock, findChartProblems } from './chart.ts'
import { findDateProblems } from './dates.ts'
import { findInputProblems } from './inputs.ts'
import { countCharacters, DATA_TABLE_CHARACTERS, MESSAGE_CHARACTERS } from './size.ts'

export type Surface = 'message' | 'modal' | 'home'
export type CheckedBlock = KnownBlock | ChartBlock
type Placed = { block: CheckedBlock; at: string }

/** Where a block is allowed, as docs.slack.dev/blocks.json lists it; a block not named here is allowed anywhere. */
const SURFACES: Partial<Record<CheckedBlock['type'], Surface[]>> = {
  alert: ['modal'],
  carousel: ['message', 'home'],
  container: ['message'],
  context_actions: ['message'],
  data_table: ['message'],
  data_visualization: ['message'],
  file: [],
  markdown: ['message'],
  plan: ['message'],
  table: ['message'],
  task_card: ['message'],
}

/** What no schema can say: rules between blocks, and between the fields of one. The blocks have passed the schema. */
export function findRuleProblems(blocks: CheckedBlock[], surface: Surface, pointer: string): string[] {
  const placed = placeBlocks(blocks, pointer)
  return [
    ...placed.flatMap(({ block, at }) => findBlockProblems(block, at, surface)),
    ...findRepeated(placed.map(({ block }) => block.block_id)).map(id =>
      problem(`block_id must be unique: ${id}`, pointer),
    ),
    ...findDateProblems(blocks, pointer),
    ...findMessageProblems(placed, pointer),
  ]
}

function placeBlocks(blocks: CheckedBlock[], pointer: string): Placed[] {
  return blocks.flatMap((block, index) => {
    const at = `${pointer}/${index}`
    const children = block.type === 'container' ? placeBlocks(block.child_blocks, `${at}/child_blocks`) : []
    const cards = block.type === 'carousel' ? placeBlocks(block.elements, `${at}/elements`) : []
    return [{ block, at }, ...children, ...cards]
  })
}

function findBlockProblems(block: CheckedBlock, at: string, surface: Surface): string[] {
  const allowed = SURFACES[block.type]
  return [
    ...(allowed?.includes(surface) === false ? [problem(`unsupported type: ${block.type}`, `${at}/type`)] : []),
    ...findOwnProblems(block, at),
    ...findElementProblems(block, at),
  ]
}

function findOwnProblems(block: CheckedBlock, at: string): string[] {
  switch (block.type) {
    case 'section':
      return block.text || block.fields ? [] : [problem('must define either `text` or `fields`', at)]
    case 'card':
      return block.hero_image || block.title || block.actions || block.body ? [] : [problem('card is empty', at)]
    case 'container':
      return block.title || block.rich_text_title ? [] : [problem('missing required field: title', at)]
    case 'data_table':
      return findTableProblems(block, at)
    case 'data_visualization':
      return findChartProblems(block, at)
    default:
      return []
  }
}

function findTableProblems({ rows, row_header_column_index: header }: DataTableBlock, at: string): string[] {
  const width = rows[0]?.length ?? 0
  const uneven = rows.some(row => row.length !== width)
  const richHeader = rows[0]?.some(cell => cell.type === 'rich_text')
  return [
    ...(uneven ? [problem('rows must all have the same number of cells', `${at}/rows`)] : []),
    ...(richHeader ? [problem('header cells must not be rich_text', `${at}/rows/0`)] : []),
    ...(header !== undefined && header >= width ? [problem('no such column', `${at}/row_header_column_index`)] : []),
  ]
}

type Element = { type: string; action_id?: string; options?: unknown; option_groups?: unknown; [key: string]: unknown }

function findElementProblems(block: CheckedBlock, at: string): string[] {
  const elements = listElements(block)
  const repeated = findRepeated(elements.map(element => element.action_id))
  return [
    ...repeated.map(id => problem(`action_id must be unique in its block: ${id}`, at)),
    ...elements.flatMap(element => findSelectProblems(element, at)),
    ...elements.flatMap(element => findInputProblems(element, at)),
    ...[block as unknown as Element, ...elements].flatMap(element => findUrlProblems(element, at)),
  ]
}

function listElements(block: CheckedBlock): Element[] {
  if (block.type === 'section') return block.accessory ? [block.accessory as unknown as Element] : []
  if (block.type === 'input') return [block.element as unknown as Element]
  if (block.type === 'card') return (block.actions ?? []) as unknown as Element[]
  return block.type === 'actions' || block.type === 'context' ? (block.elements as unknown as Element[]) : []
}

function findSelectProblems(element: Element, at: string): string[] {
  if (!element.type.endsWith('static_select')) return []
  const given = [element.options, element.option_groups].filter(Boolean).length
  return given === 1 ? [] : [problem('must define either `options` or `option_groups`', at)]
}

function findUrlProblems(element: Element, at: string): string[] {
  const pictures = [element.image_url, element.thumbnail_url].filter(url => url !== undefined && !isWebUrl(url))
  const links = element.type === 'button' && element.url !== undefined && !URL.canParse(String(element.url))
  return pictures.length > 0 || links ? [problem('invalid url', at)] : []
}

function findMessageProblems(placed: Placed[], pointer: string): string[] {
  const blocks = placed.map(({ block }) => block)
  const dataTables = blocks.filter(block => block.type === 'data_table')
  const characters = countCharacters(blocks.filter((_, index) => isTopLevel(placed[index], pointer)))
  return [
    ...(countType(blocks, 'table') > 1 ? [problem('only_one_table_allowed', pointer)] : []),
    ...(countType(blocks, 'data_visualization') > 2 ? [problem('no more than 2 charts allowed', pointer)] : []),
    ...(countCharacters(dataTables) > DATA_TABLE_CHARACTERS
      ? [problem(`data tables must have less than ${DATA_TABLE_CHARACTERS + 1} characters together`, pointer)]
      : []),
    ...(characters > MESSAGE_CHARACTERS ? [problem(`${TOO_LONG}: ${characters} characters`, pointer)] : []),
  ]
}

/** How the problem starts that Slack answers with its own error code. */
export const TOO_LONG = 'msg_blocks_too_long'

function isTopLevel(placed: Placed | undefined, pointer: string): boolean {
  return placed?.at.slice(pointer.length + 1).includes('/') === false
}

function countType(blocks: CheckedBlock[], type: CheckedBlock['type']): number {
  return blocks.filter(block => block.type === type).length
}

function findRepeated(ids: (string | undefined)[]): string[] {
  return ids.filter((id, index): id is string => id !== undefined && ids.indexOf(id) !== index)
}

function isWebUrl(url: unknown): boolean {
  return URL.canParse(String(url)) && /^https?:$/.test(new URL(String(url)).protocol)
}

function problem(text: string, at: string): string {
  return `${text} [json-pointer:${at}]`
}
