/** The pieces of which the message of an alert is made. */
import {
  countCell,
  cutTable,
  dayCell,
  type Part,
  type Span,
  type TextPart,
  table,
  text,
} from '../../message/message.ts'
import type { Words } from '../../message/words.ts'
import type { SeatRecord } from './census.ts'
import { type EpisodeProgress, fates } from './episode.ts'
import { type Findings, seatsOf } from './find.ts'
import { type UnusedSeat, unusedKinds, type Verdict } from './judge.ts'

/** How much of people may be seen where this is read. */
export type UnusedView = {
  /** A name or a pseudonym; `null`: not told here. */
  name(record: SeatRecord): string | null
  /** Of fewer people no number is broken down. */
  readonly minGroupSize: number
}

/** A list longer than this is for the export. */
const longestList = 50

/** How many of each kind, where there are enough people for that. */
export function countKinds(findings: Findings, seats: readonly UnusedSeat[], t: Words, view: UnusedView): string[] {
  if (isTooSmall(findings, view)) return []
  const kinds = unusedKinds.map(kind => [kind, seats.filter(({ standing }) => standing === kind).length] as const)
  return kinds.filter(([, count]) => count > 0).map(([kind, count]) => t.unused.of[kind](count))
}

export function renderKinds(findings: Findings, t: Words, view: UnusedView): TextPart[] {
  const { team, areInvitationsListed, areInvitationsRefused, window } = findings
  const kinds = isTooSmall(findings, view) ? [] : unusedKinds
  return [
    ...kinds
      // What the summary says of the whole team is not said of each again.
      .filter(kind => kind === 'invited' || !team)
      .flatMap(kind => {
        const seats = seatsOf(findings, kind)
        const [longest] = seats.toSorted((a, b) => a.since.getTime() - b.since.getTime())
        const expired = seats.filter(({ hasExpired }) => hasExpired).length
        if (!longest) return []
        // Of few people a day, or that one has run out, would be about a person somebody may know.
        const details =
          seats.length < view.minGroupSize ? '' : ` ${t.unused.details[kind]({ ...longest, expired }, window)}`
        // Without them it would only say the summary's count again; of a whole team that does not name it.
        if (details === '' && !team) return []
        return [text({ strong: t.unused.labels[kind] }, `: ${t.count(seats.length)}.${details}`)]
      }),
    ...(areInvitationsListed ? [] : [text(renderPending(findings, t))]),
    ...(areInvitationsRefused ? [text(t.unused.invitationsRefused)] : []),
  ]
}

/** Where invitations are only counted: what is known of them. */
export function renderPending({ pending, areInvitationsRefused }: Findings, t: Words): string {
  return pending ? t.unused.pending(pending, areInvitationsRefused) : t.unused.pendingUnknown(areInvitationsRefused)
}

export function renderPeople(findings: Findings, t: Words, { name }: UnusedView): Part[] {
  const seats = findings.team ? seatsOf(findings, 'invited') : seatsOf(findings)
  const rows = seats.flatMap(({ record, standing, since, businessDays, isAtLeast }) => {
    const label = name(record)
    if (label === null) return []
    const [day, age] = [t.unused.sinceDay(since, isAtLeast), t.count(businessDays)]
    return [[label, t.unused.labels[standing], dayCell(day, since), countCell(age, businessDays)] as const]
  })
  if (rows.length === 0) return []
  // By name: any other order would tell of pseudonyms who is who.
  const sorted = rows.sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
  const columns = [
    { label: t.unused.person, align: 'left' },
    { label: t.unused.state, align: 'left' },
    { label: t.unused.since, align: 'left' },
    { label: t.unused.workingDays, align: 'right' },
  ] as const
  return [cutTable(table(t.unused.people, columns, sorted), longestList)]
}

/** Who was snoozed by their own answer is told as open where answers are not told: the number would be one of them. */
export function renderProgress(progress: EpisodeProgress, t: Words, { minGroupSize }: UnusedView): Part {
  const { fates: counts, open, untold } = progress
  const snoozed = countAsked(progress) < minGroupSize ? progress.snoozed - progress.deferred : progress.snoozed
  const told = [
    ...fates.filter(fate => counts[fate] > 0).map(fate => t.unused.fates[fate](counts[fate])),
    ...(snoozed > 0 ? [t.unused.fates.snoozed(snoozed)] : []),
    ...(open > snoozed ? [t.unused.fates.open(open - snoozed)] : []),
    ...(untold > 0 ? [t.unused.fates.untold(untold)] : []),
  ]
  const opened: Span = { strong: t.unused.opened(progress) }
  return told.length === 0 ? text(opened) : text(opened, ` ${t.unused.now(told)}`)
}

/** What people said who were asked; of a few it is only told that they were. */
export function renderAnswers(
  number: number,
  progress: EpisodeProgress,
  t: Words,
  { minGroupSize }: UnusedView,
): TextPart[] {
  const { asked } = progress
  if (!asked) return []
  const all = countAsked(progress)
  if (all < minGroupSize) return [text(t.remind.fewAsked(all, minGroupSize))]
  return [
    text(t.remind.sentence(t.remind.askedCount(all), t.remind.asked(asked))),
    ...(asked.release > 0 ? [text(t.remind.releasable(asked.release, number))] : []),
  ]
}

function countAsked({ asked }: EpisodeProgress): number {
  return asked ? asked.use + asked.release + asked.later + asked.open + asked.unreached : 0
}

/** Small print: who was left out, and why. */
export function renderSpared(findings: Findings, t: Words, view: UnusedView): string[] {
  if (isTooSmall(findings, view)) return [t.unused.floor(view.minGroupSize)]
  const count = (standing: Verdict['standing']) =>
    findings.verdicts.filter(verdict => verdict.standing === standing).length
  const spared = (['in-grace', 'excluded', 'service-account', 'duplicate'] as const).filter(each => count(each) > 0)
  const unknown = count('unknown-date') + count('unknown-use')
  const kinds = findings.team ? (['invited'] as const) : unusedKinds
  const hasTooSmall = kinds
    .map(kind => seatsOf(findings, kind).length)
    .some(found => found > 0 && found < view.minGroupSize)
  return [
    ...(hasTooSmall ? [t.unused.agesFrom(view.minGroupSize)] : []),
    ...(spared.length > 0
      ? [t.unused.leftOut(spared.map(each => t.unused.spared[each](count(each), findings.graceDays)))]
      : []),
    ...(unknown > 0 ? [t.unused.unknown(unknown)] : []),
  ]
}

export function isTooSmall({ verdicts }: Findings, { minGroupSize }: Pick<UnusedView, 'minGroupSize'>): boolean {
  return verdicts.length < minGroupSize
}
