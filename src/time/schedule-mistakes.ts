/** What was probably meant where the words of a schedule mean nothing. */
import type { ErrorDetails } from '../errors.ts'
import { nearWeekdays, textBeforeNextPart } from './schedule-words.ts'
import { suggestZones } from './zones.ts'

/** The wrong words, as written, and possible replacements. */
export type Mistake = {
  readonly wrong: string
  readonly problem: NonNullable<ErrorDetails['problem']>
  readonly options: readonly string[]
}

const aboutDay = /^(?:daily|(?:(?:every|each|on) )*(?:every|each|on)(?: the)?)(?= |$)/i

/** The mistake at the beginning of a text in which no part of a schedule could be read. */
export function findMistake(text: string): Mistake {
  const lead = aboutDay.exec(text)?.[0]
  if (lead !== undefined) {
    const rest = text.slice(lead.length).trimStart()
    return mistakeInDay(/^daily$/i.test(lead) || /^(at |at$|$)/i.test(rest) ? lead : rest)
  }
  const time = /^(?:at (\S+)|at$|\d\S*)/i.exec(text)
  if (time) return { wrong: time[1] ?? time[0], problem: 'time', options: [] }
  const [word = ''] = text.split(' ')
  const days = nearWeekdays(word)
  if (days.length > 0) return { wrong: word, problem: 'weekday', options: days }
  const zone = textBeforeNextPart(text).replace(/^in (?=.)/i, '')
  return { wrong: zone, problem: 'zone', options: suggestZones(zone) }
}

/** "24:00", "9:60" and "13:30 pm" are a little too much of what they mean. 25:00 may mean anything. */
export function suggestTimes(time: string): string[] {
  const [, hours = '', minutes = '0', half] = /^(\d+)(?:\D(\d+))? ?([ap])?/i.exec(time) ?? []
  const [hour, minute] = [Number(hours), Number(minutes)]
  const isMeant = half
    ? hour > 12 && hour < 24 && minute < 60
    : (hour < 24 && minute === 60) || (hour === 24 && minute === 0)
  const corrected = (hour * 60 + minute) % (24 * 60)
  return isMeant ? [`${Math.floor(corrected / 60)}:${String(corrected % 60).padStart(2, '0')}`] : []
}

function mistakeInDay(text: string): Mistake {
  const [word = '', next] = text.split(' ')
  if (/^\d+(?:st|nd|rd|th|\.)$/i.test(word)) return { wrong: word, problem: 'month-day', options: ['1st'] }
  // "every 2 weeks", "every other monday".
  const isCount = /^(?:\d+|two|three|four|other|second|last)$/i.test(word)
  return { wrong: isCount && next ? `${word} ${next}` : word, problem: 'weekday', options: nearWeekdays(word) }
}
