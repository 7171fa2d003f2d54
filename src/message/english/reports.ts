/** The reports that are asked for. */
import type { Count, Period, SeatCounts } from '../../ports.ts'
import { countDays } from '../../time/utc-days.ts'
import { endSentence, type Formats, keepDirection } from '../formats.ts'
import { type Basics, notReported } from './basics.ts'

/** Active people as members and people who have left since. */
type Split = { members: number; active: number; left: number }

/** `null` where the server does not list them. */
type Invites = { open: number; expired: number } | null

type Summary = { seats: SeatCounts; active: Count; split: Split | null; invites: Invites }

export function reportText(f: Formats, { count, people, membersOf, days, share }: Basics) {
  /** `null`: nothing waits. Where invites are only counted, nobody knows which have expired. */
  const waiting = (invites: Invites, counted: Count) => {
    if (invites)
      return invites.open ? `${f.plural(invites.open, { one: 'open invite', other: 'open invites' })}.` : null
    return counted ? `${f.plural(counted, { one: 'invite', other: 'invites' })}, open or expired.` : null
  }
  const ofMembers = (part: number, members: number) => {
    const ratio = share(part, members)
    return ratio === null ? f.number(part) : `${f.number(part)} of ${membersOf(members)} (${ratio})`
  }

  return {
    usage: {
      title: (subject: string, period: string) => `Usage of ${subject}, ${period}`,
      byDay: 'By day',
      seats: 'Seats',
    },

    seats: {
      title: (subject: string) => `Seats of ${subject}`,
      /** Without `split` the active people may not be members any more. */
      summary: ({ seats, active, split, invites }: Summary) =>
        [
          seats.registered === null
            ? 'The number of members is not reported.'
            : `${membersOf(seats.registered)}${split ? `, ${f.number(split.active)} of them active last week` : ''}.`,
          active === null || split ? null : `${people(active)} used Tabnine last week.`,
          waiting(invites, seats.invited),
        ]
          .filter(sentence => sentence !== null)
          .join(' '),
      /** All that nobody has accepted, as the server counts them. */
      invites: 'Invites',
      openInvites: 'Open invites',
      registered: 'Members',
      active: 'Active',
      notKnown: 'not known',
      inactive: 'Not active',
      deactivated: 'Deactivated',
      month: 'Month',
      byMonth: 'Seats by month',
      usage: 'Usage',
      /** `counted`: open and expired ones together, for where they are not listed; `difference` is a change of that. */
      invitesOf: (invites: Invites, counted: Count, difference: Count = null) => {
        const isAll = invites !== null && invites.open + invites.expired === counted
        const change = difference === null ? null : f.change(difference)
        if (invites === null) {
          if (counted === null) return notReported
          const all = counted === 0 ? '0' : `${f.number(counted)}, open or expired`
          return change ? `${all} (${change})` : all
        }
        const expired = invites.expired > 0 ? `, ${f.number(invites.expired)} expired` : ''
        return `${f.number(invites.open)} open${expired}${change && isAll ? ` (${change}${expired ? ' in all' : ''})` : ''}`
      },
      activeCount: (active: Count, split: Split | null, period: { period: Period }) => {
        if (active === null) return 'not known for last week'
        const who = split ? ofMembers(split.active, split.members) : `${people(active)}, some may have left since`
        return `${who}, ${days(period.period)}`
      },
      inactiveCount: (split: Split | null) =>
        split ? ofMembers(split.members - split.active, split.members) : 'not known for last week',
      invitations: (
        open: {
          open: number
          expired: number
          oldest: Date | null
          older: readonly { days: number; count: number }[]
        },
        now: Date,
      ) => {
        const expired =
          open.expired > 0 ? ` ${f.plural(open.expired, { one: 'more has expired', other: 'more have expired' })}.` : ''
        if (open.oldest === null) return `No invitation is waiting for an answer.${expired}`
        const age = countDays(open.oldest, now)
        const older = open.older
          .filter(row => row.count > 0)
          .map(row => `${f.number(row.count)} longer than ${f.number(row.days)} days`)
        const waits = `${f.plural(open.open, { one: 'invitation waits', other: 'invitations wait' })}`
        const since = `the oldest since ${f.day(open.oldest)} (${f.plural(age, { one: 'day', other: 'days' })})`
        return `${waits} for an answer${older.length > 0 ? `, ${f.list(older)}` : ''}; ${since}.${expired}`
      },
      invitationsUnknown: 'This server does not list invitations, so their age is not known.',
      monthsNotFinal: 'Monthly counts are Tabnine’s own, invites open or expired; the running month isn’t final.',
      noHistory: 'The Usage API tells a team’s seats of today only, so there is no change since last week to show.',
    },

    team: {
      title: (name: string) => `Team ${keepDirection(name)}`,
      summary: (listed: number, invites: Invites, seats: SeatCounts) =>
        [`${people(listed)} in the team’s list.`, waiting(invites, seats.invited)]
          .filter(sentence => sentence !== null)
          .join(' '),
      rolesOfAll: 'The team’s list does not say who is deactivated, so roles count deactivated people too.',
      listDiffers: (listed: number, registered: number) =>
        `The team’s list holds ${f.number(listed)} who are not deactivated, the seat count says ${f.number(registered)} members: the server’s two counts differ.`,
    },

    teams: {
      title: 'Teams',
      caption: 'Teams and their seats',
      team: 'Team',
      placeholder: '<team>',
      next: 'One of them: ',
      summary: (organization: string, total: number) =>
        `${organization} has ${f.plural(total, { one: 'team', other: 'teams' })}.`,
    },

    user: {
      title: (name: string) => `Usage of ${keepDirection(name)}`,
      role: 'Role',
      team: 'Team',
      registered: 'Registered',
      account: 'Account',
      accountState: (active: boolean | null): string =>
        active === null ? notReported : active ? 'active' : 'deactivated',
      /** `null`: of whoever reads it. */
      summary: {
        active: (name: string | null, period: string) => `${period}: ${name ?? 'you'} used Tabnine.`,
        quiet: (name: string | null, period: string) => `${period}: no use of Tabnine by ${name ?? 'you'} is reported.`,
        unknown: (name: string | null, period: string) =>
          `${period}: whether ${name ?? 'you'} used Tabnine is not reported.`,
        'no-data': (_name: string | null, period: string) =>
          `${period}: no data, for the server reports no activity of anybody in the organization.`,
      },
    },

    chart: {
      trend: (steps: string) => `Active people ${steps}`,
      steps: { daily: 'by day', weekly: 'by week', monthly: 'by month' },
      week: (from: Date) => f.dayOfYear(from),
      tools: 'Tools side by side',
      toolCount: { completions: 'Completions accepted', chat: 'Chat interactions', agent: 'Agent turns' },
      uses: 'Uses',
      seats: 'People by state',
      seatsByTeam: 'People by team',
      seatCount: 'People',
      category: 'Where',
      /** The first and the last that are known, and the most where that is neither. */
      seesTrend: (points: readonly { at: string; value: number }[]) => {
        const [first, last] = [points[0], points.at(-1)]
        if (!first || !last) return 'Nothing is reported.'
        if (points.length === 1) return `${f.number(first.value)} (${first.at}).`
        const most = points.reduce((max, point) => (point.value > max.value ? point : max), first)
        const peak =
          most.value > Math.max(first.value, last.value) ? `, the most ${f.number(most.value)} (${most.at})` : ''
        return `${f.number(first.value)} at first (${first.at}), ${f.number(last.value)} at last (${last.at})${peak}.`
      },
      sees: (points: readonly { at: string; value: Count }[]) =>
        `${points.length === 0 ? 'Nothing is reported' : f.list(points.map(({ at, value }) => `${at} ${count(value)}`))}.`,
      notDrawn: 'This app cannot draw the chart; its numbers stand here in words.',
      nothing: 'Nothing is reported',
      axisFrom: (start: number) => `The axis starts at ${f.number(start)}.`,
      gaps: (where: readonly string[]) =>
        endSentence(
          `Not drawn, for there is no number: ${f.list(where.length > 6 ? [...where.slice(0, 5), `${f.number(where.length - 5)} more`] : where)}`,
        ),
      lastOf: (shown: number, all: number) => `Drawn are the last ${f.number(shown)} of ${f.number(all)}.`,
      firstOf: (shown: number, all: number) => `Drawn are the first ${f.number(shown)} of ${f.number(all)}.`,
    },
  }
}
