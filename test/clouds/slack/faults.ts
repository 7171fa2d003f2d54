import type { Args } from './emulator.ts'

/** What goes wrong, and how often. */
export type Fault = {
  /** This HTTP status with a plain text body, as a proxy answers; 429 has the form that Slack gives it. */
  status?: number
  /** Seconds, with `status: 429`. */
  retryAfter?: number
  /** `{ ok: false, error }`. */
  error?: string
  /** The connection is cut before anything is done. */
  cut?: boolean
  /** It is done, but the answer never arrives. */
  lostReply?: boolean
  /** Waits before anything is done. */
  delayMs?: number
  /** Waits before anything is done, until a test releases it. */
  until?: Promise<unknown>
  /** Only for calls with such arguments. */
  when?: (args: Args) => boolean
  /** How many calls it meets; 1 by default. */
  times?: number
}

export interface Faults {
  /** @param method a Web API method, `response_url`, or `*` for every method */
  add(method: string, fault: Fault): void
  take(method: string, args: Args): Fault | undefined
}

export function createFaults(): Faults {
  const waiting: { method: string; fault: Fault; left: number }[] = []
  return {
    add: (method, fault) => void waiting.push({ method, fault, left: fault.times ?? 1 }),
    take(method, args) {
      const found = waiting.find(
        entry =>
          entry.left > 0 &&
          (entry.method === method || (entry.method === '*' && method !== 'response_url')) &&
          (entry.fault.when?.(args) ?? true),
      )
      if (found) found.left -= 1
      return found?.fault
    },
  }
}
