/** The line in what Teams sends as text: spaces of every kind as spaces, leftover mention tags taken off. */
export function readText(text: string): string {
  return text
    .replace(/<at[^>]*>.*?<\/at>/gs, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/[\u00a0\u200b\s]+/g, ' ')
    .trim()
}
