import { distance } from 'fastest-levenshtein'

/** Verbs that were probably meant: they begin alike, or are a letter or two away. Best first, three at most. */
export function suggestVerbs(typed: string, verbs: readonly string[]): string[] {
  const word = typed.toLowerCase().slice(0, 40)
  return verbs
    .map(verb => ({ verb, away: word.length >= 2 && verb.startsWith(word) ? 0 : distance(verb, word) }))
    .filter(({ verb, away }) => away <= Math.min(2, Math.floor(verb.length / 2)))
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .map(({ verb }) => verb)
}
