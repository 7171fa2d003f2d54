/** German: labels, options and hints of fields, and what is next to forms. */

import { weekdayOf } from '../../time/schedule-words.ts'
import type { English } from '../english.ts'
import { type Formats, isolate, keepDirection } from '../formats.ts'

const labels: Readonly<Record<string, string>> = {
  team: 'Team',
  teams: 'Teams',
  person: 'Person',
  'include whom': 'Person oder Nummer der Ausnahme',
  whom: 'Team oder Person',
  reason: 'Grund',
  period: 'Zeitraum',
  by: 'Gruppiert nach',
  'when-day': 'Tag',
  'when-time': 'Uhrzeit',
  'when-zone': 'Zeitzone',
  language: 'Sprache',
  number: 'Nummer',
  until: 'Bis',
  after: 'Ungenutzt nach (Tage)',
  repeat: 'Wiederholen alle (Tage)',
  how: 'Stumm für (Tage)',
  line: 'Was exportieren',
  what: 'Aktion',
}

const hints: Readonly<Record<string, string>> = {
  period: 'Zum Beispiel: letzte Woche, dieser Monat, letzte 30 Tage, KW 47, 2026-09, Q3, 1. Sep bis 14. Sep.',
  'subscribe when-zone': 'Standard: die eigene Zeitzone. Jede andere geht im Befehl.',
  'edit teams': 'Was leer bleibt, ändert sich nicht.',
  'usage team': 'Standard: die ganze Organisation.',
  'usage period':
    'Zum Beispiel: letzte Woche, letzte 30 Tage, KW 47, 2026-09, Q3, 1. Sep bis 14. Sep. Standard: letzte Woche.',
  'seats team': 'Standard: die ganze Organisation.',
  'digest teams': 'Standard: die ganze Organisation.',
  'digest by': 'Standard: Wochen.',
  after: 'Gezählt ab der Einladung, dem Beitritt oder der letzten Nutzung.',
  'export line': 'Ein Befehl, etwa „nutzung payments letzter Monat“, oder die Nummer einer Meldung.',
  'pause until': 'Ohne Angabe, bis jemand ihn fortsetzt.',
  'exclude until': 'Ohne Angabe gibt es kein Ende.',
  reason: 'Zum Beispiel: in Elternzeit. Admins lesen es.',
}

const choices: Readonly<Record<string, string>> = {
  daily: 'Tage',
  'monthly on the 1st': 'Am 1. jedes Monats',
  weekly: 'Wochen',
  monthly: 'Monate',
  'by model': 'Modell',
  'by ide': 'IDE',
  'by language': 'Sprache',
  snooze: '7 Tage ruhen lassen',
  mute: 'Bis Monatsende ruhen lassen',
  resume: 'Jetzt wecken',
  'in english': 'Englisch',
  'in german': 'Deutsch',
  'auf deutsch': 'Deutsch',
}

export function formText(f: Formats): Pick<English, 'forms' | 'progress' | 'share' | 'home'> {
  const weekdayChoice = (value: string) => {
    const weekday = value.startsWith('every ') ? weekdayOf(value.slice('every '.length)) : 0
    return weekday === 0 ? null : `Jeden ${f.weekdayName(weekday)}`
  }
  const counted = {
    teams: (count: number) => f.plural(count, { one: 'Team', other: 'Teams' }),
    people: (count: number) => f.plural(count, { one: 'Person', other: 'Personen' }),
  }
  return {
    forms: {
      about: summary => `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
      submit: 'Anzeigen',
      cancel: 'Abbrechen',
      label: (verb, field) => labels[`${verb} ${field}`] ?? labels[field] ?? field,
      hint: (verb, field) => hints[`${verb} ${field}`] ?? hints[field] ?? null,
      choice: value => choices[value] ?? weekdayChoice(value) ?? value.replaceAll('_', ' '),
      choose: 'Auswählen…',
      open: { subscribe: 'Abonnieren…', alerts: 'Plätze beobachten…', edit: 'Ändern…' },
      optional: label => `${label} (optional)`,
      wholeOrganization: 'Die ganze Organisation',
      typeToSearch: 'Zum Suchen tippen',
      offered: count => `${f.number(count)} Treffer`,
      nothing: 'Kein Treffer. Ich suche nach dem, was da steht.',
      remove: 'Entfernen',
      missing: 'Bitte ausfüllen.',
      notDays: '1–999 Tage eingeben.',
      tooLong: most => `Höchstens ${f.number(most)} Zeichen.`,
      wrong: 'Hier stimmt etwas nicht. Warum, steht im persönlichen Chat, wenn das Formular dort ausgefüllt wird.',
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
      by: name => `Geteilt von ${isolate(name)}`,
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
