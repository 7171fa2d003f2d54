/** German: what can be asked. The commands themselves are the same in every language. */
import type { English } from '../english.ts'

export const help: Pick<English, 'help' | 'privacy' | 'whoami'> = {
  help: {
    title: 'Frag mich zu Tabnine',
    summary: 'Einen Befehl schreiben, einen Knopf drücken oder in eigenen Worten fragen.',
    goals: {
      usage: ['nutzung payments letzte Woche', 'Wie ein Team Tabnine genutzt hat'],
      seats: ['plätze alle', 'Wer einen Platz hat und ob er genutzt wird'],
      me: ['ich', 'Deine eigenen Zahlen (nur du siehst sie)'],
      subscribe: ['abonnieren payments', 'Jeden Montag ein Bericht hier'],
      alerts: ['meldungen payments', 'Eine Meldung hier zu ungenutzten Plätzen'],
      teams: ['teams', 'Alle Teams mit ihren Plätzen'],
      digest: ['bericht payments', 'Der Bericht eines Teams für diese Woche'],
    },
    all: count => `Alle ${count} Befehle: `,
    one: 'Ein Befehl: ',
    lineOfAll: 'hilfe alle',
    lineOfOne: 'hilfe nutzung',
    allTitle: 'Alle Befehle',
    allSummary: 'Jeder Befehl mit einem Beispiel zum Kopieren.',
    of: verb => `So wird gefragt: ${verb}`,
    usage: 'Aufbau: ',
    otherNames: names => `Auf Deutsch: ${names}`,
    examples: 'Beispiele',
    ask: 'Schreiben',
    about: 'Antwort',
    periods:
      'Ein Zeitraum ist eines von: heute, gestern, diese Woche, letzte Woche, dieser Monat, letzter Monat, letztes Quartal, letzte 30 Tage, letzte 3 Monate, KW 47, 2026-W47, 2026-09, September, Q3, Q3 2026, 2026, seit Montag, seit 1. September, 1. Sep bis 14. Sep, 1.9.2026 bis 14.9.2026. Dasselbe geht auf Englisch.',
    teams: 'Ein Team ist ein Name, ein Teil eines Namens oder eine ID; „all“ ist die ganze Organisation.',
    schedules:
      'Wann: zum Beispiel „jeden Montag um 9 Uhr“ oder „am 1. jedes Monats um 8 Uhr“, auch auf Englisch; dahinter kann eine Zeitzone stehen, etwa Europe/Berlin. Ohne Angabe: jeden Montag um 9:00 Uhr in der eigenen Zeitzone.',
    chatOnly: 'Geht nur in Slack oder Teams.',
    welcome:
      'Hallo! Ich berichte, wie Teams ihre Tabnine-Plätze nutzen. Ich poste nur, wo mich jemand eingerichtet hat.',
  },

  whoami: {
    title: 'Deine IDs',
    summary: 'Mit diesen IDs nennen Admins Personen und Unterhaltungen in den Einstellungen.',
    id: 'Deine ID',
    email: 'Deine E-Mail',
    role: 'Deine Rolle',
    noRole: 'keine',
    from: {
      terminal: 'du betreibst den Bot',
      settings: 'laut Einstellungen',
      tabnine: 'laut deiner Rolle in Tabnine',
      everyone: 'wie alle',
    },
    unchecked: 'Ich kann die Rollen gerade nicht aus Tabnine lesen, also hast du die Rechte aller.',
    conversation: 'Diese Unterhaltung',
  },
  privacy: {
    answeredInPersonalChat: 'Die Antwort steht in unserem persönlichen Chat.',
    needsPersonalChat:
      'Diese Antwort ist nur für die Person, die gefragt hat, und ich kann ihr noch nicht schreiben: die App zu den persönlichen Chats hinzufügen (Apps, danach suchen, Hinzufügen) und dann noch einmal fragen.',
    needsDirectMessage:
      'Diese Antwort ist nur für die Person, die gefragt hat, und ließ sich hier nicht zustellen: in einer Direktnachricht noch einmal fragen.',
  },
}
