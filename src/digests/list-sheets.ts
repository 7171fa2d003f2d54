/** Digests that were set up, and what became of them, as rows for machines. */
import type { Sheet } from '../message/csv.ts'
import type { Delivery, Subject } from '../ports.ts'
import { moment } from '../report/cells.ts'
import { subjectWord } from '../subject.ts'
import { formatSchedule } from '../time/read-schedule.ts'
import { periodOfLabel } from '../time/slot-label.ts'
import { addDays, formatDay } from '../time/utc-days.ts'
import type { ListedDigest } from './subscriptions.ts'

export function sheetOfSubscriptions(listed: readonly ListedDigest[]): Sheet {
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
      ...[kind, formatSlot(slot), moment(dueAt), state, reason, attempts, moment(changedAt)],
    ]),
  }
}

/** The days that a digest is about, as a period that a command line takes: `2026-11-16..2026-11-22`. */
function formatSlot(slot: string): string {
  const about = periodOfLabel(slot)
  return about ? `${formatDay(about.from)}..${formatDay(addDays(about.to, -1))}` : slot
}

function namesOf(subjects: readonly Subject[]): string {
  return subjects.map(({ name }) => name).join(', ')
}
