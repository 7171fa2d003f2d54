/** One word of a command line. What stood in quotes is a name, whatever it looks like. */
export type Token = { readonly text: string; readonly quoted: boolean }

const opening = '"“„«'
const closing: Readonly<Record<string, string>> = { '"': '"', '“': '”“"', '„': '“”"', '«': '»"' }

/** Spaces, and characters without a shape that copying leaves around words: zero-width spaces, marks and isolates. */
const blank = /[\s\u00ad\u180e\u200b\u200e\u200f\u2060\u2066-\u2069]/
const zeroWidth = /[\u00ad\u180e\u200b\u2060\ufeff]/g

/** A text without spaces and characters without a shape at its ends. */
export function trimBlank(text: string): string {
  const isBlank = (at: number) => blank.test(text.charAt(at))
  let [start, end] = [0, text.length]
  while (start < end && isBlank(start)) start++
  while (start < end && isBlank(end - 1)) end--
  return text.slice(start, end)
}

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
    if (blank.test(line.charAt(at))) {
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
    tokens.push({ text: trimBlank(text), quoted: false })
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

/** A name as written in a line: quoted, so that it is read back unchanged. */
export function quoteName(name: string): string {
  return `"${name.replace(/["\\]/g, '\\$&')}"`
}

/** The form in which names are compared: without case, accents' encoding, spaces, hyphens and quotes. */
export function normalizeName(name: string): string {
  return name
    .replace(zeroWidth, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[“”„«»"'’‘`]/g, '')
    .replace(/[\s_\p{Pd}]+/gu, ' ')
    .trim()
}

/** In a name that could be taken for a word of the command, the quotes stay: `"all"` is a team, and `all` is everyone. */
const keptQuotes = /^"(?:[^"\\]|\\.)*"$/s

/** What an argument calls a team or person: the name in its quotes, where those were kept. */
export function nameIn(argument: string): string {
  return keptQuotes.test(argument) ? argument.slice(1, -1).replace(/\\(.)/gs, '$1') : argument
}

/**
 * The argument that words give for a name.
 * @param keywords words that are not a name unless quoted; the first group is a word before a name, as in `off <team>`
 */
export function readName(words: readonly Token[], keywords?: RegExp): string {
  const text = words.map(word => word.text).join(' ')
  const match = keywords?.exec(text)
  if (!match) return text
  const [first, ...rest] = words
  if (first?.quoted) return quoteName(text)
  return match[1] === undefined ? text : `${first?.text} ${readName(rest, keywords)}`
}

/** The words of a name, which `readName` reads back as the same argument. */
export function writeName(argument: string, keywords?: RegExp): string {
  const match = keywords?.exec(argument)
  if (match)
    return match[1] === undefined ? argument : `${match[1]} ${writeName(argument.slice(match[1].length + 1), keywords)}`
  const isKept = keptQuotes.test(argument) && keywords?.test(nameIn(argument))
  return isKept ? argument : quoteName(argument)
}
