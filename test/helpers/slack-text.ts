/** What can be read in blocks, in their order: text elements, captions, cells, titles of buttons. */
export function readBlocks(blocks: unknown): string {
  return listTexts(blocks).join('\n')
}

/** Each text of blocks by itself, as it stands there. */
function listTexts(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(listTexts)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    ['text', 'caption'].includes(key) && typeof value === 'string' ? [value] : listTexts(value),
  )
}
