/** What a check is, and how checks run: each with a time limit, and none after one that it depends on has failed. */
import type { DoctorContext } from './context.ts'

type CheckGroup =
  | 'host'
  | 'environment'
  | 'configuration'
  | 'tabnine'
  | 'slack'
  | 'teams'
  | 'database'
  | 'state'
  | 'post'

export type Status = 'ok' | 'warn' | 'fail' | 'skip'

/** One sentence on what was found; where something is wrong it ends with what to do. */
export type CheckFinding = { readonly status: Status; readonly sentence: string }

export type Check = {
  /** Stable: people name it with `--only`, and scripts read it in `--json`. */
  readonly id: string
  readonly group: CheckGroup
  /** The id of a check that must pass before this one makes sense. */
  readonly needs?: string
  run(context: DoctorContext): Promise<CheckFinding> | CheckFinding
}

export type CheckResult = CheckFinding & Pick<Check, 'id' | 'group'>

export const ok = (sentence: string): CheckFinding => ({ status: 'ok', sentence })
export const warn = (sentence: string): CheckFinding => ({ status: 'warn', sentence })
export const fail = (sentence: string): CheckFinding => ({ status: 'fail', sentence })
export const skip = (sentence: string): CheckFinding => ({ status: 'skip', sentence })

/**
 * Runs all checks side by side.
 * @param after calls back after so many milliseconds, and returns what cancels that
 * @returns the results in the order of the checks
 */
export async function runChecks(
  checks: readonly Check[],
  context: DoctorContext,
  after: (milliseconds: number, run: () => void) => () => void,
): Promise<CheckResult[]> {
  const running = new Map<string, Promise<CheckResult>>()

  async function run(check: Check): Promise<CheckResult> {
    const { id, group, needs } = check
    const needed = needs === undefined ? undefined : running.get(needs)
    const before = await needed
    if (before?.status === 'fail') return { id, group, ...skip(`Not checked, because ${before.id} failed.`) }
    if (before?.status === 'skip') return { id, group, ...skip(before.sentence) }
    return { id, group, ...(await limit(check, context, after)) }
  }

  for (const check of checks) running.set(check.id, run(check))
  return Promise.all(running.values())
}

/** The checks that were asked for, by group or id, and those that they need. @returns a word that is neither */
export function chooseChecks(
  checks: readonly Check[],
  only: readonly string[],
): { readonly chosen: readonly Check[] } | { readonly unknown: string } {
  if (only.length === 0) return { chosen: checks }
  const unknown = only.find(word => !checks.some(({ id, group }) => word === id || word === group))
  if (unknown !== undefined) return { unknown }
  const wanted = new Set<string>()
  const want = ({ id, needs }: Check): void => {
    wanted.add(id)
    const needed = checks.find(check => check.id === needs)
    if (needed) want(needed)
  }
  for (const check of checks) if (only.includes(check.id) || only.includes(check.group)) want(check)
  return { chosen: checks.filter(({ id }) => wanted.has(id)) }
}

async function limit(
  check: Check,
  context: DoctorContext,
  after: (milliseconds: number, run: () => void) => () => void,
): Promise<CheckFinding> {
  const late = Promise.withResolvers<CheckFinding>()
  const seconds = context.timeoutMs / 1_000
  const cancel = after(context.timeoutMs, () =>
    late.resolve(fail(`No answer in ${seconds} seconds: see what holds it up, or give it more time with --timeout.`)),
  )
  try {
    return await Promise.race([check.run(context), late.promise])
  } catch (error) {
    return fail(`The check itself failed: ${error instanceof Error ? error.message : String(error)}.`)
  } finally {
    cancel()
  }
}
