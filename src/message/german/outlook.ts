/** German: how invited people come to use their seats, and what the seats come to until the renewal. */
import type { English } from '../english.ts'
import { type Formats, roundTo } from '../formats.ts'
import type { GermanBasics } from './basics.ts'

export function outlookText(f: Formats, { share }: GermanBasics): Pick<English, 'outlook'> {
  const daysOf = (count: number) => f.plural(count, { one: 'Tag', other: 'Tagen' })
  const within = (days: number) =>
    days === 0 ? 'weniger als einen Tag' : `höchstens ${f.plural(days, { one: 'Tag', other: 'Tage' })}`

  return {
    outlook: {
      flows: passed => `Personen: ${f.list(passed)}.`,
      flow: {
        invited: count => `${f.number(count)} eingeladen`,
        registered: count => `${f.number(count)} beigetreten`,
        started: count => `${f.number(count)} ${count === 1 ? 'hat' : 'haben'} Tabnine zum ersten Mal genutzt`,
        back: count => `${f.number(count)} nach einer Pause zurück`,
        deactivated: count => `${f.number(count)} deaktiviert`,
      },
      firstUse: (median, most, began, open) => {
        const waiting = open === 0 ? '' : `; ${f.number(open)} ${open === 1 ? 'hat' : 'haben'} noch nicht begonnen`
        const intro = 'Von der Einladung bis zur ersten Nutzung:'
        if (began === 1) return `${intro} die eine Person, die begonnen hat, brauchte ${within(most)}${waiting}.`
        if (began < 5)
          return `${intro} jede der ${f.number(began)} Personen, die begonnen haben, brauchte ${within(most)}${waiting}.`
        if (began < 10)
          return `${intro} die Hälfte brauchte ${within(median)}, alle ${f.number(began)}, die begonnen haben, ${within(most)}${waiting}.`
        return `${intro} die Hälfte brauchte ${within(median)}, neun von zehn ${within(most)} (${f.number(began)} haben begonnen, ${f.number(open)} noch nicht).`
      },
      rates: rates =>
        `Begonnen haben ${f.list(rates.map(([days, began, people]) => `binnen ${daysOf(days)}: ${share(began, people)} (${f.number(began)} von ${f.number(people)})`))}.`,
      renewal: ({ seats, date, unused: { low, high } }) =>
        `Geht es so weiter, ${high === 1 ? 'hat' : 'haben'} am ${f.day(date)} ${low === high ? f.number(low) : `${f.number(low)} bis ${f.number(high)}`} von ${f.plural(seats, { one: 'gekauften Platz', other: 'gekauften Plätzen' })} niemanden.`,
      renewalTitle: 'Bei der Verlängerung:',
      renewalUnknown: ({ date }) =>
        `Was am ${f.day(date)} ungenutzt sein wird, ist nicht bekannt: Dazu braucht es Zählungen aus mindestens drei Wochen bis heute und einen Tag, der noch kommt.`,
      arithmetic: ({ day, registered }, daysLeft) =>
        `Am ${f.day(day)}, ${f.plural(daysLeft, { one: 'Tag', other: 'Tage' })} vor der Verlängerung, ${registered === 1 ? 'war' : 'waren'} ${f.plural(registered, { one: 'Person', other: 'Personen' })} registriert. Nach dem Verlauf jedes Zeitraums:`,
      pace: 'Zeitraum',
      before: 'Vorher registriert',
      perWeek: 'Veränderung pro Woche, netto',
      atRenewal: date => `Registriert am ${f.day(date)}`,
      unusedOf: seats => `Ungenutzt von ${f.number(seats)}`,
      weeks: count => f.plural(count, { one: 'Woche', other: 'Wochen' }),
      counted: ({ day, registered }) => `${f.number(registered)} (${f.day(day)})`,
      change: perWeek => f.change(roundTo(perWeek, 1)),
      seats: count => f.number(roundTo(count, 1)),
      unusedMeans:
        'Ungenutzt heißt hier, dass sich niemand registriert hat. Registrierte Personen, die nichts nutzen, kommen hinzu.',
    },
  }
}
