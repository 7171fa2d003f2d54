/** German: what is wrong with a schedule, and how to write it. */
import type { badScheduleText as english } from '../english/schedule-mistakes.ts'

export const badScheduleText: typeof english = (subject, problem) => {
  switch (problem) {
    case 'weekday':
      return {
        title: `Den Tag ${subject} kenne ich nicht`,
        todo: 'Einen Wochentag nennen, zum Beispiel „jeden Montag um 9 Uhr“, oder „monatlich“ schreiben.',
      }
    case 'month-day':
      return {
        title: `Monatsberichte kommen am 1. und nicht am ${subject}`,
        todo: '„am 1. jedes Monats“ schreiben.',
      }
    case 'time':
      return { title: `${subject} ist keine Uhrzeit`, todo: 'Zum Beispiel „9:00“ oder „21:30“ schreiben.' }
    case 'zone':
      return {
        title: `Die Zeitzone ${subject} kenne ich nicht`,
        todo: 'Einen Ort wie „Europe/Berlin“ oder „New York“ schreiben, oder „UTC“.',
      }
    case 'second':
      return {
        title: `Ein Tag, eine Uhrzeit und eine Zeitzone je Bericht: ${subject} ist zu viel`,
        todo: 'Für einen zweiten Termin einen zweiten Bericht abonnieren.',
      }
    case 'past':
      return { title: `${subject} liegt in der Vergangenheit`, todo: 'Einen späteren Tag wählen.' }
    default:
      return {
        title: `${subject} ist kein Datum, das ich kenne`,
        todo: 'Zum Beispiel „24.12.2026“, „24. Dez“, „morgen“, „nächsten Montag“ oder „2 Wochen“ schreiben.',
      }
  }
}
