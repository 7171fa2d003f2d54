/** German: what can be asked. The commands themselves are the same in every language. */
import type { English } from '../english.ts'

export const help: Pick<English, 'help' | 'commands' | 'privacy'> = {
  help: {
    title: 'Alle Befehle',
    summary: 'Fragen zu Tabnine beantworte ich hier.',
    of: verb => `So wird gefragt: ${verb}`,
    usage: 'Aufbau: ',
    examples: 'Beispiele',
    ask: 'Frage',
    about: 'Antwort',
    periods:
      'Ein Zeitraum ist eines von: heute, gestern, diese Woche, letzte Woche, dieser Monat, letzter Monat, letztes Quartal, letzte 30 Tage, letzte 3 Monate, KW 47, 2026-W47, 2026-09, September, Q3, Q3 2026, 2026, seit Montag, seit 1. September, 1. Sep bis 14. Sep, 1.9.2026 bis 14.9.2026. Dasselbe geht auf Englisch.',
    teams: 'Ein Team ist ein Name, ein Teil eines Namens oder eine ID; „all“ ist die ganze Organisation.',
    schedules:
      'Wann: zum Beispiel „jeden Montag um 9 Uhr“ oder „am 1. jedes Monats um 8 Uhr“, auch auf Englisch; dahinter kann eine Zeitzone stehen, etwa Europe/Berlin. Ohne Angabe: jeden Montag um 9:00 Uhr in der eigenen Zeitzone.',
    more: 'Mehr zu einem davon: ',
    welcome:
      'Hallo! Ich berichte, wie Teams ihre Tabnine-Plätze nutzen. Ich poste nur, wo mich jemand eingerichtet hat.',
  },

  commands: {
    help: { summary: 'alle Befehle, mit Beispielen', examples: ['help usage', 'help'] },
    teams: { summary: 'alle Teams mit ihren Plätzen', examples: ['teams'] },
    team: { summary: 'Personen eines Teams nach Rolle, und seine Plätze', examples: ['team payments'] },
    seats: {
      summary: 'Mitglieder, offene Einladungen und deaktivierte Personen',
      examples: ['seats payments', 'seats'],
    },
    usage: {
      summary: 'aktive Mitglieder, Vervollständigungen, Chat und Agent',
      examples: ['usage payments last week', 'usage all Q3 weekly', 'usage'],
    },
    user: {
      summary: 'Nutzung einer Person (Admins) oder die eigene',
      examples: ['user ada@example.com last month'],
    },
    me: { summary: 'die eigene Nutzung', examples: ['me this month', 'me'] },
    digest: {
      summary: 'Vorschau eines Berichts',
      examples: ['digest payments', 'digest payments, mobile monthly'],
    },
    subscribe: {
      summary: 'einen Bericht regelmäßig hierher schicken',
      examples: [
        'subscribe payments, mobile every tuesday at 9:30',
        'subscribe payments',
        'subscribe all monthly on the 1st at 8:00 Europe/Berlin',
      ],
    },
    subscriptions: { summary: 'Berichte in diesem Kanal', examples: ['subscriptions'] },
    edit: {
      summary: 'einen Bericht ändern',
      examples: ['edit 7 every friday at 16:00', 'edit 7 payments, mobile'],
    },
    pause: { summary: 'einen Bericht pausieren', examples: ['pause 7 until 2027-01-10', 'pause 7'] },
    resume: { summary: 'einen Bericht fortsetzen', examples: ['resume 7', 'resume all'] },
    run: { summary: 'einen Bericht jetzt posten', examples: ['run 7'] },
    unsubscribe: { summary: 'einen Bericht beenden', examples: ['unsubscribe 7'] },
    history: { summary: 'Verlauf eines Berichts', examples: ['history 7'] },
    settle: {
      summary: 'einen unbestätigten Bericht klären',
      examples: ['settle 7 sent', 'settle 7 resend', 'settle 7 drop'],
    },
    alerts: {
      summary: 'ungenutzte Plätze melden',
      examples: ['alerts payments', 'alerts all after 30 days repeat every 14 days', 'alerts off payments'],
    },
    why: {
      summary: 'warum Plätze gemeldet werden oder nicht',
      examples: ['why payments', 'why ada@example.com', 'why 3', 'why me'],
    },
    snooze: { summary: 'eine Meldung einige Tage stummschalten', examples: ['snooze 3 14d', 'snooze 3 0d'] },
    remind: {
      summary: 'die Personen einer Meldung fragen, ob sie ihren Platz brauchen',
      examples: ['remind 3'],
    },
    reply: { summary: 'eine Erinnerung beantworten', examples: ['reply 4f7k2m use'] },
    reminders: { summary: 'eigene Erinnerungen abstellen', examples: ['reminders off'] },
    exclude: {
      summary: 'jemanden aus Zählung und Meldungen ausnehmen',
      examples: ['exclude ada@example.com on leave until 2027-01-10', 'exclude'],
    },
    include: {
      summary: 'eine Ausnahme beenden',
      examples: ['include 4', 'include ada@example.com'],
    },
    share: {
      summary: 'einen Bericht mit diesem Kanal teilen',
      examples: ['share usage payments last week'],
    },
    home: { summary: 'eigene Berichte, Meldungen und Nutzung', examples: ['home'] },
    audit: {
      summary: 'Zugriffsprotokoll: wer Zahlen von Personen gesehen oder exportiert hat',
      examples: ['audit last month', 'audit'],
    },
    export: {
      summary: 'die Zahlen als CSV-Datei',
      examples: ['export usage payments last month', 'export 3'],
    },
  },

  privacy: {
    answeredInPersonalChat: 'Die Antwort steht in unserem persönlichen Chat.',
    needsPersonalChat:
      'Diese Antwort ist nur für die Person, die gefragt hat, und ich kann ihr noch nicht schreiben: die App zu den persönlichen Chats hinzufügen (Apps, danach suchen, Hinzufügen) und dann noch einmal fragen.',
    needsDirectMessage:
      'Diese Antwort ist nur für die Person, die gefragt hat, und ließ sich hier nicht zustellen: in einer Direktnachricht noch einmal fragen.',
  },
}
