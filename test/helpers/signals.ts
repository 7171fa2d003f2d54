/** A time limit that is never reached. */
export function neverAborts(): AbortSignal {
  return new AbortController().signal
}
