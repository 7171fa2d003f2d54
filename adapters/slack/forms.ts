import type { ViewOutput, ViewResponseAction } from '@slack/bolt'
import type { PlainTextOption } from '@slack/types'
import { LRUCache } from 'lru-cache'
import type { Answer, App } from '../../src/app.ts'
import { cutText } from '../../src/message/fit.ts'
import type { Option } from '../../src/message/form.ts'
import { facts, type Message, text } from '../../src/message/message.ts'
import { errorInLine } from '../../src/message/render-error.ts'
import type { Words } from '../../src/message/words.ts'
import type { Log } from '../../src/ports.ts'
import { type Authorized, derive, releaseWithoutData } from '../../src/privacy/authorize.ts'
import type { Caller } from '../../src/privacy/policy.ts'
import type { RunAfter } from '../answer.ts'
import type { Answering, SlackQuestion } from './answering.ts'
import type { StatedWorkspace } from './incoming.ts'
import { readPick, renderModal, renderNotice, renderOptions } from './modal.ts'
import { type FormPlace, type OpenedForm, readOpened, readState, writeOpened } from './opened-form.ts'
import type { ReplyTarget } from './reply-target.ts'
import type { SlackResponder } from './responder.ts'

/** Milliseconds for which a sent form stays open for what is wrong with it; Slack waits for three seconds. */
const inFormMs = 1_950

/** How long a list of options may take while someone types; Slack waits for three seconds. */
const maxOptionsWaitMs = 2_300

/** Characters that are readable below a field. */
const maxMistakeLength = 500

type Response = ViewResponseAction | undefined

/** A form as Slack sends it. */
export type SlackSubmission = {
  readonly view: Pick<ViewOutput, 'id' | 'private_metadata' | 'state'>
  readonly user: string
  readonly stated: StatedWorkspace
}

type Sent = {
  readonly response: Response
  /** Where the form was opened, where something is posted there now. */
  readonly place?: FormPlace
  readonly rest: () => Promise<void>
}

/** The result of a form: an answer to post, or mistakes to show next to its fields while it is open. */
type Outcome = {
  /** `null` once it was posted: of a form that is sent again only that needs to be known. */
  readonly answer: Answer | null
  readonly errors?: Readonly<Record<string, string>>
  /** The form has expired. */
  readonly isClosed?: true
}

type Parts = {
  readonly app: App
  readonly responder: Pick<SlackResponder, 'open'>
  readonly answering: Answering
  readonly words: Words
  readonly log: Log
  readonly after: RunAfter
  readonly targetAt: (place: FormPlace, user: string) => ReplyTarget
}

