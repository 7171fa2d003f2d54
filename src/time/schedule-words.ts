/** The parts of a schedule as people write them. Each reader looks at the beginning of the text, and nowhere else. */
import { distance } from 'fastest-levenshtein'
import type { Schedule } from '../ports.ts'
import { findZone } from './zones.ts'

/** The words that were read, and what of a schedule they say. `null`: they have a form, and no meaning, such as 25:00. */
export type Reading = { readonly matched: string; readonly part: Partial<Schedule> | null }

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

export const weekdayPattern =
  '(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)'
const first = '(?:the )?(?:1st|first)(?: day)?(?: of (?:the|each|every) month)?'
const every = '(?:(?:every|each) )?'
const week = new RegExp(
  `^(?:${every}week(?:ly)?(?: (?:on )?${every}${weekdayPattern}s?)?|(?:on )?${every}${weekdayPattern}s?)(?= |$)`,
  'i',
)
const month = new RegExp(`^(?:${every}month(?:ly)?(?: (?:on )?${first})?|(?:on )?${every}${first})(?= |$)`, 'i')
const time = /^(?:at )?(?:(noon|midnight)|(\d{1,2})(?:[:.h](\d{2})|h)?(?: ?([ap])\.?m\.?)?(?: o['’]?clock)?)(?= |$)/i
const maxZoneWords = 5

/** "every monday", "weekly on tue", "monthly on the 1st". A week without a day keeps the day it had. */
export function readEvery(text: string, before: Schedule['every']): Reading | null {
  const monthly = month.exec(text)
  if (monthly) return { matched: monthly[0], part: { every: { unit: 'month' } } }
  const weekly = week.exec(text)
  if (!weekly) return null
  const name = weekly[1] ?? weekly[2]
  const sameDay = before.unit === 'week' ? before.weekday : 1
  return { matched: weekly[0], part: { every: { unit: 'week', weekday: name ? weekdayOf(name) : sameDay } } }
}

/** "at 9", "9:30", "9 pm", "21.30", "noon". */
export function readTime(text: string): Reading | null {
  const match = time.exec(text)
  if (!match) return null
  const [matched, name, hours, minutes = '0', half] = match
  if (name) return { matched, part: { hour: name.toLowerCase() === 'noon' ? 12 : 0, minute: 0 } }
  const [hour, minute] = [Number(hours), Number(minutes)]
  const isReal = minute < 60 && (half ? hour >= 1 && hour <= 12 : hour < 24)
  if (!isReal) return { matched, part: null }
  return { matched, part: { hour: half ? (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : hour, minute } }
}

/** "Europe/Berlin", "new york", "in Berlin", "Berlin time": as many words as make a zone. */
export function readZone(text: string): Reading | null {
  const lead = /^(?:in )?(?:time ?zone )?/i.exec(text)?.[0] ?? ''
  const words = text.slice(lead.length).split(' ').slice(0, maxZoneWords)
  for (; words.length > 0; words.pop()) {
    const matched = `${lead}${words.join(' ')}`
    const zone = findZone(words.join(' '))
    if (zone) return { matched: `${matched}${/^ time(?= |$)/i.exec(text.slice(matched.length)) ?? ''}`, part: { zone } }
  }
  return null
}

/** 1 for Monday to 7 for Sunday; the first three letters of the name decide. */
export function weekdayOf(name: string): number {
  return weekdays.findIndex(day => day.startsWith(name.slice(0, 3).toLowerCase())) + 1
}

/** Days that a word was probably meant to be, best first. */
export function nearWeekdays(word: string): string[] {
  const name = word.toLowerCase().replace(/s$/, '')
  const isShort = new RegExp(`^${weekdayPattern}$`).exec(name)
  if (isShort) return weekdays.filter((_, index) => index + 1 === weekdayOf(name))
  if (name.length < 4 || name.length > 12) return []
  const near = weekdays.filter(day => distance(day, name) <= 2)
  return near.sort((a, b) => distance(a, name) - distance(b, name))
}

/** The text up to where another part of a schedule begins. */
export function textBeforeNextPart(text: string): string {
  return text.split(/ (?=(?:at|on|in|every|each|weekly|monthly|daily|\d\S*)(?: |$))/i)[0] ?? ''
}
