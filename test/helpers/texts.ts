import fc from 'fast-check'

/** Whole characters of every script, halves of characters as a wrong cut leaves them, control characters, emoji. */
export function anyText({ maxLength = 60 }: { maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ maxLength }),
    fc.string({ unit: 'grapheme', maxLength: Math.ceil(maxLength / 8) }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength }).map(units => String.fromCharCode(...units)),
    fc.array(fc.constantFrom(...hardParts), { maxLength: Math.ceil(maxLength / 4) }).map(parts => parts.join('')),
  )
}

/** What lines, names and cuts are made to break on. */
const hardParts = [' ', '\n', '\t', '\u0000', '\u001b', '"', '\\', '“', '”', '«', '-', '–', 'a', 'é', 'e\u0301'].concat(
  ['👩🏽', '👩‍👩‍👧‍👦', '🇩🇪', 'فريق', 'יום', '\u202e', '\u2069', '\u200b', '\u00a0', '統計', '<!channel>', '*'],
)
