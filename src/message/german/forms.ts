/** Formulare: was neben, in und unter ihren Feldern steht. */
import type { English } from '../english.ts'
import { endSentence, type Formats, isolate, keepDirection } from '../formats.ts'

const labels: Readonly<Record<string, string>> = {
  team: 'Team',
  teams: 'Teams',
  person: 'Person',
  'include whom': 'Person oder Nummer des Ausschlusses',
  whom: 'Team oder Person',
  reason: 'Grund',
  period: 'Zeitraum',
  by: 'In Schritten von',
  when: 'Wann',
  language: 'Sprache',
  number: 'Nummer',
  until: 'Bis',
  after: 'Tage, bis ein Platz als ungenutzt gilt',
  repeat: 'Tage zwischen Wiederholungen',
  how: 'Für wie viele Tage',
  line: 'Was',
}

const hints: Readonly<Record<string, string>> = {
  period: 'Zum Beispiel: letzte Woche, dieser Monat, letzte 30 Tage, KW 47, 2026-09, Q3, 1. Sep bis 14. Sep.',
  when: 'Zum Beispiel: jeden Montag um 9 Uhr, am 1. jedes Monats um 8 Uhr Europe/Berlin. Leer: jeden Montag um 9:00 Uhr.',
  'edit teams': 'Leer: die Teams bleiben, wie sie sind.',
  'edit when': 'Zum Beispiel: jeden Freitag um 16 Uhr. Leer: es bleibt, wie es ist.',
  'usage team': 'Leer: die ganze Organisation.',
  'usage period':
    'Zum Beispiel: letzte Woche, letzte 30 Tage, KW 47, 2026-09, Q3, 1. Sep bis 14. Sep. Leer: letzte Woche.',
  'seats team': 'Leer: die ganze Organisation.',
  'digest teams': 'Leer: die ganze Organisation.',
  'digest by': 'Leer: Wochen.',
  after: 'Gezählt ab der Einladung oder der Registrierung.',
  'export line': 'Eine Frage, etwa „usage payments last month“, oder die Nummer einer Meldung.',
  'pause until': 'Leer: bis jemand es fortsetzt.',
  'exclude until': 'Leer: für immer.',
  reason: 'Zum Beispiel: in Elternzeit. Admins lesen es.',
}

const choices: Readonly<Record<string, string>> = {
  daily: 'Tagen',
  weekly: 'Wochen',
  monthly: 'Monaten',
  'by model': 'Modell',
  'in english': 'Englisch',
  'in german': 'Deutsch',
  'auf deutsch': 'Deutsch',
}

export function formText(f: Formats): Pick<English, 'forms' | 'progress' | 'share' | 'home'> {
  const counted = {
    teams: (count: number) => f.plural(count, { one: 'Team', other: 'Teams' }),
    people: (count: number) => f.plural(count, { one: 'Person', other: 'Personen' }),
  }
  return {
    forms: {
      about: summary => `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
      submit: 'Fragen',
      cancel: 'Abbrechen',
      label: (verb, field) => labels[`${verb} ${field}`] ?? labels[field] ?? field,
      hint: (verb, field) => hints[`${verb} ${field}`] ?? hints[field] ?? null,
      choice: value => choices[value] ?? value,
      choose: 'Auswählen…',
      open: { subscribe: 'Abonnieren…', alerts: 'Plätze beobachten…', edit: 'Ändern…' },
      optional: label => `${label} (optional)`,
      wholeOrganization: 'Die ganze Organisation',
      typeToSearch: 'Zum Suchen tippen',
      offered: count => `${f.number(count)} zur Auswahl.`,
      nothing: 'Nichts passt; gefragt wird, was da steht.',
      remove: 'wegnehmen',
      missing: 'Das wird gebraucht.',
      notDays: 'Eine ganze Zahl von Tagen schreiben, höchstens 999.',
      tooLong: most => `Höchstens ${f.number(most)} Zeichen schreiben.`,
      wrong:
        'Das passt nicht. Warum, steht im persönlichen Chat, wenn das Formular dort ausgefüllt wird: da liest niemand mit.',
      closed: 'Dieses Formular ist abgelaufen. Bitte noch einmal öffnen.',
      closedTitle: 'Formular abgelaufen',
      reopen: 'Bitte noch einmal öffnen.',
      mistakes: 'Bitte das Formular prüfen',
    },
    progress: {
      working: line => `In Arbeit: ${keepDirection(line)}`,
      done: ({ done, of, what }) =>
        of === null ? `${counted[what](done)} gelesen` : `${f.number(done)} von ${counted[what](of)} gelesen`,
    },
    share: {
      act: 'Hier teilen',
      by: name => endSentence(`Geteilt von ${isolate(name)}`),
    },
    home: {
      title: 'Deine Berichte, Meldungen und Nutzung',
      start: 'Einen Wochenbericht in einen Kanal schicken oder ungenutzte Plätze beobachten.',
      nothing: 'Im Moment ist nichts zu tun.',
      needs: {
        unused: (open, subject, day) =>
          `${f.plural(open, { one: 'ungenutzter Platz', other: 'ungenutzte Plätze' })} in ${subject} seit ${day}`,
        unreachable: names => `Der Bericht ${names} pausiert: In seinem Kanal kann ich nicht posten`,
      },
      subscriptions: 'Deine Berichte',
      noSubscriptions: 'Noch keine Berichte',
      alerts: 'Deine Meldungen',
      noAlerts: 'Noch keine Meldungen',
      usage: 'Deine Nutzung',
      next: moment => `nächster: ${moment}`,
      openSince: (open, day) => `${f.number(open)} ungenutzt seit ${day}`,
      quiet: 'nichts offen',
      runNow: 'Jetzt posten',
      more: 'Ganzen Bericht zeigen',
    },
  }
}
