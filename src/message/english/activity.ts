/** What somebody did, and where the numbers come from. */
import type { Count, Period, UsageVersion } from '../../ports.ts'
import type { Formats } from '../formats.ts'
import { type Basics, notReported } from './basics.ts'

export function tellActivity(f: Formats, { count, people, days, share, asked }: Basics) {
  return {
    activity: {
      notAdded: 'not added up: counted differently before and after the server’s upgrade',
      activePeople: 'Active people',
      idle: 'Idle',
      completions: 'Completions accepted',
      automation: 'Automation factor',
      chat: 'Chat',
      agent: 'Agent',
      productivity: 'Productivity factor',
      noData:
        'No data: the server reports no activity of anybody in the organization for these days, which says nothing about who used Tabnine.',
      quiet: (registered: Count) =>
        registered === null
          ? 'Nobody here used Tabnine in these days, while others in the organization did.'
          : `None of ${f.plural(registered, { one: 'registered person', other: 'registered people' })} used Tabnine in these days, while others in the organization did.`,
      activeUnknown: 'How many people used Tabnine in these days is not reported.',
      used: (active: number, registered: Count, isLowerBound: boolean) => {
        const ratio = isLowerBound ? null : share(active, registered)
        const who = isLowerBound ? `At least ${people(active)}` : ratio ? f.number(active) : people(active)
        return ratio && registered !== null
          ? `${who} of ${f.number(registered)} registered people used Tabnine (${ratio})`
          : `${who} used Tabnine`
      },
      usedAndBefore: (used: string, difference: number) =>
        difference === 0
          ? `${used}, as many as in the period before.`
          : `${used}, ${f.number(Math.abs(difference))} ${difference > 0 ? 'more' : 'fewer'} than in the period before.`,
      sentence: (words: string) => `${words}.`,
      people: (active: Count, registered: Count, isLowerBound: boolean) => {
        if (active === null) return notReported
        if (isLowerBound) return `at least ${f.number(active)}`
        const ratio = share(active, registered)
        return ratio && registered !== null
          ? `${f.number(active)} of ${f.number(registered)} registered (${ratio})`
          : f.number(active)
      },
      idlePeople: (idle: number) => `${f.number(idle)} registered, not active in these days`,
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
        const told = f.plural(turns, { one: 'turn', other: 'turns' })
        const ratio = share(accepted, proposed)
        return ratio === null
          ? told
          : `${told}, ${count(accepted)} of ${count(proposed)} proposed lines kept (${ratio})`
      },
      ofCode: (factor: Count) =>
        factor === null ? null : `${f.percent(factor)} of the code came from completions and chat`,
    },

    trend: {
      active: 'Active people',
      completions: 'Completions',
      chat: 'Chat',
      agent: 'Agent',
      atLeast: (people: number) => `at least ${f.number(people)}`,
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
        running: 'No comparison: these days are not over yet.',
        'counting-changed': 'No comparison: the server counted differently before and after its upgrade.',
        lagging: 'No comparison: the server’s newest working days are missing.',
        'no-data-before': 'No comparison: nothing is reported for the period before.',
        few: 'No comparison: the numbers of the period before are left out.',
      },
      lastHours: (end: Date, zone: string) =>
        `Days are counted in UTC: the last one ends ${f.moment(end, zone)}, so its last hours are missing.`,
      lowerBound:
        'The server’s upgrade falls into this period. Counts of both sides are added where they mean the same; people and chat cannot be.',
      uncovered: (periods: readonly Period[]) =>
        `Not covered: the server reports nothing for ${f.list(periods.map(days))}.`,
      source: (
        origin: { host: string; versions: readonly UsageVersion[]; askedAt: Date; lastActiveDay: Date | null },
        zone: string,
      ) =>
        [
          `Source: Tabnine Usage API ${f.list(origin.versions)} at ${origin.host}, asked ${f.moment(origin.askedAt, zone)}.`,
          origin.lastActiveDay
            ? `Newest day with activity in the organization: ${f.day(origin.lastActiveDay)}.`
            : 'No activity in the organization in the last 28 days is reported.',
        ].join(' '),
      asked: (host: string, at: Date, zone: string) =>
        `Source: Tabnine Usage API at ${host}. Counts of ${f.moment(at, zone)}.`,
    },

    /** Why numbers are left out where others read along. */
    withheld: {
      few: (floor: number) =>
        `Numbers of fewer than ${people(floor)} are not told here, for they would be about single persons.`,
      beside: (_floor: number) =>
        'These numbers are not told here: with them, those of a smaller group could be worked out.',
      unknown: (_floor: number) =>
        'These numbers are not told here: the server does not say how many people they are of.',
      some: (floor: number) =>
        `Some numbers are left out: they are those of fewer than ${people(floor)}, or would give such numbers away.`,
      cell: 'left out',
      cut: (asked: Period, floor: number) =>
        `Asked for ${days(asked)}. Days on which fewer than ${people(floor)} were active are told only together with a day beside them, so it begins or ends elsewhere here: else two answers would tell of single days. Whole weeks and months are told as they are.`,
      fewerThan: (floor: number) => `fewer than ${f.number(floor)}`,
      fewerPeople: (floor: number) => `left out: used by fewer than ${people(floor)}`,
      fewerAtEdges: (floor: number) => `left out: used by fewer than ${people(floor)} where the period begins or ends`,
      ages: (open: number, floor: number) =>
        `${f.plural(open, { one: 'invitation waits', other: 'invitations wait' })} for an answer; how long is not told for fewer than ${f.number(floor)}.`,
    },
  }
}
