/** What can be read in an Adaptive Card: its paragraphs and the titles of its buttons, a line each. */
export function readCard(card: unknown): string {
  return listTexts(card).join('\n')
}

/** Each paragraph, cell and title of a card separately, in order. */
export function listTexts(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(listTexts)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === 'inlines') return [(value as Inline[]).map(run => (typeof run === 'string' ? run : run.text)).join('')]
    if (key === 'text' && 'type' in node && node.type === 'TextBlock') return [String(value)]
    return key === 'title' || key === 'altText' ? [String(value)] : listTexts(value)
  })
}

type Inline = string | { text: string }

/** The lines that its buttons ask, in their order, those behind a question included. */
export function linesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(linesIn)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'data' && typeof value?.line === 'string' ? [value.line] : linesIn(value),
  )
}
