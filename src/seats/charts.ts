import { type ChartPart, chart } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { Count, SeatCounts, Team } from '../ports.ts'
import type { ActiveSplit } from '../usage/activity.ts'
import { barsOf } from '../usage/trend.ts'
import { countOpen, type Invites } from './invites.ts'

/** Bars that stay readable next to each other. */
const maxBars = 12

/** Seats by state, and invites: members split into active and not active, if that is known. */
export function chartSeats(
  seats: SeatCounts,
  { split, inactive }: { readonly split: ActiveSplit | null; readonly inactive: Count },
  invites: Invites | null,
  t: Words,
): ChartPart[] {
  const registered =
    split && inactive !== null
      ? [
          { at: t.seats.active, value: split.active },
          { at: t.seats.inactive, value: inactive },
        ]
      : [{ at: t.seats.registered, value: seats.registered }]
  const bars = [
    ...registered,
    { at: invites ? t.seats.openInvites : t.seats.invites, value: countOpen(invites, seats.invited) },
    { at: t.seats.deactivated, value: seats.deactivated },
  ].filter(({ value }) => value !== null)
  return bars.length < 2 ? [] : [barsOf(t.chart.seats, t.chart.seatCount, bars, t)]
}

/** The seats of the largest teams, one upon the other. */
export function chartTeams(
  teams: readonly { readonly team: Team; readonly seats: SeatCounts; readonly invites?: Invites }[],
  nameOf: (team: Team) => string,
  t: Words,
): ChartPart[] {
  const shown = teams.slice(0, maxBars)
  if (shown.length < 2) return []
  const isListed = shown.every(({ invites }) => invites)
  return [
    chart({
      language: t.language,
      shape: 'stacked',
      title: t.chart.seatsByTeam,
      categories: shown.map(({ team }) => nameOf(team)),
      series: [
        { label: t.seats.registered, values: shown.map(({ seats }) => seats.registered) },
        {
          label: isListed ? t.seats.openInvites : t.seats.invites,
          values: shown.map(({ seats, invites }) => countOpen(isListed ? invites : null, seats.invited)),
        },
        { label: t.seats.deactivated, values: shown.map(({ seats }) => seats.deactivated) },
      ].filter(({ values }) => values.some(value => value !== null)),
      altText: t.chart.sees(
        shown.slice(0, 3).map(({ team, seats }) => ({ at: nameOf(team), value: seats.registered })),
      ),
    }),
  ]
}
