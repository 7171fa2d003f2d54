/** The words of a schedule as three fields of a form: day, time and time zone; and back. */
import { AppError } from '../errors.ts'
import type { FormField, Option, Values } from '../message/form.ts'
import type { Words } from '../message/words.ts'
import type { Schedule } from '../ports.ts'
import { defaultSchedule, formatEvery, formatTime, readParts } from '../time/read-schedule.ts'
import { commonZones, findZone } from '../time/zones.ts'
import { trimBlank } from './line.ts'

const days: readonly Schedule['every'][] = [
  ...[1, 2, 3, 4, 5, 6, 7].map(weekday => ({ unit: 'week' as const, weekday })),
  { unit: 'month' },
]

const dayWords = days.map(formatEvery)

/** The names of the fields for the argument `name`. */
function namesOf(name: string) {
  return { day: `${name}-day`, time: `${name}-time`, zone: `${name}-zone` }
}

/** The field that shows what is wrong with a whole schedule. */
export function firstFieldOf(name: string): string {
  return namesOf(name).day
}

/**
 * @param written the words of the line; missing: there are none
 * @param isNew without words it begins with the default, because nothing stands yet that could stay
 */
export function toScheduleFields(
  verb: string,
  { name, written, isNew }: { readonly name: string; readonly written: string | undefined; readonly isNew: boolean },
  { forms: t }: Words,
): FormField[] {
  const parts = written === undefined ? (isNew ? startOf() : {}) : readWritten(written)
  const names = namesOf(name)
  const field = (part: keyof typeof names) => ({
    name: names[part],
    label: t.label(verb, names[part]),
    hint: t.hint(verb, names[part]),
    isOptional: true,
  })
  const toOption = (value: string): Option => ({ value, label: t.choice(value) })
  const zones = [...new Set([...(parts.zone === undefined ? [] : [parts.zone]), ...commonZones])]
  const { hour, minute } = parts
  const time = hour === undefined ? undefined : formatTime({ hour, minute: minute ?? 0 }).padStart(5, '0')
  return [
    {
      ...field('day'),
      input: { kind: 'choice', options: dayWords.map(toOption) },
      value: parts.every ? [toOption(formatEvery(parts.every))] : [],
    },
    { ...field('time'), input: { kind: 'time' }, value: time === undefined ? [] : [{ value: time, label: time }] },
    {
      ...field('zone'),
      input: { kind: 'choice', options: zones.map(toOption) },
      value: parts.zone === undefined ? [] : [toOption(parts.zone)],
    },
  ]
}

/** Without its zone, which is the person's own. */
function startOf(): Partial<Schedule> {
  const { zone: _zone, ...start } = defaultSchedule('UTC')
  return start
}

/** Words that cannot be read are none: the fields are there to choose. */
function readWritten(words: string): Partial<Schedule> {
  try {
    return readParts(words, defaultSchedule('UTC').every)
  } catch (error) {
    if (error instanceof AppError) return {}
    throw error
  }
}

/** The words of what was chosen, or for each field with a mistake the error to show. */
export function readScheduleFields(
  name: string,
  values: Values,
): { readonly words: string } | { readonly mistakes: Readonly<Record<string, AppError>> } {
  const names = namesOf(name)
  const textOf = (field: string) => trimBlank([values[field] ?? []].flat()[0] ?? '')
  const [day, time, zone] = [textOf(names.day), textOf(names.time), textOf(names.zone)]
  const mistakes: Record<string, AppError> = {}
  if (day !== '' && !dayWords.includes(day)) mistakes[names.day] = mistake(day, 'weekday')
  const clock = /^([01]?\d|2[0-3]):([0-5]\d)(?::\d\d)?$/.exec(time)
  if (time !== '' && !clock) mistakes[names.time] = mistake(time, 'time')
  const found = zone === '' ? null : findZone(zone)
  if (zone !== '' && found === null) mistakes[names.zone] = mistake(zone, 'zone')
  if (Object.keys(mistakes).length > 0) return { mistakes }
  const at = clock ? `at ${formatTime({ hour: Number(clock[1]), minute: Number(clock[2]) })}` : ''
  return { words: [day, at, found ?? ''].filter(part => part !== '').join(' ') }
}

function mistake(subject: string, problem: 'weekday' | 'time' | 'zone'): AppError {
  return new AppError('bad-schedule', { subject, problem })
}
