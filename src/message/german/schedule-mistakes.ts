/** German: what was wrong in the words of a schedule. */
import type { ErrorDetails } from '../../errors.ts'

export function badScheduleText(subject: string, problem: ErrorDetails['problem']): { happened: string; todo: string } {
  switch (problem) {
    case 'weekday':
      return {
        happened: `Welcher Tag ${subject} sein soll, weiß ich nicht.`,
        todo: 'Einen Wochentag nennen, wie in „jeden Montag um 9 Uhr“, oder „monatlich“ schreiben.',
      }
    case 'month-day':
      return {
        happened: `Ein Monatsbericht kommt am 1. und nicht am ${subject}.`,
        todo: '„am 1. jedes Monats“ schreiben.',
      }
    case 'time':
      return { happened: `${subject} ist keine Uhrzeit.`, todo: 'Zum Beispiel „9:00“ oder „21:30“ schreiben.' }
    case 'zone':
      return {
        happened: `Die Zeitzone ${subject} kenne ich nicht.`,
        todo: 'Einen Ort wie „Europe/Berlin“ oder „New York“ schreiben, oder „UTC“: Abkürzungen und Abstände sagen nicht, wann die Uhren umgestellt werden.',
      }
    case 'second':
      return {
        happened: `Ein Bericht hat einen Tag, eine Uhrzeit und eine Zeitzone: ${subject} ist zu viel.`,
        todo: 'Für einen zweiten Termin in der Woche ein zweites Abo anlegen.',
      }
    case 'past':
      return { happened: `${subject} ist kein Tag, der noch kommt.`, todo: 'Einen späteren Tag schreiben.' }
    default:
      return {
        happened: `${subject} ist kein Tag, den ein Kalender hat.`,
        todo: 'Zum Beispiel „2026-12-24“, „24 Dec“, „tomorrow“, „next monday“ oder „2 weeks“ schreiben.',
      }
  }
}
