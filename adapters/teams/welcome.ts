import { type Action, actions, type Message, text } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import { type Authorized, releaseWithoutData } from '../../src/privacy/authorize.ts'

/**
 * Posted once where the app was installed, and to the person who greets: what it is for, and the first thing to ask.
 * @param hasHome whether this is where someone's own page is: the personal chat of a bot with a database
 */
export function createWelcome(words: Words, prefix: string, hasHome = false): Authorized<Message> {
  const home: Action[] = hasHome ? [{ label: words.home.title, line: 'home' }] : []
  return releaseWithoutData({
    title: words.help.title,
    summary: words.help.welcome,
    parts: [
      text(words.help.welcome),
      text({ code: `${prefix}help` }),
      actions([...home, ...['help', 'usage', 'teams'].map(line => ({ label: line, line }))]),
    ],
  })
}
