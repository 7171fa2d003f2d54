import type { Message } from '../../src/message/message.ts'

/** What a notification and a screen reader get of a message: charts that Slack draws have no text of their own. */
export function fallbackOf({ title, summary, parts }: Message, blocks: unknown): string {
  const isDrawn = JSON.stringify(blocks ?? []).includes('"data_visualization"')
  const seen = isDrawn ? parts.flatMap(part => (part.kind === 'chart' ? [part.altText] : [])) : []
  return [`${title}: ${summary}`, ...seen].join('\n')
}

/** What can be read in blocks, in their order: text elements, captions, cells, titles of buttons and options. */
export function readBlocks(blocks: unknown): string {
  return listTexts(blocks).join('\n')
}

/** Each text of blocks separately, unchanged. */
function listTexts(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(listTexts)
  if (typeof node !== 'object' || node === null) return []
  const isMarkup = 'type' in node && node.type === 'mrkdwn'
  if ('type' in node && node.type === 'date' && 'fallback' in node) return [String(node.fallback)]
  return Object.entries(node).flatMap(([key, value]) => {
    if (!['text', 'caption', 'alt_text'].includes(key) || typeof value !== 'string') return listTexts(value)
    return [isMarkup ? readMarkup(value) : value]
  })
}

/** As Slack shows the little markup that we write: bold, dates by their fallback, and three escaped characters. */
function readMarkup(text: string): string {
  return text
    .replace(/<!date\^\d+\^[^|]*\|([^>]*)>/g, '$1')
    .replace(/(?<=^|\n)\*(.+?)\*(?= |$)/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
