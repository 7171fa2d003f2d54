/** What an alert shows of the changes that were made from it. Pure. */
import type { SeatAction } from '../../ports.ts'
import { startOfDay } from '../../time/utc-days.ts'
import { isAfterCheck } from '../findings/apply-actions.ts'
import type { ActedCounts } from '../findings/episode.ts'
import type { Findings } from '../findings.ts'

/** @param actions those that were acted on since the alert was opened, in their order */
export function countActed(actions: readonly SeatAction[], findings: Findings): ActedCounts | null {
  // Taking a change back ends it.
  const last = [...new Map(actions.map(action => [action.target, action])).values()]
  const done = last.filter(({ state }) => state === 'done')
  const count = (kind: SeatAction['kind']) => {
    const some = done.filter(action => action.kind === kind)
    return { all: some.length, unchecked: some.filter(action => isAfterCheck(action, findings.day)).length }
  }
  const half = actions.filter(({ state }) => state === 'half').length
  if (half === 0 && done.every(({ kind }) => kind === 'restore')) return null
  const members = new Set(findings.verdicts.flatMap(({ record }) => record.id ?? []))
  const invited = new Map(
    findings.verdicts.flatMap(({ record }) =>
      record.id === null && record.email !== null ? [[record.email.toLowerCase(), record.invitedAt] as const] : [],
    ),
  )
  const isProven = ({ kind, target, person, usedAt }: SeatAction) => {
    if (usedAt === null || findings.noData !== null || isAfterCheck({ usedAt }, findings.day)) return true
    if (kind === 'free') return !members.has(target)
    const listed = invited.get(person)
    return !listed || listed >= startOfDay(usedAt)
  }
  return {
    ...{ freed: count('free'), withdrawn: count('withdraw'), invited: count('invite'), half },
    unproven: done.filter(action => action.kind !== 'restore' && !isProven(action)).length,
  }
}
