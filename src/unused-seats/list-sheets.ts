/** Alerts, exclusions and planned reminders as rows for machines. */
import type { Cell, Sheet } from '../message/csv.ts'
import type { Alert, KeptExclusion } from '../ports.ts'
import { moment } from '../report/cells.ts'
import { subjectWord } from '../subject.ts'
import { silentUntil } from './alert/notified-state.ts'
import { countSkipped, type PlanFacts } from './reminders/plan.ts'

export function sheetOfAlerts(alerts: readonly Alert[], now: Date): Sheet {
  return {
    columns: ['number', 'team_id', 'team', 'after_days', 'repeat_days', 'reason', 'decided', 'silent_until', 'closed'],
    rows: alerts.map(({ id, subject, graceDays, repeatDays, reason, decidedAt, notified, closed }) => [
      ...[id, subjectWord(subject), subject.name, graceDays, repeatDays],
      ...[reason, moment(decidedAt), moment(silentUntil(notified, now)), closed],
    ]),
  }
}

export function sheetOfExclusions(exclusions: readonly KeptExclusion[]): Sheet {
  return {
    columns: ['number', 'person', 'reason', 'until', 'by', 'since'],
    rows: exclusions.map(({ id, person, reason, until, by, createdAt }) => [
      ...[id, person, reason, moment(until), by, moment(createdAt)],
    ]),
  }
}

/** What a reminder would do with how many people; those that its answer names have a row each. */
export function sheetOfPlan(planned: PlanFacts): Sheet {
  const { names } = planned
  const { wanted, unmatched, unsure, left } = planned.plan
  const counts = [
    ...[['to-be-asked', wanted.length] as const, ...countSkipped(planned)],
    ...[['unmatched', unmatched.length] as const, ['unsure', unsure.length] as const, ['left', left] as const],
  ]
  const named: Readonly<Record<string, readonly string[]>> = {
    unmatched: names.notReached,
    'not-needed': names.notNeeded,
    'expired-invite': names.expiredInvites,
  }
  return {
    columns: ['outcome', 'person', 'people'],
    rows: counts.flatMap<Cell[]>(([outcome, people]) => {
      const known = named[outcome] ?? []
      return known.length > 0 ? known.toSorted().map(person => [outcome, person, 1]) : [[outcome, null, people]]
    }),
  }
}
