/** What is wrong with the bot itself. */
import type { ErrorText } from '../error-text.ts'

type OwnFault = 'store-unavailable' | 'store-full' | 'not-recorded' | 'took-too-long' | 'stopping' | 'internal'

export function ownFaultText(code: OwnFault): ErrorText {
  switch (code) {
    case 'store-unavailable':
      return { title: 'I can’t reach my database', todo: 'Try again in a few minutes. Nothing is lost.' }
    case 'store-full':
      return { title: 'My storage is full', todo: 'Your bot admin needs to free space. Nothing is lost.' }
    case 'not-recorded':
      return {
        title: 'I couldn’t write the access log',
        todo: 'So I don’t show names or files right now. Try again in a few minutes.',
      }
    case 'took-too-long':
      return { title: 'That took too long', todo: 'Ask for one team or a shorter period.' }
    case 'stopping':
      return { title: 'I’m restarting', todo: 'Try again in a minute.' }
    case 'internal':
      return { title: 'Something went wrong', todo: 'I’ve logged it. Send your bot admin the reference below.' }
  }
}
