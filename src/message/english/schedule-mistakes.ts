import type { ErrorDetails } from '../../errors.ts'

/** What is wrong with a schedule, and how to write it. */
export function badScheduleText(subject: string, problem: ErrorDetails['problem']) {
  switch (problem) {
    case 'weekday':
      return {
        happened: `I do not know which day ${subject} is.`,
        todo: 'Name one day of the week, as in “every monday at 9:00”, or write “monthly”.',
      }
    case 'month-day':
      return {
        happened: `A monthly digest comes on the 1st, not on ${subject}.`,
        todo: 'Write “monthly on the 1st”.',
      }
    case 'time':
      return { happened: `${subject} is not a time of day.`, todo: 'Write for example “9:00”, “9:30 pm” or “21:30”.' }
    case 'zone':
      return {
        happened: `I do not know the time zone ${subject}.`,
        todo: 'Write a place such as “Europe/Berlin” or “New York”, or “UTC”: abbreviations and offsets do not say when the clocks change.',
      }
    case 'second':
      return {
        happened: `A digest has one day, one time and one time zone: ${subject} is one too many.`,
        todo: 'Subscribe a second time for a second time of the week.',
      }
    case 'past':
      return { happened: `${subject} is not a day to come.`, todo: 'Write a later day.' }
    default:
      return {
        happened: `${subject} is not a day that a calendar has.`,
        todo: 'Write for example “2026-12-24”, “24 Dec”, “tomorrow”, “next monday” or “2 weeks”.',
      }
  }
}
