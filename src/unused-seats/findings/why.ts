import { facts, type Message, note, type Part, text } from '../../message/message.ts'
import type { Subject } from '../../ports.ts'
import type { Voice } from '../../report/report.ts'
import { lineOfUnread } from '../../report/unread.ts'
import type { Findings } from './find.ts'
import { hasEverUsed, type UnusedKind, unusedKinds, type Verdict } from './judge.ts'
import { isTooSmall, type UnusedView } from './tell-parts.ts'

/** What was last decided about an alert; `reason` is one of `alert/decide.ts`. */
export type Decided = { readonly number: number; readonly reason: string; readonly at: Date }

const standings = [
  ...unusedKinds,
  'in-use',
  'in-grace',
  'excluded',
  'service-account',
  'duplicate',
  'unknown-date',
  'unknown-use',
] as const satisfies readonly Verdict['standing'][]

/** Why seats of a team were found unused, or were not: every seat is in one of these lines. */
export function tellWhyTeam(
  subject: Subject,
  findings: Findings | null,
  decided: readonly Decided[],
  { words: w, zone }: Voice,
  view: Pick<UnusedView, 'floor'> & { readonly outlook?: readonly Part[] },
): Message {
  const title = w.why.title(w.subject(subject))
  if (!findings) return { title, summary: w.why.unchecked, parts: [text(w.why.unchecked), ...(view.outlook ?? [])] }
  const { verdicts, window, graceDays, noData } = findings
  const summary = noData === null ? w.why.summary(verdicts.length, findings.day) : w.unused.noData[noData](window)
  const counted = standings
    .map(standing => ({ standing, count: verdicts.filter(verdict => verdict.standing === standing).length }))
    .filter(({ count }) => count > 0)
  const isHidden = isTooSmall(findings, view)
  return {
    title,
    summary,
    parts: [
      text(summary),
      ...(noData !== null || isHidden || counted.length === 0
        ? []
        : [facts(counted.map(({ standing, count }) => ({ label: w.why.standing[standing], value: w.count(count) })))]),
      ...decided.map(({ number, reason, at }) => text(w.why.decided(number, w.why.reason(reason), w.moment(at, zone)))),
      ...(view.outlook ?? []),
      note(
        isHidden ? w.unused.floor(view.floor) : null,
        lineOfUnread(findings, w),
        w.why.rules(graceDays),
        w.unused.counting(window),
      ),
    ],
  }
}

/** Why one person was found, or was not. */
export function tellWhyPerson(
  person: string,
  verdict: Verdict | null,
  findings: Findings | null,
  { words: w }: Voice,
): Message {
  const title = w.why.title(person)
  const summary = !findings
    ? w.why.unchecked
    : findings.noData !== null
      ? w.unused.noData[findings.noData](findings.window)
      : verdict
        ? w.why.person[verdict.standing]
        : w.why.nobody(person)
  const since = verdict?.since
    ? [{ label: w.why.since[kindOf(verdict)], value: w.unused.sinceDay(verdict.since, verdict.isAtLeast) }]
    : []
  const days = verdict?.businessDays == null ? [] : [{ label: w.why.workingDays, value: w.count(verdict.businessDays) }]
  const exclusion = verdict?.exclusion
    ? [{ label: w.alerts.because, value: w.why.exclusion(verdict.exclusion.reason, verdict.exclusion.until) }]
    : []
  const told = [...since, ...days, ...exclusion]
  return {
    title,
    summary,
    parts: [
      text(summary),
      ...(told.length > 0 ? [facts(told)] : []),
      ...(findings ? [note(w.why.rules(findings.graceDays), w.unused.counting(findings.window))] : []),
    ],
  }
}

/** What began on the day from which on a seat has been unused, also where it is spared. */
function kindOf({ record }: Verdict): UnusedKind {
  if (record.id === null) return 'invited'
  return hasEverUsed(record) === false ? 'never-used' : 'idle'
}
