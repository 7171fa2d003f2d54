import { footer } from '../../message/fit.ts'
import { facts, type Message, type Part, text } from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { Words } from '../../message/words.ts'
import type { Subject } from '../../ports.ts'
import { lineOfUnread } from '../../report/unread.ts'
import { type Findings, seatsOf } from './find.ts'
import { isUnused, unusedKinds, type Verdict } from './judge.ts'
import { ageOf, idleDaysOf, isTooSmall, type UnusedView } from './render-parts.ts'

/** The last decision on an alert; `reason` is one of `alert/decide.ts`. */
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

/** Why seats of a team are flagged, or are not: every seat is in one of these lines. */
export function renderWhyTeam(
  subject: Subject,
  findings: Findings | null,
  decided: readonly Decided[],
  { t, timeZone: zone }: RenderContext,
  view: Pick<UnusedView, 'minGroupSize'> & { readonly outlook?: readonly Part[] },
): Message {
  const name = t.subject(subject)
  if (!findings) return renderUnchecked(t.why.uncheckedTitle(name), t.why.unchecked, view.outlook ?? [])
  const { verdicts, window, graceDays, noData, day } = findings
  const summary = noData === null ? t.why.summary(verdicts.length, day) : t.unused.noData[noData](window)
  const counted = standings
    .map(standing => ({ standing, count: verdicts.filter(verdict => verdict.standing === standing).length }))
    .filter(({ count }) => count > 0)
  const isHidden = isTooSmall(findings, view)
  const spans = spansOf(findings)
  return {
    title: noData === null ? t.why.title(seatsOf(findings).length, name) : t.why.noDataTitle(name),
    summary,
    parts: [
      text(summary),
      ...(noData !== null || isHidden || counted.length === 0
        ? []
        : [
            facts(
              counted.map(({ standing, count }) => ({ label: t.why.standing[standing](spans), value: t.count(count) })),
            ),
          ]),
      ...renderUnread(findings, t),
      ...decided.map(({ number, reason, at }) => text(t.why.decided(number, t.why.reason(reason), t.moment(at, zone)))),
      ...(view.outlook ?? []),
      footer(
        isHidden ? t.unused.hiddenForSmallGroups(view.minGroupSize) : null,
        t.why.rules(graceDays),
        t.why.looked(window),
      ),
    ],
  }
}

function renderUnchecked(title: string, summary: string, others: readonly Part[]): Message {
  return { title, summary, parts: [text(summary), ...others] }
}

function renderUnread(findings: Findings, t: Words): Part[] {
  const line = lineOfUnread(findings, t)
  return line === null ? [] : [text(line)]
}

/**
 * Why one person's seat is flagged, or is not.
 * @param isSelf whether the person reads it
 */
export function renderWhyPerson(
  person: string,
  verdict: Verdict | null,
  findings: Findings | null,
  { t }: RenderContext,
  isSelf: boolean,
): Message {
  const state = verdict === null ? 'unknown' : isUnused(verdict) ? 'flagged' : 'spared'
  const title = isSelf ? t.why.ownTitle[state] : t.why.personTitle[state](person)
  if (!findings) return renderUnchecked(title, t.why.unchecked, [])
  const { noData, window, graceDays } = findings
  if (noData !== null) return renderUnchecked(title, t.unused.noData[noData](window), [])
  const summary = verdict
    ? t.why[isSelf ? 'you' : 'person'][verdict.standing](
        verdict.since ? t.unused.sinceDay(verdict.since, verdict.isAtLeast) : '',
        spansOf(findings),
      )
    : isSelf
      ? t.why.noOwnSeat
      : t.why.hadNoSeat(person)
  const rows = [
    ...(verdict?.since
      ? [{ label: t.why.unusedFor, value: t.why.age(ageOf({ ...verdict, since: verdict.since }, findings)) }]
      : []),
    ...(verdict?.exclusion
      ? [{ label: t.alerts.because, value: t.why.exclusion(verdict.exclusion.reason, verdict.exclusion.until) }]
      : []),
  ]
  return {
    title,
    summary,
    parts: [
      text(summary),
      ...(rows.length > 0 ? [facts(rows)] : []),
      footer(t.why.rules(graceDays), t.why.looked(window)),
    ],
  }
}

function spansOf(findings: Findings) {
  return { idle: idleDaysOf(findings), grace: findings.graceDays }
}
