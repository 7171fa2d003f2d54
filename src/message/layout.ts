import { withNumbers } from './chart.ts'
import type { Message } from './message.ts'
import type { Words } from './words.ts'

/** A message as every platform draws it: with the numbers of its charts, and its footer as the last line. */
export function layOut(message: Message, words: Words): Message {
  return withFooterLast(withNumbers(message, words))
}

/** Below the buttons, so that what to do stands next to what it is about. */
function withFooterLast(message: Message): Message {
  const at = message.parts.findLastIndex(({ kind }) => kind === 'note')
  const footer = message.parts[at]
  if (!footer || at === message.parts.length - 1) return message
  return { ...message, parts: [...message.parts.toSpliced(at, 1), footer] }
}
