/** German: the answer to a question in a sentence. */
import type { English } from '../english.ts'

export const questions: Pick<English, 'questions'> = {
  questions: {
    title: 'War eines davon gemeint?',
    summary: 'Ich beantworte kurze Befehle. Diese kommen der Frage am nächsten.',
    usage: 'Nutzung zeigen',
    usageOf: team => `Nutzung von ${team} zeigen`,
    teamUsage: 'Teamnutzung zeigen…',
    cost: 'Agentenkosten zeigen',
    seats: 'Plätze zeigen',
    seatsOf: team => `Plätze von ${team} zeigen`,
    unused: 'Ungenutzte Plätze zeigen',
    me: 'Meine Nutzung zeigen',
    teams: 'Alle Teams zeigen',
    compare: 'Teams vergleichen',
    compareSome: 'Teams vergleichen…',
    help: 'Alle Befehle zeigen',
  },
}
