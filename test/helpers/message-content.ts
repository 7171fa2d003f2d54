import type { Action, Fact, Message, Part } from '../../src/message/message.ts'
import { cellText, plain } from '../../src/message/message.ts'

/** Every piece of text in a message that a person may come to see, lines of buttons included. */
export function textsIn(message: Message): string[] {
  return [message.title, message.summary, ...message.parts.flatMap(textsInPart)]
}

function textsInPart(part: Part): string[] {
  switch (part.kind) {
    case 'text':
      return [plain(part.text)]
    case 'metrics':
      return part.metrics.flatMap(({ label, value, change }) => [
        label,
        value,
        ...(change === undefined ? [] : [change]),
      ])
    case 'facts':
      return part.facts.flatMap(({ label, value }) => [label, value])
    case 'table':
      return [part.caption, ...part.columns.map(({ label }) => label), ...part.rows.flat().map(cellText)]
    case 'chart':
      return [part.altText]
    case 'note':
      return part.lines.map(plain)
    case 'actions':
      return [
        ...part.actions.flatMap(({ label, line }) => [label, line]),
        ...(part.links ?? []).map(({ label }) => label),
      ]
  }
}

export function factsIn(message: Message): Fact[] {
  return message.parts.flatMap(part => (part.kind === 'facts' ? part.facts : []))
}

/** The value of a label; `undefined` where the message has no such fact. */
export function factIn(message: Message, label: string): string | undefined {
  return factsIn(message).find(fact => fact.label === label)?.value
}

/** Its numbers with their changes, by label: `2,951 (+4%)`. */
export function metricsIn(message: Message): Readonly<Record<string, string>> {
  const metrics = message.parts.flatMap(part => (part.kind === 'metrics' ? part.metrics : []))
  return Object.fromEntries(
    metrics.map(({ label, value, change }) => [label, change === undefined ? value : `${value} (${change})`]),
  )
}

/** The values of the series with a label in its chart. */
export function drawnIn(message: Message, label: string): readonly (number | null)[] {
  return message.parts.flatMap(part =>
    part.kind === 'chart' ? part.series.filter(series => series.label === label).flatMap(({ values }) => values) : [],
  )
}

/** The cells of its tables as they are shown. */
export function rowsIn(message: Message): (readonly string[])[] {
  return message.parts.flatMap(part => (part.kind === 'table' ? part.rows.map(row => row.map(cellText)) : []))
}

export function notesIn(message: Message): string[] {
  return message.parts.flatMap(part => (part.kind === 'note' ? part.lines.map(plain) : []))
}

export function actionsIn(message: Message): Action[] {
  return message.parts.flatMap(part => (part.kind === 'actions' ? part.actions : []))
}
