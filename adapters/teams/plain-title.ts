import { cutText } from '../../src/message/fit.ts'
import { limits } from './limits.ts'

/** An invisible character that keeps its two neighbours from being read together. */
const joiner = '\u2060'
/** Nearly seen as nothing; a sign with space on both sides emphasizes nothing. */
const hairSpace = '\u200a'

/**
 * A user's text as the title of a choice. Teams documents that it reads no Markdown there, but some clients do or did,
 * and no other element is safe: so possible markup is broken up invisibly. The value of the choice stays unchanged.
 */
export function plainTitle(name: string): string {
  const title = cutText(name.replace(/\s+/g, ' ').trim(), limits.choiceTitle)
    .replace(/\\/g, `\\${joiner}`)
    .replace(/`/g, 'ˋ')
    .replace(/[*~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, `${hairSpace}$&${hairSpace}`)
    .replace(/\](?=[([:])/g, `]${joiner}`)
    .replace(/<(?=\S)|&(?=[#\w])/g, `$&${joiner}`)
  // A heading, a list, a quote.
  return /^(?:[#>+=|-]|\d+[.)])/.test(title) ? `${joiner}${title}` : title || '–'
}
