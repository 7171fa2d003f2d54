/** Every German sentence of the bot, room by room in `german/`. Says what `english.ts` says, checked by its type. */
import type { English } from './english.ts'
import { endSentence, type Formats, keepDirection } from './formats.ts'
import { activityText } from './german/activity.ts'
import { createBasics, notReported } from './german/basics.ts'
import { digestText } from './german/digests.ts'
import { errorText } from './german/errors.ts'
import { formText } from './german/forms.ts'
import { help } from './german/help.ts'
import { outlookText } from './german/outlook.ts'
import { questions } from './german/questions.ts'
import { reminderText } from './german/reminders.ts'
import { reportText } from './german/reports.ts'
import { unreadText } from './german/unread.ts'
import { unusedText } from './german/unused.ts'

/** Tabnine's words for roles; others are shown as they are. */
const roles: ReadonlyMap<string, string> = new Map([
  ['Member', 'Mitglied'],
  ['TeamLead', 'Teamleitung'],
])

export function german(f: Formats): English {
  const basics = createBasics(f)
  const { count } = basics
  return {
    language: 'de',
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
    role: role => (role === null ? 'Rolle nicht gemeldet' : (roles.get(role) ?? role)),
    subject: subject => keepDirection(subject.name),
    changeInCount: (difference, before) => {
      const percent = f.changeInPercent(difference, before)
      return percent === null || difference === 0 ? f.change(difference) : `${f.change(difference)} (${percent})`
    },
    changePerDay: (difference, before) => {
      const percent = f.changeInPercent(difference, before)
      return percent && `${percent} pro Tag`
    },
    countAndChange: (now, before, after = now) =>
      now === null || before === null || after === null || after === before
        ? count(now)
        : `${count(now)} (${f.change(after - before)})`,
    list: f.list,
    changeInPoints: difference => f.points(difference, '%-Punkte'),
    more: rows => `und ${f.number(rows)} weitere`,
    whole: line => `Alle als Datei: ${line}`,
    showRows: rows => `${f.plural(rows, { one: 'weitere Zeile', other: 'weitere Zeilen' })} zeigen`,
    hideRows: 'Weniger Zeilen zeigen',
    showColumns: 'Alle Spalten zeigen',
    hideColumns: 'Weniger Spalten zeigen',
    working: 'In Arbeit…',
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
      reference: reference => `Referenz ${reference}`,
      act: {
        again: 'Noch einmal versuchen',
        teams: 'Alle Teams zeigen',
        digests: 'Berichte zeigen',
        alerts: 'Meldungen zeigen',
        excluded: 'Ausgenommene zeigen',
        me: 'Meine Nutzung zeigen',
        examples: 'Beispiele zeigen',
        help: 'Alle Befehle zeigen',
      },
      explain: (code, details) => errorText(code, details, f),
      inLine: (code, details) => {
        const { title, todo } = errorText(code, details, f)
        return `${endSentence(title)} ${todo}`
      },
    },
  }
}
