/** What Teams waits for an answer to: dialogs, and names that someone types. */
import type { TurnContext } from 'botbuilder'
import type { Answer } from '../../src/app.ts'
import type { Progress } from '../../src/message/progress.ts'
import { type Authorized, derive, releaseWithoutData } from '../../src/privacy/authorize.ts'
import { type Caller, refusalOf } from '../../src/privacy/policy.ts'
import { maxReadLength } from '../longest-read.ts'
import { createOutcomes } from '../requests.ts'
import { wordsFor } from './callers.ts'
import { type OpenForm, renderDialog } from './dialog.ts'
import { readConsent } from './files.ts'
import { readDataset, toChoice } from './form-field.ts'
import { type FilledForm, type FormParts, pageOf, readSent, type TeamsSubmission } from './forms.ts'
import { readCarried } from './incoming.ts'
import { isSharedPlace } from './place.ts'
import { keyOfSent } from './sent-key.ts'

/** The HTTP response. */
export type InvokeAnswer = { readonly status: number; readonly body?: Authorized<object> }

/** Milliseconds. Teams waits five seconds for a dialog, and the person who types waits for half of that. */
const times = { dialog: 4_500, answer: 2_500, typing: 2_400 }

/** The person who looks at a dialog. */
type Waiting = {
  /** @returns whether it was in time, and nothing was answered before */
  respond(answer: InvokeAnswer): boolean
  /** From now on a dialog that is not answered in time is closed. @returns whether it is open still */
  close(): boolean
}

/**
 * Receives an invoke. `respond` is called as soon as the response is known, within the time limit; further posts are done
 * when the promise resolves.
 */
export type HandleInvoke = (
  context: TurnContext,
  respond: (answer: InvokeAnswer) => void,
  isFirstTime: boolean,
) => Promise<void>

