import fc from 'fast-check'
import { z } from 'zod'
import { type Field, fieldsOf } from '../../src/command/argument.ts'
import type { Command } from '../../src/command/command.ts'
import { quoteName, trimBlank } from '../../src/command/line.ts'
import { formatSchedule } from '../../src/time/read-schedule.ts'
import { schedules } from '../unit/time/arbitraries.ts'
import { periodWords } from './period-words.ts'
import { anyText } from './texts.ts'

/** Any text that a name may be; those that look like something else are the hard ones. */
export const anyName = fc
  .oneof(
    anyText({ maxLength: 200 }),
    periodWords,
    fc.constantFrom(
      'all',
      '"all"',
      'off x',
      'off "all"',
      'OFF  x',
      'me',
      '"me"',
      '42',
      '#7',
      'daily',
      'last week',
      '"',
      '\\',
      '\\"',
      '“curly”',
      '-',
      'a  b',
      '"a" "b"',
      'x daily',
    ),
  )
  .map(trimBlank)
  .filter(name => name.length > 0 && name.length <= 200)

export function optionsOf({ schema }: Field): string[] {
  return z.instanceof(z.ZodEnum).parse(schema).options.map(String)
}

/** Words of the one form that a phrase has. */
function phraseOf(schema: z.ZodType): fc.Arbitrary<string> {
  const days = fc.integer({ min: 0, max: 999 }).chain(count => fc.constantFrom(`${count}d`, `${count} days`))
  const before = fc.constantFrom('', 'after ', 'After ', 'repeat every ')
  return fc
    .tuple(before, days)
    .map(words => words.join(''))
    .filter(words => schema.safeParse(words).success)
}

/** Arguments as a command's schema gives them out: a field that is optional may be missing. */
export function anyArguments(command: Command<never>): fc.Arbitrary<Record<string, unknown>> {
  const of = {
    number: fc.integer({ min: 1, max: 999_999_999 }),
    name: anyName,
    word: anyName,
    names: fc.array(anyName, { minLength: 1, maxLength: 20 }),
    line: fc.oneof(
      fc.constantFrom('3', 'usage "last week" last week', 'user ada@northwind.example'),
      anyName.map(name => `usage ${quoteName(name)} daily`),
    ),
    period: periodWords.map(words => words.replace(/\s+/g, ' ')),
    schedule: fc.oneof(
      schedules.map(formatSchedule),
      fc.constantFrom('every tuesday at 9:30', 'Monthly on the 1st', 'at 9 pm', 'weekly, at noon', 'Europe/Berlin'),
    ),
    until: fc.constantFrom('until 2027-01-10', 'until next monday', 'Until 2 weeks', 'until daily, or so'),
  }
  const fields = fieldsOf(command)
  const anyValue = (field: Field) => {
    if (field.kind === 'choice') return fc.constantFrom(...optionsOf(field))
    return field.kind === 'phrase' ? phraseOf(field.schema) : of[field.kind]
  }
  const values = fields.map(field => [field.name, anyValue(field)])
  const word = fields.find(({ kind }) => kind === 'word')
  const behind = fields.find(({ kind }) => kind === 'name')
  const any = fc.record(Object.fromEntries(values), {
    requiredKeys: fields.filter(({ isOptional }) => !isOptional).map(({ name }) => name),
  }) as fc.Arbitrary<Record<string, unknown>>
  if (!word || !behind) return any
  // A text follows its word, or it would be read as the word.
  return any.map(({ [behind.name]: value, ...args }) =>
    args[word.name] === undefined ? args : { ...args, ...(value === undefined ? {} : { [behind.name]: value }) },
  )
}
