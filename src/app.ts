import { hideMentions } from './command/argument.ts'
import type { Command, Context, Persistence, Reply } from './command/command.ts'
import type { Directory } from './command/directory.ts'
import { fieldOfError, fillForm } from './command/fill.ts'
import { authorizeAnswer, explainRefusal, findAuthorization, runCommand } from './command/guards.ts'
import { offerNearest } from './command/nearest.ts'
import { offerProvenance, offerSharing } from './command/offers.ts'
import { maxLineLength, readVerb } from './command/read.ts'
import { suggest } from './command/suggest.ts'
import { findCommand, findFormed, formOf, readLine } from './commands.ts'
import { AppError, type ErrorCode, toAppError } from './errors.ts'
import type { TextFile } from './message/csv.ts'
import type { Filled, Form, Option, Pick, Values } from './message/form.ts'
import { isZone } from './message/formats.ts'
import type { Language } from './message/languages.ts'
import type { Message } from './message/message.ts'
import type { RenderContext } from './message/render-context.ts'
import { renderError } from './message/render-error.ts'
import { createWords, type Words } from './message/words.ts'
import { untilAborted } from './partial.ts'
import type { BusinessCalendar, Clock, Log, UsageApi } from './ports.ts'
import {
  type Access,
  type AccessSettings,
  type Authorized,
  accessPolicyOf,
  createAccess,
  isWider,
  readerOfAnswer,
  release,
  releaseWithoutData,
} from './privacy/authorize.ts'
import { type Caller, refusalOf, type Surface } from './privacy/policy.ts'
import { defaultReportSettings, type ReportSettings, type Sources } from './report/report.ts'
import { createSeatHistory } from './seats/seat-history.ts'
import { plainCalendar } from './time/utc-days.ts'

export type AppPorts = {
  readonly usageApi: UsageApi
  /** Store and queue; `null` where the bot only answers, as in a terminal. */
  readonly persistence: Persistence | null
  /** The names to complete while a person types; without it nothing is offered. */
  readonly directory?: Directory
  readonly clock: Clock
  readonly log: Log
  /** A short reference for one answer, found again in the log. */
  readonly newReference: () => string
}

export type AppSettings = {
  /** Platform ids and e-mails of those who may ask about other persons. */
  readonly admins: readonly string[]
  /** Roles and privacy, where the settings say more. */
  readonly access?: AccessSettings
  /** IANA zone of readers whose own is not known. */
  readonly zone: string
  readonly language: Language
  /** Without it people work from Monday to Friday. */
  readonly calendar?: BusinessCalendar
  readonly reports?: ReportSettings
  /** Milliseconds for a whole answer. */
  readonly answerTimeout?: number
  readonly observe?: (answer: { command: string; outcome: 'ok' | ErrorCode; seconds: number }) => void
}

export type Answer = {
  readonly message: Authorized<Message>
  readonly surface: Surface
  /** The plain data of the report; `null` for an error. */
  readonly facts: unknown
  readonly error: ErrorCode | null
  /** Only for the person who asked. */
  readonly file?: Authorized<TextFile>
  /** See `Reply`. */
  readonly replacesPressed?: true
  /** The form that fits the question, where a form can be shown at once; see `Reply`. */
  readonly form?: Reply['form']
  /** For an error: the field of the command's form that it is about; `null` if none. */
  readonly field: string | null
}

/** What a command answered, fit for its readers. */
type AuthorizedReply = Omit<Reply, 'message' | 'file' | 'sheet'> & {
  message: Answer['message']
  file?: Authorized<TextFile>
}

/** Whether others see a form too: then it contains only what its conversation may see. */
type Shown = { readonly isShared?: boolean }

type AnswerOptions = { readonly onProgress?: Sources['onProgress'] }

export interface App {
  /** Answers a line. Never throws: an error becomes a message too. */
  answer(line: string, caller: Caller, options?: AnswerOptions): Promise<Answer>
  /** The form of a line's command, filled from the line; `null` if it has none, or not for this caller. */
  form(line: string, caller: Caller, shown?: Shown): Promise<Authorized<Form> | null>
  /** Reads a filled form: returns a line for `answer`, or the mistake of each field; `null` if there is no such form. */
  fill(verb: string, values: Values, caller: Caller): Promise<Filled | null>
  /** What could be meant by what was typed so far, best first, within two seconds or with what is known by then. */
  suggest(pick: Pick, typed: string, caller: Caller, shown?: Shown): Promise<Authorized<readonly Option[]>>
  /** Takes no more questions, and resolves when the running answers are given. */
  stop(): Promise<void>
  /** Takes no more questions and ends the running answers with "I'm restarting". @returns how many those are */
  interrupt(): number
}

