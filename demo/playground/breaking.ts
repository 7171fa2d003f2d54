import type { Fault } from '../sandbox/faults.ts'

/** Failures of the Usage API that a visitor can simulate, as they happen to real ones. */
export const breakages = {
  status: { status: 500 },
  slow: { delayMs: 3_000 },
  shape: { shape: 'wrong' },
  token: { status: 401 },
} as const satisfies Readonly<Record<string, Fault>>

export type Breakage = keyof typeof breakages

export function isBreakage(name: unknown): name is Breakage {
  return typeof name === 'string' && Object.hasOwn(breakages, name)
}
