import { longestRead } from '../longest-read.ts'

/** The line that a button or a form brings back, as much of it as is looked at; `null` where it brings none. */
export function readCarried(data: unknown): string | null {
  const line = typeof data === 'object' && data !== null && 'line' in data ? data.line : null
  return typeof line === 'string' ? line.slice(0, longestRead) : null
}

/**
 * The line in what Teams sends as text: mentions and quoted messages taken off, spaces of every kind as spaces, and the
 * characters back that some clients write as HTML does.
 */
export function readText(text: string): string {
  return text
    .slice(0, longestRead)
    .replace(/<at[^<>]*>[^<]*<\/at>/g, ' ')
    .replace(/<quoted\b[^<>]*>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[\u00a0\u200b\s]+/g, ' ')
    .trim()
}
