/** Forms where a client knows no dialog: the same fields, in a card of the conversation. */
import type { Activity, TurnContext } from 'botbuilder'
import { type Authorized, derive } from '../../src/privacy/authorize.ts'
import { type Strategy, tryInTurn } from '../answer.ts'
import { createOnce } from '../requests.ts'
import { wordsFor } from './callers.ts'
import { cardType, type OpenForm, renderForm } from './dialog.ts'
import { type FormParts, type Press, readSent, type TeamsSubmission } from './forms.ts'
import { readCarried } from './incoming.ts'
import { isSharedPlace } from './place.ts'
import { keyOfSent } from './sent-key.ts'

/** Receives a press that came as a message and is about a form. @returns whether it was one */
export type HandleFormCard = (context: TurnContext) => Promise<boolean>

export function createFormCards(parts: FormParts): HandleFormCard {
  const { app, forms, answers, callers, responder, words, log } = parts
  const isNew = createOnce()

  async function pressOf(context: TurnContext): Promise<Press> {
    const { activity } = context
    return { caller: await callers.of(context), token: activity.id ?? '', isShared: isSharedPlace(activity) }
  }

  async function open(line: string, context: TurnContext): Promise<void> {
    const form = await forms.open(line, await pressOf(context))
    const ask: Strategy = { way: 'answer', run: () => answers.give(line, context) }
    const show: Strategy[] = form ? [{ way: 'form', run: () => responder.show(context, toActivity(form)) }] : []
    await tryInTurn([...show, ask], log)
  }

  async function send(sent: TeamsSubmission, press: Press, context: TurnContext): Promise<void> {
    const read = await forms.read(sent, press)
    // A stranger is answered as for any line.
    if (read === 'gone') return press.caller.isStranger ? answers.give(sent.line, context) : answerClosed(context)
    if (read.line === null) return show(await read.again(), context)
    const { line } = read
    const gathered = await answers.gather(line, context, onProgress => app.answer(line, press.caller, { onProgress }))
    const { answer, placeholder } = gathered
    const mistakes = answer.surface === 'personal' && press.isShared ? null : read.mistakesOf(answer)
    if (!mistakes) {
      await answers.deliver(gathered, line, context)
      // It would be sent once more, by mistake.
      const shown = responder.shownBy(context.activity)
      if (shown !== null) await responder.remove(context, shown)
      return
    }
    if (placeholder !== null) await responder.remove(context, placeholder)
    await show(await read.again(mistakes), context)
  }

  /** Replaces the card that was sent, if it can be changed. */
  async function show(form: Authorized<OpenForm>, context: TurnContext): Promise<void> {
    const shown = responder.shownBy(context.activity)
    const card = toActivity(form)
    const edit: Strategy[] =
      shown === null ? [] : [{ way: 'edit of a form', run: () => responder.change(context, shown, card) }]
    await tryInTurn([...edit, { way: 'form', run: () => responder.show(context, card) }], log)
  }

  function answerClosed(context: TurnContext): Promise<void> {
    return answers.replyWithLine(wordsFor(context.activity, words).forms.closed, context)
  }

  function toActivity(open: Authorized<OpenForm>): Authorized<Partial<Activity>> {
    return derive(open, shown => ({
      type: 'message',
      summary: `${shown.form.title}: ${shown.form.about}`,
      attachments: [{ contentType: cardType, content: renderForm(shown, words, 'card') }],
    }))
  }

  return async context => {
    const { value } = context.activity
    const sent = readSent(value)
    if (sent) {
      const press = await pressOf(context)
      // Of strangers nothing is kept.
      if (press.caller.isStranger || isNew(keyOfSent(context.activity, sent))) await send(sent, press, context)
      return true
    }
    const line = readCarried(value)
    if (line === null || value.opens !== 'form') return false
    await open(line, context)
    return true
  }
}
