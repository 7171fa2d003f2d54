import { facts, type Message, note, type Part, text } from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { Subject } from '../../ports.ts'
import { lineOfUnread } from '../../report/unread.ts'
import type { Findings } from './find.ts'
import { hasEverUsed, type UnusedKind, unusedKinds, type Verdict } from './judge.ts'
import { isTooSmall, type UnusedView } from './render-parts.ts'

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
export function renderWhyTeam(
  subject: Subject,
  findings: Findings | null,
  decided: readonly Decided[],
  { t, timeZone: zone }: RenderContext,
  view: Pick<UnusedView, 'minGroupSize'> & { readonly outlook?: readonly Part[] },
): Message {
  const title = t.why.title(t.subject(subject))
  if (!findings) return { title, summary: t.why.unchecked, parts: [text(t.why.unchecked), ...(view.outlook ?? [])] }
  const { verdicts, window, graceDays, noData } = findings
  const summary = noData === null ? t.why.summary(verdicts.length, findings.day) : t.unused.noData[noData](window)
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
        : [facts(counted.map(({ standing, count }) => ({ label: t.why.standing[standing], value: t.count(count) })))]),
      ...decided.map(({ number, reason, at }) => text(t.why.decided(number, t.why.reason(reason), t.moment(at, zone)))),
      ...(view.outlook ?? []),
      note(
        isHidden ? t.unused.floor(view.minGroupSize) : null,
        lineOfUnread(findings, t),
        t.why.rules(graceDays),
        t.unused.counting(window),
      ),
    ],
  }
}

/** Why one person was found, or was not. */
export function renderWhyPerson(
  person: string,
  verdict: Verdict | null,
  findings: Findings | null,
  { t }: RenderContext,
): Message {
  const title = t.why.title(person)
  const summary = !findings
    ? t.why.unchecked
    : findings.noData !== null
      ? t.unused.noData[findings.noData](findings.window)
      : verdict
        ? t.why.person[verdict.standing]
        : t.why.nobody(person)
  const since = verdict?.since
    ? [{ label: t.why.since[kindOf(verdict)], value: t.unused.sinceDay(verdict.since, verdict.isAtLeast) }]
    : []
  const days = verdict?.businessDays == null ? [] : [{ label: t.why.workingDays, value: t.count(verdict.businessDays) }]
  const exclusion = verdict?.exclusion
    ? [{ label: t.alerts.because, value: t.why.exclusion(verdict.exclusion.reason, verdict.exclusion.until) }]
    : []
  const told = [...since, ...days, ...exclusion]
  return {
    title,
    summary,
    parts: [
      text(summary),
      ...(told.length > 0 ? [facts(told)] : []),
      ...(findings ? [note(t.why.rules(findings.graceDays), t.unused.counting(findings.window))] : []),
    ],
  }
}

/** What began on the day from which on a seat has been unused, also where it is spared. */
function kindOf({ record }: Verdict): UnusedKind {
  if (record.id === null) return 'invited'
  return hasEverUsed(record) === false ? 'never-used' : 'idle'
}
