/** The seats of a digest: those of today, their change over its period, and invites. */
import { type Fact, type TextPart, text } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { Count, SeatCounts, Snapshot } from '../ports.ts'
import type { Unread } from '../report/unread.ts'
import { countOpen, type Invites } from '../seats/invites.ts'
import { isSamePeriod, startOfDay } from '../time/utc-days.ts'
import type { Activity } from '../usage/activity.ts'

export type DigestSeats = {
  readonly seats: SeatCounts
  /** The seats when the period began, from our own memory; `null` where there is no change to tell. */
  readonly seatsBefore: Snapshot | null
  /** The seats when it ended; missing where those of today are. */
  readonly seatsAfter?: Snapshot
  /** Missing where the server does not list them. */
  readonly invites?: Invites
  readonly activity: Activity
  readonly unread?: Unread
  /** Where others read along: the group is too small for any number. */
  readonly isTooSmall?: true
}

/** When the seats were counted whose difference is told as their change. */
function seatDatesOf({ seatsBefore, seatsAfter, activity }: DigestSeats): { from: Date; to: Date; today: Date } | null {
  const today = startOfDay(activity.origin.askedAt)
  return seatsBefore && { from: seatsBefore.day, to: seatsAfter?.day ?? today, today }
}

/** A table names the dates of its changes once: of a team that was counted on other days, no change is told. */
export function hasSameSeatDates(part: DigestSeats, parts: readonly DigestSeats[]): boolean {
  const own = seatDatesOf(part)
  const first = parts.map(seatDatesOf).find(dates => dates !== null)
  return own !== null && first !== undefined && isSamePeriod(own, first)
}

/** A change names both of its dates. */
export function renderSeatDates(parts: readonly DigestSeats[], t: Words): TextPart[] {
  const dates = parts.map(seatDatesOf).find(found => found !== null)
  const isWhole = parts.every(
    part => part.isTooSmall || part.unread?.parts?.includes('memory') || hasSameSeatDates(part, parts),
  )
  return [...(dates ? [text(t.digest.seatDates(dates))] : []), ...(isWhole ? [] : [text(t.digest.noSeatsBefore)])]
}

export function areInvitesListed(parts: readonly DigestSeats[]): boolean {
  return parts.every(({ invites, isTooSmall }) => invites || isTooSmall)
}

export function renderSeats(part: DigestSeats, t: Words): Fact[] {
  const { seats, seatsBefore, seatsAfter, invites, isTooSmall, activity } = part
  if (isTooSmall) return []
  const change = (state: keyof SeatCounts) =>
    t.countAndChange(seats[state], seatsBefore?.[state] ?? null, (seatsAfter ?? seats)[state])
  const [before, after] = [seatsBefore?.invited ?? null, (seatsAfter ?? seats).invited]
  const isShown = (count: Count) => activity.minGroupSize === undefined || count !== null
  return [
    { label: t.seats.registered, value: change('registered'), isShown: isShown(seats.registered) },
    {
      label: t.seats.invites,
      value: t.seats.invitesOf(
        invites ?? null,
        seats.invited,
        before === null || after === null ? null : after - before,
      ),
      isShown: isShown(countOpen(invites, seats.invited)),
    },
    { label: t.seats.deactivated, value: change('deactivated'), isShown: isShown(seats.deactivated) },
  ].flatMap(({ isShown, ...fact }) => (isShown ? [fact] : []))
}
