/** Counts of seats as the numbers that an answer begins with. */
import type { Metric } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import { type Attempt, valueOr } from '../partial.ts'
import type { Count } from '../ports.ts'
import { isBelowMinGroupSize } from '../privacy/min-group-size.ts'
import type { Sources } from '../report/report.ts'
import { addDays, startOfDay } from '../time/utc-days.ts'

/** Members a week before, as the bot's daily check counted them. */
export type MembersBefore = { readonly members: number; readonly day: Date }

/** @param subject `all`, or the id of a team */
export async function readMembersBefore(
  { history }: Pick<Sources, 'history'>,
  subject: string,
  now: Date,
): Promise<MembersBefore | undefined> {
  const kept = await history?.seatsBefore(subject, addDays(startOfDay(now), -7))
  return kept && kept.registered !== null ? { members: kept.registered, day: kept.day } : undefined
}

/** For facts. */
export function optionalBefore(read: Attempt<MembersBefore | undefined>): { readonly before?: MembersBefore } {
  const before = valueOr(read, undefined)
  return before ? { before } : {}
}

/** Where others read along: a change would reveal a count below the minimum group size. */
export function suppressBefore<Facts extends { readonly before?: MembersBefore }>(
  { before, ...others }: Facts,
  minGroupSize: number,
) {
  return before && !isBelowMinGroupSize(before.members, minGroupSize) ? { ...others, before } : others
}

export function membersMetric(
  registered: number,
  before: MembersBefore | undefined,
  t: Words,
  label: string = t.seats.registered,
): Metric {
  return {
    label,
    value: t.count(registered),
    ...(hasChanged(registered, before) ? { change: t.changeInCount(registered - before.members, 0) } : {}),
  }
}

/** Only then a change is shown, and what it is compared with. */
export function hasChanged(registered: Count, before: MembersBefore | undefined): before is MembersBefore {
  return before !== undefined && registered !== null && registered !== before.members
}
