import type { ErrorDetails } from '../../errors.ts'
import type { ErrorText } from '../error-text.ts'

/** What is wrong with a schedule, and how to write it. */
export function badScheduleText(subject: string, problem: ErrorDetails['problem']): ErrorText {
  switch (problem) {
    case 'weekday':
      return {
        title: `${subject} isn’t a day I know`,
        todo: 'Pick one weekday, such as “every Monday at 9:00”, or write “monthly”.',
      }
    case 'month-day':
      return { title: `Monthly digests come on the 1st, not on ${subject}`, todo: 'Write “monthly on the 1st”.' }
    case 'time':
      return { title: `${subject} isn’t a time of day`, todo: 'Write for example “9:00”, “9:30 pm” or “21:30”.' }
    case 'zone':
      return {
        title: `I don’t know the time zone ${subject}`,
        todo: 'Write a place, such as “Europe/Berlin” or “New York”, or write “UTC”.',
      }
    case 'second':
      return {
        title: `One day, one time and one zone per digest: ${subject} is too many`,
        todo: 'Add a second digest for another day or time.',
      }
    case 'past':
      return { title: `${subject} is in the past`, todo: 'Pick a later day.' }
    default:
      return {
        title: `${subject} isn’t a date I know`,
        todo: 'Write for example “2026-12-24”, “24 Dec”, “tomorrow”, “next Monday” or “2 weeks”.',
      }
  }
}
