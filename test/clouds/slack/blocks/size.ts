/** Slack's undocumented cap on a whole message; measured by bolt-js users, issues 2509 and 2867. */
export const MESSAGE_CHARACTERS = 13_200
/** All data tables of one message together. */
export const DATA_TABLE_CHARACTERS = 10_000

/** What a header costs in addition to its text, by the same measurements. */
const HEADER_CHARACTERS = 100

const TEXT_KEYS = new Set(['text', 'title', 'subtitle', 'caption', 'label', 'name', 'alt_text', 'x_label', 'y_label'])

/** Characters Slack counts for blocks: the texts people read, with `&`, `<`, `>` as entities, and a fee for each header. */
export function countCharacters(node: unknown): number {
  if (Array.isArray(node)) return node.reduce<number>((sum, item) => sum + countCharacters(item), 0)
  if (node === null || typeof node !== 'object') return 0
  const fee = 'type' in node && node.type === 'header' ? HEADER_CHARACTERS : 0
  return Object.entries(node).reduce((sum, [key, value]) => sum + countField(key, value), fee)
}

function countField(key: string, value: unknown): number {
  if (key === 'categories' && Array.isArray(value))
    return value.reduce<number>((sum, label) => sum + countText(label), 0)
  return TEXT_KEYS.has(key) && typeof value === 'string' ? countText(value) : countCharacters(value)
}

function countText(value: unknown): number {
  return String(value)
    .replace(/&(?!amp;|lt;|gt;)/g, '&amp;')
    .replace(/[<>]/g, '&lt;').length
}
