import type { Message } from '../../src/message/message.ts'
import type { Authorized } from '../../src/privacy/authorize.ts'
import type { Surface } from '../../src/privacy/policy.ts'
import type { Strategy } from '../answer.ts'
import type { FormPlace } from './opened-form.ts'
import type { Address, PostedMessage, SlackResponder } from './responder.ts'

/** How one answer reaches the person who asked. */
export type ReplyTarget = {
  /** In which ways it can be posted, the best first. */
  strategies(message: Authorized<Message>, surface: Surface, replacesPressed?: boolean): readonly Strategy[]
  /** Shows progress where the answer will be. */
  showProgress(message: Authorized<Message>): Promise<void>
  /** How often that may be shown. */
  readonly maxProgressUpdates: number
  /** Takes away what was shown and is not the answer. */
  cleanUp(): Promise<void>
}

type Place = { readonly channel: string; readonly user: string; readonly thread?: string | undefined }

/**
 * Through a response address, only for the person who asked. It takes five messages in half an hour, and an answer may need
 * three. `isOwn`: the address replaces only what was posted through it. A button's address replaces the button's message,
 * and some clients do not replace a slash command's message, so both show little progress.
 */
function targetResponseAddress(
  responder: SlackResponder,
  { channel, user, thread }: Place,
  { url, isOwn }: { readonly url: string; readonly isOwn: boolean },
): ReplyTarget {
  const address: Address = { url, thread }
  let isShown = false
  let isAnswer = false
  const replaces = () => isOwn && isShown
  return {
    maxProgressUpdates: isOwn ? 2 : 1,
    async showProgress(message) {
      await responder.respond(address, message, replaces())
      isShown = true
    },
    strategies: (message, surface) => [
      ...(surface === 'channel' ? [{ way: 'channel', run: () => responder.post({ channel, thread }, message) }] : []),
      {
        way: 'response address',
        async run() {
          await responder.respond(address, message, replaces())
          isAnswer = true
        },
      },
      { way: 'ephemeral message', run: () => responder.whisper({ channel, user, thread }, message) },
      { way: 'direct message', run: () => responder.post({ channel: user }, message) },
    ],
    async cleanUp() {
      if (replaces() && !isAnswer) await responder.withdraw(address)
    },
  }
}

/** In a thread below the question, for everyone there; an answer about a person only for the person who asked. */
export function targetThread(
  responder: SlackResponder,
  { channel, user, thread }: Place,
  /** The message with the question; a thread starts below it unless it is in one. */
  asked: string,
): ReplyTarget {
  const held = holdPlace(responder, { channel, thread: thread ?? asked })
  return {
    ...held,
    strategies: (message, surface) => [
      ...(surface === 'personal'
        ? [{ way: 'ephemeral message', run: () => responder.whisper({ channel, user, thread }, message) }]
        : [
            ...held.become(message),
            { way: 'thread', run: () => responder.post({ channel, thread: thread ?? asked }, message) },
          ]),
      { way: 'direct message', run: () => responder.post({ channel: user }, message) },
    ],
  }
}

/** In the direct messages with the person who asked. */
export function targetConversation(responder: SlackResponder, { channel, user, thread }: Place): ReplyTarget {
  const held = holdPlace(responder, { channel, thread })
  return {
    ...held,
    strategies: message => [
      ...held.become(message),
      { way: 'direct message', run: () => responder.post({ channel, thread }, message) },
      ...(thread === undefined && channel === user
        ? []
        : [{ way: 'direct message outside of the thread', run: () => responder.post({ channel: user }, message) }]),
    ],
  }
}

/** Where a form was opened. */
export function targetAt(responder: SlackResponder, place: FormPlace, user: string): ReplyTarget {
  if (!place) return targetConversation(responder, { channel: user, user })
  return targetResponseAddress(responder, { ...place, user }, place.address)
}

/** As above, and an answer can take the place of the message that holds the button, in direct messages. */
export function targetPress(responder: SlackResponder, place: FormPlace, user: string, ts: unknown): ReplyTarget {
  const target = targetAt(responder, place, user)
  if (!place?.channel.startsWith('D') || typeof ts !== 'string') return target
  const pressed = { channel: place.channel, ts }
  return {
    ...target,
    strategies: (message, surface, replacesPressed = false) => [
      ...(replacesPressed
        ? [{ way: 'in the place of the pressed message', run: () => responder.change(pressed, message) }]
        : []),
      ...target.strategies(message, surface),
    ],
  }
}

/** A message that shows what is done until it becomes the answer, or goes. */
function holdPlace(responder: SlackResponder, to: { channel: string; thread?: string | undefined }) {
  let held: PostedMessage | null = null
  return {
    maxProgressUpdates: Number.POSITIVE_INFINITY,
    async showProgress(message: Authorized<Message>) {
      if (held) await responder.change(held, message)
      else held = await responder.post(to, message)
    },
    become(message: Authorized<Message>): Strategy[] {
      const standing = held
      if (!standing) return []
      const run = async () => {
        await responder.change(standing, message)
        held = null
      }
      return [{ way: 'in the place of what was shown', run }]
    },
    async cleanUp() {
      if (held) await responder.remove(held)
    },
  }
}
