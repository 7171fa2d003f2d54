/** Usage, and where its numbers come from. */
import type { Count, Period, UsageVersion } from '../../ports.ts'
import type { Formats } from '../formats.ts'
import { type Basics, notReported } from './basics.ts'

/** `split`: `active` of the `members`, and those who have `left` since; `null` where these are not known. */
type Use = {
  active: number
  isLowerBound: boolean
  isRunning: boolean
  split: { members: number; active: number; left: number } | null
  members: Count
  difference: Count
  isOneDay: boolean
}

export function activityText(f: Formats, { count, people, days, share, asked, membersOf }: Basics) {
  const membersToday = (members: number) =>
    members === 1 ? 'There is 1 member today.' : `There are ${f.number(members)} members today.`
  const changeOf = (difference: number, isOneDay: boolean) =>
    difference === 0
      ? `, the same as ${isOneDay ? 'a week' : 'in the period'} before`
      : `, ${difference > 0 ? 'up' : 'down'} ${f.number(Math.abs(difference))}${isOneDay ? ' on a week before' : ''}`
  return {
    activity: {
      notAdded: 'not comparable across the server upgrade',
      activePeople: 'Active members',
      inactive: 'Not active',
      completions: 'Completions accepted',
      automation: 'Automation factor',
      chat: 'Chat',
      agent: 'Agent',
      productivity: 'Productivity factor',
      noData:
        'Tabnine reported no activity for anyone on these days. That usually means missing data, not that nobody used it.',
      quiet: (members: Count) => {
        if (members === null) return 'Nobody here used Tabnine. Others in the company did.'
        if (members === 0) return 'There are no members here, and nobody used Tabnine. Others in the company did.'
        return `None of ${membersOf(members)} used Tabnine. Others in the company did.`
      },
      activeUnknown: 'Tabnine doesn’t report how many people were active.',
      /** `members`: of today, if it is not known how many of the active people have left. */
      used: ({ active, isLowerBound, isRunning, split, members, difference, isOneDay }: Use) => {
        const used = isRunning ? 'used Tabnine so far' : 'used Tabnine'
        const change = difference === null ? '' : changeOf(difference, isOneDay)
        const ratio = split && share(split.active, split.members)
        if (isLowerBound) return `At least ${people(active)} ${used}.`
        if (!split || ratio === null)
          return `${people(active)} ${used}${change}.${members === null ? '' : ` ${membersToday(members)}`}`
        const ofMembers = `${f.number(split.active)} of ${membersOf(split.members)}`
        return split.left === 0
          ? `${ofMembers} ${used} (${ratio})${change}.`
          : `${people(active)} ${used}${change}: ${ofMembers} (${ratio}) and ${f.number(split.left)} who ${split.left === 1 ? 'has' : 'have'} left since.`
      },
      people: (active: Count, split: Use['split'], isLowerBound: boolean) => {
        if (active === null) return notReported
        if (isLowerBound) return `at least ${f.number(active)}`
        const ratio = split && share(split.active, split.members)
        if (!split || ratio === null) return f.number(active)
        const ofMembers = `${f.number(split.active)} of ${membersOf(split.members)} (${ratio})`
        return split.left === 0 ? ofMembers : `${f.number(active)}: ${ofMembers}, ${f.number(split.left)} left since`
      },
      members: membersOf,
      /** Of a period of which one part is not reported. */
      atLeast: (written: string) => `at least ${written}`,
      accepted: (accepted: number, lines: Count) =>
        lines === null
          ? f.number(accepted)
          : `${f.number(accepted)} with ${f.plural(lines, { one: 'line', other: 'lines' })}`,
      ofCharacters: (factor: Count, completed: Count, typed: Count) => {
        if (factor === null) return null
        return completed === null || typed === null
          ? `${f.percent(factor)} of the characters written`
          : `${f.percent(factor)} (${f.number(completed)} of ${f.plural(completed + typed, { one: 'character', other: 'characters' })} written)`
      },
      chats: (interactions: number, useful: Count, rate: Count) => {
        const asks = f.plural(interactions, { one: 'interaction', other: 'interactions' })
        return useful === null || rate === null
          ? asks
          : `${asks}, ${f.number(useful)} of them used (${f.percent(rate)})`
      },
      agentTurns: (turns: number, proposed: Count, accepted: Count) => {
        const written = f.plural(turns, { one: 'turn', other: 'turns' })
        const ratio = share(accepted, proposed)
        return ratio === null
          ? written
          : `${written}, ${count(accepted)} of ${count(proposed)} proposed lines kept (${ratio})`
      },
      ofCode: (factor: Count) =>
        factor === null ? null : `${f.percent(factor)} of the code came from completions and chat`,
    },

    trend: {
      active: 'Active',
      completions: 'Completions',
      chat: 'Chat',
      agent: 'Agent',
      atLeast: (people: number) => `at least ${f.number(people)}`,
      daysOff: (period: Period) => `${f.weekdays(period)} ${f.span(period).replace(/ \d{4}$/, '')}`,
      soFar: (step: string) => `${step}, so far`,
      step: { daily: 'Day', weekly: 'Week', monthly: 'Month' },
      caption: { daily: 'Usage by day', weekly: 'Usage by week', monthly: 'Usage by month' },
    },

    origin: {
      dates: (period: { period: Period; isOver: boolean; words: string }) =>
        `${asked(period)} (“${period.words}”); whole days in UTC.`,
      datesAndBefore: (period: { period: Period; isOver: boolean; words: string }, before: Period) =>
        `${asked(period)} (“${period.words}”), compared with ${days(before)}; whole days in UTC.`,
      withheld: {
        running: 'No comparison yet: this period isn’t over.',
        'counting-changed': 'No comparison: Tabnine’s server was upgraded in between and now counts differently.',
        lagging: 'No comparison: Tabnine’s latest days are still missing.',
        'no-data-before': 'No comparison: no data for the period before.',
        'group-too-small': 'No comparison: too few people are behind the numbers of the period before.',
      },
      /** The same in a footer. */
      notCompared: {
        running: 'No comparison yet: this period isn’t over',
        'counting-changed': 'No comparison: Tabnine now counts differently',
        lagging: 'No comparison: Tabnine’s latest days are still missing',
        'no-data-before': 'No comparison: no data for the period before',
        'group-too-small': 'No comparison: too few people in the period before',
      },
      comparedWith: (before: Period) => `Compared with ${days(before)}`,
      notReported: (names: readonly string[]) => `Tabnine doesn’t report for these days: ${f.list(names)}.`,
      unequal: (days: number, daysBefore: number) =>
        `${f.number(days)} days are compared with ${f.number(daysBefore)}, so changes of counts are per day; changes of people are not.`,
      lastHours: (end: Date, zone: string) =>
        `Days are counted in UTC. The last one ends ${f.momentInZone(end, zone)}, so its last hours are missing.`,
      lowerBound: 'The server was upgraded during this period. People and chat can’t be added up across the upgrade.',
      uncovered: (periods: readonly Period[]) => `No data for ${f.list(periods.map(days))}.`,
      source: (
        origin: { host: string; versions: readonly UsageVersion[]; askedAt: Date; lastActiveDay?: Date | null },
        zone: string,
      ) =>
        [
          `${['Source: Tabnine Usage API', f.list(origin.versions)].filter(Boolean).join(' ')} at ${origin.host}, read ${f.momentInZone(origin.askedAt, zone)}.`,
          origin.lastActiveDay === undefined
            ? ''
            : origin.lastActiveDay
              ? `Latest day with activity in the company: ${f.day(origin.lastActiveDay)}.`
              : 'No activity reported in the last 28 days.',
        ]
          .filter(Boolean)
          .join(' '),
      asked: (host: string, at: Date, zone: string) =>
        `Source: Tabnine Usage API at ${host}, read ${f.momentInZone(at, zone)}.`,
    },

    /** What is not shown where others read along; `size`: the minimum group size. */
    hidden: {
      group: (size: number) => `Hidden: fewer than ${people(size)} are behind these numbers.`,
      tools: (size: number) => `Numbers by tool are hidden: fewer than ${people(size)} used one of the tools.`,
      steps: (size: number) => `Weekly numbers are hidden: fewer than ${people(size)} were active in one of the weeks.`,
      teams: (size: number) =>
        `Teams are hidden: next to the total they would reveal a group of fewer than ${people(size)}.`,
      states: (size: number) => `Counts of fewer than ${people(size)} are hidden.`,
      some: (size: number) => `Some numbers are hidden because fewer than ${people(size)} are behind them.`,
      smallTeams: (teams: number, size: number) =>
        teams === 1
          ? `1 team with fewer than ${people(size)} isn’t listed.`
          : `${f.number(teams)} teams with fewer than ${people(size)} aren’t listed.`,
      groups: (names: readonly string[], size: number) =>
        `${f.list(names)}: hidden, because fewer than ${people(size)} are behind the numbers.`,
      days: 'Daily numbers are hidden in a channel, so that nobody can be singled out. These are weeks.',
      widened: (asked: Period) =>
        `You asked for ${days(asked)}. Here I answer for whole weeks, so that quiet days can’t be singled out.`,
    },
  }
}
