import { hideMentions } from '../src/command/argument.ts'
import { cutText } from '../src/message/fit.ts'
import { type Message, text } from '../src/message/message.ts'
import type { Progress } from '../src/message/progress.ts'
import type { Words } from '../src/message/words.ts'
import type { Log } from '../src/ports.ts'
import { type Authorized, releaseWithoutData } from '../src/privacy/authorize.ts'

/** Milliseconds after which the person who waits is shown what is done, and after which it is looked again whether that moved. */
const times = { first: 2_000, between: 4_000 }

/** Runs something after milliseconds. @returns what calls it off */
export type RunAfter = (milliseconds: number, run: () => void) => () => void

export const after: RunAfter = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds)
  return () => clearTimeout(timer)
}

/** The progress message in the place of an answer. */
export type ShownProgress = {
  /** For `app.answer`: how far it is. */
  readonly onProgress: (progress: Progress) => void
  /** Stops, and resolves when the last update has arrived, so that it cannot overwrite the answer. Never rejects. */
  end(): Promise<void>
}

export type ProgressParts = {
  readonly after: RunAfter
  /**
   * Shows the progress, `null` if it is not known (yet). The first call has no message to replace. If it rejects, nothing
   * more is shown, because the answer itself must still be posted.
   */
  readonly show: (progress: Progress | null) => Promise<unknown>
  /** How often something may be shown at all, where a place counts. */
  readonly most?: number
  readonly onFailure: (error: unknown) => void
}

/** Shows nothing for two seconds, then that it is being worked on, then each time that it came further. */
export function createProgress({
  after,
  show,
  most = Number.POSITIVE_INFINITY,
  onFailure,
}: ProgressParts): ShownProgress {
  let known: Progress | null = null
  let shown: Progress | null | undefined
  let left = most
  let isOver = false
  let showing: Promise<void> = Promise.resolve()
  let callOff = after(times.first, look)

  function look(): void {
    showing = showChange().catch((error: unknown) => {
      left = 0
      onFailure(error)
    })
  }

  async function showChange(): Promise<void> {
    if (known !== shown) {
      shown = known
      left -= 1
      await show(known)
    }
    if (!isOver && left > 0) callOff = after(times.between, look)
  }

  return {
    onProgress(progress) {
      known = progress
    },
    async end() {
      isOver = true
      callOff()
      await showing
    },
  }
}

/** Characters of a question that are enough to recognize it. */
const maxShownLine = 100

/** The progress message: the question, and the progress of its answer. */
export function renderProgress(
  line: string,
  progress: Progress | null,
  { progress: w, language }: Words,
): Authorized<Message> {
  const title = w.working(cutText(hideMentions(line), maxShownLine))
  const summary = progress === null ? '…' : w.done(progress)
  return releaseWithoutData({ title, summary, parts: progress === null ? [] : [text(summary)], language })
}

export type Strategy = { readonly way: string; readonly run: () => Promise<unknown> }

/**
 * Tries each way to deliver an answer until one works. Each failure is logged with its reason; if all fail, the answer is
 * lost, and that is logged as an error. Never throws.
 * @param about further fields of those log lines, so that an answer's lines can be found
 */
export async function tryInTurn(
  attempts: readonly Strategy[],
  log: Log,
  about: Readonly<Record<string, unknown>> = {},
): Promise<boolean> {
  for (const { way, run } of attempts) {
    try {
      await run()
      return true
    } catch (error) {
      log.warn({ ...about, way, err: error }, 'an answer could not be given this way')
    }
  }
  log.error({ ...about, ways: attempts.map(({ way }) => way) }, 'an answer could not be given at all')
  return false
}
