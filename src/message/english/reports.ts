/** The reports that are asked for. */
import type { Count, Period, SeatCounts } from '../../ports.ts'
import { type PeriodUnit, unitOf } from '../../time/period.ts'
import { countDays } from '../../time/utc-days.ts'
import { endSentence, type Formats, keepDirection } from '../formats.ts'
import { activityText } from './activity.ts'
import { type Basics, notReported } from './basics.ts'

/** One symbol in a title shows whether a team is fine, declining or needs a look. */
const symbols = { steady: '✅', down: '📉', alert: '⚠️' } as const
export type UsageTone = keyof typeof symbols | null

export type WrittenPeriod = { period: Period; isOver: boolean; words: string }
export type UseSummary = {
  active: number
  split: Split | null
  members: Count
  difference: Count
  unit: PeriodUnit
  past: { isDown: boolean; active: number; week: Date; isOtherMonth: boolean } | null
}
type Withheld = keyof ReturnType<typeof activityText>['origin']['withheld']

/** Active people as members and people who have left since. */
type Split = { members: number; active: number; left: number }

type AgedInvites = { open: number; expired: number; oldest: Date | null } | null

type Summary = {
  seats: SeatCounts
  active: Count
  split: Split | null
  /** The number of members stands before it. */
  isAfterMembers: boolean
  /** By the newest daily check; `null`: not known, or not shown. */
  unused: Count
  invites: AgedInvites
  now: Date
}

