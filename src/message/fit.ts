import { describeChart } from './chart.ts'
import {
  cutTable,
  type Message,
  type Moment,
  type NotePart,
  note,
  type Part,
  plain,
  type Span,
  text,
} from './message.ts'

/** No platform shows more rows, and trying more would take long. */
const maxRows = 1_000

/**
 * The richest version of a message that a place takes. Charts give way first and become words. Then tables that can
 * be sorted or paged become plain ones, and those become lists. Then the longest lose rows, and say how many and how to
 * get all of them. Then buttons go, then text from the end. The title, the summary and the footer stay to the last.
 * `render` is pure, so trying is cheap.
 */
export function fitMessage<Payload>(
  message: Message,
  render: (message: Message) => Payload,
  fits: (payload: Payload) => boolean,
): Payload {
  const attempt = (candidate: Message | null) => {
    if (!candidate) return null
    const payload = render(candidate)
    return fits(payload) ? { payload } : null
  }
  const whole = longestTable(message) > maxRows ? cutTables(message, maxRows) : message
  const undrawn = mapParts(whole, 'chart', part => text(describeChart(part)))
  const short = undrawn ?? whole
  const plain = showTablesAs('plain', short)
  const listed = showTablesAs('list', short)
  // A table too large to be sorted is so with or without a chart, which then need not go.
  for (const candidate of [whole, undrawn, undrawn && showTablesAs('plain', whole), plain, listed]) {
    const found = attempt(candidate)
    if (found) return found.payload
  }
  const found = plain && listed && findMostRows([short, plain, listed], attempt)
  if (found) return found.payload

  let current = listed ? cutTables(short, 0) : (shorten(short) ?? short)
  for (;;) {
    const payload = render(current)
    if (fits(payload)) return payload
    const smaller = shorten(current)
    // Title and summary alone: the renderer cuts single texts itself, so nothing shorter exists.
    if (!smaller) return payload
    current = smaller
  }
}

/** `null` where there is no table. */
function showTablesAs(look: 'plain' | 'list', message: Message): Message | null {
  return mapParts(message, 'table', part => ({ ...part, look: part.look === 'list' ? part.look : look }))
}

/** The most rows that fit, in the richest of the forms that hold so many. */
function findMostRows<Found>(forms: readonly Message[], attempt: (message: Message) => Found | null) {
  const longest = Math.max(...forms.map(longestTable))
  let most = { rows: 0, found: null as Found | null }
  for (const form of forms) {
    // Fewer rows never need more room, so halving finds the last that fit.
    let [low, high] = [most.rows + 1, longest]
    while (low <= high) {
      const rows = (low + high) >> 1
      const found = attempt(cutTables(form, rows))
      if (found) [low, most] = [rows + 1, { rows, found }]
      else high = rows - 1
    }
  }
  return most.found
}

function longestTable({ parts }: Message): number {
  return parts.reduce((longest, part) => (part.kind === 'table' ? Math.max(longest, part.rows.length) : longest), 0)
}

/** At most so many rows in each table: the longest give way to the others. */
function cutTables(message: Message, most: number): Message {
  return mapParts(message, 'table', part => cutTable(part, most)) ?? message
}

/** `null` where there is no such part. */
function mapParts<Kind extends Part['kind']>(
  message: Message,
  kind: Kind,
  change: (part: Extract<Part, { kind: Kind }>) => Part,
): Message | null {
  if (!message.parts.some(part => part.kind === kind)) return null
  const parts = message.parts.map(part => (part.kind === kind ? change(part as Extract<Part, { kind: Kind }>) : part))
  return { ...message, parts }
}

function shorten(message: Message): Message | null {
  const { parts } = message
  const table = parts.findLastIndex(part => part.kind === 'table')
  if (table !== -1) return without(message, table)
  const buttons = parts.findLastIndex(part => part.kind === 'actions')
  if (buttons !== -1) return without(message, buttons)
  const last = parts.findLastIndex(part => part.kind !== 'note')
  if (last > 0) return without(message, last)
  return parts.length > 1 ? { ...message, parts: parts.slice(0, -1) } : null
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

/** Characters that a phone shows in one or two lines of small print. */
const maxFooterLength = 90

const between = ' · '

/** The last line of a message. Bits that do not fit are left out, the last first: name the most important one first. */
export function footer(...bits: readonly (string | Moment | null)[]): NotePart {
  const line: Span[] = []
  for (const bit of bits) {
    if (bit === null || plain([bit]) === '') continue
    const next = line.length === 0 ? [bit] : [...line, between, bit]
    if (plain(next).length > maxFooterLength) {
      if (line.length === 0) line.push(cutText(plain([bit]), maxFooterLength))
      break
    }
    line.splice(0, line.length, ...next)
  }
  return note(line.every(span => typeof span === 'string') ? line.join('') : line)
}

/** The message with one bit more at the end of its footer; as a line of its own where it does not fit there. */
export function addToFooter(message: Message, bit: string): Message {
  const at = message.parts.findLastIndex(({ kind }) => kind === 'note')
  const last = message.parts[at]
  if (last?.kind !== 'note') return { ...message, parts: [...message.parts, footer(bit)] }
  const [line = ''] = last.lines
  const longer = [...(typeof line === 'string' ? [line] : line), between, bit]
  const parts: Part[] =
    last.lines.length === 1 && plain(longer).length <= maxFooterLength ? [note(longer)] : [text(bit), last]
  return { ...message, parts: message.parts.toSpliced(at, 1, ...parts) }
}
