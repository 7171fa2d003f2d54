/**
 * Every English sentence of the bot, room by room in `english/`. Names and other text of users come in as values and are
 * never looked into.
 */
import type { ErrorCode, ErrorDetails } from '../errors.ts'
import type { Count } from '../ports.ts'
import { activityText } from './english/activity.ts'
import { createBasics, notReported } from './english/basics.ts'
import { digestText } from './english/digests.ts'
import { errorText } from './english/errors.ts'
import { formText } from './english/forms.ts'
import { help } from './english/help.ts'
import { outlookText } from './english/outlook.ts'
import { questions } from './english/questions.ts'
import { reminderText } from './english/reminders.ts'
import { reportText } from './english/reports.ts'
import { unreadText } from './english/unread.ts'
import { unusedText } from './english/unused.ts'
import type { ErrorText } from './error-text.ts'
import { endSentence, type Formats, keepDirection } from './formats.ts'
import type { Language } from './languages.ts'

/** What every language says: another one is checked against this. */
export type English = ReturnType<typeof english>

export function english(f: Formats) {
  const basics = createBasics(f)
  const { count } = basics
  return {
    language: 'en' as Language,
    notReported,
    count,
    day: f.day,
    days: basics.days,
    age: basics.age,
    percent: f.percent,
    wholePercent: f.wholePercent,
    change: f.change,
    changeInPercent: f.changeInPercent,
    money: f.money,
    moneyInColumn: f.moneyInColumn,
    month: f.month,
    weekday: f.weekday,
    moment: f.moment,
    period: basics.asked,
    /** Tabnine's own words: "TeamLead" becomes "Team lead". */
    role: (role: string | null) =>
      role === null ? 'Role not reported' : role.replace(/(?<=\p{Ll})\p{Lu}/gu, letter => ` ${letter.toLowerCase()}`),
    subject: (subject: { kind: 'organization' | 'team'; name: string }) => keepDirection(subject.name),
    changeInCount: (difference: number, before: number) => {
      const percent = f.changeInPercent(difference, before)
      return percent === null || difference === 0 ? f.change(difference) : `${f.change(difference)} (${percent})`
    },
    /** Of counts of periods that are not as long; `null` where there was nothing before. */
    changePerDay: (difference: number, before: number) => {
      const percent = f.changeInPercent(difference, before)
      return percent && `${percent} per day`
    },
    /** A number with its change, where there is one to compare with; `after` where the change ends before now. */
    countAndChange: (now: Count, before: Count, after: Count = now) =>
      now === null || before === null || after === null || after === before
        ? count(now)
        : `${count(now)} (${f.change(after - before)})`,
    list: f.list,
    changeInPoints: (difference: number) => f.points(difference, 'pts'),
    more: (rows: number) => `and ${f.number(rows)} more`,
    whole: (line: string) => `All of them as a file: ${line}`,
    showRows: (rows: number) => `Show ${f.plural(rows, { one: 'more row', other: 'more rows' })}`,
    hideRows: 'Show fewer rows',
    showColumns: 'Show all columns',
    hideColumns: 'Show fewer columns',
    working: 'Working on it…',
    ...activityText(f, basics),
    ...reportText(f, basics),
    ...digestText(f, basics),
    ...unusedText(f, basics),
    ...outlookText(f, basics),
    ...unreadText(f),
    ...reminderText(f, basics),
    ...formText(f),
    ...help,
    ...questions,
    errors: {
      reference: (reference: string) => `Reference ${reference}`,
      act: {
        again: 'Try again',
        teams: 'See all teams',
        digests: 'See digests',
        alerts: 'See alerts',
        excluded: 'See excluded people',
        me: 'See my usage',
        examples: 'See examples',
        help: 'See all commands',
      },
      explain: (code: ErrorCode, details: ErrorDetails): ErrorText => errorText(code, details, f),
      /** In one line, where there is no place for a title. */
      inLine: (code: ErrorCode, details: ErrorDetails) => {
        const { title, todo } = errorText(code, details, f)
        return `${endSentence(title)} ${todo}`
      },
    },
  }
}
