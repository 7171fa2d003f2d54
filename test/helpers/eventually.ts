import { vi } from 'vitest'
import { longestWaitMs } from './longest-wait.ts'

/** Asks again until a check passes; its last failure is thrown. */
export function eventually<Result>(check: () => Result | Promise<Result>): Promise<Result> {
  return vi.waitFor(check, { timeout: longestWaitMs })
}
