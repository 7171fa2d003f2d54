import { type AppError, toAppError } from './errors.ts'

/** What became of one part of an answer: its value, or the failure that stays its own. */
export type Attempt<T> = { readonly value: T } | { readonly failure: AppError }

/**
 * Awaits a part of an answer whose failure must not fail the whole.
 * @throws errors that are not of that part alone: a bug (`internal`), a setting that is wrong for all parts, and any error
 * after the signal has ended the answer
 */
export async function attempt<T>(part: Promise<T>, signal?: AbortSignal): Promise<Attempt<T>> {
  try {
    return { value: await part }
  } catch (error) {
    const failure = toAppError(error)
    if (signal?.aborted || failure.code === 'internal' || failure.code === 'wrong-organization') throw error
    return { failure }
  }
}

/** The value, or `fallback` where the part failed. */
export function valueOr<T, Fallback>(attempted: Attempt<T>, fallback: Fallback): T | Fallback {
  return 'value' in attempted ? attempted.value : fallback
}

/** @throws the first failure where no part has a value: then the whole has failed */
export function requireSome(attempts: readonly Attempt<unknown>[]): void {
  const [first, ...others] = attempts
  if (first && 'failure' in first && others.every(one => 'failure' in one)) throw first.failure
}

/** The same result, or the signal's reason as soon as it aborts; the work continues for other callers. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
