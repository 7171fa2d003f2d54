import { cutText, fitMessage } from './fit.ts'
import { layOut } from './layout.ts'
import type { Message } from './message.ts'
import { renderText } from './text.ts'
import { type Words, wordsOf } from './words.ts'

/**
 * A message as plain text of at most `longest` UTF-16 units, for places that take nothing richer. Rows without room are
 * counted, and the text says how to get them, as everywhere.
 * @param write what the place makes of a text, such as escaping it
 */
export function renderFittingText(
  message: Message,
  given: Words,
  longest: number,
  write: (text: string) => string = text => text,
): string {
  const words = wordsOf(message, given)
  const render = (fitting: Message) => write(renderText(fitting, words))
  return cutText(
    fitMessage(layOut(message, words), render, text => text.length <= longest),
    longest,
  )
}
