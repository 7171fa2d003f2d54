import type { Surface } from '../../src/command/command.ts'
import type { Message } from '../../src/message/message.ts'
import type { Authorized } from '../../src/privacy/authorize.ts'
import type { Attempt } from '../attempts.ts'
import type { Address, SlackGateway, Standing } from './gateway.ts'
import type { FormPlace } from './opened-form.ts'

/** How one answer gets to whoever asked. */
export type Telling = {
  /** In which ways it can be said, the best first. */
  ways(message: Authorized<Message>, surface: Surface): readonly Attempt[]
  /** Shows meanwhile what is done, where the answer will be. */
  show(message: Authorized<Message>): Promise<void>
  /** How often that may be shown. */
  readonly most: number
  /** Takes away what was shown and is not the answer. */
  tidy(): Promise<void>
}

type Place = { readonly channel: string; readonly user: string; readonly thread?: string | undefined }

/**
 * Through a response address, for whoever asked alone. It takes five messages in half an hour, of which an answer may
 * need three. `isOwn`: what it replaces was said through it; a button's replaces the message that holds the button, and
 * not every client replaces what a slash command said, so that little is shown of either.
 */
function targetResponseAddress(
  gateway: SlackGateway,
  { channel, user, thread }: Place,
  { url, isOwn }: { readonly url: string; readonly isOwn: boolean },
): Telling {
  const address: Address = { url, thread }
  let isShown = false
  let isAnswer = false
  const replaces = () => isOwn && isShown
  return {
    most: isOwn ? 2 : 1,
    async show(message) {
      await gateway.respond(address, message, replaces())
      isShown = true
    },
    ways: (message, surface) => [
      ...(surface === 'channel' ? [{ way: 'channel', run: () => gateway.post({ channel, thread }, message) }] : []),
      {
        way: 'response address',
        async run() {
          await gateway.respond(address, message, replaces())
          isAnswer = true
        },
      },
      { way: 'ephemeral message', run: () => gateway.whisper({ channel, user, thread }, message) },
      { way: 'direct message', run: () => gateway.post({ channel: user }, message) },
    ],
    async tidy() {
      if (replaces() && !isAnswer) await gateway.withdraw(address)
    },
  }
}

/** In a thread below the question, for everybody there; what is about a person for whoever asked alone. */
export function targetThread(
  gateway: SlackGateway,
  { channel, user, thread }: Place,
  /** The message that asked, below which a thread begins where it was in none. */
  asked: string,
): Telling {
  const held = holdPlace(gateway, { channel, thread: thread ?? asked })
  return {
    ...held,
    ways: (message, surface) => [
      ...(surface === 'personal'
        ? [{ way: 'ephemeral message', run: () => gateway.whisper({ channel, user, thread }, message) }]
        : [
            ...held.become(message),
            { way: 'thread', run: () => gateway.post({ channel, thread: thread ?? asked }, message) },
          ]),
      { way: 'direct message', run: () => gateway.post({ channel: user }, message) },
    ],
  }
}

/** In the direct messages with whoever asked. */
export function targetConversation(gateway: SlackGateway, { channel, user, thread }: Place): Telling {
  const held = holdPlace(gateway, { channel, thread })
  return {
    ...held,
    ways: message => [
      ...held.become(message),
      { way: 'direct message', run: () => gateway.post({ channel, thread }, message) },
      ...(thread === undefined && channel === user
        ? []
        : [{ way: 'direct message outside of the thread', run: () => gateway.post({ channel: user }, message) }]),
    ],
  }
}

/** Where a form was opened. */
export function targetAt(gateway: SlackGateway, place: FormPlace, user: string): Telling {
  if (!place) return targetConversation(gateway, { channel: user, user })
  return targetResponseAddress(gateway, { ...place, user }, place.address)
}

/** A message that shows what is done until it becomes the answer, or goes. */
function holdPlace(gateway: SlackGateway, to: { channel: string; thread?: string | undefined }) {
  let held: Standing | null = null
  return {
    most: Number.POSITIVE_INFINITY,
    async show(message: Authorized<Message>) {
      if (held) await gateway.change(held, message)
      else held = await gateway.post(to, message)
    },
    become(message: Authorized<Message>): Attempt[] {
      const standing = held
      if (!standing) return []
      const run = async () => {
        await gateway.change(standing, message)
        held = null
      }
      return [{ way: 'in the place of what was shown', run }]
    },
    async tidy() {
      if (held) await gateway.remove(held)
    },
  }
}
