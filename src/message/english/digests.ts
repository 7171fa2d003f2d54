/** Digests, the confirmations of what was set up, and what is posted when one could not be. */
import type { Platform } from '../../platform.ts'
import type { Count, Period, Schedule } from '../../ports.ts'
import { periodOfLabel } from '../../time/slot-label.ts'
import type { Advice } from '../advice.ts'
import { endSentence, type Formats, isolate, type TimeOfDay } from '../formats.ts'
import type { Basics } from './basics.ts'
import { reasonText } from './reasons.ts'

type Unit = 'week' | 'month'
type Tool = 'completions' | 'chat' | 'agent'

export function digestText(f: Formats, { days, membersOf }: Basics) {
  const postsTo = (posts: number, platform: Platform) =>
    `${f.plural(posts, { one: 'post', other: 'posts' })} to ${platformNames[platform]}`
  const expiredInvites = (count: number) => f.plural(count, { one: 'invite has', other: 'invites have' })
  const peopleOf = (count: number) => f.plural(count, { one: 'person', other: 'people' })
  const changeOf = (change: number) => `${change > 0 ? 'up' : 'down'} ${f.number(Math.abs(change))}`
  return {
    digest: {
      title: (symbol: string, subject: string, period: string, unit: Unit) =>
        `${symbol}Tabnine ${unit === 'week' ? 'this week' : 'last month'}: ${subject} · ${period}`,
      askedBy: (name: string) => `Posted now by ${isolate(name, 30)}`,
      late: (minutes: number) =>
        `Posted ${minutes < 120 ? f.plural(minutes, { one: 'minute', other: 'minutes' }) : f.plural(Math.round(minutes / 60), { one: 'hour', other: 'hours' })} late (the bot was down)`,
      comparedWith: (period: Period, isPerDay: boolean) =>
        `Compared with ${days(period)}${isPerDay ? ', per day' : ''}`,
      /** The tool whose use changed most. */
      changed: (tool: Tool, now: number, before: number) =>
        `${toolNames[tool].start} ${now < before ? 'fell' : 'rose'} ${f.wholePercent(Math.abs(now / before - 1))}.`,
      activeOf: (active: number, members: number) => `${f.number(active)} of ${f.number(members)}`,
      difference: f.change,
      percentChange: (now: number, before: number) => (now === before ? null : f.changeInPercent(now - before, before)),
      metrics: { active: 'Active members', completions: 'Completions', chat: 'Chat', agent: 'Agent' },
      byTeam: 'By team',
      columns: { active: 'Active', change: 'Change', unused: 'Unused', inactive: 'Not active' },
      movedMost: (team: string, active: string, change: number) =>
        `${team} moved most: ${active} members used Tabnine, ${changeOf(change)}.`,
      steady: (unit: Unit) => `About as many members used Tabnine as the ${unit} before.`,
      chart: {
        seats: 'Seats',
        active: 'Active',
        week: f.dayOfYear,
        title: (first: number, last: number, steps: number, unit: Unit) =>
          first === last
            ? `Active members: ${f.number(last)} in the first and last ${unit}`
            : `Active members: ${f.number(first)} → ${f.number(last)} in ${f.plural(steps, { one: unit, other: `${unit}s` })}`,
        titleOfSeveral: { week: 'Active members by week', month: 'Active members by month' },
        altText: (label: string, values: readonly Count[]) =>
          `${label}: ${values.map(value => (value === null ? '–' : f.number(value))).join(', ')}.`,
      },
      next: 'Do this next:',
      nothing: {
        week: 'Nothing needs your attention this week.',
        month: 'Nothing needs your attention this month.',
      },
      /** @param alert `null`: people cannot be reminded from here */
      advice: (advice: Advice, alert: number | null, unit: Unit): string => {
        switch (advice.kind) {
          case 'unused': {
            const { unused, remindable, expired } = advice
            const seats = f.plural(unused, { one: 'seat is', other: 'seats are' })
            if (alert === null)
              return `${seats} unused${expired ? ` (${expiredInvites(expired)} expired)` : ''}. See which ones.`
            if (remindable === null || remindable === unused)
              return `${seats} unused. Ask ${unused === 1 ? 'its holder whether they still need it' : 'the people who hold them whether they still need them'}.`
            const others = expired
              ? ` (${f.number(expired)} more ${expired === 1 ? 'needs' : 'need'} a new invite first)`
              : ''
            return `${seats} unused. Ask ${peopleOf(remindable)} whether they still need theirs${others}.`
          }
          case 'expired-invites':
            return `${expiredInvites(advice.expired)} expired. Send new ones, or free those seats.`
          case 'open-invites':
            return `Remind ${peopleOf(advice.open)} who ${advice.open === 1 ? 'hasn’t' : 'haven’t'} joined${advice.expired ? `; ${expiredInvites(advice.expired)} expired` : ''}.`
          case 'many-inactive':
            return `${f.number(advice.inactive)} of ${membersOf(advice.members)} didn’t use Tabnine. A short demo often helps.`
          case 'none-started':
            return 'Nobody in this team has started. Check that the plugin is installed.'
          case 'stopped':
            return `Nobody used Tabnine; ${peopleOf(advice.before)} did the ${unit} before. Ask the team what changed.`
          case 'fewer-active':
            return `${f.number(advice.fewer)} fewer ${advice.fewer === 1 ? 'person' : 'people'} used Tabnine than the ${unit} before. See which days.`
          case 'tool-fell':
            return `Ask the team what changed. ${toolNames[advice.tool].start} fell most (${f.number(advice.before)} → ${f.number(advice.now)}).`
        }
      },
      stillOpen: (what: string, periods: number, unit: Unit) => `Still open: ${what} (${ordinal(periods)} ${unit}).`,
      /** What is still to be done, in a short phrase. */
      open: (advice: Advice): string => {
        switch (advice.kind) {
          case 'unused':
            return f.plural(advice.unused, { one: 'unused seat', other: 'unused seats' })
          case 'expired-invites':
            return f.plural(advice.expired, { one: 'expired invite', other: 'expired invites' })
          case 'open-invites':
            return f.plural(advice.open, { one: 'open invite', other: 'open invites' })
          case 'many-inactive':
            return `${f.number(advice.inactive)} of ${membersOf(advice.members)} not active`
          case 'none-started':
            return 'nobody has started'
          case 'stopped':
            return 'nobody uses Tabnine any more'
          case 'fewer-active':
            return 'fewer active members'
          case 'tool-fell':
            return `falling ${toolNames[advice.tool].within}`
        }
      },
      act: {
        remind: (people: Count) => (people === null ? 'Remind people…' : `Remind ${peopleOf(people)}…`),
        seeUnused: 'See unused seats',
        seeInvites: 'See invites',
        seeSeats: 'See seats',
        seeDays: 'See by day',
        seeTeam: (team: string) => `See ${team}`,
        seeAll: { week: 'See all weeks', month: 'See all months' },
      },
    },

    subscription: {
      title: (number: number) => `Digest ${number}`,
      listTitle: 'Digests here',
      none: 'No digests here yet.',
      count: (rows: number) => f.plural(rows, { one: 'digest', other: 'digests' }),
      more: 'Delivery history: ',
      teams: 'Teams',
      when: 'When',
      next: 'Next',
      last: 'Last',
      never: 'Not sent yet',
      preview: 'Preview digest',
      pause: 'Pause',
      resume: 'Resume',
      undo: 'Undo',
      unsubscribe: 'Unsubscribe',
      confirmUnsubscribe: {
        title: 'Unsubscribe?',
        text: 'This digest is no longer posted here. You can undo this right after.',
        confirm: 'Unsubscribe',
        cancel: 'Keep digest',
      },
      /** What a confirmation is called. */
      titles: {
        created: (names: string) => `Digest set up: ${names}`,
        changed: (names: string) => `Digest saved: ${names}`,
        paused: (names: string) => `Digest paused: ${names}`,
        resumed: (names: string) => `Digest resumed: ${names}`,
        removed: (names: string) => `Unsubscribed: ${names}`,
        existing: (names: string) => `Already set up: ${names}`,
        alreadyPaused: (names: string) => `Already paused: ${names}`,
        notPaused: (names: string) => `Not paused: ${names}`,
      },
      /** @param next when it is posted next; `null` where it is not */
      summary: {
        created: (names: string, when: string, next: string | null) =>
          `Done. ${names} digest, here, ${when}.${next === null ? '' : ` First one: ${endSentence(next)}`}`,
        changed: (names: string, when: string, next: string | null) =>
          `Saved: ${names}, ${when}.${next === null ? '' : ` Next one: ${endSentence(next)}`}`,
        paused: (names: string, _when: string, next: string | null, until: string | null) =>
          `Paused the ${names} digest${until === null ? '' : ` until ${until}`}.${next === null ? '' : ` Next one: ${endSentence(next)}`}`,
        resumed: (_names: string, _when: string, next: string | null) =>
          `Resumed.${next === null ? '' : ` Next one: ${endSentence(next)}`}`,
        removed: (names: string) => `Unsubscribed. No more ${names} digests here.`,
        existing: (names: string, when: string, next: string | null) =>
          `The ${names} digest already comes here ${when}.${next === null ? '' : ` Next one: ${endSentence(next)}`}`,
        alreadyPaused: (names: string, _when: string, _next: string | null, until: string | null) =>
          `The ${names} digest is already paused${until === null ? '' : ` until ${until}`}.`,
        notPaused: (names: string, when: string, _next: string | null) =>
          `The ${names} digest isn’t paused. It comes ${when}.`,
      },
      resumedAllTitle: 'Digests and alerts resumed',
      resumedAll: (digests: number, alerts: number) =>
        digests + alerts === 0
          ? 'No digest or alert is paused because of its conversation.'
          : `${f.plural(digests, { one: 'digest', other: 'digests' })} and ${f.plural(alerts, { one: 'alert', other: 'alerts' })} resumed. I pause one again if it still can’t be posted.`,
      schedule: (schedule: Schedule) => {
        const at = `at ${f.timeOfDay(schedule)} (${schedule.zone})`
        return schedule.every.unit === 'week'
          ? `every ${f.weekdayName(schedule.every.weekday)} ${at}`
          : `on the 1st of every month ${at}`
      },
      lastHours: {
        week: (at: TimeOfDay, complete: TimeOfDay) =>
          `Days are counted in UTC, so the week ends by ${f.timeOfDay(complete)} here. At ${f.timeOfDay(at)} its last hours are missing.`,
        month: (at: TimeOfDay, complete: TimeOfDay) =>
          `Days are counted in UTC, so the month ends by ${f.timeOfDay(complete)} here. At ${f.timeOfDay(at)} its last hours are missing.`,
      },
      postAt: (time: TimeOfDay) => `Post at ${f.timeOfDay(time)}`,
      configured: (numbers: string, count: number) =>
        count === 1
          ? `Digest ${numbers} is set in the bot’s settings and changed only there.`
          : `Digests ${numbers} are set in the bot’s settings and changed only there.`,
      stillPaused: (until: string | null) => `It’s still paused${until === null ? '' : ` until ${until}`}.`,
      passedOver: {
        week: 'This week’s digest is already out. The next one comes next week.',
        month: 'This month’s digest is already out. The next one comes next month.',
      },
      letIn: (way: string) => `I’m not in this channel yet. Type ${way} and I’ll post here.`,
      clockChange: {
        skipped: (moment: string) => `Clocks go forward that day, so it comes at ${endSentence(moment)}`,
        repeated: (moment: string) => `Clocks go back that day. It comes once, at ${endSentence(moment)}`,
        'offset-changed': (moment: string) => `Clocks change before ${moment}; the local time stays the same.`,
      },
      paused: (pause: { reason: string; until: Date | null; detail: string | null }, zone: string) =>
        pause.reason === 'unreachable'
          ? 'Paused: I can’t post here'
          : pause.until
            ? `Paused until ${f.moment(pause.until, zone)}`
            : 'Paused',
      noHistory: 'Nothing was due yet.',
      historyTitle: (names: string) => `Delivery history: ${names}`,
      historyOf: (rows: number) => (rows === 1 ? '1 digest so far' : `Last ${f.number(rows)} digests`),
      slot: 'Digest',
      /** Which digest it was, by its due time; one that someone asked for in between has none. */
      about: (slot: string) => {
        const about = periodOfLabel(slot)
        if (!about) return 'Posted by hand'
        return slot.includes('W') ? `Week of ${f.dayOfYear(about.to)}` : f.month(about.from)
      },
      due: 'Due',
      state: 'State',
      attempts: 'Attempts',
      settle: (about: string) => `I’m not sure this digest arrived: ${about}. Do you see it here?`,
      settled: (how: 'sent' | 'resend' | 'drop') =>
        ({ sent: 'Thanks. I’ve marked it as posted.', resend: 'Posting it again…', drop: 'Skipped.' })[how],
      settleAs: { sent: 'Mark as posted', resend: 'Post it again', drop: 'Skip it' },
      running: 'Posting it now…',
      runTitle: (names: string) => `Digest: ${names}`,
      runAgain: {
        open: 'It’s already being posted.',
        retrying: (reason: string) => `It isn’t posted yet: ${reason}. I keep trying.`,
        sent: 'I posted it a moment ago.',
        unknown: 'I may have posted it a moment ago. Look whether it’s there.',
        failed: (reason: string) => `It wasn’t posted: ${reason}. You can try again in a minute.`,
      },
      explain: 'Get a digest here every week: name one or more teams, and when.',
      states: {
        pending: 'Waiting',
        sending: 'Being posted',
        sent: 'Posted',
        unknown: 'Unconfirmed',
        failed: 'Not posted',
        skipped: 'Skipped',
      },
      reason: (reason: string) => reasonText(reason, f),
    },

    notice: {
      title: 'I couldn’t post a digest',
      titleOfUnknown: 'Did this digest arrive?',
      happened: {
        failed: (names: string, slot: string) => `The ${names} digest${ofSlot(slot, f)} wasn’t posted.`,
        unknown: (names: string, slot: string) =>
          `I’m not sure the ${names} digest${ofSlot(slot, f)} arrived. Do you see it there?`,
        unreachable: (names: string, _slot: string) => `I can’t post the ${names} digest any more.`,
      },
      because: (reason: string) => endSentence(`Cause: ${reason}`),
      todo: {
        failed: 'Fix that, then press “Post it now”.',
        unknown: null,
        unreachable: 'The digest is paused. Invite me back, then press “Resume”.',
      },
      postNow: 'Post it now',
      next: (moment: string) => `Next one: ${moment}`,
      waiting: {
        title: (posts: number, platform: Platform) =>
          `${postsTo(posts, platform)} ${posts === 1 ? 'is' : 'are'} waiting`,
        happened: (posts: number, platform: Platform, since: string) =>
          `${postsTo(posts, platform)} ${posts === 1 ? 'has' : 'have'} been waiting since ${since}.`,
        noProcess: (platform: Platform) =>
          `No running bot is connected to ${platformNames[platform]}. Check its settings and whether it can be reached.`,
        safe: 'I keep trying. Nothing is lost, and no digest is paused.',
      },
      outage: {
        title: 'My database was unavailable',
        happened: (from: string, to: string) => `I couldn't reach my database from ${from} to ${to}.`,
        next: 'It works again. I post what was due in the meantime now.',
      },
      alert: {
        title: 'I couldn’t post an alert',
        happened: {
          failed: (_id: number, subject: string) => `The alert on unused seats in ${subject} wasn’t posted.`,
          unknown: (_id: number, subject: string) => `I’m not sure the alert on unused seats in ${subject} arrived.`,
          unreachable: (_id: number, subject: string) =>
            `I can’t post the alert on unused seats in ${subject} any more.`,
        },
        todo: {
          failed: (_prefix: string, _subject: string) => 'I’ll post it again with the next news or repeat.',
          unknown: (_prefix: string, _subject: string) =>
            'If it’s there, it stays. I’ll post a new one with the next news or repeat.',
          unreachable: (prefix: string, subject: string) =>
            `I’ve stopped it. Invite me back, then write there: ${prefix}alerts ${subject}`,
        },
      },
    },
  }
}

const platformNames = { slack: 'Slack', teams: 'Teams' } as const

const toolNames = {
  completions: { start: 'Completions', within: 'completions' },
  chat: { start: 'Chat', within: 'chat' },
  agent: { start: 'Agent use', within: 'agent use' },
} as const

/** Which digest it was: that of a week or month by its days; one that someone asked for in between has none. */
function ofSlot(slot: string, f: Formats): string {
  const about = f.aboutOf(slot)
  return about === null ? '' : ` for ${about}`
}

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' })
const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' }

/** 3 → "3rd". */
function ordinal(value: number): string {
  return `${value}${endings[ordinals.select(value)] ?? 'th'}`
}
