import { AppError, hasCode } from '../../errors.ts'
import type {
  BusinessCalendar,
  Clock,
  KnownPerson,
  Learned,
  Log,
  QuestionStage,
  SeatCheck,
  Store,
  UsageApi,
} from '../../ports.ts'
import { learnInfo, learnUse, planQuestion, wantsInfo } from './next-question.ts'
import { isOwnFault } from './own-fault.ts'
import { proveUnused } from './prove-unused.ts'

export type QuestionLimits = {
  /** Parallel requests about people. */
  readonly atOnce: number
  /** Questions in one run; the next run continues. */
  readonly perRun: number
  /** People asked about in a minute. */
  readonly perMinute: number
}

/** How fast to ask, and the first registration day that is still within the grace days. */
export type AskingParts = QuestionLimits & { readonly graceFrom: Date; readonly calendar: BusinessCalendar }

export type AskParts = {
  readonly store: Store
  readonly usageApi: UsageApi
  readonly log: Log
  readonly clock: Clock
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

/** One question per person and day; a small organization gets as many as it takes to know everyone on the first day. */
const maxCheapQuestions = 1_000

/** Rounds without any answer, after which the check waits for the server. */
const maxFailedRounds = 3

const stages = ['likely', 'recent', 'past'] as const

/** Asks about those due, in rounds: claim some, ask about all of them at once, keep what was learned. */
export async function askPeople(
  parts: AskParts,
  check: SeatCheck,
  pace: AskingParts,
  signal: AbortSignal,
): Promise<{ isDone: boolean; asked: number }> {
  const { store } = parts
  const most = Math.max(maxCheapQuestions, await store.people.count(check.day))
  const round = startRounds(parts, check, pace, most, signal)
  const ahead = check.stage === 'done' ? [] : stages.slice(stages.indexOf(check.stage))
  for (const stage of ahead) {
    await store.seatChecks.reach(check.day, stage)
    if (stage === 'recent') await proveUnused(parts, check, pace.atOnce, signal)
    // The past may take several questions for one person: a pass ends when no question is left.
    for (let before = -1; before !== round.asked; ) {
      before = round.asked
      await round.pass(stage)
      if (round.asked >= pace.perRun) return { isDone: false, asked: round.asked }
    }
  }
  return { isDone: true, asked: round.asked }
}

function startRounds(parts: AskParts, check: SeatCheck, pace: AskingParts, most: number, signal: AbortSignal) {
  const { store, clock, wait } = parts
  const started = clock.now().getTime()
  let asked = 0
  let failedRounds = 0

  async function pass(due: QuestionStage): Promise<void> {
    for (let after = ''; asked < pace.perRun; ) {
      signal.throwIfAborted()
      const early = started + (asked / pace.perMinute) * 60_000 - clock.now().getTime()
      if (early > 0) await wait(early, signal)
      const limit = Math.min(pace.atOnce, pace.perRun - asked)
      const claimed = await store.people.claim(check, due, { after, limit, most, graceFrom: pace.graceFrom })
      if (claimed.length === 0) return
      after = claimed.at(-1)?.key ?? after
      asked += claimed.length
      await askRound(claimed, due)
    }
  }

  /** A person whom the server has no answer for is not asked about again on this day, unless whole rounds fail. */
  async function askRound(claimed: readonly KnownPerson[], due: QuestionStage): Promise<void> {
    const answers = await Promise.allSettled(claimed.map(person => askAbout(parts.usageApi, person, due, check, pace)))
    const answered = answers.flatMap((answer, at) => (answer.status === 'fulfilled' ? [{ ...answer, at }] : []))
    await store.people.learn(answered.flatMap(({ value }) => (value ? [value] : [])))
    await store.people.remove(answered.flatMap(({ value, at }) => (value ? [] : [claimed[at]?.key ?? ''])))
    const failures = answers.flatMap((answer, at) =>
      answer.status === 'rejected' ? [{ error: answer.reason, at }] : [],
    )
    failedRounds = failures.length === claimed.length ? failedRounds + 1 : 0
    const fatal = failures.find(({ error }) => failedRounds >= maxFailedRounds || !isOwnFault(error))
    if (fatal) {
      const keys = failures.flatMap(({ at }) => claimed[at]?.key ?? [])
      await store.people.release(keys, check.day)
      throw fatal.error
    }
    if (failures.length > 0) parts.log.warn({ people: failures.length }, 'use of some people is not known today')
  }

  return {
    pass,
    get asked() {
      return asked
    },
  }
}

/** @returns `null` if the person does not exist any more */
async function askAbout(
  usageApi: UsageApi,
  person: KnownPerson,
  due: QuestionStage,
  check: SeatCheck,
  { graceFrom, calendar }: AskingParts,
): Promise<Learned | null> {
  const id = person.id ?? ''
  const period = planQuestion(person, due, check)
  // Without the signal: a round that has begun is finished, so that its answers are not lost.
  try {
    const usage = await usageApi.usage({ kind: 'user', id }, period, 'daily')
    // A day that cannot be read may be a day of use: it must not make anyone look inactive.
    if (usage.segments.some(({ skipped = 0 }) => skipped > 0)) throw new AppError('contract')
    const learned = learnUse(person, period, usage, { from: check.windowFrom, to: check.day }, calendar)
    return wantsInfo(learned, check.windowFrom, graceFrom) ? learnInfo(learned, await usageApi.person(id)) : learned
  } catch (error) {
    if (hasCode(error, 'not-found', 'unknown-person')) return null
    throw error
  }
}
