import type { Outlook, Period, Renewal, RenewalOutlook, Snapshot, Store, Subject } from '../../ports.ts'
import { subjectWord } from '../../subject.ts'
import { addDays, startOfDay } from '../../time/utc-days.ts'
import { collectTimes, rateAfter } from './activation.ts'
import { flowsIn } from './flows.ts'
import { type FormerLife, readFormer, readLives, type SeatLife } from './life.ts'
import { projectRenewal, renewalDays } from './renewal.ts'

export type OutlookQuestion = {
  readonly subject: Subject
  /** The period of the flows. */
  readonly period: Period
} & OutlookSettings

/** What the settings say of it. */
export type OutlookSettings = {
  readonly renewal: Renewal | null
  /** After how many days it is counted who has begun. */
  readonly activationDays: readonly number[]
}

/** From our own history alone, without the Usage API. `null`: seats were never checked or counted. */
export async function collectOutlook(store: Store, question: OutlookQuestion, now: Date): Promise<Outlook | null> {
  const { subject, period, renewal } = question
  const word = subjectWord(subject)
  const check = await store.seatChecks.newest(now)
  const isOfAll = subject.kind === 'organization'
  const wanted = isOfAll && renewal ? addDays(startOfDay(now), -renewalDays) : addDays(period.from, -7)
  const snapshots = await store.snapshots.between(word, wanted < period.from ? wanted : period.from, startOfDay(now))
  if (!check && snapshots.length === 0) return null
  const known = check ? await readLives(store, subject, check.day) : { lives: [], since: null }
  const left = check ? await readFormer(store, subject, period, check.day) : null
  return assembleOutlook({ ...question, ...known, left, day: check?.day ?? startOfDay(now), snapshots, now })
}

/** Pure. @internal */
export function assembleOutlook({
  subject,
  period,
  renewal,
  activationDays,
  lives,
  left,
  since,
  day,
  snapshots,
  now,
}: OutlookQuestion & {
  readonly lives: readonly SeatLife[]
  /** Those who have left since the period began; `null`: not known. */
  readonly left: readonly FormerLife[] | null
  /** The first day on which the bot looked; `null`: it never did. */
  readonly since: Date | null
  /** The day of the check that `lives` are from. */
  readonly day: Date
  readonly snapshots: readonly Snapshot[]
  readonly now: Date
}): Outlook {
  const isOfAll = subject.kind === 'organization'
  const projected = isOfAll && renewal ? projectRenewal(snapshots, renewal, now) : null
  if (since === null) return { flows: null, firstUse: null, rates: [], renewal: projected }
  return {
    // A check that is older than the end of the period has not seen all of it.
    flows: day < period.to ? null : flowsIn(period, lives, left, { since, isOfAll }),
    firstUse: collectTimes(lives, since, isOfAll),
    rates: activationDays.flatMap(count => rateAfter(count, lives, { since, day, isOfAll }) ?? []),
    renewal: projected,
  }
}

/** `null`: our history does not reach back far enough, or the renewal is over. */
export async function collectRenewal(store: Store, renewal: Renewal, now: Date): Promise<RenewalOutlook | null> {
  const today = startOfDay(now)
  return projectRenewal(await store.snapshots.between('all', addDays(today, -renewalDays), today), renewal, now)
}
