/** Every German sentence of the bot, room by room in `german/`. Says what `english.ts` says, checked by its type. */
import type { English } from './english.ts'
import { type Formats, keepDirection } from './formats.ts'
import { tellActivity } from './german/activity.ts'
import { createBasics, notReported } from './german/basics.ts'
import { tellDigests } from './german/digests.ts'
import { tellError } from './german/errors.ts'
import { tellForms } from './german/forms.ts'
import { help } from './german/help.ts'
import { tellOutlook } from './german/outlook.ts'
import { tellReminders } from './german/reminders.ts'
import { tellReports } from './german/reports.ts'
import { tellUnread } from './german/unread.ts'
import { tellUnused } from './german/unused.ts'

export function german(f: Formats): English {
  const basics = createBasics(f)
  const { count } = basics
  return {
    language: 'de',
    notReported,
    count,
    day: f.day,
    days: basics.days,
    month: f.month,
    weekday: f.weekday,
    moment: f.moment,
    period: basics.asked,
    role: role => role ?? 'Rolle nicht gemeldet',
    subject: subject => keepDirection(subject.name),
    changeInCount: (difference, before) => {
      const percent = f.changeInPercent(difference, before)
      return percent === null ? f.change(difference) : `${f.change(difference)} (${percent.replace(/^[▲▼] /, '')})`
    },
    changePerDay: (difference, before) => {
      const percent = f.changeInPercent(difference, before)
      return percent && `${percent} pro Tag`
    },
    countAndChange: (now, before, after = now) =>
      now === null || before === null || after === null ? count(now) : `${count(now)} (${f.change(after - before)})`,
    list: f.list,
    changeInPoints: difference => f.points(difference, { one: 'Prozentpunkt', other: 'Prozentpunkte' }),
    more: rows => `und ${f.number(rows)} weitere`,
    whole: line => `Alle als Datei: ${line}`,
    showRows: rows => `${f.plural(rows, { one: 'weitere Zeile', other: 'weitere Zeilen' })} zeigen`,
    hideRows: 'Weniger Zeilen zeigen',
    working: 'In Arbeit…',
    ...tellActivity(f, basics),
    ...tellReports(f, basics),
    ...tellDigests(f, basics),
    ...tellUnused(f, basics),
    ...tellOutlook(f, basics),
    ...tellUnread(f),
    ...tellReminders(f, basics),
    ...tellForms(f),
    ...help,
    errors: {
      title: 'Das hat nicht geklappt',
      reference: reference => `Referenz ${reference}`,
      suggestions: 'War eines davon gemeint?',
      tell: (code, details) => tellError(code, details, f),
    },
  }
}
