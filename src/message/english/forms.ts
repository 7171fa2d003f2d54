/** Forms: labels, options and hints of their fields. */
import { weekdayOf } from '../../time/schedule-words.ts'
import { type Formats, isolate, keepDirection } from '../formats.ts'
import type { Progress } from '../progress.ts'

const labels: Readonly<Record<string, string>> = {
  team: 'Team',
  teams: 'Teams',
  person: 'Person',
  'include whom': 'Person or exclusion number',
  whom: 'Team or person',
  reason: 'Reason',
  period: 'Period',
  by: 'Group by',
  'when-day': 'Day',
  'when-time': 'Time',
  'when-zone': 'Time zone',
  language: 'Language',
  number: 'Number',
  until: 'Until',
  after: 'Unused after (days)',
  repeat: 'Repeat every (days)',
  how: 'Snooze for (days)',
  line: 'What to export',
  what: 'Action',
}

const hints: Readonly<Record<string, string>> = {
  period: 'For example: last week, this month, last 30 days, week 47, 2026-09, Q3, 1 Sep to 14 Sep.',
  'subscribe when-zone': 'Default: your own time zone. You can type any other one in the command.',
  'edit teams': 'What you leave empty stays the same.',
  'usage team': 'Default: the whole organization.',
  'usage period': 'For example: last week, last 30 days, week 47, 2026-09, Q3, 1 Sep to 14 Sep. Default: last week.',
  'seats team': 'Default: the whole organization.',
  'digest teams': 'Default: the whole organization.',
  'digest by': 'Default: weeks.',
  after: 'Counted from the invite, from joining, or from the last use.',
  'export line': 'A command, such as “usage payments last month”, or the number of an alert.',
  'pause until': 'Until someone resumes it if left empty.',
  'exclude until': 'No end date if left empty.',
  reason: 'For example: on leave. Admins read it.',
}

const choices: Readonly<Record<string, string>> = {
  daily: 'Days',
  'monthly on the 1st': 'On the 1st of the month',
  weekly: 'Weeks',
  monthly: 'Months',
  'by model': 'Model',
  'by ide': 'IDE',
  'by language': 'Language',
  snooze: 'Snooze 7 days',
  mute: 'Snooze this month',
  resume: 'Wake now',
  'in english': 'English',
  'in german': 'German',
  'auf deutsch': 'German',
}

export function formText(f: Formats) {
  const weekdayChoice = (value: string) => {
    const weekday = value.startsWith('every ') ? weekdayOf(value.slice('every '.length)) : 0
    return weekday === 0 ? null : `Every ${f.weekdayName(weekday)}`
  }
  const counted = {
    teams: (count: number) => f.plural(count, { one: 'team', other: 'teams' }),
    people: (count: number) => f.plural(count, { one: 'person', other: 'people' }),
  }
  return {
    forms: {
      about: (summary: string) => `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
      submit: 'Show',
      cancel: 'Cancel',
      label: (verb: string, field: string) => labels[`${verb} ${field}`] ?? labels[field] ?? field,
      hint: (verb: string, field: string) => hints[`${verb} ${field}`] ?? hints[field] ?? null,
      choice: (value: string) => choices[value] ?? weekdayChoice(value) ?? value.replaceAll('_', ' '),
      choose: 'Choose…',
      open: { subscribe: 'Subscribe…', alerts: 'Watch seats…', edit: 'Edit…' },
      optional: (label: string) => `${label} (optional)`,
      wholeOrganization: 'The whole organization',
      typeToSearch: 'Type to search',
      offered: (count: number) => f.plural(count, { one: 'match', other: 'matches' }),
      nothing: 'No match. I’ll search for what you typed.',
      remove: 'Remove',
      missing: 'Fill this in.',
      notDays: 'Enter 1–999 days.',
      tooLong: (most: number) => `Use at most ${f.number(most)} characters.`,
      wrong: 'Something here isn’t right. Fill in the form in our personal chat to see why.',
      closed: 'This form has expired. Open it again.',
      closedTitle: 'This form has expired',
      reopen: 'Open it again.',
      mistakes: 'Please check the form',
    },
    progress: {
      working: (line: string) => `Working on: ${keepDirection(line)}`,
      done: ({ done, of, what }: Progress) =>
        of === null ? `${counted[what](done)} read` : `${f.number(done)} of ${counted[what](of)} read`,
    },
    share: {
      act: 'Share here',
      by: (name: string) => `Shared by ${isolate(name)}`,
    },
    home: {
      title: 'Your digests, alerts and usage',
      start: 'Send a weekly digest to a channel, or watch for unused seats.',
      nothing: 'Nothing needs your attention.',
      /** What needs the reader today. */
      needs: {
        unused: (open: number, subject: string, day: string) =>
          `${f.plural(open, { one: 'unused seat', other: 'unused seats' })} in ${subject} since ${day}`,
        unreachable: (names: string) => `The ${names} digest is paused: I can’t post in its channel`,
      },
      subscriptions: 'Your digests',
      noSubscriptions: 'No digests yet',
      alerts: 'Your alerts',
      noAlerts: 'No alerts yet',
      usage: 'Your usage',
      next: (moment: string) => `next: ${moment}`,
      openSince: (open: number, day: string) => `${f.number(open)} unused since ${day}`,
      quiet: 'nothing open',
      runNow: 'Post now',
      more: 'See full report',
    },
  }
}