/** The bot without any platform: a line and a caller in, a message out. */
export function createApp(ports: AppPorts, settings: AppSettings): App {
  const { usageApi, persistence, directory, clock, log, newReference } = ports
  const words = createWords(settings.language)
  const { calendar = plainCalendar, reports = defaultReportSettings } = settings
  const history = persistence && createSeatHistory(persistence.store, persistence.watching)
  const policy = accessPolicyOf(settings.admins, settings.access)
  const underway = new Set<Promise<Answer>>()
  const limits = new Set<AbortController>()
  let isStopping = false

  async function answer(line: string, caller: Caller, { onProgress = () => {} }: AnswerOptions = {}): Promise<Answer> {
    const started = performance.now()
    const limit = new AbortController()
    const { signal } = limit
    limits.add(limit)
    // Cleared with the answer: leftover timers would cost more than short answers do.
    const timer = setTimeout(() => limit.abort(new AppError('took-too-long')), settings.answerTimeout ?? 60_000)
    const command = findCommand(readVerb(line))
    const surface = command?.surface ?? 'private'
    const log_ = { command: command?.name ?? 'unknown', platform: caller.platform }
    let outcome: 'ok' | ErrorCode = 'ok'
    try {
      if (isStopping) throw new AppError('stopping')
      const refusal = refusalOf(caller)
      if (refusal) throw await refuse(refusal, caller)
      const reply = await untilAborted(
        run(line, command, caller, { usageApi, history, calendar, settings: reports, signal, onProgress }),
        signal,
      )
      return { surface, ...reply, error: null, field: null }
    } catch (thrown) {
      const error = withoutIds(
        signal.aborted ? new AppError(codeOf(signal.reason), {}, { cause: thrown }) : toAppError(thrown),
      )
      const reference = newReference()
      // After the time limit the answer does not wait for the person's profile as well.
      const callerWords = signal.aborted ? words : await untilAborted(wordsFor(caller), signal).catch(() => words)
      // What went wrong is for the person who asked, also where everyone would read the answer.
      const readAt = surface === 'channel' ? 'private' : surface
      const isAdmin =
        error.hasFactsForAdmins &&
        !signal.aborted &&
        (await untilAborted(isReadByAdmin(caller, readAt), signal).catch(() => false))
      const again = command?.report && line.length <= maxLineLength ? line : undefined
      outcome = error.code
      const level = error.code === 'internal' ? 'error' : 'info'
      log[level](
        { ...error.log, reference, ...log_, code: error.code, err: error.cause },
        'a question ended in an error',
      )
      return {
        // Whatever an error offers was found by a command, which its caller may ask.
        message: releaseWithoutData(
          inLanguage(renderError(error, reference, { t: callerWords, isAdmin, again }), callerWords),
        ),
        // An error is for the person who asked, even if everyone would read the answer.
        surface: readAt,
        facts: null,
        error: error.code,
        field: command ? fieldOfError(command, error.code) : null,
      }
    } finally {
      clearTimeout(timer)
      limits.delete(limit)
      settings.observe?.({ command: log_.command, outcome, seconds: (performance.now() - started) / 1000 })
    }
  }

  async function run(
    line: string,
    asked: Command | undefined,
    caller: Caller,
    sources: Sources,
  ): Promise<AuthorizedReply> {
    const access = accessOf(caller)
    const context: Context = {
      sources,
      caller,
      persistence: persistence,
      access,
      now: clock.now(),
      rendering: await renderingFor(caller),
    }
    try {
      return await answerIn(context, line, asked)
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown
      throw await offerNearest(await explainRefusal(thrown, access), line, context, { directory, findCommand })
    }
  }

  async function answerIn(context: Context, line: string, asked: Command | undefined): Promise<AuthorizedReply> {
    const { caller, access } = context
    const command = asked ?? readLine(line).command
    // The rest of the line is read afterwards: that is work, and its mistakes are not for everyone to be helped with.
    const { reply, args, authorization } = await runCommand(command, () => readLine(line).args, context)
    const shareable = await offerSharing(reply.message, { command, args }, context)
    const message = offerProvenance(shareable, reply, { command, args }, context.rendering)
    const { file, sheet: _sheet, provenance: _provenance, ...others } = reply
    const readAt = reply.surface ?? command.surface
    if (isWider(readerOfAnswer(caller, access, readAt).surface, authorization.surface))
      throw new Error(`an answer to “${command.name}” is for more readers than were authorized`)
    return {
      ...others,
      message: release(inLanguage(message, context.rendering.t), authorization),
      ...(file ? { file: release(file, authorization) } : {}),
    }
  }

  async function form(
    line: string,
    caller: Caller,
    { isShared = false }: Shown = {},
  ): Promise<Authorized<Form> | null> {
    if (caller.isStranger) return null
    const words = await wordsFor(caller)
    const asking = { caller, access: accessOf(caller) }
    const surface = isShared ? 'channel' : 'personal'
    const ofGroups = await findAuthorization(asking, 'groups', surface)
    const authorization = ofGroups ?? (await authorizeAnswer(asking, 'nothing', surface))
    const known = ofGroups ? directory : undefined
    const fillIn = () =>
      formOf(line, words, value => (value === 'all' ? words.forms.wholeOrganization : (known?.labelOf(value) ?? value)))
    const found = fillIn()
    const isFilled = found?.fields.some(({ input, value }) => input.kind === 'pick' && value.length > 0)
    if (!found) return null
    if (!isFilled || !known) return release(inLanguage(found, words), authorization)
    // Lines hold ids, which mean nothing to people: their names are looked up, for as long as a person who types waits.
    await known.teams('')
    return release(inLanguage(fillIn() ?? found, words), authorization)
  }

  async function fill(verb: string, values: Values, caller: Caller): Promise<Filled | null> {
    const command = findFormed(verb)
    if (!command || caller.isStranger) return null
    const { t: words, timeZone: zone } = await renderingFor(caller)
    return fillForm(command, values, { words, zone, now: clock.now() })
  }

  async function offer(
    pick: Pick,
    typed: string,
    caller: Caller,
    { isShared = false }: Shown = {},
  ): Promise<Authorized<readonly Option[]>> {
    if (!directory || caller.isStranger) return releaseWithoutData([])
    const surface = isShared ? 'channel' : 'personal'
    return suggest(pick, typed, { directory, access: accessOf(caller), caller, surface, words: await wordsFor(caller) })
  }

  /** An admin asked, and no one else reads the answer. */
  async function isReadByAdmin(caller: Caller, surface: Surface): Promise<boolean> {
    const reader = readerOfAnswer(caller, accessOf(caller), surface)
    return reader.surface !== 'channel' && !caller.isStranger && (await reader.role()) === 'admin'
  }

  function accessOf(caller: Caller): Access {
    return createAccess(caller, policy)
  }

  async function renderingFor(caller: Caller): Promise<RenderContext> {
    const { zone, language } = await caller.profile()
    return {
      t: wordsIn(language),
      timeZone: zone !== null && isZone(zone) ? zone : settings.zone,
      commandPrefix: caller.prefix,
    }
  }

  /** A person's own language, where the bot speaks it. */
  async function wordsFor(caller: Caller): Promise<Words> {
    return wordsIn((await caller.profile()).language)
  }

  function wordsIn(language: Language | null | undefined): Words {
    return createWords(language ?? settings.language, clock.now())
  }

  /** Renderers write in the language of the settings, so a message or form in another language carries that language. */
  function inLanguage<Shown extends Message | Form>(shown: Shown, { language }: Words): Shown {
    return language === words.language ? shown : { ...shown, language }
  }

  return {
    answer(line, caller, options) {
      const promise = answer(line, caller, options)
      underway.add(promise)
      return promise.finally(() => underway.delete(promise))
    },
    form,
    fill,
    suggest: offer,
    async stop() {
      isStopping = true
      directory?.stop()
      await Promise.all(underway)
    },
    interrupt() {
      isStopping = true
      const count = limits.size
      for (const limit of limits) limit.abort(new AppError('stopping'))
      return count
    },
  }
}

/** Why an answer was ended before it was there. */
function codeOf(reason: unknown): ErrorCode {
  return reason instanceof AppError ? reason.code : 'took-too-long'
}

/** What was misunderstood is shown as it was written, but for ids that the person did not write. */
function withoutIds(error: AppError): AppError {
  const { subject } = error.details
  if (subject === undefined || !subject.includes('<@')) return error
  const details = { ...error.details, subject: hideMentions(subject) }
  return new AppError(error.code, details, { cause: error.cause, log: { ...error.log } })
}

/** Where the platform could not be asked who this is, it may be a permission that is missing. */
async function refuse(code: 'stranger' | 'unverified', caller: Caller): Promise<AppError> {
  const { missingScope } = code === 'unverified' ? await caller.profile() : {}
  return new AppError(code, missingScope === undefined ? {} : { scope: missingScope })
}