export function reportText(f: Formats, basics: Basics) {
  const { count, people, membersOf, days, share, age } = basics
  const { origin } = activityText(f, basics)
  const when = ({ period, isOver, words }: WrittenPeriod) => {
    const relative = /^(?:today|yesterday|(?:this|last) \w+|last \d+ days)$/.exec(words)
    const soFar = isOver ? '' : 'so far'
    const name = relative ? (words.startsWith('last ') && /\d/.test(words) ? `in the ${words}` : words) : ''
    return [name, soFar, `(${days(period)})`].filter(Boolean).join(' ')
  }
  const unitBefore = (unit: PeriodUnit) =>
    typeof unit === 'number'
      ? `the ${f.number(unit)} days before`
      : unit === 'day'
        ? 'a week before'
        : `the ${unit} before`
  const pastWeek = ({ week, isOtherMonth }: { week: Date; isOtherMonth: boolean }) =>
    isOtherMonth ? `in ${f.monthName(week)}` : `in the week of ${f.dayOfYear(week)}`
  const compareAmount = (now: number, before: number) => {
    const change = f.changeInPercent(now - before, before)
    if (now === before) return 'the same as'
    return `${change === null ? f.number(now - before) : change.replace(/^[+−]/, '')} ${now > before ? 'more' : 'fewer'} than`
  }
  const capitalize = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1)
  /** `null`: there are none. If invites are only counted, it is not known which have expired. */
  const inviteSentence = (invites: AgedInvites, counted: Count, now: Date) => {
    if (!invites) return counted ? `${f.plural(counted, { one: 'invite', other: 'invites' })}, open or expired.` : null
    const { open, expired, oldest } = invites
    if (open + expired === 0) return null
    const waiting = open === 0 ? 'No open invites' : f.plural(open, { one: 'open invite', other: 'open invites' })
    const daysAgo = oldest && countDays(oldest, now)
    const sent = daysAgo === null ? null : daysAgo < 1 ? 'today' : `${age(daysAgo)} ago`
    const oldestAge = sent && `, ${open === 1 ? '' : 'the oldest '}sent ${sent}`
    return `${waiting}${oldestAge ?? ''}.${expired > 0 ? ` ${f.number(expired)} expired.` : ''}`
  }
  const activeOf = ({ active, members }: Split) => {
    if (active === 0) return members === 1 ? 'The only member wasn’t' : `None of the ${membersOf(members)} was`
    return `${ofMembers(active, members)} ${active === 1 ? 'was' : 'were'}`
  }
  const ofMembers = (part: number, members: number) => {
    const ratio = share(part, members)
    return ratio === null ? f.number(part) : `${f.number(part)} of ${membersOf(members)} (${ratio})`
  }

  return {
    usage: {
      /** Where there is no finding. */
      title: (subject: string, period: string) => `Tabnine usage: ${subject}, ${period}`,
      heading: (tone: UsageTone, subject: string, finding: string) =>
        `${tone === null ? '' : `${symbols[tone]} `}${subject}: ${finding}`,
      active: (active: number, isLowerBound: boolean, split: Split | null, asked: WrittenPeriod) => {
        const people_ = isLowerBound ? `at least ${people(active)}` : people(active)
        const who =
          split?.left === 0 && split.members > 0 ? `${f.number(split.active)} of ${membersOf(split.members)}` : people_
        return `${who} used Tabnine ${when(asked)}`
      },
      noneActive: (members: Count, asked: WrittenPeriod) =>
        `${members === null || members === 0 ? 'nobody' : `none of ${membersOf(members)}`} used Tabnine ${when(asked)}`,
      noData: (asked: WrittenPeriod) => `no data ${when(asked)}`,
      /** `weeks`: without any use here. */
      othersDid: (weeks: number | null) =>
        weeks === null
          ? 'Others in the company did.'
          : `Nobody here has used it in the last ${f.plural(weeks, { one: 'week', other: 'weeks' })}, while others in the company did.`,
      /** `null`: there is nothing to add to the title. */
      summary: ({ active, split, members, difference, unit, past }: UseSummary) => {
        const ratio = split && split.left === 0 ? share(split.active, split.members) : null
        const change =
          difference === null
            ? null
            : difference === 0
              ? `the same as ${unitBefore(unit)}`
              : `${difference > 0 ? 'up' : 'down'} ${f.number(Math.abs(difference))} from ${unitBefore(unit)}`
        const since = past && `${past.isDown ? 'down' : 'up'} from ${f.number(past.active)} ${pastWeek(past)}`
        const first = [ratio && `${ratio} of members`, change, since].filter(Boolean).join(', ')
        const second =
          split && split.left > 0
            ? `${ofMembers(split.active, split.members)} and ${f.number(split.left)} who ${split.left === 1 ? 'has' : 'have'} left since`
            : !split && members !== null && active <= members
              ? members === 1
                ? 'There is 1 member today'
                : `There are ${f.number(members)} members today`
              : null
        const sentences = [first, second].filter(Boolean).map(sentence => `${capitalize(sentence ?? '')}.`)
        return sentences.length > 0 ? sentences.join(' ') : null
      },
      noComparison: (reason: Withheld | null, asked: WrittenPeriod) =>
        reason === null ? `Period: ${days(asked.period)}.` : origin.withheld[reason],
      metrics: { completions: 'Completions', chat: 'Chat', code: 'Code from Tabnine', agent: 'Agent turns' },
      byDay: 'See by day',
      seats: 'See seats',
      change: 'Change…',
    },

    about: {
      act: 'About these numbers',
      title: (report: string) => `About these numbers · ${report}`,
      nothing: 'This report has no further details.',
    },

    seats: {
      title: (subject: string) => `Seats: ${subject}`,
      /** Without `split` the active people may not be members any more. */
      summary: ({ seats, active, split, isAfterMembers, unused, invites, now }: Summary) =>
        [
          seats.registered === null
            ? 'Tabnine doesn’t report the number of members.'
            : split && split.members > 0
              ? `${activeOf(split)} active last week.`
              : isAfterMembers
                ? null
                : `${membersOf(seats.registered)}.`,
          active === null || split ? null : `${people(active)} used Tabnine last week.`,
          unused ? `${f.plural(unused, { one: 'seat is', other: 'seats are' })} unused.` : null,
          unused === 0 ? 'No seat is unused.' : null,
          inviteSentence(invites, seats.invited, now),
        ]
          .filter(sentence => sentence !== null)
          .join(' '),
      /** All that were not accepted, as the server counts them. */
      invites: 'Invites',
      openInvites: 'Open invites',
      registered: 'Members',
      active: 'Active last week',
      inactive: 'Not active',
      unused: 'Unused',
      deactivated: 'Deactivated',
      deactivatedLine: (seats: number) =>
        `${f.plural(seats, { one: 'deactivated account holds', other: 'deactivated accounts hold' })} no seat.`,
      usage: 'See usage',
      comparedWith: (day: Date) => `Compared with ${f.day(day)}`,
      /** For active people among whom members cannot be distinguished from those who have left. */
      leftUnknown: 'Some of the active people may have left since, so there is no share of members.',
      invitationsUnknown: 'This server does not list invites, so their age is not known.',
      monthsNotFinal: 'Monthly counts are Tabnine’s own; the running month isn’t final.',
      notReported: (names: readonly string[]) => `Tabnine doesn’t report: ${f.list(names)}.`,
    },

    team: {
      title: (name: string) => `Team: ${keepDirection(name)}`,
      summary: (members: Count, listed: Count, invites: AgedInvites, seats: SeatCounts, now: Date) =>
        [
          members !== null
            ? `${membersOf(members)}.`
            : listed !== null
              ? `${people(listed)} in the team’s list.`
              : null,
          inviteSentence(invites, seats.invited, now),
        ]
          .filter(sentence => sentence !== null)
          .join(' '),
      roles: (roles: readonly string[]) => `By role: ${roles.join(', ')}`,
      rolesOfAll: 'The team’s list does not show who is deactivated, so roles count deactivated people too.',
      listDiffers: (listed: number, registered: number) =>
        `Tabnine’s member list (${f.number(listed)}) and seat count (${f.number(registered)}) differ.`,
    },

    teams: {
      title: (organization: string) => `Teams: ${keepDirection(organization)}`,
      caption: 'Teams by size',
      byUnused: 'Teams by unused seats',
      team: 'Team',
      count: 'Teams',
      see: 'See team…',
      /** `members` of all teams; `first` of the list with its members, and its unused seats where they are known. */
      summary: (total: number, members: Count, first: { name: string; members: number; unused: Count } | null) => {
        if (total === 0) return 'There are no teams yet.'
        const teams = f.plural(total, { one: 'team', other: 'teams' })
        const ratio = first && members !== null ? share(first.members, members) : null
        const largest = () =>
          first &&
          `${keepDirection(first.name)} is the largest, with ${f.number(first.members)}${ratio ? ` (${ratio})` : ''}.`
        const mostUnused = (name: string, unused: number) =>
          unused > 0
            ? `${keepDirection(name)} has the most unused seats: ${f.number(unused)}.`
            : 'No team has unused seats.'
        return [
          members === null ? `${teams}.` : `${membersOf(members)} in ${teams}.`,
          first && first.unused !== null ? mostUnused(first.name, first.unused) : largest(),
        ]
          .filter(sentence => sentence !== null)
          .join(' ')
      },
    },

    user: {
      title: (name: string) => `Tabnine usage: ${keepDirection(name)}`,
      ownTitle: (asked: WrittenPeriod) => {
        const lastDays = /^last (\d+ days)$/.exec(asked.words)?.[1]
        return lastDays ? `Your last ${lastDays} (${days(asked.period)})` : `Your usage ${when(asked)}`
      },
      role: 'Role',
      team: 'Team',
      registered: 'Registered',
      account: 'Account',
      accountState: (active: boolean | null): string =>
        active === null ? notReported : active ? 'active' : 'deactivated',
      /** `name`: `null` for the reader; `completions`: `null` where they are not reported. */
      summary: {
        active: (name: string | null, asked: WrittenPeriod, completions: { now: number; before: Count } | null) => {
          const who = name === null ? 'You' : keepDirection(name)
          if (completions === null) return `${who} used Tabnine ${when(asked)}.`
          const { now, before } = completions
          const accepted = `${who} accepted ${f.plural(now, { one: 'completion', other: 'completions' })}`
          const change = before === null ? null : compareAmount(now, before)
          return `${accepted}${change === null ? '' : `, ${change} ${unitBefore(unitOf(asked.period))}`}.`
        },
        quiet: (name: string | null, asked: WrittenPeriod, _completions: unknown) =>
          `${name === null ? 'You' : keepDirection(name)} didn’t use Tabnine ${when(asked)}.`,
        unknown: (name: string | null, _asked: WrittenPeriod, _completions: unknown) =>
          `Tabnine doesn’t report whether ${name === null ? 'you' : keepDirection(name)} used it.`,
        'no-data': (_name: string | null, _asked: WrittenPeriod, _completions: unknown) =>
          'Tabnine reported no activity for anyone on these days. That usually means missing data, not that nobody used it.',
      },
      agentCost: (money: string, isOver: boolean) => `Agents cost ${money}${isOver ? '' : ' so far'}.`,
      onlyYou: 'Only you see this',
    },

    chart: {
      trend: (steps: string) => `Active members ${steps}`,
      /** The first and the last number that are drawn. */
      activeBy: {
        daily: (first: number, last: number) => `Active by working day: ${f.number(first)} → ${f.number(last)}`,
        weekly: (first: number, last: number) => `Active per week: ${f.number(first)} → ${f.number(last)}`,
        monthly: (first: number, last: number) => `Active per month: ${f.number(first)} → ${f.number(last)}`,
      },
      active: 'Active',
      members: 'Members',
      completionsByWeek: 'Completions per week',
      completions: 'Completions',
      /** Of steps that an end of the period cuts short. */
      wholeStepsOnly: {
        daily: 'Part days aren’t drawn.',
        weekly: 'Part weeks aren’t drawn.',
        monthly: 'Part months aren’t drawn.',
      },
      steps: { daily: 'by day', weekly: 'by week', monthly: 'by month' },
      week: (from: Date) => f.dayOfYear(from),
      membersByMonth: (first: number, last: number) => `Members by month: ${f.number(first)} → ${f.number(last)}`,
      category: 'Where',
      /** The first and the last that are known, and the most where that is neither. */
      seesTrend: (points: readonly { at: string; value: number }[]) => {
        const [first, last] = [points[0], points.at(-1)]
        if (!first || !last) return 'Nothing reported.'
        if (points.length === 1) return `${f.number(first.value)} (${first.at}).`
        const most = points.reduce((max, point) => (point.value > max.value ? point : max), first)
        const peak = most.value > Math.max(first.value, last.value) ? `; peak ${f.number(most.value)} (${most.at})` : ''
        return endSentence(`From ${f.number(first.value)} (${first.at}) to ${f.number(last.value)} (${last.at})${peak}`)
      },
      sees: (points: readonly { at: string; value: Count }[]) =>
        `${points.length === 0 ? 'Nothing reported' : f.list(points.map(({ at, value }) => `${at} ${count(value)}`))}.`,
      notDrawn: 'Your app can’t show this chart. Numbers below.',
      nothing: 'Nothing reported',
      axisFrom: (start: number) => `The axis starts at ${f.number(start)}.`,
      gaps: (where: readonly string[]) =>
        endSentence(
          `No number for ${f.list(where.length > 6 ? [...where.slice(0, 5), `${f.number(where.length - 5)} more`] : where)}`,
        ),
      lastOf: (shown: number, all: number) => `Last ${f.number(shown)} of ${f.number(all)} shown.`,
      firstOf: (shown: number, all: number) => `First ${f.number(shown)} of ${f.number(all)} shown.`,
    },
  }
}
