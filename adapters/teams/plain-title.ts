import { cutText } from '../../src/message/fit.ts'
import { limits } from './limits.ts'

/** Seen as nothing, and keeps what stands on both sides of it from being read together. */
const joiner = '\u2060'
/** Nearly seen as nothing; a sign with space on both sides emphasizes nothing. */
const hairSpace = '\u200a'

/**
 * What someone called something, as the title of a choice. Teams says that it reads no Markdown there, but some of its
 * clients do or did, and there is no element for it that never does: so what could be markup is taken apart, in ways that
 * cannot be seen. The value of a choice stays as it is.
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
