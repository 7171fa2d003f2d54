import { type ChartPart, chart } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { Count, SeatCounts, Team } from '../ports.ts'
import type { ActiveSplit } from '../usage/active-split.ts'
import { barsOf } from '../usage/charts.ts'
import { countOpen, type Invites } from './invites.ts'

/** Bars that can be read beside each other. */
const mostBars = 12

/** Seats by state, and invites: members as active and not active ones, where those can be told apart. */
export function chartSeats(
  seats: SeatCounts,
  { split, inactive }: { readonly split: ActiveSplit | null; readonly inactive: Count },
  invites: Invites | null,
  w: Words,
): ChartPart[] {
  const registered =
    split && inactive !== null
      ? [
          { at: w.seats.active, value: split.active },
          { at: w.seats.inactive, value: inactive },
        ]
      : [{ at: w.seats.registered, value: seats.registered }]
  const bars = [
    ...registered,
    { at: invites ? w.seats.openInvites : w.seats.invites, value: countOpen(invites, seats.invited) },
    { at: w.seats.deactivated, value: seats.deactivated },
  ].filter(({ value }) => value !== null)
  return bars.length < 2 ? [] : [barsOf(w.chart.seats, w.chart.seatCount, bars, w)]
}

/** The seats of the largest teams, one upon the other. */
export function chartTeams(
  teams: readonly { readonly team: Team; readonly seats: SeatCounts; readonly invites?: Invites }[],
  nameOf: (team: Team) => string,
  w: Words,
): ChartPart[] {
  const shown = teams.slice(0, mostBars)
  if (shown.length < 2) return []
  const isListed = shown.every(({ invites }) => invites)
  return [
    chart({
      language: w.language,
      shape: 'stacked',
      title: w.chart.seatsByTeam,
      categories: shown.map(({ team }) => nameOf(team)),
      series: [
        { label: w.seats.registered, values: shown.map(({ seats }) => seats.registered) },
        {
          label: isListed ? w.seats.openInvites : w.seats.invites,
          values: shown.map(({ seats, invites }) => countOpen(isListed ? invites : null, seats.invited)),
        },
        { label: w.seats.deactivated, values: shown.map(({ seats }) => seats.deactivated) },
      ].filter(({ values }) => values.some(value => value !== null)),
      says: w.chart.sees(shown.slice(0, 3).map(({ team, seats }) => ({ at: nameOf(team), value: seats.registered }))),
    }),
  ]
}
