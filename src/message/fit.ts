import type { Message, TablePart } from './message.ts'

/**
 * The richest version of a message that a place takes. Tables give way first, a quarter of the longest at a time and
 * saying how many rows are left out, then buttons, then text from the end: the title, the summary and the small print
 * about dates and sources stay to the last. `render` is pure, so trying is cheap.
 */
export function fitMessage<Payload>(
  message: Message,
  render: (message: Message) => Payload,
  fits: (payload: Payload) => boolean,
): Payload {
  let current = message
  for (;;) {
    const payload = render(current)
    if (fits(payload)) return payload
    const smaller = shorten(current)
    // Title and summary alone: the renderer cuts single texts itself, so nothing shorter exists.
    if (!smaller) return payload
    current = smaller
  }
}

function shorten(message: Message): Message | null {
  const { parts } = message
  const longest = parts.reduce<TablePart | null>(
    (found, part) => (part.kind === 'table' && part.rows.length > (found?.rows.length ?? 0) ? part : found),
    null,
  )
  if (longest) return { ...message, parts: parts.map(part => (part === longest ? cutTable(longest) : part)) }
  const empty = parts.findIndex(part => part.kind === 'table')
  if (empty !== -1) return without(message, empty)
  const buttons = parts.findLastIndex(part => part.kind === 'actions')
  if (buttons !== -1) return without(message, buttons)
  const last = parts.findLastIndex(part => part.kind !== 'note')
  if (last > 0) return without(message, last)
  return parts.length > 1 ? { ...message, parts: parts.slice(0, -1) } : null
}

function cutTable(table: TablePart): TablePart {
  const keep = Math.floor(table.rows.length * 0.75)
  return { ...table, rows: table.rows.slice(0, keep), more: table.more + table.rows.length - keep }
}

function without(message: Message, index: number): Message {
  return { ...message, parts: message.parts.toSpliced(index, 1) }
}

const segmenter = new Intl.Segmenter()

/** At most `longest` UTF-16 units, cut between characters as people see them, with a sign that something is missing. */
export function cutText(value: string, longest: number): string {
  if (value.length <= longest) return value
  let cut = ''
  // One unit more than can be kept: whether the last character is whole shows only in what follows it.
  for (const { segment } of segmenter.segment(value.slice(0, longest + 1))) {
    if (cut.length + segment.length > longest - 1) break
    cut += segment
  }
  return `${cut}…`
}
