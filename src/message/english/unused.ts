/** Seats that nobody uses: alerts, and why. */
import type { Period } from '../../ports.ts'
import { endSentence, type Formats, keepDirection } from '../formats.ts'
import type { Basics, Unused } from './basics.ts'
import { decisionText } from './reasons.ts'

export function unusedText(f: Formats, { days, since }: Basics) {
  return {
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
        endSentence(
          `Still unused: ${f.plural(total, { one: 'seat', other: 'seats' })} of ${subject}${kinds.length === 0 ? '' : `, ${f.list(kinds)}`}`,
        ),
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
      /** `isRefused`: the server has a list of invitations, and does not let the bot read it. */
      pending: ({ count, since, counts }: { count: number; since: Date; counts: number }, isRefused: boolean) =>
        count === 0
          ? `This server does not list invitations${toBot(isRefused)}, but none can have waited since ${f.day(since)}: at one of the ${f.number(counts)} counts since then there was none.`
          : `${f.plural(count, { one: 'invitation', other: 'invitations' })} or more, open or expired, were not accepted at each of the ${f.number(counts)} counts since ${f.day(since)}, so up to ${f.number(count)} may have waited that long; this server does not list invitations${toBot(isRefused)}, so the people and the exact ages are unknown.`,
      pendingUnknown: (isRefused: boolean) =>
        `This server does not list invitations${toBot(isRefused)}, and the bot has not counted them for long enough to say whether any has waited.`,
      invitationsRefused:
        'Tabnine does not let the bot’s access token read invitations: the token must be made by somebody with the role Admin.',
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
        untold: (count: number) => `${f.number(count)} found since`,
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
      floor: (minGroupSize: number) => `Groups of fewer than ${f.number(minGroupSize)} people are not broken down.`,
      agesFrom: (minGroupSize: number) => `Since when is told only of ${f.number(minGroupSize)} people or more.`,
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
      alreadyWatching: (subject: string) => `I already post unused seats of ${subject} here. Nothing changed.`,
      watching: (subject: string, graceDays: number, repeatDays: number) =>
        `Unused seats of ${subject} are told here from now on: of people invited more than ${f.plural(graceDays, { one: 'day', other: 'days' })} ago who have not joined, of people registered as long ago who have never used Tabnine, and of people who used it before and no longer do. What stays so is told again every ${repeatDays === 1 ? 'day' : `${f.number(repeatDays)} days`}.`,
      levels:
        'Seats are checked once a day. In a channel totals are told; people are named only where the settings allow it.',
      undo: (prefix: string, subject: string) => `To end it: ${prefix}alerts off ${subject}`,
      off: (subject: string) => `Unused seats of ${subject} are not told here any more.`,
      silentUntil: (until: string) => `silent until ${until}`,
      wake: (prefix: string, id: number) => `To wake it before: ${prefix}snooze ${id} 0d`,
      watchAgain: (prefix: string, subject: string) => `To be told again: ${prefix}alerts ${subject}`,
      snoozed: (id: number, until: string) => `Alert ${id} is silent until ${until}.`,
      awake: (id: number) => `Alert ${id} is not snoozed any more.`,
      excludeTitle: 'People who are not counted',
      excluded: (person: string, reason: string, until: Date | null) =>
        endSentence(
          `${keepDirection(person)} is not counted or named ${until ? `until ${f.day(until)}` : 'any more'}: ${keepDirection(reason)}`,
        ),
      excludedCount: (rows: number) =>
        rows === 0
          ? 'Nobody was excluded in chat.'
          : `${f.plural(rows, { one: 'person is', other: 'people are' })} not counted.`,
      excludeAlso: 'People and patterns in the configuration file are not counted either.',
      include: 'Take back',
      includeAgain: (prefix: string, id: number) => `To take that back: ${prefix}include ${id}`,
      included: (person: string) => `${keepDirection(person)} is counted again.`,
      includedWhen: 'Open alerts are brought up to date now; somebody who was never told of comes with the next check.',
      staysExcluded:
        'The configuration file still excludes this person, so nothing changes before the entry there is gone.',
      because: 'Reason',
      until: 'Until',
      by: 'Said by',
      forGood: 'for good',
      auditTitle: 'Who saw or took numbers',
      auditCount: (rows: number, isCut: boolean) =>
        rows === 0
          ? 'Nobody did in these days.'
          : `${isCut ? 'The last ' : ''}${f.plural(rows, { one: 'entry', other: 'entries' })}, newest first.`,
      at: 'When',
      who: 'Who',
      what: 'What',
      line: 'Asked',
      did: {
        named: 'saw a named person',
        export: 'exported',
        remind: 'reminded',
        exclude: 'excluded somebody',
        include: 'took an exclusion back',
      },
      reason: (reason: string | null) => (reason === null ? 'not checked yet' : decisionText(reason)),
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
      since: { invited: 'Invited on', 'never-used': 'Registered on', idle: 'Not used since' },
      workingDays: 'Working days since then',
      nobody: (person: string) => `There was no seat of ${keepDirection(person)} when seats were last checked.`,
      exclusion: (reason: string, until: Date | null) =>
        until ? `${keepDirection(reason)} (until ${f.day(until)})` : keepDirection(reason),
      decided: (id: number, reason: string, at: string) => `Alert ${id}: ${reason} (${at}).`,
      reason: decisionText,
      rules: (graceDays: number) =>
        `Nothing is expected in the first ${f.plural(graceDays, { one: 'day', other: 'days' })} after an invitation or a registration.`,
    },
  }
}

function toBot(isRefused: boolean): string {
  return isRefused ? ' to the bot' : ''
}
