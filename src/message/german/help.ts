/** German: what can be asked. The commands themselves are the same in every language. */
import type { English } from '../english.ts'

export const help: Pick<English, 'help' | 'commands' | 'privacy'> = {
  help: {
    title: 'Was gefragt werden kann',
    summary: 'Fragen zu Teams, Plätzen und Nutzung von Tabnine.',
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
    welcome: 'Ich sage, wie die Plätze von Tabnine genutzt werden. Gepostet wird nur, was jemand haben möchte.',
  },

  commands: {
    help: { summary: 'was gefragt werden kann, mit Beispielen', examples: ['help usage', 'help'] },
    teams: { summary: 'alle Teams mit ihren Plätzen', examples: ['teams'] },
    team: { summary: 'ein Team: Personen nach Rolle, und Plätze', examples: ['team payments'] },
    seats: {
      summary: 'Plätze nach Zustand, und wie lange Einladungen warten',
      examples: ['seats payments', 'seats'],
    },
    usage: {
      summary: 'aktive Personen, Vervollständigungen, Chat und Agent über einen Zeitraum',
      examples: ['usage payments last week', 'usage all Q3 weekly', 'usage'],
    },
    user: {
      summary: 'Nutzung einer Person: die eigene, für Admins jede',
      examples: ['user ada@example.com last month'],
    },
    me: { summary: 'die eigene Nutzung', examples: ['me this month', 'me'] },
    digest: {
      summary: 'ein Bericht, wie er jetzt aussähe',
      examples: ['digest payments', 'digest payments, mobile monthly'],
    },
    subscribe: {
      summary: 'postet den Bericht von da an hier',
      examples: [
        'subscribe payments, mobile every tuesday at 9:30',
        'subscribe payments',
        'subscribe all monthly on the 1st at 8:00 Europe/Berlin',
      ],
    },
    subscriptions: { summary: 'die Berichte dieser Unterhaltung', examples: ['subscriptions'] },
    edit: {
      summary: 'ändert, was oder wann gepostet wird',
      examples: ['edit 7 every friday at 16:00', 'edit 7 payments, mobile'],
    },
    pause: { summary: 'pausiert einen Bericht', examples: ['pause 7 until 2027-01-10', 'pause 7'] },
    resume: { summary: 'lässt einen pausierten Bericht weiterlaufen', examples: ['resume 7', 'resume all'] },
    run: { summary: 'postet einen Bericht jetzt hier', examples: ['run 7'] },
    unsubscribe: { summary: 'beendet einen Bericht', examples: ['unsubscribe 7'] },
    history: { summary: 'was aus einem Bericht wurde', examples: ['history 7'] },
    settle: {
      summary: 'sagt, was aus einem Bericht wurde, bei dem es unklar ist',
      examples: ['settle 7 sent', 'settle 7 resend', 'settle 7 drop'],
    },
    alerts: {
      summary: 'achtet auf Plätze, die niemand nutzt',
      examples: ['alerts payments', 'alerts all after 30 days repeat every 14 days', 'alerts off payments'],
    },
    why: {
      summary: 'warum Plätze gemeldet wurden oder nicht',
      examples: ['why payments', 'why ada@example.com', 'why 3', 'why me'],
    },
    snooze: { summary: 'lässt eine Meldung einige Tage stumm bleiben', examples: ['snooze 3 14d', 'snooze 3 0d'] },
    remind: {
      summary: 'fragt die Personen einer Meldung, ob sie ihre Plätze behalten möchten',
      examples: ['remind 3'],
    },
    reply: { summary: 'beantwortet eine Erinnerung', examples: ['reply 4f7k2m use'] },
    reminders: { summary: 'beendet Erinnerungen an die eigene Person', examples: ['reminders off'] },
    exclude: {
      summary: 'sorgt dafür, dass jemand nicht gezählt oder genannt wird',
      examples: ['exclude ada@example.com on leave until 2027-01-10', 'exclude'],
    },
    include: {
      summary: 'nimmt zurück, dass jemand nicht gezählt wird',
      examples: ['include 4', 'include ada@example.com'],
    },
    share: {
      summary: 'sagt einen Bericht noch einmal, wo alle ihn lesen',
      examples: ['share usage payments last week'],
    },
    home: { summary: 'was selbst eingerichtet wurde, und die eigene Nutzung', examples: ['home'] },
    audit: {
      summary: 'wer Zahlen von Personen gesehen oder exportiert hat',
      examples: ['audit last month', 'audit'],
    },
    export: {
      summary: 'dieselben Zahlen als CSV-Datei',
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
