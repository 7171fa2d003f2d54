/** Digests, their subscriptions, and what becomes of both. */
import type { Count, Platform, Schedule } from '../../ports.ts'
import { endSentence, type Formats, isolate, type TimeOfDay } from '../formats.ts'
import type { Basics } from './basics.ts'
import { reasonText } from './reasons.ts'

/** The numbers an advice may name. */
type Advised = { members: Count; inactive: Count; open: Count; expired: Count }

export function digestText(f: Formats, { count, membersOf }: Basics) {
  const postsTo = (posts: number, platform: Platform) =>
    `${f.plural(posts, { one: 'post', other: 'posts' })} to ${platformNames[platform]}`
  return {
    digest: {
      title: (subject: string, period: string) => `${subject}: Tabnine, ${period}`,
      askedBy: (name: string) => `Posted now because ${isolate(name)} asked for it.`,
      late: (minutes: number) =>
        `Posted ${minutes < 120 ? f.plural(minutes, { one: 'minute', other: 'minutes' }) : f.plural(Math.round(minutes / 60), { one: 'hour', other: 'hours' })} late.`,
      footer: (id: number, prefix: string) => `Subscription ${id}. To pause it: ${prefix}pause ${id}`,
      byTeam: 'Team by team',
      summaryOfSeveral: (teams: readonly (readonly [string, Count | string])[]) =>
        `Active people: ${f.list(teams.map(([name, active]) => `${name} ${typeof active === 'string' ? active : count(active)}`))}.`,
      trendOf: (active: readonly (Count | string)[]) =>
        `active people over time: ${active.map(value => (typeof value === 'string' ? value : count(value))).join(', ')}`,
      seatDates: ({ from, to, today }: { from: Date; to: Date; today: Date }) =>
        to.getTime() === today.getTime()
          ? `Seats are those of ${f.day(today)}; their changes are since ${f.day(from)}.`
          : `Seats are those of ${f.day(today)}; their changes are from ${f.day(from)} to ${f.day(to)}.`,
      noSeatsBefore: 'Changes of seats are told as soon as the bot has kept the counts for a whole period.',
      next: 'Next:',
      details: 'Day by day',
      advice: {
        'nobody-started': (_facts: Advised, unit: 'week' | 'month') =>
          `check that the plugin is set up; nobody here used Tabnine in the last ${unit === 'week' ? '8 weeks' : '6 months'}.`,
        'open-invitations': ({ open, expired }: Advised) =>
          `remind ${f.plural(open ?? 0, { one: 'invited person who has', other: 'invited people who have' })} not joined yet${expired ? `; ${f.plural(expired, { one: 'more invite has', other: 'more invites have' })} expired` : ''}.`,
        'many-inactive': ({ members, inactive }: Advised, unit: 'week' | 'month') =>
          `${count(inactive)} of ${membersOf(members ?? 0)} did not use Tabnine last ${unit}; a short demo often helps.`,
        'look-closer': (_facts: Advised, unit: 'week' | 'month') =>
          `clearly fewer people used Tabnine than the ${unit} before; look at the days.`,
      },
      act: {
        'nobody-started': 'Seats',
        'open-invitations': 'Invitations',
        'many-inactive': 'Seats',
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
        existing: (id: number, names: string, when: string) =>
          `Digest ${id} already posts that here: ${names}, ${when}. Nothing changed.`,
        alreadyPaused: (id: number, names: string, _when: string, until: string | null) =>
          `Digest ${id} (${names}) is already paused${until === null ? '' : ` until ${until}`}. Nothing changed.`,
        notPaused: (id: number, names: string, when: string) =>
          `Digest ${id} isn’t paused: ${names}, ${when}. Nothing changed.`,
      },
      resumedAllTitle: 'Digests and alerts resumed',
      resumedAll: (digests: number, alerts: number) =>
        digests + alerts === 0
          ? 'No digest or alert is paused because of its conversation.'
          : `${f.plural(digests, { one: 'digest', other: 'digests' })} and ${f.plural(alerts, { one: 'alert', other: 'alerts' })} go on. I pause one again if it still can’t be posted.`,
      undo: {
        created: (prefix: string, id: number) => `To end it: ${prefix}unsubscribe ${id}`,
        changed: (prefix: string, id: number) => `To end it: ${prefix}unsubscribe ${id}`,
        paused: (prefix: string, id: number) => `To go on: ${prefix}resume ${id}`,
        resumed: (prefix: string, id: number) => `To pause it: ${prefix}pause ${id}`,
        removed: (prefix: string, _id: number) => `To have it again: ${prefix}subscribe`,
        existing: (prefix: string, id: number) => `To end it: ${prefix}unsubscribe ${id}`,
        alreadyPaused: (prefix: string, id: number) => `To go on: ${prefix}resume ${id}`,
        notPaused: (prefix: string, id: number) => `To pause it: ${prefix}pause ${id}`,
      },
      schedule: (schedule: Schedule) => {
        const at = `at ${f.timeOfDay(schedule)} ${schedule.zone}`
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
      run: (index: number): string => (index === 0 ? 'Next' : 'Then'),
      stillPaused: (until: string | null) => `It is still paused${until === null ? '' : ` until ${until}`}.`,
      passedOver: {
        week: 'There is one digest a week, and this week’s was due already: the next one comes in a later week.',
        month: 'There is one digest a month, and this month’s was due already: the next one comes in a later month.',
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
      /** Which digest it was, by the days that it is about; one that was asked for by hand has none. */
      about: (slot: string) => f.aboutOf(slot) ?? 'by hand',
      due: 'Due',
      state: 'State',
      attempts: 'Attempts',
      settle: 'One may or may not have been posted. Look whether it is there, then say so: ',
      settled: (how: 'sent' | 'resend' | 'drop') =>
        ({ sent: 'It counts as posted.', resend: 'It is posted again.', drop: 'It is dropped.' })[how],
      settleAs: { sent: 'It is there', resend: 'Post it again', drop: 'Drop it' },
      running: (id: number) => `The digest of subscription ${id} is being posted now.`,
      runAgain: {
        open: (id: number) => `Digest ${id} is already being posted.`,
        retrying: (id: number, reason: string) => `Digest ${id} isn’t posted yet: ${reason}. I keep trying.`,
        sent: (id: number) => `Digest ${id} was posted a moment ago.`,
        unknown: (id: number) => `Digest ${id} may have been posted a moment ago. Look whether it’s there.`,
        failed: (id: number, reason: string) => `Digest ${id} wasn’t posted: ${reason}. You can try again in a minute.`,
      },
      explain: 'Have a digest posted here every week: name one or more teams, and when.',
      states: {
        pending: 'waiting',
        sending: 'being posted',
        sent: 'posted',
        unknown: 'not sure whether posted',
        failed: 'not posted',
        skipped: 'skipped',
      },
      reason: (reason: string) => reasonText(reason, f),
    },

    notice: {
      title: 'A digest could not be posted',
      happened: {
        failed: (id: number, names: string, slot: string) =>
          `The digest of ${names}${ofSlot(slot, f)} (subscription ${id}) was not posted.`,
        unknown: (id: number, names: string, slot: string) =>
          `The digest of ${names}${ofSlot(slot, f)} (subscription ${id}) may or may not have been posted.`,
        unreachable: (id: number, names: string, _slot: string) =>
          `The digest of ${names} (subscription ${id}) can no longer be posted in its conversation.`,
      },
      because: (reason: string) => endSentence(`Cause: ${reason}`),
      todo: {
        failed: (prefix: string, id: number) => `When that is mended, post it there with “${prefix}run ${id}”.`,
        unknown: (prefix: string, id: number) =>
          `Look whether it is there, then say so there with “${prefix}settle ${id} sent”, “resend” or “drop”.`,
        unreachable: (prefix: string, id: number) => `Let the bot in again, then write there “${prefix}resume ${id}”.`,
      },
      paused: 'It is paused until then.',
      next: (moment: string) => `The next one is due ${moment}.`,
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
  }
}

const platformNames = { slack: 'Slack', teams: 'Teams' } as const

/** Which digest it was: that of a week or month by its days; one that was asked for by hand has none. */
function ofSlot(slot: string, f: Formats): string {
  const about = f.aboutOf(slot)
  return about === null ? ' that was asked for by hand' : ` for ${about}`
}
