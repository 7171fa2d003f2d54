import type { TurnContext } from 'botbuilder'
import type { Answer, App } from '../../src/app.ts'
import { readVerb } from '../../src/command/read.ts'
import type { Message } from '../../src/message/message.ts'
import type { Progress } from '../../src/message/progress.ts'
import type { Words } from '../../src/message/words.ts'
import type { Log } from '../../src/ports.ts'
import { type Authorized, derive, releaseWithoutData } from '../../src/privacy/authorize.ts'
import { createProgress, type RunAfter, renderProgress, type Strategy, tryInTurn } from '../answer.ts'
import { type Callers, wordsFor } from './callers.ts'
import { type Consent, type FileOffer, fileActivity, offerActivity, uploadFile } from './files.ts'
import { isSharedPlace } from './place.ts'
import type { TeamsResponder } from './responder.ts'

/** An answer, and the id of what was shown in its place while it was gathered; `null` where nothing was. */
type Gathered = { readonly answer: Answer; readonly placeholder: string | null }

export type Answers = {
  /** Asks a line that was typed or pressed, and posts the answer. */
  give(line: string, context: TurnContext): Promise<void>
  /** Waits for an answer; if it takes long, shows progress in the conversation of the question. */
  gather(
    line: string,
    context: TurnContext,
    ask: (onProgress: (progress: Progress) => void) => Promise<Answer>,
  ): Promise<Gathered>
  /** Posts an answer where it may be read. */
  deliver(gathered: Gathered, line: string, context: TurnContext): Promise<void>
  /** Replies with one line. Never throws. */
  replyWithLine(line: string, context: TurnContext, placeholder?: string | null): Promise<void>
  /** Gives a file that was offered. The line is asked again, by the person who takes it and with what they may see now. */
  giveFile(consent: Consent, context: TurnContext): Promise<void>
}

export type AnswersParts = {
  readonly app: App
  readonly responder: TeamsResponder
  readonly callers: Callers
  readonly words: Words
  readonly log: Log
  readonly after: RunAfter
  /** Called for each answer that could not be delivered in any way. */
  readonly onUndelivered: () => void
}

