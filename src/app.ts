import { type Caller, isAdmin } from './access/policy.ts'
import type { Context, Memory, Surface } from './command/command.ts'
import { type Asked, findCommand, readLine, readVerb } from './command/read.ts'
import { AppError, type ErrorCode, toAppError } from './errors.ts'
import type { Message } from './message/message.ts'
import { tellError } from './message/tell-error.ts'
import { createWords, type Language } from './message/words.ts'
import type { Clock, Log, UsageApi } from './ports.ts'
import type { Sources, Voice } from './report/report.ts'
import { createSeatHistory } from './report/seat-history.ts'

export type AppPorts = {
  readonly usageApi: UsageApi
  /** Store and queue; `null` where the bot only answers, as in a terminal. */
  readonly memory: Memory | null
  readonly clock: Clock
  readonly log: Log
  /** A short reference for one answer, found again in the log. */
  readonly newReference: () => string
}

export type AppSettings = {
  /** Platform ids and e-mails of those who may ask about other persons. */
  readonly admins: readonly string[]
  /** IANA zone of readers whose own is not known. */
  readonly zone: string
  readonly language: Language
  /** Milliseconds for a whole answer. */
  readonly answerTimeout?: number
  readonly observe?: (answer: { command: string; outcome: 'ok' | ErrorCode; seconds: number }) => void
}

export type Answer = {
  readonly message: Message
  readonly surface: Surface
  /** The plain data of the report; `null` for an error. */
  readonly facts: unknown
  readonly error: ErrorCode | null
}

export type AnswerOptions = { readonly onProgress?: Sources['onProgress'] }

export interface App {
  /** Answers a line. Never throws: what goes wrong is told as a message too. */
  answer(line: string, caller: Caller, options?: AnswerOptions): Promise<Answer>
  /** Takes no more questions and resolves when the answers under way are given. */
  stop(): Promise<void>
}

/** The bot without any platform: a line and a caller in, a message out. */
export function createApp(ports: AppPorts, settings: AppSettings): App {
  const { usageApi, memory, clock, log, newReference } = ports
  const words = createWords(settings.language)
  const history = memory && createSeatHistory(memory.store)
  const underway = new Set<Promise<Answer>>()
  let isStopping = false

  async function answer(line: string, caller: Caller, { onProgress = () => {} }: AnswerOptions = {}): Promise<Answer> {
    const started = performance.now()
    const signal = AbortSignal.timeout(settings.answerTimeout ?? 60_000)
    const command = findCommand(readVerb(line))
    const surface = command?.surface ?? 'private'
    const log_ = { command: command?.name ?? 'unknown', platform: caller.platform }
    let outcome: 'ok' | ErrorCode = 'ok'
    let voice: Voice = { words, zone: settings.zone, prefix: caller.prefix }
    try {
      if (isStopping) throw new AppError('stopping')
      if (caller.isStranger) throw new AppError('stranger')
      const asked = readLine(line)
      voice = { ...voice, zone: (await caller.profile()).zone ?? settings.zone }
      const context: Context = {
        sources: { usageApi, history, signal, onProgress },
        caller,
        memory,
        isAdmin: () => isAdmin(caller, settings.admins),
        now: clock.now(),
        voice,
      }
      const reply = await untilAborted(run(asked, context), signal)
      return { ...reply, surface, error: null }
    } catch (thrown) {
      const error = signal.aborted ? new AppError('took-too-long', {}, { cause: thrown }) : toAppError(thrown)
      const reference = newReference()
      outcome = error.code
      const level = error.code === 'internal' ? 'error' : 'info'
      log[level](
        { reference, ...log_, code: error.code, ...error.log, err: error.cause },
        'a question ended in an error',
      )
      return { message: tellError(error, reference, voice), surface, facts: null, error: error.code }
    } finally {
      settings.observe?.({ command: log_.command, outcome, seconds: (performance.now() - started) / 1000 })
    }
  }

  return {
    answer(line, caller, options) {
      const promise = answer(line, caller, options)
      underway.add(promise)
      return promise.finally(() => underway.delete(promise))
    },
    async stop() {
      isStopping = true
      await Promise.all(underway)
    },
  }
}

function run({ command, args }: Asked, context: Context) {
  // The arguments went through the command's own schema; only its type is lost on the way through the list.
  return command.run(args as never, context)
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    promise.then(resolve, reject)
  })
}
