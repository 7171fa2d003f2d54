/** One word of a command line. What stood in quotes is a name, whatever it looks like. */
export type Token = { readonly text: string; readonly quoted: boolean }

const opening = '"“„«'
const closing: Readonly<Record<string, string>> = { '"': '"', '“': '”“"', '„': '“”"', '«': '»"' }

/**
 * Splits a line into words. Quotes of any shape hold a name together; a backslash keeps a straight quote or another
 * backslash inside of one. A quote that is never closed is a character like any other.
 */
export function splitLine(line: string): Token[] {
  const tokens: Token[] = []
  // A quote that is not closed from here on is not closed from further on: nothing is searched to the end twice.
  const unclosed = new Set<string>()
  let at = 0
  while (at < line.length) {
    if (/\s/.test(line[at] ?? '')) {
      at++
      continue
    }
    const quote = line[at] ?? ''
    const quoted = unclosed.has(quote) ? null : readQuoted(line, at)
    if (quoted) {
      tokens.push({ text: quoted.text, quoted: true })
      at = quoted.end
      continue
    }
    if (opening.includes(quote)) unclosed.add(quote)
    const end = line.slice(at).search(/\s/)
    const text = end === -1 ? line.slice(at) : line.slice(at, at + end)
    tokens.push({ text, quoted: false })
    at += text.length
  }
  return tokens
}

function readQuoted(line: string, start: number): { text: string; end: number } | null {
  const quote = line[start] ?? ''
  if (!opening.includes(quote)) return null
  let text = ''
  for (let at = start + 1; at < line.length; at++) {
    const character = line[at] ?? ''
    if (quote === '"' && character === '\\' && /["\\]/.test(line[at + 1] ?? '')) {
      text += line[++at]
    } else if (closing[quote]?.includes(character)) {
      return { text, end: at + 1 }
    } else {
      text += character
    }
  }
  return null
}

/** A name as it stands in a line: quoted, so that it is read back as it is. */
export function quoteName(name: string): string {
  return `"${name.replace(/["\\]/g, '\\$&')}"`
}

/** Equal for people: case, accents' encoding, spaces, hyphens and quotes do not tell two names apart. */
export function normalizeName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[“”„«»"'’‘`]/g, '')
    .replace(/[\s_\p{Pd}]+/gu, ' ')
    .trim()
}
