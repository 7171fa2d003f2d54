/** The words of a schedule to a `Schedule`, and back. */
import { AppError } from '../errors.ts'
import type { Schedule } from '../ports.ts'
import { toEnglish } from './german-words.ts'
import { findMistake, type Mistake, suggestTimes } from './schedule-mistakes.ts'
import {
  nearWeekdays,
  type Reading,
  readEvery,
  readTime,
  readZone,
  textBeforeNextPart,
  weekdays,
} from './schedule-words.ts'
import type { WallTime } from './wall-clock.ts'
import { looksLikeZone, settleZone } from './zones.ts'

const hourNames = /^(noon|midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)$/

/** A time with minutes or halves of the day: a bare number may well be of a name. */
const clockTime = /^\d{1,2}(?::\d{2}|(?::\d{2})? ?[ap]\.?m\.?)(?: |$)/i

/**
 * Whether words at the end of a line are a schedule, right or mistaken, and not part of a name. A city alone is not:
 * it may well belong to a team's name.
 */
export function looksLikeSchedule(words: string): boolean {
  const text = clean(words)
  const [start = '', next = ''] = text.toLowerCase().split(' ')
  if (/^(every|each|daily|weekly|monthly)$/.test(start)) return true
  if (start === 'on') return /^on (the )?(\d|first|every|each)/i.test(text) || nearWeekdays(next).length > 0
  if (start === 'at') return /^\d/.test(next) || hourNames.test(next)
  if (clockTime.test(text)) return true
  if (nearWeekdays(start).length > 0 && (next === 'at' || /^\d/.test(next))) return true
  return looksLikeZone(textBeforeNextPart(text))
}

/**
 * Reads the words of a schedule, in any order; what they do not say stays as it is in `base`. Throws `bad-schedule` with
 * the words that are wrong, and suggests all words with the correction, in the line that `lineWith` makes of them.
 */
export function readSchedule(words: string, base: Schedule, lineWith = (corrected: string) => corrected): Schedule {
  return { ...base, ...readParts(words, base.every, lineWith) }
}

/** What the words say of a schedule, and nothing else. @param before a week without a day keeps the day of this one */
export function readParts(
  words: string,
  before: Schedule['every'],
  lineWith = (corrected: string) => corrected,
): Partial<Schedule> {
  const text = clean(words)
  const found: Partial<Schedule> = {}
  let rest = text
  while (rest !== '') {
    const reading = readEvery(rest, before) ?? readTime(rest) ?? readZone(rest)
    const mistake = reading ? judge(reading, found) : findMistake(rest)
    if (mistake) throw refuse(mistake, text, text.length - rest.length, lineWith)
    Object.assign(found, reading?.part)
    rest = rest.slice(reading?.matched.length).trimStart()
  }
  return found
}

/** The canonical words of a schedule. Read back they give the same one, whatever the base. */
export function formatSchedule({ every, zone, ...time }: Schedule): string {
  return `${formatEvery(every)} at ${formatTime(time)} ${zone}`
}

/** `every monday`, `monthly on the 1st`. */
export function formatEvery(every: Schedule['every']): string {
  return every.unit === 'month' ? 'monthly on the 1st' : `every ${weekdays[every.weekday - 1]}`
}

/** `9:05`: a time of day as a command line has it. */
export function formatTime({ hour, minute }: WallTime): string {
  return `${hour}:${String(minute).padStart(2, '0')}`
}

/** What is wrong with words that could be read: no clock shows them, or something of the kind was given already. */
function judge({ matched, part }: Reading, found: Partial<Schedule>): Mistake | null {
  const time = matched.replace(/^at /i, '')
  if (!part) return { wrong: time, problem: 'time', options: suggestTimes(time) }
  const isSecond = Object.keys(part).some(name => name in found)
  return isSecond ? { wrong: matched, problem: 'second', options: [] } : null
}

function refuse(
  { wrong, problem, options }: Mistake,
  text: string,
  from: number,
  lineWith: (corrected: string) => string,
): AppError {
  const at = text.indexOf(wrong, from)
  const correctWith = (option: string) => lineWith(text.slice(0, at) + option + text.slice(at + wrong.length))
  const suggestions = options.map(option => ({ label: option, line: correctWith(option) }))
  return new AppError('bad-schedule', { subject: wrong, problem, suggestions })
}

function clean(words: string): string {
  const text = words
    .normalize('NFKC')
    .replace(/[\s,;()]+|\band\b/gi, ' ')
    .replace(/ +/g, ' ')
    .trim()
  return toEnglish(text)
}

/** Mondays at nine, by default; in the zone of the person who asks, which a platform may call by an old name. */
export function defaultSchedule(zone: string): Schedule {
  return { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone: settleZone(zone) }
}
