import type { Fault } from '../sandbox/faults.ts'

/** What can be broken of the Usage API, as it happens to real ones. */
export const breakages = {
  status: { label: 'answers 500', fault: { status: 500 } },
  slow: { label: 'is slow (2 seconds a question)', fault: { delayMs: 2_000 } },
  shape: { label: 'answers in a wrong shape', fault: { shape: 'wrong' } },
  token: { label: 'refuses the token (401)', fault: { status: 401 } },
} as const satisfies Readonly<Record<string, { label: string; fault: Fault }>>

export type Breakage = keyof typeof breakages

export function isBreakage(name: unknown): name is Breakage {
  return typeof name === 'string' && Object.hasOwn(breakages, name)
}
