/** What digests of one team and of several have in common. */
import { footer } from '../message/fit.ts'
import { type Action, type ActionsPart, actions, type NotePart, type TextPart, text } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Words } from '../message/words.ts'
import { subjectWord } from '../subject.ts'
import { addDays, formatDay } from '../time/utc-days.ts'
import { type Activity, comparable, unequalDays } from '../usage/activity.ts'
import type { AdviceKind, ChosenAdvice, RankedAdvice } from './advice.ts'
import { stepOf } from './chart.ts'
import type { DigestFacts } from './facts.ts'
import type { DigestPart } from './part.ts'
import { unsubscribeAction } from './unsubscribe-action.ts'

/** The state of a subject, shown as the symbol before the title. */
export type SubjectState = 'fine' | 'down' | 'act' | 'unknown'

export const symbols: Readonly<Record<SubjectState, string>> = { fine: '✅ ', down: '📉 ', act: '⚠️ ', unknown: '' }

const declines: readonly AdviceKind[] = ['fewer-active', 'tool-fell']

export function moodOf({ next, stillOpen }: ChosenAdvice, parts: readonly DigestPart[]): SubjectState {
  const all = [...(next ? [next] : []), ...stillOpen.map(({ candidate }) => candidate)]
  if (all.some(({ advice }) => !declines.includes(advice.kind))) return 'act'
  if (all.length > 0) return 'down'
  return parts.every(({ activity }) => activity.state === 'active' || activity.state === 'quiet') ? 'fine' : 'unknown'
}

/** What to do next, and what is still to be done; or that there is nothing. */
export function renderAdvice(
  { next, stillOpen }: ChosenAdvice,
  mood: SubjectState,
  digest: DigestFacts,
  t: Words,
): TextPart[] {
  const isNamed = digest.parts.length > 1
  const named = ({ part }: RankedAdvice, sentence: string) =>
    isNamed ? `${t.subject(part.subject)}: ${sentence}` : sentence
  const isNothing = next === null && stillOpen.length === 0
  return [
    ...(next
      ? [
          text(
            { strong: t.digest.next },
            ` ${named(next, t.digest.advice(next.advice, next.part.unusedCount?.alert ?? null, digest.unit))}`,
          ),
        ]
      : []),
    ...stillOpen.map(({ candidate, periods }) =>
      text(t.digest.stillOpen(named(candidate, t.digest.open(candidate.advice)), periods, digest.unit)),
    ),
    ...(isNothing && mood === 'fine' ? [text(t.digest.nothing[digest.unit])] : []),
  ]
}

/** The button that takes the next step, or the oldest step that is still open. */
export function primaryAction({ next, stillOpen }: ChosenAdvice, digest: DigestFacts, t: Words): Action[] {
  const candidate = next ?? stillOpen[0]?.candidate
  return candidate ? [{ ...stepOfAdvice(candidate, digest, t), style: 'primary' }] : []
}

function stepOfAdvice({ part, advice }: RankedAdvice, digest: DigestFacts, t: Words): Pick<Action, 'label' | 'line'> {
  const word = subjectWord(part.subject)
  switch (advice.kind) {
    case 'unused': {
      const alert = part.unusedCount?.alert ?? null
      return alert === null
        ? { label: t.digest.act.seeUnused, line: `why ${word}` }
        : { label: t.digest.act.remind(advice.remindable), line: `remind ${alert}` }
    }
    case 'expired-invites':
    case 'open-invites':
      return { label: t.digest.act.seeInvites, line: `seats ${word}` }
    case 'many-inactive':
    case 'none-started':
      return { label: t.digest.act.seeSeats, line: `seats ${word}` }
    case 'stopped':
    case 'fewer-active':
    case 'tool-fell':
      return { label: t.digest.act.seeDays, line: daysLine(part, digest) }
  }
}

/** Where others read along no days are shown, because a quiet day could single someone out. */
function daysLine({ subject, activity }: DigestPart, { unit, suppressed }: DigestFacts): string {
  const step = unit === 'month' ? ' weekly' : suppressed ? '' : ' daily'
  return `${usageLine({ subject, activity })}${step}`
}

/** By its days, so that it asks for the same period when it is pressed later. */
function usageLine({ subject, activity }: Pick<DigestPart, 'subject' | 'activity'>): string {
  return `usage ${subjectWord(subject)} ${periodWords(activity.asked.period)}`
}

/** All steps of the trend as a report. */
export function trendAction({ subject, trend }: DigestPart, { unit }: DigestFacts, t: Words): Action[] {
  const [first, last] = [trend[0], trend.at(-1)]
  if (!first || !last) return []
  const shown = periodWords({ from: first.period.from, to: last.period.to })
  return [{ label: t.digest.act.seeAll[unit], line: `usage ${subjectWord(subject)} ${shown} ${stepOf(unit)}` }]
}

function periodWords({ from, to }: { readonly from: Date; readonly to: Date }): string {
  return `${formatDay(from)}..${formatDay(addDays(to, -1))}`
}

/** The buttons of a digest: three that are seen at once, and the others behind “more”. */
export function renderActions(
  visible: readonly Action[],
  more: readonly Action[],
  digest: DigestFacts,
  t: Words,
): ActionsPart[] {
  const lines = new Set<string>()
  const once = [...visible, ...more].filter(({ line }) => !lines.has(line) && lines.add(line))
  const shown = once.slice(0, 3)
  const all = [
    ...shown,
    ...once.slice(3).map((action): Action => ({ ...action, isMore: true })),
    ...manageActions(digest, t),
  ]
  return all.length > 0 ? [actions(all)] : []
}

function manageActions({ posted, parts: [first] }: DigestFacts, t: Words): Action[] {
  if (!posted) return []
  const { number, editLine } = posted
  return [
    { label: t.forms.open.edit, line: editLine, opens: 'form', isMore: true },
    { label: t.subscription.pause, line: `pause ${number}`, isMore: true },
    ...(first ? [{ label: t.about.act, line: `about ${usageLine(first)}`, isMore: true } as const] : []),
    unsubscribeAction(number, t),
  ]
}

/** What the numbers are compared with, when they were read, and which digest this is: one line. */
export function renderFooter(activity: Activity, { posted }: DigestFacts, { t, timeZone }: RenderContext): NotePart {
  const before = comparable(activity)
  const days = unequalDays(activity)
  const { askedAt } = activity.origin
  return footer(
    before ? t.digest.comparedWith(before.period, days !== null) : null,
    posted?.remark ?? { moment: askedAt, show: 'dayAndTime', text: t.moment(askedAt, timeZone) },
    posted ? t.subscription.title(posted.number) : null,
  )
}

/** What a reader must know to read the numbers rightly; nothing where they are whole. */
export function renderCaveats(activity: Activity, { t, timeZone }: RenderContext): TextPart[] {
  const { asked, total, origin, before } = activity
  const withheld = before && 'withheld' in before ? before.withheld : null
  return [
    withheld && withheld !== 'unread' ? t.origin.withheld[withheld] : null,
    asked.isOver && asked.period.to > origin.askedAt ? t.origin.lastHours(asked.period.to, timeZone) : null,
    total && origin.versions.length > 1 ? t.origin.lowerBound : null,
    origin.uncovered.length > 0 ? t.origin.uncovered(origin.uncovered) : null,
  ].flatMap(line => (line === null ? [] : [text(line)]))
}
