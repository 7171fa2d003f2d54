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
  readonly floor: number
}

/** A list longer than this is for the export. */
const longestList = 50

/** How many of each kind, where there are enough people for that. */
export function countKinds(findings: Findings, seats: readonly UnusedSeat[], w: Words, view: UnusedView): string[] {
  if (isTooSmall(findings, view)) return []
  const kinds = unusedKinds.map(kind => [kind, seats.filter(({ standing }) => standing === kind).length] as const)
  return kinds.filter(([, count]) => count > 0).map(([kind, count]) => w.unused.of[kind](count))
}

export function tellKinds(findings: Findings, w: Words, view: UnusedView): TextPart[] {
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
        const details = seats.length < view.floor ? '' : ` ${w.unused.details[kind]({ ...longest, expired }, window)}`
        // Without them it would only say the summary's count again; of a whole team that does not name it.
        if (details === '' && !team) return []
        return [text({ strong: w.unused.labels[kind] }, `: ${w.count(seats.length)}.${details}`)]
      }),
    ...(areInvitationsListed ? [] : [text(tellPending(findings, w))]),
    ...(areInvitationsRefused ? [text(w.unused.invitationsRefused)] : []),
  ]
}

/** Where invitations are only counted: what is known of them. */
export function tellPending({ pending, areInvitationsRefused }: Findings, w: Words): string {
  return pending ? w.unused.pending(pending, areInvitationsRefused) : w.unused.pendingUnknown(areInvitationsRefused)
}

export function tellPeople(findings: Findings, w: Words, { name }: UnusedView): Part[] {
  const seats = findings.team ? seatsOf(findings, 'invited') : seatsOf(findings)
  const rows = seats.flatMap(({ record, standing, since, businessDays, isAtLeast }) => {
    const label = name(record)
    if (label === null) return []
    const [day, age] = [w.unused.sinceDay(since, isAtLeast), w.count(businessDays)]
    return [[label, w.unused.labels[standing], dayCell(day, since), countCell(age, businessDays)] as const]
  })
  if (rows.length === 0) return []
  // By name: any other order would tell of pseudonyms who is who.
  const sorted = rows.sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
  const columns = [
    { label: w.unused.person, align: 'left' },
    { label: w.unused.state, align: 'left' },
    { label: w.unused.since, align: 'left' },
    { label: w.unused.workingDays, align: 'right' },
  ] as const
  return [cutTable(table(w.unused.people, columns, sorted), longestList)]
}

/** Who was snoozed by their own answer is told as open where answers are not told: the number would be one of them. */
export function tellProgress(progress: EpisodeProgress, w: Words, { floor }: UnusedView): Part {
  const { fates: counts, open, untold } = progress
  const snoozed = countAsked(progress) < floor ? progress.snoozed - progress.deferred : progress.snoozed
  const told = [
    ...fates.filter(fate => counts[fate] > 0).map(fate => w.unused.fates[fate](counts[fate])),
    ...(snoozed > 0 ? [w.unused.fates.snoozed(snoozed)] : []),
    ...(open > snoozed ? [w.unused.fates.open(open - snoozed)] : []),
    ...(untold > 0 ? [w.unused.fates.untold(untold)] : []),
  ]
  const opened: Span = { strong: w.unused.opened(progress) }
  return told.length === 0 ? text(opened) : text(opened, ` ${w.unused.now(told)}`)
}

/** What people said who were asked; of a few it is only told that they were. */
export function tellAnswers(number: number, progress: EpisodeProgress, w: Words, { floor }: UnusedView): TextPart[] {
  const { asked } = progress
  if (!asked) return []
  const all = countAsked(progress)
  if (all < floor) return [text(w.remind.fewAsked(all, floor))]
  return [
    text(w.remind.sentence(w.remind.askedCount(all), w.remind.asked(asked))),
    ...(asked.release > 0 ? [text(w.remind.releasable(asked.release, number))] : []),
  ]
}

function countAsked({ asked }: EpisodeProgress): number {
  return asked ? asked.use + asked.release + asked.later + asked.open + asked.unreached : 0
}

/** Small print: who was left out, and why. */
export function tellSpared(findings: Findings, w: Words, view: UnusedView): string[] {
  if (isTooSmall(findings, view)) return [w.unused.floor(view.floor)]
  const count = (standing: Verdict['standing']) =>
    findings.verdicts.filter(verdict => verdict.standing === standing).length
  const spared = (['in-grace', 'excluded', 'service-account', 'duplicate'] as const).filter(each => count(each) > 0)
  const unknown = count('unknown-date') + count('unknown-use')
  const kinds = findings.team ? (['invited'] as const) : unusedKinds
  const hasFew = kinds.map(kind => seatsOf(findings, kind).length).some(found => found > 0 && found < view.floor)
  return [
    ...(hasFew ? [w.unused.agesFrom(view.floor)] : []),
    ...(spared.length > 0
      ? [w.unused.leftOut(spared.map(each => w.unused.spared[each](count(each), findings.graceDays)))]
      : []),
    ...(unknown > 0 ? [w.unused.unknown(unknown)] : []),
  ]
}

export function isTooSmall({ verdicts }: Findings, { floor }: Pick<UnusedView, 'floor'>): boolean {
  return verdicts.length < floor
}
