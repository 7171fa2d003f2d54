/** What is printed of results, and the exit code. */
import type { CheckResult, Status } from './check.ts'

export type Exit = 0 | 1 | 2

/** `ok|warn|fail|skip  group  sentence`. A reason that skips several checks of a group is one line. */
export function writeLines(results: readonly CheckResult[]): string[] {
  const lines = results.map(({ status, group, sentence }) => `${status.padEnd(4)}  ${group.padEnd(13)}  ${sentence}`)
  return [...new Set(lines), '', summarize(results)]
}

/** The same for programs. */
export function writeJson(results: readonly CheckResult[], exit: Exit): string {
  const checks = results.map(({ id, group, status, sentence }) => ({ id, group, status, sentence }))
  return JSON.stringify({ exit, counts: countStatuses(results), checks }, null, 2)
}

export function exitOf(results: readonly CheckResult[], isStrict: boolean): Exit {
  const { fail, warn } = countStatuses(results)
  return fail > 0 || (isStrict && warn > 0) ? 1 : 0
}

function summarize(results: readonly CheckResult[]): string {
  const { ok, warn, fail, skip } = countStatuses(results)
  const passed = `${ok} passed`
  const warned = `${warn} ${warn === 1 ? 'warning' : 'warnings'}`
  return `${passed}, ${warned}, ${fail} failed, ${skip} skipped`
}

function countStatuses(results: readonly CheckResult[]): Record<Status, number> {
  const count = (wanted: Status) => results.filter(({ status }) => status === wanted).length
  return { ok: count('ok'), warn: count('warn'), fail: count('fail'), skip: count('skip') }
}
