/** Every English sentence of the bot. Names and other text of users come in as values and are never looked into. */
import { type ErrorCode, type ErrorDetails, isErrorCode } from '../errors.ts'
import type { Count, Period, Schedule, SeatCounts, UsageVersion } from '../ports.ts'
import { type Formats, quote } from './formats.ts'
import type { Language } from './languages.ts'

const notReported = 'not reported'

/** What every language says: another one is checked against this. */
export type English = ReturnType<typeof english>

export function english(f: Formats) {
  const count = (value: Count) => (value === null ? notReported : f.number(value))
  const people = (value: number) => f.plural(value, { one: 'person', other: 'people' })
  const days = (period: Period) => f.span(period, 'to')
  const share = (part: Count, whole: Count) => {
    const ratio = f.ratio(part, whole)
    return ratio === null ? null : f.percent(ratio)
  }
  const within = (days: number) =>
    days === 0 ? 'less than a day' : `${f.plural(days, { one: 'day', other: 'days' })} or less`
  type Expected = { seats: number; date: Date; unused: { low: number; high: number } }
  type Unused = { since: Date; businessDays: number; isAtLeast: boolean }
  const since = (of: Unused) =>
    `${f.day(of.since)}${of.isAtLeast ? ' or before' : ''} (${f.plural(of.businessDays, { one: 'working day', other: 'working days' })})`
  const asked = ({ period, isOver }: { period: Period; isOver: boolean }) =>
    isOver ? days(period) : `${days(period)}, still running`

  return {
    language: 'en' as Language,
    notReported,
    count,
    day: f.day,
    days,
    month: f.month,
    weekday: f.weekday,
    moment: f.moment,
    period: asked,
    role: (role: string | null) => role ?? 'Role not reported',
    subject: (subject: { kind: 'organization' | 'team'; name: string }) => subject.name,
    changeInCount: (difference: number, before: number) => {
      const percent = f.changeInPercent(difference, before)
      return percent === null ? f.change(difference) : `${f.change(difference)} (${percent.replace(/^[▲▼] /, '')})`
    },
    /** A number with its change, where there is one to compare with. */
    countAndChange: (now: Count, before: Count) =>
      now === null || before === null ? count(now) : `${count(now)} (${f.change(now - before)})`,
    list: f.list,
    changeInPoints: (difference: number) => `${f.points(difference)} percentage points`,

    activity: {
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

    usage: {
      title: (subject: string, period: string) => `Usage of ${subject}, ${period}`,
      byDay: 'By day',
      seats: 'Seats',
      choose: 'Choose…',
    },

    seats: {
      title: (subject: string) => `Seats of ${subject}`,
      summary: (seats: SeatCounts, active: Count) =>
        [
          seats.registered === null
            ? 'How many people are registered is not reported'
            : `${f.plural(seats.registered, { one: 'person is', other: 'people are' })} registered`,
          active === null ? null : `${f.number(active)} of them active last week`,
          seats.invited ? `${f.plural(seats.invited, { one: 'invitation is', other: 'invitations are' })} open` : null,
        ]
          .filter(Boolean)
          .join(', ')
          .concat('.'),
      invited: 'Invited',
      registered: 'Registered',
      active: 'Active',
      idle: 'Idle',
      deactivated: 'Deactivated',
      month: 'Month',
      byMonth: 'Seats at the end of each month',
      usage: 'Usage',
      invitedCount: (invited: Count) => (invited === null ? notReported : `${f.number(invited)}, not joined yet`),
      activeCount: (active: Count, registered: Count, period: { period: Period }) => {
        if (active === null) return 'not known for last week'
        const ratio = share(active, registered)
        const of = ratio && registered !== null ? ` of ${f.number(registered)} registered (${ratio})` : ''
        return `${f.number(active)}${of}, ${days(period.period)}`
      },
      idleCount: (idle: Count, registered: Count) => {
        if (idle === null) return 'not known for last week'
        const ratio = share(idle, registered)
        return ratio && registered !== null
          ? `${f.number(idle)} of ${f.number(registered)} registered (${ratio})`
          : f.number(idle)
      },
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
        const age = Math.floor((now.getTime() - open.oldest.getTime()) / 86_400_000)
        const older = open.older
          .filter(row => row.count > 0)
          .map(row => `${f.number(row.count)} longer than ${f.number(row.days)} days`)
        const waits = `${f.plural(open.open, { one: 'invitation waits', other: 'invitations wait' })}`
        const since = `the oldest since ${f.day(open.oldest)} (${f.plural(age, { one: 'day', other: 'days' })})`
        return `${waits} for an answer${older.length > 0 ? `, ${f.list(older)}` : ''}; ${since}.${expired}`
      },
      invitationsUnknown: 'This server does not list invitations, so their age is not known.',
      monthsNotFinal: 'Month ends are the server’s own; the running month is not final.',
      noHistory: 'The Usage API tells a team’s seats of today only, so there is no change since last week to show.',
    },

    team: {
      title: (name: string) => `Team ${name}`,
      summary: (listed: number, seats: SeatCounts) =>
        `${people(listed)} in the team’s list${
          seats.invited ? ` and ${f.plural(seats.invited, { one: 'open invitation', other: 'open invitations' })}` : ''
        }.`,
      listDiffers: (listed: number, registered: number) =>
        `The team’s list holds ${f.number(listed)} who are not deactivated, the seat count says ${f.number(registered)} registered: the server’s two counts differ.`,
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
      title: (name: string) => `Usage of ${name}`,
      role: 'Role',
      team: 'Team',
      registered: 'Registered',
      account: 'Account',
      accountState: (active: boolean | null): string =>
        active === null ? notReported : active ? 'active' : 'deactivated',
      summary: {
        active: (name: string, period: string) => `${period}: ${name} used Tabnine.`,
        quiet: (name: string, period: string) => `${period}: no use of Tabnine by ${name} is reported.`,
        unknown: (name: string, period: string) => `${period}: whether ${name} used Tabnine is not reported.`,
        'no-data': (_name: string, period: string) =>
          `${period}: no data, for the server reports no activity of anybody in the organization.`,
      },
    },

    digest: {
      title: (subject: string, period: string) => `${subject}: Tabnine, ${period}`,
      askedBy: (name: string) => `Posted now because ${nameOf(name)} asked for it.`,
      late: (minutes: number) =>
        `Posted ${minutes < 120 ? f.plural(minutes, { one: 'minute', other: 'minutes' }) : f.plural(Math.round(minutes / 60), { one: 'hour', other: 'hours' })} late.`,
      footer: (id: number, prefix: string) => `Subscription ${id}. To pause it: ${prefix}pause ${id}`,
      byTeam: 'Team by team',
      summaryOfSeveral: (teams: readonly (readonly [string, Count])[]) =>
        `Active people: ${f.list(teams.map(([name, active]) => `${name} ${count(active)}`))}.`,
      trendOf: (active: readonly (Count | string)[]) =>
        `active people over time: ${active.map(value => (typeof value === 'string' ? value : count(value))).join(', ')}`,
      noSeatsBefore: 'Changes of seats are told as soon as the bot has kept the counts for a whole period.',
      next: 'Next:',
      details: 'Day by day',
      advice: {
        'nobody-started': () => 'ask the team whether the plugin is set up; nobody has started here.',
        'open-invitations': (seats: SeatCounts) =>
          `remind ${f.plural(seats.invited ?? 0, { one: 'invited person', other: 'invited people' })} who have not joined yet.`,
        'many-idle': (seats: SeatCounts, unit: 'week' | 'month') =>
          `of ${count(seats.registered)} registered people many did not use Tabnine last ${unit}; a short demo often helps.`,
        'look-closer': (_seats: SeatCounts, unit: 'week' | 'month') =>
          `clearly fewer people used Tabnine than the ${unit} before; look at the days.`,
      },
      act: {
        'nobody-started': 'Seats',
        'open-invitations': 'Invitations',
        'many-idle': 'Seats',
        'look-closer': 'Day by day',
      },
    },

    subscription: {
      title: (id: number) => `Subscription ${id}`,
      listTitle: 'Digests in this conversation',
      none: 'No digest is posted here yet.',
      count: (rows: number) => `${f.plural(rows, { one: 'digest is', other: 'digests are' })} posted here.`,
      more: 'What became of one of them: ',
      when: 'When',
      next: 'Next',
      last: 'Last',
      never: 'not posted yet',
      preview: 'Preview',
      pause: 'Pause',
      resume: 'Resume',
      summary: {
        created: (id: number, names: string, when: string) =>
          `The digest of ${names} will be posted here ${when} (subscription ${id}).`,
        changed: (id: number, names: string, when: string) =>
          `Subscription ${id} is now the digest of ${names}, ${when}.`,
        paused: (id: number, names: string, _when: string, until: string | null) =>
          `Subscription ${id}, the digest of ${names}, is paused${until === null ? '' : ` until ${until}`}.`,
        resumed: (id: number, names: string, when: string) =>
          `Subscription ${id} goes on: the digest of ${names}, ${when}.`,
        removed: (id: number, names: string, _when: string) => `Subscription ${id}, the digest of ${names}, is ended.`,
      },
      undo: {
        created: (prefix: string, id: number) => `To end it: ${prefix}unsubscribe ${id}`,
        changed: (prefix: string, id: number) => `To end it: ${prefix}unsubscribe ${id}`,
        paused: (prefix: string, id: number) => `To go on: ${prefix}resume ${id}`,
        resumed: (prefix: string, id: number) => `To pause it: ${prefix}pause ${id}`,
        removed: (prefix: string, _id: number) => `To have it again: ${prefix}subscribe`,
      },
      schedule: (schedule: Schedule) => {
        const at = `at ${String(schedule.hour).padStart(2, '0')}:${String(schedule.minute).padStart(2, '0')} ${schedule.zone}`
        return schedule.every.unit === 'week'
          ? `every ${f.weekdayName(schedule.every.weekday)} ${at}`
          : `on the 1st of every month ${at}`
      },
      run: (index: number): string => (index === 0 ? 'Next' : 'Then'),
      stillPaused: (until: string | null) => `It is still paused${until === null ? '' : ` until ${until}`}.`,
      passedOver: {
        week: 'A week has one digest, and that of this week was due already: the next comes in a week after it.',
        month: 'A month has one digest, and that of this month was due already: the next comes in a month after it.',
      },
      letIn: (way: string) =>
        `I am not in this channel yet, so nothing can be posted here: invite me with “${way}”, and the digest will come.`,
      clockChange: {
        skipped: (moment: string) =>
          `The clocks change: that hour does not exist on that day, so it comes at ${moment}.`,
        repeated: (moment: string) =>
          `The clocks change: that hour comes twice on that day; the digest comes once, at ${moment}.`,
        'offset-changed': (moment: string) => `The clocks change before ${moment}; the local hour stays the same.`,
      },
      paused: (pause: { reason: string; until: Date | null; detail: string | null }, zone: string) =>
        pause.reason === 'unreachable'
          ? 'paused: nothing can be posted here'
          : pause.until
            ? `paused until ${f.moment(pause.until, zone)}`
            : 'paused',
      noHistory: 'Nothing was due yet.',
      historyTitle: (id: number) => `History of subscription ${id}`,
      historyOf: (_id: number, rows: number) =>
        rows === 1 ? 'There was one digest so far.' : `The last ${f.number(rows)} digests, newest first.`,
      slot: 'Digest',
      due: 'Due',
      state: 'State',
      attempts: 'Attempts',
      byHand: 'by hand',
      settle: 'One may or may not have been posted. Look whether it is there, then say so: ',
      settled: (how: 'sent' | 'resend' | 'drop') =>
        ({ sent: 'It counts as posted.', resend: 'It is posted again.', drop: 'It is dropped.' })[how],
      settleAs: { sent: 'It is there', resend: 'Post it again', drop: 'Drop it' },
      running: (id: number) => `The digest of subscription ${id} is being posted now.`,
      explain: 'Have a digest posted here every week: name one or more teams, and when.',
      states: {
        pending: 'waiting',
        sending: 'being posted',
        sent: 'posted',
        unknown: 'not sure whether posted',
        failed: 'not posted',
        skipped: 'skipped',
      },
      reason: tellReason,
    },

    notice: {
      title: 'A digest could not be posted',
      happened: {
        failed: (id: number, names: string, slot: string) =>
          `The digest of ${names}${ofSlot(slot)} (subscription ${id}) was not posted.`,
        unknown: (id: number, names: string, slot: string) =>
          `The digest of ${names}${ofSlot(slot)} (subscription ${id}) may or may not have been posted.`,
        unreachable: (id: number, names: string, _slot: string) =>
          `The digest of ${names} (subscription ${id}) can no longer be posted in its conversation.`,
      },
      because: (reason: string) => `Cause: ${reason}.`,
      todo: {
        failed: (prefix: string, id: number) => `When that is mended, post it there with “${prefix}run ${id}”.`,
        unknown: (prefix: string, id: number) =>
          `Look whether it is there, then say so there with “${prefix}settle ${id} sent”, “resend” or “drop”.`,
        unreachable: (prefix: string, id: number) => `Let the bot in again, then write there “${prefix}resume ${id}”.`,
      },
      paused: 'It is paused until then.',
      next: (moment: string) => `The next one is due ${moment}.`,
      alert: {
        title: 'An alert could not be told',
        happened: {
          failed: (id: number, subject: string) => `Alert ${id} on unused seats of ${subject} was not posted.`,
          unknown: (id: number, subject: string) =>
            `Alert ${id} on unused seats of ${subject} may or may not have been posted.`,
          unreachable: (id: number, subject: string) =>
            `Alert ${id} on unused seats of ${subject} can no longer be told in its conversation.`,
        },
        todo: {
          failed: (_prefix: string, _subject: string) =>
            'It goes on: with the next news, or when it is due to be repeated, it is posted again.',
          unknown: (_prefix: string, _subject: string) =>
            'If it is there it stays as it is. With the next news, or when it is due to be repeated, there is a new message.',
          unreachable: (prefix: string, subject: string) =>
            `It is ended. Let the bot in again, then write there “${prefix}alerts ${subject}”.`,
        },
      },
    },

    more: (rows: number) => `and ${f.number(rows)} more`,
    whole: (line: string) => `All of them as a file: ${line}`,

    chart: {
      trend: (steps: string) => `Active people ${steps}`,
      steps: { daily: 'by day', weekly: 'by week', monthly: 'by month' },
      week: (from: Date) => `from ${f.dayOfYear(from)}`,
      tools: 'Tools side by side',
      toolCount: { completions: 'Completions accepted', chat: 'Chat interactions', agent: 'Agent turns' },
      uses: 'Uses',
      seats: 'Seats by state',
      seatsByTeam: 'Seats by team',
      seatCount: 'Seats',
      category: 'Where',
      /** The first and the last that are known, and the most where that is neither. */
      seesTrend: (points: readonly { at: string; value: number }[]) => {
        const [first, last] = [points[0], points.at(-1)]
        if (!first || !last) return 'nothing is reported.'
        if (points.length === 1) return `${f.number(first.value)} (${first.at}).`
        const most = points.reduce((max, point) => (point.value > max.value ? point : max), first)
        const peak =
          most.value > Math.max(first.value, last.value) ? `, the most ${f.number(most.value)} (${most.at})` : ''
        return `${f.number(first.value)} at first (${first.at}), ${f.number(last.value)} at last (${last.at})${peak}.`
      },
      sees: (points: readonly { at: string; value: Count }[]) =>
        `${points.length === 0 ? 'nothing is reported' : f.list(points.map(({ at, value }) => `${at} ${count(value)}`))}.`,
      notDrawn: 'This app cannot draw the chart; its numbers stand here in words.',
      nothing: 'Nothing is reported',
      gaps: (where: readonly string[]) =>
        `Not drawn, for there is no number: ${f.list(where.length > 6 ? [...where.slice(0, 5), `${f.number(where.length - 5)} more`] : where)}.`,
      lastOf: (shown: number, all: number) => `Drawn are the last ${f.number(shown)} of ${f.number(all)}.`,
      firstOf: (shown: number, all: number) => `Drawn are the first ${f.number(shown)} of ${f.number(all)}.`,
    },

    unused: {
      title: (subject: string) => `Unused seats of ${subject}`,
      of: {
        invited: (count: number) => `${f.number(count)} invited and not joined`,
        'never-used': (count: number) => `${f.number(count)} registered and never used`,
        idle: (count: number) => `${f.number(count)} used before and idle since`,
      },
      summary: (total: number, subject: string, kinds: readonly string[]) =>
        total === 0
          ? `No seat of ${subject} is found unused.`
          : `${f.plural(total, { one: 'seat', other: 'seats' })} of ${subject} ${total === 1 ? 'is' : 'are'} unused${kinds.length === 0 ? '' : `: ${f.list(kinds)}`}.`,
      more: (added: number, total: number, subject: string, kinds: readonly string[]) =>
        `${f.number(added)} more ${added === 1 ? 'seat' : 'seats'} of ${subject} ${added === 1 ? 'is' : 'are'} unused${kinds.length === 0 ? '' : `: ${f.list(kinds)}`}; now ${f.number(total)} in all.`,
      repeat: (total: number, subject: string, kinds: readonly string[]) =>
        `Still unused: ${f.plural(total, { one: 'seat', other: 'seats' })} of ${subject}${kinds.length === 0 ? '' : `, ${f.list(kinds)}`}.`,
      details: {
        invited: (of: Unused & { expired: number }) =>
          `The longest has waited since ${since(of)}${of.expired === 0 ? '' : `; ${f.plural(of.expired, { one: 'invitation has', other: 'invitations have' })} run out`}.`,
        'never-used': (of: Unused) => `The longest has been registered since ${since(of)}.`,
        idle: (of: Unused, window: Period) =>
          `No use in ${days(window)}; the longest has been idle since ${since(of)}.`,
      },
      labels: {
        invited: 'Invited, not joined',
        'never-used': 'Registered, never used',
        idle: 'Used before, idle since',
      },
      pending: ({ count, since, counts }: { count: number; since: Date; counts: number }) =>
        count === 0
          ? `This server does not list invitations, but none can have waited since ${f.day(since)}: at one of the ${f.number(counts)} counts since then none was open.`
          : `${f.plural(count, { one: 'invitation', other: 'invitations' })} or more were open at each of the ${f.number(counts)} counts since ${f.day(since)}, so up to ${f.number(count)} may have waited that long; this server does not list invitations, so the people and the exact ages are unknown.`,
      pendingUnknown:
        'This server does not list invitations, and the bot has not counted them for long enough to say whether any has waited.',
      team: {
        'never-started': (people: number, subject: string, _last: Date | null) =>
          `None of the ${f.number(people)} registered people in ${subject} has ever used Tabnine, while others in the organization do.`,
        stopped: (people: number, subject: string, last: Date | null) =>
          `None of the ${f.number(people)} registered people in ${subject} uses Tabnine any more${last ? `, the last of them did on ${f.day(last)}` : ''}, while others in the organization do.`,
      },
      noData: {
        'organization-quiet': (window: Period) =>
          `No data: the server reports no activity of anybody in the organization for ${days(window)}, which says nothing about who uses a seat.`,
        frozen: (_window: Period) =>
          'No data: the server’s usage has stopped counting, which says nothing about who uses a seat.',
      },
      baseline: 'This is the first look. From now on changes are told.',
      person: 'Person',
      state: 'State',
      since: 'Since',
      workingDays: 'Working days',
      people: 'Who holds them',
      sinceDay: (since: Date, isAtLeast: boolean) => (isAtLeast ? `${f.day(since)} or before` : f.day(since)),
      opened: (progress: { openedOn: Date; openedWith: number }) =>
        `Opened on ${f.day(progress.openedOn)} with ${f.number(progress.openedWith)}.`,
      now: (fates: readonly string[]) => `Now ${f.list(fates)}.`,
      fates: {
        joined: (count: number) => `${f.number(count)} joined`,
        started: (count: number) => `${f.number(count)} in use`,
        released: (count: number) => `${f.number(count)} released`,
        renewed: (count: number) => `${f.number(count)} invited again`,
        excluded: (count: number) => `${f.number(count)} excluded`,
        snoozed: (count: number) => `${f.number(count)} snoozed`,
        open: (count: number) => `${f.number(count)} open`,
      },
      resolved: (subject: string, took: number) =>
        `Settled: no seat of ${subject} that was told of is unused any more, after ${f.plural(took, { one: 'day', other: 'days' })}.`,
      spared: {
        'in-grace': (count: number, graceDays: number) =>
          `${f.number(count)} invited or registered in the last ${f.plural(graceDays, { one: 'day', other: 'days' })}`,
        excluded: (count: number) => `${f.number(count)} on the exclusion list`,
        'service-account': (count: number) => f.plural(count, { one: 'service account', other: 'service accounts' }),
        duplicate: (count: number) => `${f.number(count)} held by somebody who has another`,
      },
      leftOut: (spared: readonly string[]) => `Not counted: ${f.list(spared)}.`,
      unknown: (count: number) =>
        `Not judged: ${f.plural(count, { one: 'seat', other: 'seats' })} of which the dates or the use are not known.`,
      floor: (floor: number) => `Groups of fewer than ${f.number(floor)} people are not broken down.`,
      counting: (window: Period) => `Use is looked for in ${days(window)}, whole days in UTC.`,
      act: {
        remind: 'Remind',
        snooze: 'Snooze 7 days',
        exclude: 'Exclude…',
        export: 'Export',
        why: 'Why',
        seats: 'Seats',
      },
    },

    alerts: {
      title: (id: number) => `Alert ${id}`,
      listTitle: 'Alerts in this conversation',
      none: 'Nobody watches for unused seats here yet.',
      count: (rows: number) => `${f.plural(rows, { one: 'alert is', other: 'alerts are' })} told here.`,
      after: 'After',
      repeat: 'Repeats every',
      last: 'Last decision',
      days: (count: number) => f.plural(count, { one: 'day', other: 'days' }),
      watching: (subject: string, graceDays: number, repeatDays: number) =>
        `Unused seats of ${subject} are told here from now on: invited or registered for more than ${f.plural(graceDays, { one: 'day', other: 'days' })}, and what stays so every ${f.plural(repeatDays, { one: 'day', other: 'days' })}.`,
      levels:
        'Seats are checked once a day. In a channel totals are told; people are named only where the settings allow it.',
      undo: (prefix: string, subject: string) => `To end it: ${prefix}alerts off ${subject}`,
      off: (subject: string) => `Unused seats of ${subject} are not told here any more.`,
      snoozed: (id: number, until: string) => `Alert ${id} is silent until ${until}.`,
      awake: (id: number) => `Alert ${id} is not snoozed any more.`,
      excludeTitle: 'People who are not counted',
      excluded: (person: string, reason: string, until: Date | null) =>
        `${person} is not counted or named ${until ? `until ${f.day(until)}` : 'any more'}: ${reason}.`,
      excludedCount: (rows: number) =>
        rows === 0
          ? 'Nobody was excluded in chat.'
          : `${f.plural(rows, { one: 'person is', other: 'people are' })} not counted.`,
      excludeAlso: 'People and patterns in the configuration file are not counted either.',
      because: 'Reason',
      until: 'Until',
      by: 'Said by',
      forGood: 'for good',
      auditTitle: 'Who saw or took people’s numbers',
      auditCount: (rows: number, isCut: boolean) =>
        rows === 0
          ? 'Nobody did in these days.'
          : `${isCut ? 'The last ' : ''}${f.plural(rows, { one: 'entry', other: 'entries' })}, newest first.`,
      at: 'When',
      who: 'Who',
      what: 'What',
      line: 'Asked',
      did: { named: 'saw a named person', export: 'exported', remind: 'reminded', exclude: 'excluded somebody' },
      reason: (reason: string | null) => (reason === null ? 'not checked yet' : tellDecision(reason)),
    },

    outlook: {
      flows: (passed: readonly string[]) => `People: ${f.list(passed)}.`,
      flow: {
        invited: (count: number) => `${f.number(count)} invited`,
        registered: (count: number) => `${f.number(count)} registered`,
        started: (count: number) => `${f.number(count)} used Tabnine for the first time`,
        back: (count: number) => `${f.number(count)} came back after a break`,
        deactivated: (count: number) => `${f.number(count)} deactivated`,
      },
      firstUse: (median: number, most: number, began: number, open: number) =>
        `From invitation to first use: half took ${within(median)}, nine of ten ${within(most)} (${f.number(began)} began, ${f.number(open)} not yet).`,
      rates: (rates: readonly (readonly [days: number, began: number, people: number])[]) =>
        `Begun ${f.list(rates.map(([days, began, people]) => `within ${f.plural(days, { one: 'day', other: 'days' })}: ${share(began, people)} (${f.number(began)} of ${f.number(people)})`))}.`,
      renewal: ({ seats, date, unused: { low, high } }: Expected) =>
        `At the present pace ${low === high ? f.number(low) : `${f.number(low)} to ${f.number(high)}`} of the ${f.plural(seats, { one: 'seat', other: 'seats' })} bought will have nobody on ${f.day(date)}.`,
      renewalTitle: 'At the renewal:',
      renewalUnknown: ({ date }: { readonly date: Date }) =>
        `What will be unused on ${f.day(date)} is not known: that takes counts of at least three weeks up to today, and a day that is to come.`,
      arithmetic: ({ day, registered }: { readonly day: Date; readonly registered: number }, daysLeft: number) =>
        `${f.plural(registered, { one: 'person was', other: 'people were' })} registered on ${f.day(day)}, ${f.plural(daysLeft, { one: 'day', other: 'days' })} before the renewal. At the pace of each span:`,
      pace: 'Span',
      before: 'Registered before',
      perWeek: 'Change a week',
      atRenewal: (date: Date) => `Registered on ${f.day(date)}`,
      unusedOf: (seats: number) => `Unused of ${f.number(seats)}`,
      weeks: (count: number) => f.plural(count, { one: 'week', other: 'weeks' }),
      counted: ({ day, registered }: { readonly day: Date; readonly registered: number }) =>
        `${f.number(registered)} (${f.day(day)})`,
      change: (perWeek: number) => f.change(Math.round(perWeek * 10) / 10),
      seats: (count: number) => f.number(Math.round(count * 10) / 10),
      unusedMeans: 'Unused here means that nobody has registered. Registered people who use nothing come on top.',
    },

    /** People asked whether they want their seats; `seat` and what follows is said to themselves. */
    remind: {
      confirm: (asked: number, subject: string) =>
        asked === 0
          ? `Nobody of ${subject} can be asked now.`
          : `${people(asked)} of ${subject} would be asked whether they want their seats. Nobody is written to before you say so.`,
      skipped: {
        'opted-out': 'Want no reminders',
        'not-needed': 'Have said that they do not need it',
        later: 'Have said “later”',
        'asked-recently': 'Were asked not long ago',
        cap: 'Were asked as often as the settings allow',
      },
      unmatched: 'Not found in this chat',
      unsure: 'Could not be looked up now',
      left: 'Left for the next time',
      notReached: 'Who cannot be reached',
      notNeeded: 'Who does not need a seat',
      when: (latest: string) =>
        `Each gets one direct message, on a working day and outside of quiet hours where they are; the last by ${latest}.`,
      kind: 'Answers are counted on the alert. Nobody loses a seat by an answer.',
      send: (asked: number) => `Ask ${people(asked)}`,
      sent: (asked: number, latest: string) =>
        asked === 0
          ? 'Nobody was asked: all of them were asked already, or cannot be now.'
          : `${f.plural(asked, { one: 'person is', other: 'people are' })} being asked, the last by ${latest}. Their answers are counted on the alert.`,
      title: 'Your Tabnine seat',
      seat: {
        invited: (on: Date, _isAtLeast: boolean) =>
          `You were invited to Tabnine on ${f.day(on)} and have not joined yet.`,
        'never-used': (on: Date, _isAtLeast: boolean) =>
          `You have had a Tabnine seat since ${f.day(on)} and have not used it yet.`,
        idle: (on: Date, isAtLeast: boolean) =>
          `You have a Tabnine seat that has not been used since ${f.day(on)}${isAtLeast ? ' or before' : ''}.`,
      },
      question: 'Your company’s Tabnine admins ask through this bot: would you like to keep it? Any answer is fine.',
      hasExpired: 'The invitation has run out: if you will use it, an admin can invite you again.',
      act: { use: 'I will use it', release: 'I don’t need it', later: 'Later' },
      promise:
        'Nothing is taken away by an answer: an admin decides. Where others read along, answers are only counted.',
      howToStop: (prefix: string) => `To get no more of these: ${prefix}reminders off`,
      mine: {
        title: 'Your Tabnine seat',
        answered: {
          use: (_until: Date, _prefix: string) =>
            'Thank you, noted: you will use your seat. To change that, press another button.',
          release: (_until: Date, _prefix: string) =>
            'Thank you, noted: you do not need your seat. Nothing changes by itself, an admin decides. To change that, press another button.',
          later: (until: Date, prefix: string) =>
            `Noted: you are not asked again before ${f.day(until)}. To be asked no more: ${prefix}reminders off`,
        },
        off: (prefix: string) =>
          `You get no reminders about your Tabnine seat. To get them again: ${prefix}reminders on`,
        on: (prefix: string) => `You may get reminders about your Tabnine seat. To get none: ${prefix}reminders off`,
      },
      asked: (asked: { use: number; release: number; later: number; open: number; unreached: number }) => {
        const { use, release, later, open, unreached } = asked
        const told = [
          use > 0 ? `${f.number(use)} will use it` : null,
          release > 0 ? `${f.number(release)} ${release === 1 ? 'does' : 'do'} not need it` : null,
          later > 0 ? `${f.number(later)} later` : null,
          open > 0 ? `${f.number(open)} no answer` : null,
          unreached > 0 ? `${f.number(unreached)} could not be reached` : null,
        ].filter(part => part !== null)
        return told.join(', ')
      },
      askedCount: (count: number) => `${f.plural(count, { one: 'person was', other: 'people were' })} asked`,
      sentence: (count: string, answers: string | null) => (answers === null ? `${count}.` : `${count}: ${answers}.`),
      releasable: (seats: number, alert: number) =>
        `${f.plural(seats, { one: 'seat', other: 'seats' })} may be released: an admin decides, and sees whose with “remind ${alert}”.`,
    },

    why: {
      title: (subject: string) => `Why: ${subject}`,
      unchecked: 'Seats were not checked yet; that happens once a day.',
      summary: (seats: number, day: Date) =>
        `On ${f.day(day)} ${f.plural(seats, { one: 'seat was', other: 'seats were' })} looked at; each is in one of these lines.`,
      standing: {
        invited: 'Unused: invited, not joined',
        'never-used': 'Unused: registered, never used',
        idle: 'Unused: used before, idle since',
        'in-use': 'In use',
        'in-grace': 'Too new to expect anything',
        excluded: 'On the exclusion list',
        'service-account': 'Service accounts',
        duplicate: 'Belong to somebody who has another',
        'unknown-date': 'Unused, but since when is not known',
        'unknown-use': 'Not known whether used',
      },
      person: {
        invited: 'This person was invited and has not joined, longer ago than the days of grace.',
        'never-used': 'This person registered and has never used Tabnine, longer ago than the days of grace.',
        idle: 'This person has used Tabnine before, and not in the days that were looked at.',
        'in-use': 'Not flagged: this person used Tabnine in the days that were looked at.',
        'in-grace': 'Not flagged: this person was invited or registered too recently to expect anything.',
        excluded: 'Not flagged: this person is on the exclusion list.',
        'service-account': 'Not flagged: this is a service account.',
        duplicate: 'Not flagged: this person has another seat, which counts.',
        'unknown-date': 'Not flagged: unused, but the server does not say since when.',
        'unknown-use': 'Not flagged: the server does not say enough about this person’s use.',
      },
      nobody: (person: string) => `There was no seat of ${person} when seats were last checked.`,
      exclusion: (reason: string, until: Date | null) => (until ? `${reason} (until ${f.day(until)})` : reason),
      decided: (id: number, reason: string, at: string) => `Alert ${id}: ${reason} (${at}).`,
      reason: tellDecision,
      rules: (graceDays: number) =>
        `Nothing is expected in the first ${f.plural(graceDays, { one: 'day', other: 'days' })} after an invitation or a registration.`,
    },

    help: {
      title: 'What you can ask',
      summary: 'Ask about teams, seats and usage of Tabnine.',
      of: (verb: string) => `How to ask: ${verb}`,
      usage: 'Form: ',
      examples: 'Examples',
      ask: 'Ask',
      about: 'Answers',
      periods:
        'A period is any of: today, yesterday, this week, last week, this month, last month, mtd, last 30 days, 2026-09, Q3, Q3 2026, 1 Sep to 14 Sep, 2026-09-01..2026-09-14. A team is a name, part of a name, or an id; “all” is the whole organization.',
      schedules:
        'When: every <weekday>, or monthly on the 1st; at what hour; in what zone. Without it: every Monday at 9:00 in your own zone.',
      more: 'More on one of them: ',
      welcome: 'I tell how the seats of Tabnine are used. Nothing is posted unless somebody asks.',
    },

    commands: {
      help: { summary: 'what can be asked, with examples', examples: ['help', 'help usage'] },
      teams: { summary: 'all teams with their seats', examples: ['teams'] },
      team: { summary: 'a team: people by role, and seats', examples: ['team payments'] },
      seats: { summary: 'seats by state, and how long invitations wait', examples: ['seats', 'seats payments'] },
      usage: {
        summary: 'active people, completions, chat and agent over a period',
        examples: ['usage', 'usage payments last week', 'usage all Q3 weekly'],
      },
      user: {
        summary: 'one person’s usage: your own, or any as an admin',
        examples: ['user ada@example.com last month'],
      },
      me: { summary: 'your own usage', examples: ['me', 'me this month'] },
      digest: { summary: 'the weekly digest as it stands now', examples: ['digest', 'digest payments'] },
      subscribe: {
        summary: 'posts the digest here from then on',
        examples: [
          'subscribe payments',
          'subscribe payments, web every tuesday at 9:30',
          'subscribe all monthly on the 1st at 8:00 Europe/Berlin',
        ],
      },
      subscriptions: { summary: 'the digests of this conversation', examples: ['subscriptions'] },
      edit: {
        summary: 'changes what is posted or when',
        examples: ['edit 7 every friday at 16:00', 'edit 7 payments, web'],
      },
      pause: { summary: 'pauses a digest', examples: ['pause 7', 'pause 7 until 2027-01-10'] },
      resume: { summary: 'lets a paused digest go on', examples: ['resume 7'] },
      run: { summary: 'posts a digest here now', examples: ['run 7'] },
      unsubscribe: { summary: 'ends a digest', examples: ['unsubscribe 7'] },
      history: { summary: 'what became of a digest', examples: ['history 7'] },
      settle: {
        summary: 'says what became of a digest nobody is sure of',
        examples: ['settle 7 sent', 'settle 7 resend', 'settle 7 drop'],
      },
      alerts: {
        summary: 'watches for seats that nobody uses',
        examples: ['alerts payments', 'alerts all after 30 days repeat every 14 days', 'alerts off payments'],
      },
      why: { summary: 'why seats were flagged, or were not', examples: ['why payments', 'why ada@example.com'] },
      snooze: { summary: 'keeps an alert silent for some days', examples: ['snooze 3', 'snooze 3 14d'] },
      remind: { summary: 'asks the people of an alert whether they want their seats', examples: ['remind 3'] },
      reply: { summary: 'answers a reminder', examples: ['reply 4f7k2m use'] },
      reminders: { summary: 'ends reminders to you', examples: ['reminders off'] },
      exclude: {
        summary: 'has somebody not counted or named',
        examples: ['exclude ada@example.com on leave until 2027-01-10', 'exclude'],
      },
      audit: { summary: 'who saw or exported people’s numbers', examples: ['audit', 'audit last month'] },
      export: { summary: 'the same numbers as a CSV file', examples: ['export usage payments last month', 'export 3'] },
    },

    exports: {
      title: 'Export',
      holds: (file: string, rows: number, columns: number, of: string) =>
        `${file} holds ${f.plural(rows, { one: 'row', other: 'rows' })} in ${f.plural(columns, { one: 'column', other: 'columns' })}: ${of}.`,
      unusedOf: (id: number, subject: string, day: Date) =>
        `unused seats of ${subject} (alert ${id}), as found on ${f.day(day)}`,
      withPeriod: (title: string, period: string) => (title.includes(period) ? title : `${title}, ${period}`),
      level: {
        totals: 'Totals only; those of few people are left out.',
        all: 'All totals, also those of few people: share it with care.',
        pseudonyms: 'People are called by pseudonyms, which still are personal data: share it with care.',
        personal: 'It holds personal data: keep it where only those read it who may.',
      },
      inDirectMessages: 'The file is in our direct messages.',
      inPersonalChat: 'The file waits for you in our personal chat.',
      notSent:
        'The file could not be handed over: ask again, or tell whoever runs the bot that it may need to be installed again with leave to send files.',
      declined: 'The file was not taken, and is kept nowhere.',
      more: (teams: number) => `${f.plural(teams, { one: 'smaller team is', other: 'smaller teams are' })} not in it.`,
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
      fewerThan: (floor: number) => `fewer than ${f.number(floor)}`,
      fewerPeople: (floor: number) => `left out: used by fewer than ${people(floor)}`,
      ages: (open: number, floor: number) =>
        `${f.plural(open, { one: 'invitation waits', other: 'invitations wait' })} for an answer; how long is not told for fewer than ${f.number(floor)}.`,
    },

    privacy: {
      answeredInPersonalChat: 'The answer is in our personal chat.',
      needsPersonalChat:
        'That answer is for you alone, and I cannot write to you yet: add the app to your personal chats (Apps, search for it, Add), then ask again.',
      needsDirectMessage:
        'That answer is for you alone, and it could not be delivered here: ask again in a direct message.',
    },

    working: 'Working on it…',

    errors: {
      title: 'That did not work',
      reference: (reference: string) => `Reference ${reference}`,
      suggestions: 'Did you mean:',
      tell: tellError,
    },
  }

  /** What was decided about an alert, and why. */
  function tellDecision(reason: string): string {
    const known: Readonly<Record<string, string>> = {
      baseline: 'the first look was told',
      opened: 'told, because seats are unused',
      more: 'told, because more seats are unused',
      fewer: 'the message was brought up to date, because fewer are unused',
      repeat: 'told again, because it is still so',
      resolved: 'settled, because none is unused any more',
      off: 'silent, because it is switched off',
      'no-data': 'silent, because there was no data',
      'below-threshold': 'silent, because too few are unused',
      snoozed: 'silent, because it is snoozed',
      'said-today': 'silent, because it was told today already',
      'few-more': 'silent, because few more are unused since it was told',
      'nothing-new': 'silent, because nothing is new',
    }
    return known[reason] ?? reason
  }

  /** Somebody's name within a sentence, which it can neither turn around nor break into lines. */
  function nameOf(name: string): string {
    return quote(name, 80).slice(1, -1)
  }

  /** Which digest it was: that of a week or month by its label; one that was asked for has none. */
  function ofSlot(slot: string): string {
    return /^\d{4}-W?\d{2}$/.test(slot) ? ` for ${slot}` : ' that was asked for by hand'
  }

  /** Why a delivery is in its state: our own words for it, the platforms' for what we have no word for. */
  function tellReason(reason: string): string {
    const known: Readonly<Record<string, string>> = {
      'too late': 'the bot was not running in time',
      'held up': 'the bot was held up',
      'no connection': 'the chat could not be reached',
      'no answer': 'the chat did not answer',
      'rate-limited': 'the bot has to wait before it may ask or post again',
      'may or may not have been posted': 'the chat did not confirm it',
      'found in the chat': 'found in the chat',
      dropped: 'somebody dropped it',
      'subscription-gone': 'the subscription was ended',
      not_in_channel: 'the bot is not a member of the channel',
      channel_not_found: 'the channel is gone, or the bot is not in it',
      is_archived: 'the channel is archived',
      account_inactive: 'the app was uninstalled',
      token_revoked: 'the app was uninstalled',
      access_denied: 'Slack does not let the bot in there',
      enterprise_is_restricted: 'Slack does not let the bot in there',
      is_inactive: 'the channel is not in use any more',
      cannot_dm_bot: 'a bot cannot be written to',
      messages_tab_disabled: 'the app takes no direct messages: switch on its messages tab',
      no_permission: 'the bot may not post there',
      restricted_action: 'who may post there is restricted, and the bot is not among them',
      restricted_action_non_threadable_channel: 'who may post there is restricted, and the bot is not among them',
      restricted_action_read_only_channel: 'the channel is read-only',
      restricted_action_thread_only_channel: 'the channel takes answers in threads only',
      team_not_found: 'the workspace is gone',
      user_disabled: 'that person’s account is closed',
      user_not_found: 'that person is gone',
      user_not_visible: 'that person is not visible to the bot',
      accesslimited: 'Slack is closed to the network in which the bot runs',
      ekm_access_denied: 'the workspace’s admins have suspended posting',
      external_channel_migrating: 'Slack is moving the channel',
      invalid_auth: 'Slack refuses the bot’s token',
      not_authed: 'Slack refuses the bot’s token',
      not_allowed_token_type: 'Slack refuses the bot’s token',
      token_expired: 'the bot’s token has expired',
      message_limit_exceeded: 'the workspace has reached its limit of messages',
      missing_scope: 'the app lacks a scope: install it again from its manifest',
      org_login_required: 'Slack is moving the workspace',
      team_added_to_org: 'Slack is moving the workspace',
      team_access_not_granted: 'the app is not granted access to the workspace',
      two_factor_setup_required: 'Slack asks for a second factor to be set up',
      ratelimited: 'the chat took no more messages for the moment',
      rate_limited: 'the chat took no more messages for the moment',
      request_timeout: 'the message reached Slack cut short',
      fatal_error: 'Slack had a fault of its own',
      internal_error: 'Slack had a fault of its own',
      service_unavailable: 'Slack had a fault of its own',
      'no such conversation': 'the conversation is not known to the bot',
      blocked: 'the bot was removed or blocked',
      removed: 'the bot was removed',
    }
    if (known[reason]) return known[reason]
    return isErrorCode(reason) ? tellError(reason, {}).happened.replace(/\.$/, '') : reason.replaceAll('_', ' ')
  }

  /** What happened, and what to do about it: one sentence each. */
  function tellError(code: ErrorCode, details: ErrorDetails): { happened: string; todo: string } {
    const subject = quote(details.subject ?? '')
    const wait =
      details.retryAfter === undefined
        ? 'Wait a few minutes and ask again.'
        : `Ask again in ${waitFor(details.retryAfter)}.`
    switch (code) {
      case 'bad-token':
        return {
          happened: 'Tabnine refused the bot’s access token.',
          todo: 'An admin can make a new one in Tabnine under Settings, Access Tokens, and set it as TABNINE_TOKEN.',
        }
      case 'wrong-organization':
        return {
          happened: 'The access token works, but it does not belong to the organization that was asked for.',
          todo: 'An admin can correct or remove TABNINE_ORGANIZATION_ID.',
        }
      case 'forbidden':
        return {
          happened: 'Tabnine does not let the bot’s access token read this.',
          todo: 'The token must be made by somebody with the role Admin; an admin can replace TABNINE_TOKEN.',
        }
      case 'not-found':
        return {
          happened: 'Tabnine does not know what was asked for; it may have been removed meanwhile.',
          todo: 'See what there is with “teams”, and check that TABNINE_URL is the right address.',
        }
      case 'rate-limited':
        return { happened: 'Tabnine is asked too often at the moment.', todo: wait }
      case 'upstream-failed':
        return { happened: 'Tabnine’s server has a fault of its own at the moment.', todo: wait }
      case 'upstream-timeout':
        return { happened: 'Tabnine’s server did not answer in time.', todo: wait }
      case 'unreachable':
        return {
          happened: 'Tabnine’s server cannot be reached, or broke off in mid-answer.',
          todo: 'Ask again in a few minutes; if it stays so, an admin can check TABNINE_URL and the network.',
        }
      case 'refused-request':
        return {
          happened: 'Tabnine refused the question in the form the bot asked it.',
          todo: 'Try another period; if it stays so, give the reference to whoever runs the bot.',
        }
      case 'contract':
        return {
          happened: 'Tabnine’s server answered in a form that the bot does not understand.',
          todo: 'Whoever runs the bot can check that TABNINE_URL leads to Tabnine and not to a sign-in page, or look for a newer bot.',
        }
      case 'unknown-command':
        return { happened: `There is no command ${subject}.`, todo: 'See what can be asked with “help”.' }
      case 'bad-arguments':
        return {
          happened: details.subject ? `I cannot make sense of ${subject} there.` : 'Something is missing in that line.',
          todo: details.command ? `See how to ask with “help ${details.command}”.` : 'See how to ask with “help”.',
        }
      case 'line-too-long':
        return {
          happened: 'That line is too long to be a question.',
          todo: 'Ask in fewer than 1,000 characters; see “help”.',
        }
      case 'bad-period':
        return {
          happened: `${subject} is not a period that a calendar has.`,
          todo: 'Write for example “last week”, “2026-09” or “1 Sep to 14 Sep”.',
        }
      case 'period-in-future':
        return {
          happened: `${subject} has not begun yet in UTC, in which the Usage API counts its days.`,
          todo: 'Ask for days up to today.',
        }
      case 'period-backwards':
        return { happened: `${subject} ends before it begins.`, todo: 'Write the earlier day first.' }
      case 'period-too-long':
        return { happened: `${subject} is longer than two years.`, todo: 'Ask for a shorter period.' }
      case 'bad-schedule':
        return tellBadSchedule(subject, details.problem)
      case 'unknown-team':
        return { happened: `No team is called ${subject}.`, todo: 'See all teams with “teams”.' }
      case 'ambiguous-team':
        return {
          happened: `More than one team fits ${subject}.`,
          todo: 'Ask with the whole name or with the team’s id.',
        }
      case 'unknown-person':
        return {
          happened: `Nobody in the organization is ${subject}.`,
          todo: 'Check the spelling of the e-mail; people who are invited but have not joined are not known yet.',
        }
      case 'subscription-gone':
        return {
          happened: 'That subscription was ended.',
          todo: 'See those of this conversation with “subscriptions”.',
        }
      case 'unknown-subscription':
        return {
          happened: `There is no subscription ${subject} in this conversation.`,
          todo: 'See those of this conversation with “subscriptions”; others are managed where they are posted.',
        }
      case 'nothing-to-change':
        return {
          happened: 'What to change is missing in that line.',
          todo: 'Name teams, or when, or both; what is not named stays as it is.',
        }
      case 'bad-number':
        return {
          happened: details.subject
            ? `${subject} is not the number of a subscription.`
            : 'The number of a subscription is missing in that line.',
          todo: 'See the numbers with “subscriptions”.',
        }
      case 'too-many-teams':
        return {
          happened: 'A digest is about 20 teams at most.',
          todo: 'Subscribe to fewer at a time, or to “all”, the whole organization.',
        }
      case 'not-a-member':
        return {
          happened: 'I am not in this channel, so nothing can be posted here.',
          todo: details.subject ? `Invite me with ${subject}, then ask again.` : 'Invite me, then ask again.',
        }
      case 'unknown-alert':
        return {
          happened: `There is no alert ${subject} in this conversation.`,
          todo: 'See those there are with “alerts”.',
        }
      case 'not-checked':
        return {
          happened: 'Seats were not checked yet; that happens once a day.',
          todo: 'Ask again tomorrow.',
        }
      case 'nothing-open':
        return { happened: 'That alert has nothing open.', todo: 'There is nothing to do; see it with “alerts”.' }
      case 'unknown-reminder':
        return {
          happened: 'That question is not open any more.',
          todo: 'If you want to say something about your seat, ask an admin of Tabnine.',
        }
      case 'quiet-hours':
        return { happened: 'It is night or a day off where that person is.', todo: wait }
      case 'nothing-to-settle':
        return { happened: 'Nothing of that subscription is in doubt.', todo: 'See what became of it with “history”.' }
      case 'no-conversation':
        return {
          happened: 'Nothing can be posted here.',
          todo: 'Ask in the channel or chat where the digest is wanted.',
        }
      case 'no-memory':
        return {
          happened: 'That needs the bot’s memory, which is not open here.',
          todo: 'Ask the running bot in Slack or Teams.',
        }
      case 'unknown-self':
        return {
          happened: 'I cannot tell which Tabnine account is yours.',
          todo: 'It is found by your e-mail: it must be the same here and in Tabnine, and I must be allowed to see it.',
        }
      case 'not-told-here':
        return {
          happened: 'This is not told here, or not to you.',
          todo: 'Ask in a direct message; an admin of the bot can say who may see what.',
        }
      case 'not-your-role':
        return {
          happened: 'What is posted here is changed only by those whom the bot’s settings name for it.',
          todo: 'An admin of the bot can do it, or give you the role.',
        }
      case 'not-allowed':
        return {
          happened: 'Other people’s usage is shown to admins only.',
          todo: 'Your own is there with “me”; an admin of the bot can ask for others.',
        }
      case 'stranger':
        return {
          happened: 'Only people of the company that runs this bot are answered.',
          todo: 'Ask somebody there, or the bot of your own company.',
        }
      case 'store-unavailable':
        return {
          happened: 'The bot’s memory cannot be reached at the moment.',
          todo: 'Ask again in a few minutes; nothing that it holds is lost.',
        }
      case 'store-full':
        return {
          happened: 'There is no room left where the bot keeps its memory.',
          todo: 'Whoever runs the bot can make some; nothing that it holds is lost.',
        }
      case 'not-recorded':
        return {
          happened: 'Who sees named people or takes numbers away is written down, and that failed, so nothing is told.',
          todo: 'Ask again in a few minutes; if it stays so, give the reference to whoever runs the bot.',
        }
      case 'took-too-long':
        return {
          happened: 'Gathering the answer took too long, so I stopped.',
          todo: 'Ask for one team or a shorter period.',
        }
      case 'stopping':
        return { happened: 'The bot is just being restarted.', todo: 'Ask again in a minute.' }
      case 'internal':
        return {
          happened: 'Something went wrong inside the bot.',
          todo: 'Give the reference to whoever runs the bot; the log says more.',
        }
    }
  }

  function tellBadSchedule(subject: string, problem: ErrorDetails['problem']) {
    switch (problem) {
      case 'weekday':
        return {
          happened: `I do not know which day ${subject} is.`,
          todo: 'Name one day of the week, as in “every monday at 9:00”, or write “monthly”.',
        }
      case 'month-day':
        return {
          happened: `A monthly digest comes on the 1st, not on ${subject}.`,
          todo: 'Write “monthly on the 1st”.',
        }
      case 'time':
        return { happened: `${subject} is not a time of day.`, todo: 'Write for example “9:00”, “9:30 pm” or “21:30”.' }
      case 'zone':
        return {
          happened: `I do not know the time zone ${subject}.`,
          todo: 'Write a place such as “Europe/Berlin” or “New York”, or “UTC”: abbreviations and offsets do not say when the clocks change.',
        }
      case 'second':
        return {
          happened: `A digest has one day, one time and one time zone: ${subject} is one too many.`,
          todo: 'Subscribe a second time for a second time of the week.',
        }
      case 'past':
        return { happened: `${subject} is not a day to come.`, todo: 'Write a later day.' }
      default:
        return {
          happened: `${subject} is not a day that a calendar has.`,
          todo: 'Write for example “2026-12-24”, “24 Dec”, “tomorrow”, “next monday” or “2 weeks”.',
        }
    }
  }

  function waitFor(seconds: number): string {
    return seconds < 90
      ? f.plural(Math.max(1, seconds), { one: 'second', other: 'seconds' })
      : f.plural(Math.ceil(seconds / 60), { one: 'minute', other: 'minutes' })
  }
}
