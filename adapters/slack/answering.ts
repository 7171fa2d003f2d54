import type { Answer, App } from '../../src/app.ts'
import { readVerb } from '../../src/command/read.ts'
import { findCommand } from '../../src/commands.ts'
import type { TextFile } from '../../src/message/csv.ts'
import { text } from '../../src/message/message.ts'
import { createWords, type Words, wordsOf } from '../../src/message/words.ts'
import type { Log } from '../../src/ports.ts'
import { type Authorized, releaseWithoutData } from '../../src/privacy/authorize.ts'
import type { Caller, ChatPerson, Place } from '../../src/privacy/policy.ts'
import { createProgress, type RunAfter, renderProgress, tryInTurn } from '../answer.ts'
import type { HandOver } from './files.ts'
import { membershipOf, type SlackCompany, type StatedWorkspace, unstated } from './incoming.ts'
import type { ReplyTarget } from './reply-target.ts'
import type { SlackResponder } from './responder.ts'

/** The person who asks, and where. */
export type SlackAsker = {
  readonly user: string
  /** A direct message is the person's own conversation. */
  readonly channel: string
  readonly stated: StatedWorkspace
  /** Only the person who asks reads the answer, although others are in the channel. */
  readonly isWhispered: boolean
}

/** What someone asked: one event, answered once. */
export type SlackQuestion = SlackAsker & {
  /** Slack's id of it, the same when it is delivered again. */
  readonly eventId: string
  /** The message that asked. An edit of it has an event id of its own, and is the same message. */
  readonly message?: { readonly key: string; readonly isEdited: boolean }
  readonly line: string
}

/** Whose bot it is, and what it is called there; known once Slack has answered. */
export type HomeRequest = { readonly company: SlackCompany; readonly botName: string }

type Parts = {
  readonly app: App
  readonly words: Words
  readonly responder: SlackResponder
  readonly handOver: HandOver
  readonly log: Log
  readonly after: RunAfter
  readonly home: () => HomeRequest
  /** Called for each answer that could not be delivered in any way. */
  readonly onUndelivered: () => void
}

export type Answering = ReturnType<typeof createAnswering>

const prefix = '/tabnine '

const slackUser = /^[UW][A-Z0-9]{1,30}$/

/** Turns a question in Slack into a posted answer. */
export function createAnswering({ app, words, responder, handOver, log, after, home, onUndelivered }: Parts) {
  async function callerOf({ user, stated, channel, isWhispered }: SlackAsker): Promise<Caller> {
    const { company, botName } = home()
    const profile = () => responder.profile(user)
    const place = placeOf(channel, user, async () =>
      (await responder.isMember(channel)) ? null : `/invite @${botName}`,
    )
    const isShared = place.conversation.kind !== 'personal'
    const membership = await membershipOf(stated, company, profile)
    return {
      platform: 'slack',
      id: user,
      isAdmin: false,
      isStranger: membership !== 'member',
      ...(membership === 'unknown' ? { isUnverified: true as const } : {}),
      profile,
      groups: () => responder.groupsOf(user),
      mentioned: async id => (slackUser.test(id) ? responder.profile(id) : null),
      prefix,
      place,
      ...(isWhispered && isShared ? { readers: 'private' as const } : {}),
    }
  }

  /** A person who gets a post, with their current Slack profile. */
  async function personOf(user: string): Promise<ChatPerson> {
    const known = await responder.profile(user)
    const membership = await membershipOf(unstated, home().company, async () => known)
    return {
      platform: 'slack',
      id: user,
      isAdmin: false,
      // The person who set up what is posted was a member; where Slack does not say now, they have no role by their e-mail.
      isStranger: membership === 'external',
      profile: async () => known,
      groups: () => responder.groupsOf(user),
    }
  }

  /** The words of the person who reads it. */
  async function wordsFor(user: string): Promise<Words> {
    const { language } = await responder.profile(user)
    return language ? createWords(language) : words
  }

  /** Asks the app; if that takes long, shows progress where the answer will be. */
  async function ask(question: SlackQuestion, caller: Promise<Caller>, target: ReplyTarget): Promise<Answer> {
    const { line, user } = question
    const { onProgress, end } = createProgress({
      after,
      most: target.maxProgressUpdates,
      show: async far => target.showProgress(renderProgress(toShownLine(question), far, await wordsFor(user))),
      onFailure: error => log.warn({ err: error }, 'it could not be shown what is worked on'),
    })
    try {
      return await app.answer(line, await caller, { onProgress })
    } finally {
      await end()
    }
  }

  /** Says an answer in the first way that works, and leaves nothing else standing. */
  async function deliver(
    answer: Answer,
    { eventId, user, channel }: SlackQuestion,
    target: ReplyTarget,
  ): Promise<void> {
    const ready = answer.file ? await handOverFile(user, channel, answer, answer.file) : answer
    const isSent =
      !ready ||
      (await tryInTurn(target.strategies(ready.message, ready.surface, answer.replacesPressed), log, { eventId }))
    // With a file, the message only says where the file is.
    if (!isSent && !answer.file) onUndelivered()
    await target.cleanUp().catch((error: unknown) => {
      log.warn({ eventId, err: error }, 'what was shown of the work on an answer could not be taken away')
    })
  }

  /** Sends a file, and returns the sentence about where it is, or that it failed; none where the file itself is posted. */
  async function handOverFile(
    user: string,
    channel: string,
    { message }: Answer,
    file: Authorized<TextFile>,
  ): Promise<Pick<Answer, 'message' | 'surface'> | null> {
    const isThere = await handOver(user, message, file)
    if (!isThere) onUndelivered()
    if (isThere && isDirectChannel(channel, user)) return null
    const { language } = message
    const { title, inDirectMessages, notSent } = wordsOf(message, words).exports
    const sentence = isThere ? inDirectMessages : notSent
    const notice = { title, summary: sentence, parts: [text(sentence)], ...(language ? { language } : {}) }
    return { message: releaseWithoutData(notice), surface: 'personal' }
  }

  return { callerOf, personOf, wordsFor, ask, deliver }
}

/** Where others read along, what is about a person is shown by its verb alone. */
function toShownLine({ line, isWhispered }: SlackQuestion): string {
  const verb = readVerb(line)
  return !isWhispered && findCommand(verb)?.surface === 'personal' ? verb : line
}

function isDirectChannel(channel: string, user: string): boolean {
  return channel.startsWith('D') || channel === user
}

/** Direct messages have a channel of their own, but a person is reached by their id, whatever that channel is. */
function placeOf(channel: string, user: string, wayIn: () => Promise<string | null>): Place {
  const person = { id: `slack:${user}`, kind: 'personal', reference: { channel: user } } as const
  if (isDirectChannel(channel, user)) return { conversation: person, person }
  return { conversation: { id: `slack:${channel}`, kind: 'channel', reference: { channel } }, person, wayIn }
}
