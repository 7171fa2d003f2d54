/** Lists of what was set up or done, as rows for machines: ISO moments, the words of our own memory. */

import type { Listed } from '../digests/subscriptions.ts'
import type { Cell, Sheet } from '../message/csv.ts'
import type { Alert, AuditEntry, Delivery, KeptExclusion, Subject } from '../ports.ts'
import { subjectWord } from '../subject.ts'
import { formatSchedule } from '../time/read-schedule.ts'
import { periodOfLabel } from '../time/slot-label.ts'
import { addDays, formatDay } from '../time/utc-days.ts'
import { silentUntil } from '../unused-seats/alert/said.ts'
import { countSkipped, type PlanFacts } from '../unused-seats/reminders/plan.ts'

export function sheetOfSubscriptions(listed: readonly Listed[]): Sheet {
  return {
    columns: ['number', 'team_ids', 'teams', 'when', 'next_run', 'paused', 'paused_until', 'last_due', 'last_state'],
    rows: listed.map(({ subscription: { id, subjects, schedule, nextRunAt, pause }, last }) => [
      ...[id, subjects.map(subjectWord).join(' '), namesOf(subjects), formatSchedule(schedule), moment(nextRunAt)],
      ...[pause?.reason ?? null, moment(pause?.until), moment(last?.dueAt), last?.state ?? null],
    ]),
  }
}

/** Newest first. */
export function sheetOfHistory(deliveries: readonly Delivery[]): Sheet {
  return {
    columns: ['kind', 'digest', 'due', 'state', 'reason', 'attempts', 'changed'],
    rows: deliveries.map(({ kind, slot, dueAt, state, reason, attempts, changedAt }) => [
      ...[kind, tellSlot(slot), moment(dueAt), state, reason, attempts, moment(changedAt)],
    ]),
  }
}

/** The days that a digest is about, as a period that a command line takes: `2026-11-16..2026-11-22`. */
function tellSlot(slot: string): string {
  const about = periodOfLabel(slot)
  return about ? `${formatDay(about.from)}..${formatDay(addDays(about.to, -1))}` : slot
}

export function sheetOfAlerts(alerts: readonly Alert[], now: Date): Sheet {
  return {
    columns: ['number', 'team_id', 'team', 'after_days', 'repeat_days', 'reason', 'decided', 'silent_until', 'closed'],
    rows: alerts.map(({ id, subject, graceDays, repeatDays, reason, decidedAt, said, closed }) => [
      ...[id, subjectWord(subject), subject.name, graceDays, repeatDays],
      ...[reason, moment(decidedAt), moment(silentUntil(said, now)), closed],
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

/** Newest first. */
export function sheetOfAudit(entries: readonly AuditEntry[]): Sheet {
  return {
    columns: ['at', 'who', 'what', 'line', 'surface'],
    rows: entries.map(({ at, who, what, line, surface }) => [moment(at), who, what, line, surface]),
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
  }
  return {
    columns: ['outcome', 'person', 'people'],
    rows: counts.flatMap<Cell[]>(([outcome, people]) => {
      const known = named[outcome] ?? []
      return known.length > 0 ? known.toSorted().map(person => [outcome, person, 1]) : [[outcome, null, people]]
    }),
  }
}

function namesOf(subjects: readonly Subject[]): string {
  return subjects.map(({ name }) => name).join(', ')
}

function moment(at: Date | null | undefined): Cell {
  return at ? at.toISOString() : null
}