export function createAnswers({ app, responder, callers, words, log, after, onUndelivered }: AnswersParts): Answers {
  const gather: Answers['gather'] = async (line, context, ask) => {
    const readerWords = wordsFor(context.activity, words)
    const shown = lineToShow(line, context)
    let placeholder: string | null = null
    const progress = createProgress({
      after,
      async show(known) {
        const message = renderProgress(shown, known, readerWords)
        if (placeholder === null) placeholder = await responder.replyOnce(context, message)
        else await responder.edit(context, placeholder, message)
      },
      onFailure: error => log.warn({ err: error }, 'Teams does not show how far an answer is'),
    })
    try {
      const answer = await ask(progress.onProgress)
      await progress.end()
      return { answer, placeholder }
    } catch (error) {
      await progress.end()
      throw error
    }
  }

  async function deliver({ answer, placeholder }: Gathered, line: string, context: TurnContext): Promise<void> {
    const { message, surface, file, replacesPressed } = answer
    const pressed = context.activity.replyToId
    if (replacesPressed && pressed && !isSharedPlace(context.activity)) {
      const run = () => responder.edit(context, pressed, message)
      if (await tryInTurn([{ way: 'in the place of the pressed message', run }], log)) {
        if (placeholder !== null) await responder.remove(context, placeholder)
        return
      }
    }
    if (file)
      return offer(
        derive(file, content => ({ file: content, line })),
        message,
        context,
        placeholder,
      )
    if (surface === 'personal' && isSharedPlace(context.activity))
      return deliverPersonally(message, context, placeholder)
    const isSent = await replyInPlace(context, placeholder, {
      edit: id => responder.edit(context, id, message),
      attempts: [
        { way: 'reply', run: () => responder.reply(context, message) },
        { way: 'personal chat', run: () => responder.direct(context, message) },
      ],
    })
    if (!isSent) onUndelivered()
  }

  /** A personal answer is never posted where others read: it goes to the one-to-one chat, and a neutral line says so. */
  async function deliverPersonally(
    message: Authorized<Message>,
    context: TurnContext,
    placeholder: string | null,
  ): Promise<void> {
    const isDelivered = await tryInTurn([{ way: 'personal chat', run: () => responder.direct(context, message) }], log)
    if (!isDelivered) onUndelivered()
    const { answeredInPersonalChat, needsPersonalChat } = wordsFor(context.activity, words).privacy
    await replyWithLine(isDelivered ? answeredInPersonalChat : needsPersonalChat, context, placeholder)
  }

  async function replyWithLine(line: string, context: TurnContext, placeholder: string | null = null): Promise<void> {
    const released = releaseWithoutData(line)
    await replyInPlace(context, placeholder, {
      edit: id => responder.editLine(context, id, released),
      attempts: [{ way: 'reply', run: () => responder.replyLine(context, released) }],
    })
  }

  /**
   * Replaces the progress message; if that fails, posts a new message and removes the other.
   * @returns whether it was delivered
   */
  async function replyInPlace(
    context: TurnContext,
    placeholder: string | null,
    { edit, attempts }: { edit: (id: string) => Promise<void>; attempts: readonly Strategy[] },
  ): Promise<boolean> {
    if (placeholder === null) return tryInTurn(attempts, log)
    let isEdited = false
    const run = async () => {
      await edit(placeholder)
      isEdited = true
    }
    const isSent = await tryInTurn([{ way: 'edit', run }, ...attempts], log)
    if (!isEdited) await responder.remove(context, placeholder)
    return isSent
  }

  /** Teams takes files in personal chats alone, and there only when the person agrees. */
  async function offer(
    offered: Authorized<FileOffer>,
    { summary }: Message,
    context: TurnContext,
    placeholder: string | null,
  ): Promise<void> {
    const card = derive(offered, content => offerActivity(content, summary))
    const isShared = isSharedPlace(context.activity)
    const run = () => (isShared ? responder.showDirect(context, card) : responder.show(context, card))
    const isOffered = await tryInTurn([{ way: 'offer of a file', run }], log)
    if (!isOffered) onUndelivered()
    const { exports, privacy } = wordsFor(context.activity, words)
    if (!isOffered || isShared) {
      const line = isOffered ? exports.inPersonalChat : isShared ? privacy.needsPersonalChat : exports.notSent
      await replyWithLine(line, context, placeholder)
    } else if (placeholder) await responder.remove(context, placeholder)
  }

  return {
    gather,
    deliver,
    replyWithLine,

    async give(line, context) {
      const ask = async (onProgress: (progress: Progress) => void) =>
        app.answer(line, await callers.of(context), { onProgress })
      const [gathered] = await Promise.all([gather(line, context, ask), responder.typing(context)])
      await deliver(gathered, line, context)
    },

    async giveFile(consent, context) {
      const { exports } = wordsFor(context.activity, words)
      if (!consent.isTaken) return replyWithLine(exports.declined, context)
      const { message, file } = await app.answer(consent.line, await callers.of(context))
      if (!file) {
        const isSent = await tryInTurn([{ way: 'reply', run: () => responder.reply(context, message) }], log)
        if (!isSent) onUndelivered()
      } else if (await tryInTurn([{ way: 'upload', run: () => uploadFile(consent.to, file) }], log))
        await responder.send(
          context,
          derive(message, ({ summary }) => fileActivity(consent.to, summary)),
        )
      else {
        onUndelivered()
        await replyWithLine(exports.notSent, context)
      }
    },
  }
}

/** A line that was pressed or filled in, not typed, may be about a person: others see what is done, but not with whom. */
function lineToShow(line: string, { activity }: TurnContext): string {
  const isTyped = typeof activity.text === 'string' && activity.text !== ''
  return isSharedPlace(activity) && !isTyped ? readVerb(line) : line
}
