/** Unused seats: alerts, and why a seat is flagged. */
import type { Period } from '../../ports.ts'
import { type Formats, keepDirection } from '../formats.ts'
import type { Basics } from './basics.ts'
import { decisionText } from './reasons.ts'

/** Days without use after which a member is inactive, and in which a new one does not count. */
type Spans = { readonly idle: number; readonly grace: number }

/** How long something has lasted, in calendar days; `isAtLeast`: or longer. */
type Age = { readonly days: number; readonly isAtLeast: boolean }

export function unusedText(f: Formats, { days, age }: Basics) {
  const ageOf = (of: Age) => (of.isAtLeast ? `${age(of.days)} or more` : age(of.days))
  return {
    unused: {
      title: (total: number, subject: string) =>
        total === 0
          ? `✅ No unused Tabnine seats in ${subject}`
          : `⚠️ ${f.plural(total, { one: 'unused Tabnine seat', other: 'unused Tabnine seats' })} in ${subject}`,
      moreTitle: (added: number, subject: string) =>
        `⚠️ ${f.plural(added, { one: 'more unused Tabnine seat', other: 'more unused Tabnine seats' })} in ${subject}`,
      repeatTitle: (total: number, subject: string) =>
        `⚠️ ${f.plural(total, { one: 'Tabnine seat', other: 'Tabnine seats' })} still unused in ${subject}`,
      resolvedTitle: (subject: string) => `✅ All clear in ${subject}`,
      unwatchedTitle: (subject: string) => `Unused seats in ${subject}: no longer watched`,
      teamTitle: {
        'never-started': (subject: string) => `⚠️ Nobody in ${subject} has ever used Tabnine`,
        stopped: (subject: string) => `⚠️ Nobody in ${subject} uses Tabnine any more`,
      },
      pendingTitle: (most: number, subject: string) =>
        `⚠️ Up to ${f.plural(most, { one: 'old invite', other: 'old invites' })} in ${subject}`,
      noDataTitle: (subject: string) => `No data about Tabnine seats in ${subject}`,
      /** After the number of seats in the title. */
      share: (found: number, checked: number) =>
        `${f.wholePercent(found / checked)} of the ${f.plural(checked, { one: 'seat', other: 'seats' })} checked`,
      count: (found: number, checked: number) =>
        `${f.number(found)} of the ${f.plural(checked, { one: 'seat', other: 'seats' })} checked ${found === 1 ? 'is' : 'are'} unused`,
      checked: (checked: number) => `${f.plural(checked, { one: 'seat', other: 'seats' })} checked.`,
      cost: (amount: number, currency: string) => `about ${f.roundMoney(amount, currency)} a month`,
      untilRenewal: (amount: number, currency: string, on: Date) =>
        `${f.roundMoney(amount, currency)} until the renewal on ${f.day(on)}`,
      atFirst: (count: number, on: Date) => `${f.number(count)} on ${f.day(on)}.`,
      updated: (on: Date) => `Updated ${f.weekday(on)}.`,
      of: {
        invited: (count: number) => `${f.number(count)} never joined`,
        'never-used': (count: number) => `${f.number(count)} never used`,
        idle: (count: number, idleDays: number) =>
          `${f.number(count)} not used for ${f.plural(idleDays, { one: 'day', other: 'days' })}`,
      },
      total: (total: number, kinds: readonly string[]) =>
        `${f.number(total)} in total${kinds.length === 0 ? '' : `: ${f.list(kinds)}`}.`,
      labels: {
        invited: (_idleDays: number) => 'Invited, never joined',
        'never-used': (_idleDays: number) => 'Joined, never used',
        idle: (idleDays: number) => `Not used for ${f.plural(idleDays, { one: 'day', other: 'days' })}`,
      },
      longest: {
        invited: (of: Age) => `oldest ${ageOf(of)}`,
        'never-used': (of: Age) => `longest ${ageOf(of)}`,
        idle: (of: Age) => `longest ${ageOf(of)}`,
      },
      expired: (count: number) => f.plural(count, { one: 'invite expired', other: 'invites expired' }),
      /** `isRefused`: the server has a list of invites, and does not let the bot read it. */
      pending: ({ count, since, counts }: { count: number; since: Date; counts: number }, isRefused: boolean) =>
        count === 0
          ? `No invite has been open since ${f.day(since)}: one of the ${f.number(counts)} daily counts found none.`
          : `${f.plural(count, { one: 'invite was', other: 'invites were' })} open or expired at each of the ${f.number(counts)} daily counts since ${f.day(since)}. Tabnine doesn’t ${isRefused ? 'let me list' : 'list'} invites here, so up to ${f.number(count)} may be that old; I can’t see whose.`,
      pendingUnknown: (isRefused: boolean) =>
        `Tabnine doesn’t ${isRefused ? 'let me list' : 'list'} invites here. I need some days of counts to see whether any is old.`,
      invitationsRefused: 'I can’t read invites: the access token needs to be created by a Tabnine admin.',
      team: {
        'never-started': (members: number, _last: Date | null) =>
          `None of the ${f.plural(members, { one: 'member', other: 'members' })} has used Tabnine yet. The rest of the company does.`,
        stopped: (members: number, last: Date | null) =>
          `None of the ${f.plural(members, { one: 'member', other: 'members' })} uses Tabnine any more${last ? ` (last use: ${f.day(last)})` : ''}. The rest of the company does.`,
      },
      noData: {
        'organization-quiet': (window: Period) =>
          `Tabnine reported no activity for anyone on ${days(window)}. That usually means missing data, not that nobody used it.`,
        frozen: (_window: Period) =>
          'Tabnine has stopped counting usage, so nobody can see who uses a seat. I’ll check again tomorrow.',
      },
      baseline: 'First check. I’ll update this message daily and post here when something changes.',
      person: 'Person',
      state: 'Status',
      since: 'Since',
      people: 'Who holds them',
      sinceAge: (since: Date, of: Age) => `${f.day(since)} (${ageOf(of)})`,
      sinceDay: (since: Date, isAtLeast: boolean) => (isAtLeast ? `${f.day(since)} or before` : f.day(since)),
      sinceOpened: (on: Date) => `Since ${f.day(on)}`,
      unchanged: 'no change',
      fates: {
        joined: (count: number) => `${f.number(count)} joined`,
        started: (count: number) => `${f.number(count)} in use again`,
        released: (count: number) => `${f.number(count)} freed`,
        renewed: (count: number) => `${f.number(count)} invited again`,
        excluded: (count: number) => `${f.number(count)} excluded`,
      },
      added: (count: number) => `${f.number(count)} new`,
      resolved: (total: number, took: number) =>
        `${total === 1 ? 'The seat is in use or freed' : `None of the ${f.number(total)} seats is unused any more`}. It took ${f.plural(took, { one: 'day', other: 'days' })}.`,
      hiddenForSmallGroups: (minGroupSize: number) => `Details hidden for groups under ${f.number(minGroupSize)}`,
      agesFrom: (minGroupSize: number) => `Ages hidden for groups under ${f.number(minGroupSize)}`,
      notCounted: (graceDays: number) =>
        `New members (${f.plural(graceDays, { one: 'day', other: 'days' })}) and service accounts don’t count`,
      noNames: 'No names in channels',
      unknown: (count: number) =>
        `${f.plural(count, { one: 'seat', other: 'seats' })} not checked (no dates from Tabnine).`,
      act: {
        remind: (people: number | null) =>
          people === null ? 'Remind people…' : `Remind ${f.plural(people, { one: 'person', other: 'people' })}…`,
        toFree: (seats: number) => `See ${f.plural(seats, { one: 'seat', other: 'seats' })} to free`,
        snooze: 'Snooze 7 days',
        wake: 'Wake now',
        exclude: 'Exclude someone…',
        export: 'Export CSV',
        why: 'Why these seats?',
        seats: 'See seats',
        stop: 'Stop watching',
      },
      stop: {
        title: (subject: string) => `Stop watching ${subject}?`,
        text: 'I won’t post about unused seats here any more. You can turn it on again at any time.',
        confirm: 'Stop watching',
        cancel: 'Cancel',
      },
    },

    alerts: {
      title: (id: number) => `Alert ${id}`,
      listTitle: 'Alerts here',
      none: 'No alerts here yet.',
      count: (rows: number) => f.plural(rows, { one: 'alert', other: 'alerts' }),
      after: 'After',
      repeat: 'Repeats every',
      last: 'Status',
      days: (count: number) => f.plural(count, { one: 'day', other: 'days' }),
      watchingTitle: (subject: string) => `Watching ${subject} for unused seats`,
      alreadyWatching: (subject: string) => `I’m already watching ${subject} here. Nothing changed.`,
      watching: (subject: string, graceDays: number, repeatDays: number) =>
        `I’ll watch ${subject} for unused seats: invites older than ${f.plural(graceDays, { one: 'day', other: 'days' })}, members who never started, and members who stopped. I repeat open ones ${repeatDays === 7 ? 'weekly' : repeatDays === 1 ? 'daily' : `every ${f.number(repeatDays)} days`}.`,
      levels: 'Checked daily. Channels see totals only.',
      offTitle: (subject: string) => `Stopped watching ${subject}`,
      off: (subject: string) => `I no longer watch ${subject} here.`,
      whichOff: 'Which one should I stop?',
      stop: (subject: string) => `Stop ${subject}`,
      undo: 'Undo',
      silentUntil: (until: string) => `snoozed until ${until}`,
      wake: (subject: string) => `Wake ${subject}`,
      snoozedTitle: 'Alert snoozed',
      snoozed: (until: string) => `Snoozed until ${until}.`,
      awakeTitle: 'Alert is on',
      awake: 'It’s no longer snoozed.',
      excludeTitle: 'Excluded people',
      excluded: (person: string, reason: string, until: Date | null) =>
        `Excluded ${keepDirection(person)}${until ? ` until ${f.day(until)}` : ''} (${keepDirection(reason)}).`,
      excludedCount: (rows: number) =>
        rows === 0 ? 'Nobody was excluded in chat.' : `${f.plural(rows, { one: 'person', other: 'people' })} excluded.`,
      excludeAlso: 'People and patterns in the configuration file are excluded as well',
      includedTitle: 'Exclusion removed',
      included: (person: string) => `${keepDirection(person)} counts again.`,
      includedWhen: 'Open alerts are updated now; others with the next check',
      staysExcluded: 'Still excluded by the configuration file, so nothing changes until that entry is removed',
      because: 'Reason',
      until: 'Until',
      by: 'By',
      forGood: 'no end date',
      auditTitle: 'Access log',
      auditCount: (rows: number, isCut: boolean) =>
        rows === 0
          ? 'No entries on these days.'
          : `${isCut ? 'The last ' : ''}${f.plural(rows, { one: 'entry', other: 'entries' })}, newest first.`,
      at: 'When',
      who: 'Who',
      what: 'What',
      line: 'Command',
      did: {
        named: 'viewed someone’s usage',
        export: 'exported',
        remind: 'sent reminders',
        exclude: 'excluded someone',
        include: 'removed an exclusion',
        act: 'changed seats in Tabnine',
      },
      reason: (reason: string | null) => (reason === null ? 'not checked yet' : decisionText(reason)),
    },

    why: {
      title: (flagged: number, subject: string) =>
        flagged === 0
          ? `No seats are flagged in ${subject}`
          : `Why ${f.plural(flagged, { one: 'seat is', other: 'seats are' })} flagged in ${subject}`,
      uncheckedTitle: (subject: string) => `No seats checked yet in ${subject}`,
      unchecked: 'I check seats once a day, after 6:00 AM UTC, where an alert is on.',
      noDataTitle: (subject: string) => `No data about seats in ${subject}`,
      summary: (seats: number, day: Date) =>
        `I checked ${f.plural(seats, { one: 'seat', other: 'seats' })} on ${f.day(day)}.`,
      standing: {
        invited: (_days: Spans) => 'Invited, never joined',
        'never-used': (_days: Spans) => 'Joined, never used',
        idle: ({ idle }: Spans) => `Not used for ${f.plural(idle, { one: 'day', other: 'days' })}`,
        'in-use': (_days: Spans) => 'In use',
        'in-grace': ({ grace }: Spans) => `New (under ${f.plural(grace, { one: 'day', other: 'days' })})`,
        excluded: (_days: Spans) => 'Excluded',
        'service-account': (_days: Spans) => 'Service accounts',
        duplicate: (_days: Spans) => 'Duplicate accounts',
        'unknown-date': (_days: Spans) => 'Unused, no date from Tabnine',
        'unknown-use': (_days: Spans) => 'No usage data from Tabnine',
      },
      personTitle: {
        flagged: (person: string) => `${keepDirection(person)}: seat is flagged`,
        spared: (person: string) => `${keepDirection(person)}: seat isn’t flagged`,
        unknown: (person: string) => `${keepDirection(person)}: no seat found`,
      },
      ownTitle: {
        flagged: 'Your seat is flagged as unused',
        spared: 'Your seat isn’t flagged',
        unknown: 'I found no seat of yours',
      },
      person: {
        invited: (since: string, _days: Spans) => `Invited on ${since}, not joined.`,
        'never-used': (since: string, _days: Spans) => `Joined on ${since}, never used.`,
        idle: (since: string, _days: Spans) => `Used before, not since ${since}.`,
        'in-use': (_since: string, { idle }: Spans) =>
          `Used in the last ${f.plural(idle, { one: 'day', other: 'days' })}.`,
        'in-grace': (_since: string, _days: Spans) => 'New: invited or joined recently.',
        excluded: (_since: string, _days: Spans) => 'On the exclusion list.',
        'service-account': (_since: string, _days: Spans) => 'This is a service account.',
        duplicate: (_since: string, _days: Spans) => 'This person has another account, which counts.',
        'unknown-date': (_since: string, _days: Spans) => 'Unused, but Tabnine doesn’t report since when.',
        'unknown-use': (_since: string, _days: Spans) => 'Tabnine doesn’t report enough about their usage.',
      },
      you: {
        invited: (since: string, _days: Spans) => `You were invited on ${since} and haven’t joined yet.`,
        'never-used': (since: string, _days: Spans) => `You joined on ${since} and haven’t used Tabnine yet.`,
        idle: (since: string, _days: Spans) => `You haven’t used Tabnine since ${since}.`,
        'in-use': (_since: string, { idle }: Spans) =>
          `You used Tabnine in the last ${f.plural(idle, { one: 'day', other: 'days' })}.`,
        'in-grace': (_since: string, _days: Spans) => 'You were invited or joined recently.',
        excluded: (_since: string, _days: Spans) => 'You’re on the exclusion list.',
        'service-account': (_since: string, _days: Spans) => 'Your account counts as a service account.',
        duplicate: (_since: string, _days: Spans) => 'You have another account, which counts.',
        'unknown-date': (_since: string, _days: Spans) => 'You haven’t used Tabnine, but it doesn’t report since when.',
        'unknown-use': (_since: string, _days: Spans) => 'Tabnine doesn’t report enough about your usage.',
      },
      unusedFor: 'Unused for',
      age: (of: Age) => ageOf(of),
      hadNoSeat: (person: string) => `${keepDirection(person)} had no seat at the last check.`,
      noOwnSeat: 'You had no seat at the last check.',
      exclusion: (reason: string, until: Date | null) =>
        until ? `${keepDirection(reason)} (until ${f.day(until)})` : keepDirection(reason),
      decided: (id: number, reason: string, at: string) => `Alert ${id}: ${reason} (${at}).`,
      reason: decisionText,
      rules: (graceDays: number) =>
        `The first ${f.plural(graceDays, { one: 'day doesn’t', other: 'days don’t' })} count`,
      looked: (window: Period) => `Usage on ${days(window)} (UTC)`,
    },
  }
}