export function createInvokes(parts: FormParts): HandleInvoke {
  const { app, forms, answers, callers, responder, words, after } = parts
  const sent = createOutcomes<InvokeAnswer>()

  async function openDialog(context: TurnContext): Promise<InvokeAnswer> {
    const { activity } = context
    const line = readCarried(activity.value?.data)
    if (line === null) return { status: 400 }
    const caller = await callers.of(context)
    const open = await forms.open(line, { caller, token: activity.id ?? '', isShared: false })
    return open ? showDialog(open) : refuse(caller, context)
  }

  /** What was filled in twice is asked once: both presses are answered alike. */
  async function sendDialog(context: TurnContext, waiting: Waiting): Promise<void> {
    const { activity } = context
    const form = readSent(activity.value?.data)
    if (!form) return void waiting.respond({ status: 400 })
    const caller = await callers.of(context)
    // Of strangers nothing is kept.
    if (caller.isStranger) return void waiting.respond(refuse(caller, context))
    const key = keyOfSent(activity, form)
    const earlier = sent.get(key)
    if (earlier) return void waiting.respond(await earlier.catch(() => close(context)))
    const { promise, resolve, reject } = Promise.withResolvers<InvokeAnswer>()
    // Whatever was not asked may be sent again: it fails below.
    sent.keep(key, promise)
    try {
      await answerSent(form, caller, context, {
        ...waiting,
        respond(answer) {
          resolve(answer)
          return waiting.respond(answer)
        },
      })
    } finally {
      reject(new Error('the form was not asked'))
    }
  }

  async function answerSent(
    form: TeamsSubmission,
    caller: Caller,
    context: TurnContext,
    waiting: Waiting,
  ): Promise<void> {
    const read = await forms.read(form, { caller, token: context.activity.id ?? '', isShared: false })
    if (read === 'gone') return void waiting.respond(refuse(caller, context))
    if (read.line === null) return void waiting.respond(showDialog(await read.again()))
    if (waiting.close()) await askFilled(read, read.line, caller, context, waiting)
  }

  /** A quick error about a field is shown next to it; any other answer is posted where the form was opened. */
  async function askFilled(
    read: FilledForm,
    line: string,
    caller: Caller,
    context: TurnContext,
    waiting: Waiting,
  ): Promise<void> {
    let report: (progress: Progress) => void = () => {}
    const asked = app.answer(line, caller, { onProgress: progress => report(progress) })
    const early = await inTime(asked, times.answer)
    const mistakes = early && read.mistakesOf(early)
    if (mistakes && waiting.respond(showDialog(await read.again(mistakes)))) return
    waiting.respond({ status: 200 })
    const gathered = await answers.gather(line, context, onProgress => {
      report = onProgress
      return asked
    })
    await answers.deliver(gathered, line, context)
  }

  async function search(context: TurnContext): Promise<InvokeAnswer> {
    const { queryText, queryOptions, dataset } = context.activity.value ?? {}
    const pick = readDataset(dataset)
    if (!pick) return showChoices(releaseWithoutData([]))
    const typed = typeof queryText === 'string' ? queryText.slice(0, maxReadLength) : ''
    const found = await app.suggest(pick, typed, await callers.of(context))
    return showChoices(derive(found, options => pageOf(options, queryOptions?.skip).map(toChoice)))
  }

  async function takeConsent(context: TurnContext): Promise<void> {
    const { activity } = context
    const consent = readConsent(activity)
    if (!consent || isSharedPlace(activity)) return
    await answers.giveFile(consent, context)
    // A second press could only fail.
    const shown = responder.shownBy(activity)
    if (shown !== null) await responder.remove(context, shown)
  }

  const showDialog = (open: Authorized<OpenForm>): InvokeAnswer => ({
    status: 200,
    body: derive(open, shown => ({ task: { type: 'continue', value: renderDialog(shown, words) } })),
  })

  const close = ({ activity }: TurnContext) => closeWith(wordsFor(activity, words).forms.closed)

  function refuse(caller: Caller, context: TurnContext): InvokeAnswer {
    const refusal = refusalOf(caller)
    if (!refusal) return close(context)
    return closeWith(wordsFor(context.activity, words).errors.inLine(refusal, {}))
  }

  /** @returns `null` after the time limit; the answer continues */
  async function inTime(answer: Promise<Answer>, milliseconds: number): Promise<Answer | null> {
    const { promise, resolve } = Promise.withResolvers<null>()
    const callOff = after(milliseconds, () => resolve(null))
    try {
      return await Promise.race([answer, promise])
    } finally {
      callOff()
    }
  }

  return async (context, respond, isFirstTime) => {
    const { name } = context.activity
    if (name === 'fileConsent/invoke') {
      respond({ status: 200 })
      return isFirstTime ? takeConsent(context) : undefined
    }
    const isSearch = name === 'application/search'
    if (!isSearch && name !== 'task/fetch' && name !== 'task/submit') return respond({ status: 501 })
    let whenLate = isSearch ? showChoices(releaseWithoutData([])) : close(context)
    let isAnswered = false
    const callOff = after(isSearch ? times.typing : times.dialog, () => waiting.respond(whenLate))
    const waiting: Waiting = {
      respond(answer) {
        if (isAnswered) return false
        isAnswered = true
        respond(answer)
        return true
      },
      close() {
        whenLate = { status: 200 }
        return !isAnswered
      },
    }
    try {
      if (name === 'task/submit') await sendDialog(context, waiting)
      else waiting.respond(await (isSearch ? search(context) : openDialog(context)))
    } finally {
      callOff()
    }
  }
}

function closeWith(sentence: string): InvokeAnswer {
  return { status: 200, body: releaseWithoutData({ task: { type: 'message', value: sentence } }) }
}

function showChoices(choices: Authorized<readonly { title: string; value: string }[]>): InvokeAnswer {
  const type = 'application/vnd.microsoft.search.searchResponse'
  return { status: 200, body: derive(choices, results => ({ type, value: { results } })) }
}
