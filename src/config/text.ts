/** Reading text files that people have written with whatever editor they have. */
import { readFileSync } from 'node:fs'

/**
 * The text of a file, without a byte order mark.
 * @returns `not-utf8` where the bytes are in another encoding, such as the UTF-16 of some Windows editors
 * @throws the file system's error where the file cannot be read
 */
export function readTextFile(path: string): { text: string } | 'not-utf8' {
  const bytes = readFileSync(path)
  try {
    // The decoder takes the byte order mark away. UTF-16 without one is valid UTF-8 with a NUL next to each letter.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? 'not-utf8' : { text }
  } catch {
    return 'not-utf8'
  }
}