/** Forms in Slack: opened as modals, sent, and met with what there is while someone types into them. */
export function createForms({ app, responder, answering, words, log, after, targetAt }: Parts) {
  /** The result of each modal, so that a modal that is sent twice is answered once. */
  const sentForms = new LRUCache<string, Promise<Outcome>>({ max: 5_000, ttl: 60 * 60_000 })

  /** Opens the form of a line. @returns whether it is open; if not, the line must be answered */
  async function open(line: string, trigger: string, place: FormPlace, caller: Caller): Promise<boolean> {
    const form = await app.form(line, caller)
    const modal = form && derive(form, shown => renderModal(shown, writeOpened(shown, place), words))
    if (!modal) return false
    try {
      await responder.open(trigger, modal)
      return true
    } catch (error) {
      log.warn({ err: error }, 'a form could not be opened, so its line is answered')
      return false
    }
  }

  /** @returns how Slack is to be answered at once, and what is left to do after that */
  async function send(sent: SlackSubmission): Promise<Sent> {
    const { view, user } = sent
    const nothing = async () => {}
    const opened = readOpened(view.private_metadata)
    if (!opened) return { response: answerClosed(await answering.wordsFor(user)), rest: nothing }
    const earlier = sentForms.get(view.id)
    const question = questionOf(sent, opened)
    const target = targetAt(opened.place, user)
    const outcome = earlier ?? decide(opened, sent, question, target)
    if (!earlier) sentForms.set(view.id, outcome)
    const known = await inTime(outcome, inFormMs).catch(error => {
      sentForms.delete(view.id)
      throw error
    })
    if (known?.isClosed) return { response: answerClosed(await answering.wordsFor(user)), rest: nothing }
    if (known?.errors) {
      // It is open, and is to be sent again.
      sentForms.delete(view.id)
      return { response: { response_action: 'errors', errors: { ...known.errors } }, rest: nothing }
    }
    return {
      response: undefined,
      place: opened.place,
      rest: earlier
        ? nothing
        : async () => {
            const { answer } = await outcome
            sentForms.set(view.id, Promise.resolve({ answer: null }))
            if (answer) await answering.deliver(answer, question, target)
          },
    }
  }

  async function decide(
    opened: OpenedForm,
    sent: SlackSubmission,
    question: SlackQuestion,
    target: ReplyTarget,
  ): Promise<Outcome> {
    const { verb, given } = opened
    const caller = await answering.callerOf(question)
    const state = sent.view.state.values
    const filled = await app.fill(verb, { ...readState(state), ...given }, caller)
    const t = await answering.wordsFor(sent.user)
    if (!filled && !caller.isStranger)
      return { answer: toAnswer(sentenceMessage(t.forms.closedTitle, t.forms.reopen)), isClosed: true }
    if (filled && 'mistakes' in filled) {
      const errors = errorsInForm(filled.mistakes, state)
      return { answer: toAnswer(answerMistakes(verb, filled.mistakes, t)), ...(errors ? { errors } : {}) }
    }
    const line = filled ? filled.line : verb
    const answer = await answering.ask({ ...question, line }, Promise.resolve(caller), target)
    const errors = answer.field === null ? null : errorsInForm({ [answer.field]: errorInLine(answer.message) }, state)
    return { answer, ...(errors ? { errors } : {}) }
  }

  function answerClosed(t: Words): Response {
    return { response_action: 'update', view: renderNotice(t.forms.closedTitle, t.forms.reopen, t.forms.cancel) }
  }

  /** What could be meant; as much as is known in time, and never an error. */
  async function suggest(
    action: string,
    typed: string,
    user: string,
    stated: StatedWorkspace,
  ): Promise<Authorized<readonly PlainTextOption[]>> {
    const pick = readPick(action)
    if (!pick) return releaseWithoutData([])
    const offered = answering
      .callerOf({ user, stated, channel: user, isWhispered: true })
      .then(caller => app.suggest(pick, typed, caller))
      .catch((error: unknown) => {
        log.warn({ err: error }, 'could not load options for a picker')
        return releaseWithoutData<readonly Option[]>([])
      })
    const known = await inTime(offered, maxOptionsWaitMs)
    return known ? derive(known, renderOptions) : releaseWithoutData([])
  }

  /** @returns `null` after the time limit */
  function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
    return new Promise((resolve, reject) => {
      const callOff = after(milliseconds, () => resolve(null))
      promise.then(resolve, reject).finally(callOff)
    })
  }

  return { open, send, suggest }
}

function questionOf({ view, user, stated }: SlackSubmission, { verb, place }: OpenedForm): SlackQuestion {
  return { eventId: `form ${view.id}`, line: verb, user, stated, channel: place?.channel ?? user, isWhispered: true }
}

/** The mistakes whose field is in the form; `null` if there is none. */
function errorsInForm(
  mistakes: Readonly<Record<string, string>>,
  state: SlackSubmission['view']['state']['values'],
): Record<string, string> | null {
  const shown = Object.entries(mistakes).filter(([field]) => Object.hasOwn(state, field))
  return shown.length === 0
    ? null
    : Object.fromEntries(shown.map(([field, sentence]) => [field, cutText(sentence, maxMistakeLength)]))
}

function answerMistakes(verb: string, mistakes: Readonly<Record<string, string>>, { forms, language }: Words): Message {
  const listed = Object.entries(mistakes).map(([field, value]) => ({ label: forms.label(verb, field), value }))
  const summary = listed.map(({ label, value }) => `${label}: ${value}`).join(' ')
  return { title: forms.mistakes, summary, parts: [facts(listed)], language }
}

function sentenceMessage(title: string, sentence: string): Message {
  return { title, summary: sentence, parts: [text(sentence)] }
}

function toAnswer(message: Message): Answer {
  return { message: releaseWithoutData(message), surface: 'private', facts: null, error: 'bad-arguments', field: null }
}
