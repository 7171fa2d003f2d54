/** Forms: labels, options and hints of their fields. */
import { endSentence, type Formats, isolate, keepDirection } from '../formats.ts'
import type { Progress } from '../progress.ts'

const labels: Readonly<Record<string, string>> = {
  team: 'Team',
  teams: 'Teams',
  person: 'Person',
  'include whom': 'Person, or number of the exclusion',
  whom: 'Team or person',
  reason: 'Reason',
  period: 'Period',
  by: 'In steps of',
  when: 'When',
  language: 'Language',
  number: 'Number',
  until: 'Until',
  after: 'Days before a seat counts as unused',
  repeat: 'Days between repeats',
  how: 'For how many days',
  line: 'What',
}

const hints: Readonly<Record<string, string>> = {
  period: 'For example: last week, this month, last 30 days, week 47, 2026-09, Q3, 1 Sep to 14 Sep.',
  when: 'For example: every monday at 9:00, monthly on the 1st at 8:00 Europe/Berlin. Empty: every Monday at 9:00.',
  'edit teams': 'Empty: the teams stay as they are.',
  'edit when': 'For example: every friday at 16:00. Empty: it stays as it is.',
  'usage team': 'Empty: the whole organization.',
  'usage period': 'For example: last week, last 30 days, week 47, 2026-09, Q3, 1 Sep to 14 Sep. Empty: last week.',
  'seats team': 'Empty: the whole organization.',
  'digest teams': 'Empty: the whole organization.',
  'digest by': 'Empty: weeks.',
  after: 'Counted from the invitation or the registration.',
  'export line': 'A question, such as “usage payments last month”, or the number of an alert.',
  'pause until': 'Empty: until someone resumes it.',
  'exclude until': 'Empty: for good.',
  reason: 'For example: on leave. Admins read it.',
}

const choices: Readonly<Record<string, string>> = {
  daily: 'Days',
  weekly: 'Weeks',
  monthly: 'Months',
  'by model': 'Model',
  'in english': 'English',
  'in german': 'German',
  'auf deutsch': 'German',
}

export function formText(f: Formats) {
  const counted = {
    teams: (count: number) => f.plural(count, { one: 'team', other: 'teams' }),
    people: (count: number) => f.plural(count, { one: 'person', other: 'people' }),
  }
  return {
    forms: {
      about: (summary: string) => `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
      submit: 'Ask',
      cancel: 'Cancel',
      label: (verb: string, field: string) => labels[`${verb} ${field}`] ?? labels[field] ?? field,
      hint: (verb: string, field: string) => hints[`${verb} ${field}`] ?? hints[field] ?? null,
      choice: (value: string) => choices[value] ?? value,
      choose: 'Choose…',
      open: { subscribe: 'Subscribe…', alerts: 'Watch seats…', edit: 'Edit…' },
      optional: (label: string) => `${label} (optional)`,
      wholeOrganization: 'The whole organization',
      typeToSearch: 'Type to search',
      offered: (count: number) => `${f.number(count)} to choose from.`,
      nothing: 'Nothing fits; what you write is asked as it stands.',
      remove: 'take away',
      missing: 'This is needed.',
      notDays: 'Write a whole number of days, up to 999.',
      tooLong: (most: number) => `Write at most ${f.number(most)} characters.`,
      wrong: 'This does not fit. Fill in the form in our personal chat to see why: no one else reads it there.',
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
      by: (name: string) => endSentence(`Shared by ${isolate(name)}`),
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
