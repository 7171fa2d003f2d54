import type { BusinessCalendar, Clock, Log, SeatCheck, Store, UsageApi } from '../../ports.ts'
import { addDays, formatDay } from '../../time/utc-days.ts'
import { askPeople, type QuestionLimits } from './ask-people.ts'
import { listSeats } from './list-seats.ts'
import { surveySeats } from './survey-seats.ts'

export type SeatCheckParts = Partial<QuestionLimits> & {
  readonly store: Store
  readonly usageApi: UsageApi
  readonly log: Log
  readonly clock: Clock
  readonly policy: { readonly calendar: BusinessCalendar }
  /** Resolves after so many milliseconds, or rejects when the signal ends it. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** Whole days before the day of the check that count as the window of use. */
  readonly windowDays?: number
  /** Calendar days after a registration in which nothing is expected. */
  readonly graceDays?: number
}

export type SeatCheckResult = {
  /** There are people left: run it again. */
  readonly isDone: boolean
  /** Questions about the use of single persons, in this run. */
  readonly asked: number
}

/**
 * Finds out for one day who is invited, who never used their seat, and who is inactive: once for the whole organization, in
 * as many runs as its size needs. Results are stored, so that a run that was killed continues where it stopped, and so
 * that on the next day most people need no question:
 *
 * - a person with use in the window is asked about again when that use could have left the window;
 * - a team's own count shows, with one question, that no one else in it used anything;
 * - the past, in which nothing changes, is asked for once, and only about those without any use.
 *
 * Throws what the Usage API throws; the run can then be repeated, and does not ask twice about a person on the same day.
 */
export async function checkSeats(parts: SeatCheckParts, day: Date, signal: AbortSignal): Promise<SeatCheckResult> {
  const { store, log } = parts
  const check = (await store.seatChecks.get(day)) ?? (await beginCheck(parts, day, signal))
  if (check.stage === 'done') return { isDone: true, asked: 0 }
  const isConclusive = check.organizationUsed && !check.isFrozen
  const { atOnce = 4, perRun = 2_000, perMinute = 300 } = parts
  const graceFrom = addDays(day, -(await longestGrace(parts)))
  const asked = isConclusive
    ? await askPeople(parts, check, { atOnce, perRun, perMinute, graceFrom, calendar: parts.policy.calendar }, signal)
    : { isDone: true, asked: 0 }
  if (asked.isDone) await store.seatChecks.reach(day, 'done')
  log.info({ day: formatDay(day), ...asked, isConclusive }, 'seats were checked')
  return asked
}

/** Calendar days: of the settings, or of an alert that has more. */
async function longestGrace({ store, graceDays = 0 }: SeatCheckParts): Promise<number> {
  return Math.max(graceDays, ...(await store.alerts.open()).map(alert => alert.graceDays))
}

/** Reads the lists and the organization's usage. After a crash it starts again: no person was asked about yet. */
async function beginCheck(parts: SeatCheckParts, day: Date, signal: AbortSignal): Promise<SeatCheck> {
  const window = { from: addDays(day, -(parts.windowDays ?? 14)), to: day }
  const { invitations, skippedRows, unreadTeams } = await listSeats(parts, day, signal)
  const survey = await surveySeats(parts.usageApi, window, parts.policy.calendar, signal)
  return parts.store.seatChecks.begin({
    day,
    windowFrom: window.from,
    stage: 'likely',
    questions: 0,
    isInvitedKnown: invitations === 'listed',
    isInvitedRefused: invitations === 'refused',
    ...{ skippedRows, unreadTeams },
    ...survey,
  })
}
