/** Turns the values of a form into the line that asks the same, or into a sentence for each field with a mistake. */
import { z } from 'zod'
import { AppError, type ErrorCode } from '../errors.ts'
import type { Filled, Values } from '../message/form.ts'
import type { Words } from '../message/words.ts'
import { resolvePeriod } from '../time/period.ts'
import { readPeriod } from '../time/read-period.ts'
import { defaultSchedule, formatSchedule, looksLikeSchedule, readSchedule } from '../time/read-schedule.ts'
import { readUntil } from '../time/read-until.ts'
import { type Field, fieldsOf, maxNames } from './argument.ts'
import { type Command, formatLine } from './command.ts'
import { trimBlank } from './line.ts'
import { firstFieldOf, readScheduleFields } from './schedule-fields.ts'

export type Filling = { readonly words: Words; readonly now: Date; readonly zone: string }

/** Characters of one field, so that the line stays short enough to be a question. */
const maxFieldLength = 500

export function fillForm(command: Command<never>, values: Values, filling: Filling): Filled {
  const args: Record<string, unknown> = {}
  const mistakes: Record<string, string> = {}
  for (const field of fieldsOf(command)) {
    const chosen = field.kind === 'schedule' ? readScheduleFields(field.name, values) : null
    if (chosen && 'mistakes' in chosen) {
      for (const [name, error] of Object.entries(chosen.mistakes)) mistakes[name] = mistakeText(error, filling.words)
      continue
    }
    // A form of the version before sends the words of a schedule in one field.
    const texts = [chosen?.words || values[field.name] || []]
      .flat()
      .map(trimBlank)
      .filter(text => text !== '')
    try {
      if (texts.length > 0) args[field.name] = readField(field, texts, filling)
      else if (!field.isOptional || field.isNeeded) mistakes[field.name] = filling.words.forms.missing
    } catch (error) {
      mistakes[field.name] = mistakeText(error, filling.words)
    }
  }
  return Object.keys(mistakes).length > 0 ? { mistakes } : { line: formatLine(command, args) }
}

/** What is wrong with one field, in words of its own. */
class Mistake extends Error {}

function mistakeText(error: unknown, words: Words): string {
  if (error instanceof Mistake) return error.message
  if (!(error instanceof AppError)) throw error
  return words.errors.inLine(error.code, error.details)
}

/** The words of the line for this field. Throws if they are wrong. */
function readField(field: Field, texts: readonly string[], { words, now, zone }: Filling): string | string[] {
  const [text = ''] = texts
  if (texts.some(one => one.length > maxFieldLength)) throw new Mistake(words.forms.tooLong(maxFieldLength))
  switch (field.kind) {
    case 'number': {
      if (!/^#?0*[1-9]\d{0,8}$/.test(text)) throw new AppError('bad-number', { subject: text })
      return text
    }
    case 'names':
      if (texts.length > maxNames) throw new AppError('too-many-teams')
      return texts.map(checkName)
    case 'name':
    case 'word':
      return checkName(text)
    case 'line':
      return text
    case 'period':
      return checkPeriod(text, now, zone)
    case 'schedule':
      return checkSchedule(text, zone)
    case 'until':
      readUntil(text, now, zone)
      return `until ${text.replace(/^(?:until|bis) /i, '')}`
    case 'phrase': {
      const [before, after] = field.frame ?? ['', '']
      if (!/^\d{1,3}$/.test(text)) throw new Mistake(words.forms.notDays)
      return `${before}${text}${after}`
    }
    case 'choice':
      if (!(field.schema instanceof z.ZodEnum) || !field.schema.options.includes(text))
        throw new AppError('bad-arguments', { subject: text })
      return text
  }

  function checkName(name: string): string {
    const most = 200
    if (name.length > most) throw new Mistake(words.forms.tooLong(most))
    return name
  }
}

function checkPeriod(text: string, now: Date, zone: string): string {
  if (readPeriod(text) === null) throw new AppError('bad-period', { subject: text })
  resolvePeriod(text, now, zone)
  return text
}

/** A city alone is a zone in a field that asks when, but in a line it would be part of a name: there it is written out. */
function checkSchedule(text: string, zone: string): string {
  const schedule = readSchedule(text, defaultSchedule(zone))
  return looksLikeSchedule(text) ? text : formatSchedule(schedule)
}

/** The kinds of field that an answer's error can be about. */
const aboutKinds: Partial<Record<ErrorCode, readonly Field['kind'][]>> = {
  'unknown-team': ['name', 'names'],
  'ambiguous-team': ['name', 'names'],
  'too-many-teams': ['names'],
  'unknown-person': ['word', 'name'],
  'not-allowed': ['word', 'name'],
  'bad-period': ['period'],
  'period-in-future': ['period'],
  'period-backwards': ['period'],
  'period-too-long': ['period'],
  'bad-schedule': ['schedule', 'until'],
  'bad-number': ['number'],
}

/** The field that an answer's error is about; `null` if it is about none. */
export function fieldOfError(command: Command<never>, code: ErrorCode): string | null {
  const kinds = aboutKinds[code] ?? []
  const field = fieldsOf(command).find(({ kind }) => kinds.includes(kind))
  if (!field) return null
  return field.kind === 'schedule' ? firstFieldOf(field.name) : field.name
}
