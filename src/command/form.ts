/** A command's schema as a form, filled with what a line says. */
import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { Form, FormField, Input, Option } from '../message/form.ts'
import type { Words } from '../message/words.ts'
import { type Field, fieldsOf, maxNames } from './argument.ts'
import { type Command, parseArguments } from './command.ts'
import { splitLine } from './line.ts'
import { maxLineLength, readVerb } from './read.ts'
import { toScheduleFields } from './schedule-fields.ts'

/** What a press answers, and what only help explains. */
const withoutForm = new Set(['about', 'act', 'confirm', 'help', 'remind', 'reminders', 'reply', 'settle', 'share'])

/** The forms of these commands. */
export function createForms(findCommand: (verb: string) => Command<never> | undefined) {
  /** The command whose form a line opens; `null` if it has none. */
  function findFormed(verb: string): Command<never> | null {
    const command = findCommand(verb)
    if (!command || withoutForm.has(command.name)) return null
    return fieldsOf(command).some(({ kind }) => kind !== 'number') ? command : null
  }

  /** @param labelOf what people call a value that is an id */
  function formOf(line: string, words: Words, labelOf: (value: string) => string): Form | null {
    const command = findFormed(readVerb(line))
    if (!command) return null
    const t = words.forms
    const about = command.about[words.language]
    const written = readGiven(command, line)
    const isGiven = ({ name, kind }: Field) => (kind === 'number' || kind === 'line') && written[name] !== undefined
    return {
      verb: command.name,
      title: about.formTitle ?? command.name,
      about: t.about(withoutTitle(about.summary, about.formTitle)),
      submit: about.submit ?? t.submit,
      cancel: t.cancel,
      given: Object.fromEntries(
        fieldsOf(command)
          .filter(isGiven)
          .map(({ name }) => [name, String(written[name])]),
      ),
      fields: fieldsOf(command)
        .filter(field => !isGiven(field))
        .flatMap(field => toFormFields(command.name, field, written[field.name], words, labelOf)),
    }
  }

  return { findFormed, formOf }
}

/** The arguments of a line; none if it cannot be read, because the form is there to correct it. */
function readGiven(command: Command<never>, line: string): Record<string, unknown> {
  if (line.length > maxLineLength) return {}
  try {
    return parseArguments(command, splitLine(line).slice(1))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return {}
  }
}

/** One field for each argument, but three for a schedule. */
function toFormFields(
  verb: string,
  field: Field,
  written: unknown,
  words: Words,
  labelOf: (value: string) => string,
): FormField[] {
  if (field.kind !== 'schedule') return [toFormField(verb, field, written, words, labelOf)]
  const text = typeof written === 'string' ? written : undefined
  // What has a number exists, and keeps what is left empty.
  return toScheduleFields(verb, { name: field.name, written: text, isNew: verb === 'subscribe' }, words)
}

function toFormField(
  verb: string,
  field: Field,
  written: unknown,
  { forms: t }: Words,
  labelOf: (value: string) => string,
): FormField {
  const input = toInput(field, t.choice)
  const { name, isOptional, isNeeded = false } = field
  const values = (Array.isArray(written) ? written : written === undefined ? [] : [written]).map(String)
  return {
    name,
    label: t.label(verb, name),
    hint: t.hint(verb, name),
    isOptional: isOptional && !isNeeded,
    input,
    value: values.flatMap(value => toOption(field, input, value, input.kind === 'choice' ? t.choice : labelOf)),
  }
}

function toInput({ kind, pick, schema, typedOnly = [] }: Field, labelOf: (choice: string) => string): Input {
  if (pick) return { kind: 'pick', pick, most: kind === 'names' ? maxNames : 1 }
  switch (kind) {
    case 'until':
      return { kind: 'date' }
    case 'phrase':
      return { kind: 'days' }
    case 'choice':
      return { kind: 'choice', options: optionsOf(schema, labelOf).filter(({ value }) => !typedOnly.includes(value)) }
    default:
      return { kind: 'text' }
  }
}

/** Two words for the same choice have one label, and are one choice in a form. */
function optionsOf(schema: Field['schema'], labelOf: (choice: string) => string): Option[] {
  const options = schema instanceof z.ZodEnum ? schema.options.map(String) : []
  const labelled = options.map(value => ({ value, label: labelOf(value) }))
  return labelled.filter(({ label }, at) => labelled.findIndex(other => other.label === label) === at)
}

/** No option if the written value does not fit the field. */
function toOption({ kind }: Field, input: Input, written: string, labelOf: (value: string) => string): Option[] {
  if (input.kind === 'pick') return [{ value: written, label: labelOf(written) }]
  if (input.kind === 'choice') return input.options.filter(({ label }) => label === labelOf(written))
  const value =
    kind === 'phrase' ? /\d+/.exec(written)?.[0] : kind === 'until' ? /\d{4}-\d\d-\d\d$/.exec(written)?.[0] : written
  return value === undefined ? [] : [{ value, label: value }]
}

/** `access log: who saw …` under the title “Access log” is `who saw …`. */
function withoutTitle(summary: string, title = ''): string {
  const start = `${title}: `.toLowerCase()
  return summary.toLowerCase().startsWith(start) ? summary.slice(start.length) : summary
}
