/** The line in what Teams sends as text: mentions and quoted messages taken off, spaces of every kind as spaces. */
export function readText(text: string): string {
  return text
    .replace(/<at[^>]*>.*?<\/at>/gs, ' ')
    .replace(/<quoted\b[^>]*\/?>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/[\u00a0\u200b\s]+/g, ' ')
    .trim()
}
