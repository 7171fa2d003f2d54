import { actions, type Message, text } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'

/** Said once where the app was installed: what it is for, and the first thing to ask. */
export function createWelcome(words: Words, prefix: string): Message {
  return {
    title: words.help.title,
    summary: words.help.welcome,
    parts: [
      text(words.help.welcome),
      text({ code: `${prefix}help` }),
      actions(['help', 'usage', 'teams'].map(line => ({ label: line, line }))),
    ],
  }
}
