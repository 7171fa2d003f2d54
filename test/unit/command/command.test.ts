import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Field, fieldsOf } from '../../../src/command/argument.ts'
import { type Command, formatLine, parseArguments } from '../../../src/command/command.ts'
import { splitLine } from '../../../src/command/line.ts'
import { commands, findCommand, readLine } from '../../../src/commands.ts'
import { hasCode } from '../../../src/errors.ts'
import { readPeriod } from '../../../src/time/read-period.ts'
import { anyArguments, optionsOf } from '../../helpers/arguments.ts'
import { anyText } from '../../helpers/texts.ts'

type Args = Record<string, unknown>

function named(verb: string): Command<never> {
  const command = findCommand(verb)
  if (!command) throw new Error(`there is no command ${verb}`)
  return command
}

const read = (line: string) => readLine(line).args

/** How an argument looks in a line’s form; optional parts are in brackets, or the form is complete by itself. */
function formOf(field: Field): RegExp {
  const form = {
    number: /<n(?: or all)?>/,
    name: field.isOptional ? /\[<[a-z, -]+>(?: <[a-z]+>)?\]/ : /<[a-z, -]+>/,
    line: /<line>/,
    word: /\[<[a-z]+>\]/,
    names: /<team>\[, <team>…\]|\[<team>\[, <team>…\]\]/,
    period: /\[<period>\]/,
    schedule: /\[every <weekday> or monthly on the 1st\] \[at 9:00\] \[<zone>\]/,
    until: /\[until <date>\]/,
    phrase: /\[(?:[a-z]+ )*\d+(?:d| days)\]/,
  }
  if (field.kind !== 'choice') return form[field.kind]
  const options = optionsOf(field)
    .join(', ')
    .replace(/, (?=\w+$)/, ' or ')
  return new RegExp(field.isOptional ? `\\[${options}\\]` : options)
}

describe.each(commands.map(command => [command.name, command] as const))('%s', (name, command) => {
  test('a line made of arguments gives the same arguments back, whatever they hold', () => {
    fc.assert(
      fc.property(anyArguments(command), args => {
        const [verb, ...words] = splitLine(formatLine(command, args))
        expect(verb).toEqual({ text: name, quoted: false })
        expect(parseArguments(command, words)).toEqual(args)
      }),
    )
  })

  test('the form of its line is its name and each of its arguments, in their order, and nothing else', () => {
    const forms = fieldsOf(command).map(field => ` (?:${formOf(field).source})`)
    expect(command.usage).toMatch(new RegExp(`^${name}${forms.join('')}$`))
  })
})

describe('periods and choices are recognised from the end of the line, names are what is left', () => {
  test.each<[line: string, args: Args]>([
    ['usage', {}],
    ['usage payments', { team: 'payments' }],
    ['usage last week', { period: 'last week' }],
    ['usage weekly', { by: 'weekly' }],
    ['usage payments last week', { team: 'payments', period: 'last week' }],
    ['usage payments last week daily', { team: 'payments', period: 'last week', by: 'daily' }],
    ['usage data science 1 Sep to 14 Sep MONTHLY', { team: 'data science', period: '1 Sep to 14 Sep', by: 'monthly' }],
    ['usage payments 2026-09-01..2026-09-14', { team: 'payments', period: '2026-09-01..2026-09-14' }],
    ['usage Q3 2026', { period: 'Q3 2026' }],
    ['usage team Q3', { team: 'team', period: 'Q3' }],
    ['usage payments last-week', { team: 'payments', period: 'last-week' }],
    ['usage "last week"', { team: 'last week' }],
    ['usage "last week" last week', { team: 'last week', period: 'last week' }],
    ['usage "weekly" daily', { team: 'weekly', by: 'daily' }],
    ['usage “Data Science” mtd', { team: 'Data Science', period: 'mtd' }],
    ['usage daily last week', { team: 'daily', period: 'last week' }],
    ['usage may', { period: 'may' }],
    ['usage last week payments', { team: 'payments', period: 'last week' }],
    ['usage last week payments daily', { team: 'payments', period: 'last week', by: 'daily' }],
    ['usage 2026-W47 data science', { team: 'data science', period: '2026-W47' }],
    ['usage KW 47 payments', { team: 'payments', period: 'KW 47' }],
    ['usage 1 Sep to 14 Sep payments', { team: 'payments', period: '1 Sep to 14 Sep' }],
    ['usage seit Montag Zahlungen', { team: 'Zahlungen', period: 'seit Montag' }],
    ['usage last week "last month"', { team: 'last month', period: 'last week' }],
    ['usage "last week" payments', { team: 'last week payments' }],
    ['user last 30 days ada@northwind.example', { person: 'ada@northwind.example', period: 'last 30 days' }],
    ['usage May Flowers', { team: 'May Flowers' }],
    ['usage 2026 graduates', { team: '2026 graduates' }],
    ['usage last 3 months', { period: 'last 3 months' }],
    ['usage payments since monday', { team: 'payments', period: 'since monday' }],
    ['usage payments letzte 7 Tage', { team: 'payments', period: 'letzte 7 Tage' }],
    ['usage payments in september', { team: 'payments', period: 'in september' }],
    ['usage payments 2025-W53', { team: 'payments', period: '2025-W53' }],
    ['usage 2026', { period: '2026' }],
    ['usage payments 2026-02-30', { team: 'payments', period: '2026-02-30' }],
    ['user ada@northwind.example last month', { person: 'ada@northwind.example', period: 'last month' }],
    ['user user-1', { person: 'user-1' }],
    ['me this month', { period: 'this month' }],
    ['team Data Science', { team: 'Data Science' }],
    ['seats', {}],
    ['digest all', { teams: ['all'] }],
    ['digest payments, "data, science" monthly', { teams: ['payments', 'data, science'], by: 'monthly' }],
    ['help usage', { verb: 'usage' }],
    ['subscribe payments, web every tuesday at 9:30', { teams: ['payments', 'web'], when: 'every tuesday at 9:30' }],
    ['subscribe "a, b",c', { teams: ['a, b', 'c'] }],
    ['subscribe', {}],
    ['usage all', { team: 'all' }],
    ['usage "all"', { team: '"all"' }],
    ['usage "All" last week', { team: '"All"', period: 'last week' }],
    ['digest "all", payments, all', { teams: ['"all"', 'payments', 'all'] }],
    ['alerts off Shore', { team: 'off Shore' }],
    ['alerts "Off Shore"', { team: '"Off Shore"' }],
    ['alerts "off" Shore', { team: '"off Shore"' }],
    ['alerts off "all"', { team: 'off "all"' }],
    ['alerts off all', { team: 'off all' }],
    ['why me', { whom: 'me' }],
    ['why "me"', { whom: '"me"' }],
    ['why "42"', { whom: '"42"' }],
    ['why #42', { whom: '#42' }],
    ['usage payments\u200b last\u2060 week\ufeff', { team: 'payments', period: 'last week' }],
    ['\u200busage \u200b"Off Shore"\u200b', { team: 'Off Shore' }],
    ['user ada@northwind.example\u200b', { person: 'ada@northwind.example' }],
    ['subscribe payments\u200b,web\u2060 every friday\u200b', { teams: ['payments', 'web'], when: 'every friday' }],
    ['edit #7 every friday at 16:00', { number: 7, when: 'every friday at 16:00' }],
    ['edit 7 payments, web', { number: 7, teams: ['payments', 'web'] }],
    ['pause 7 until 2027-01-10', { number: 7, until: 'until 2027-01-10' }],
    ['settle 7 RESEND', { number: 7, as: 'resend' }],
    ['resume #007', { number: 7 }],
    ['resume ALL', { number: 'all' }],
    ['subscribe payments 9:30', { teams: ['payments'], when: '9:30' }],
    ['subscribe payments 9am', { teams: ['payments'], when: '9am' }],
    ['subscribe sprint 42', { teams: ['sprint 42'] }],
  ])('%s', (line, args) => {
    expect(read(line)).toEqual(args)
  })
})

describe('what does not fit is refused with what could not be understood', () => {
  test.each([
    ['team', undefined],
    ['team ""', undefined],
    ['user', undefined],
    ['user last week', undefined],
    ['teams payments', 'payments'],
    ['pause 7 8', '8'],
    ['me yesterdayish', 'yesterdayish'],
    ['me "last week"', 'last week'],
    [`team ${'x'.repeat(201)}`, undefined],
  ])('%s', (line, subject) => {
    const [verb, ...words] = splitLine(line)
    const command = named(verb?.text ?? '')
    expect(() => parseArguments(command, words)).toThrow(
      expect.objectContaining({
        code: 'bad-arguments',
        details: { command: command.name, ...(subject && { subject }) },
      }),
    )
  })

  test.each([
    ['pause', undefined],
    ['pause seven', 'seven'],
    ['pause "7"', '7'],
    ['pause 0', '0'],
    ['run -1', '-1'],
    ['edit 1.5 payments', '1.5'],
    ['history 9999999999', '9999999999'],
    ['settle sent', 'sent'],
  ])('%s: its number', (line, subject) => {
    expect(() => read(line)).toThrow(
      expect.objectContaining({ code: 'bad-number', details: subject === undefined ? {} : { subject } }),
    )
  })

  test.each([
    ['settle 7', undefined],
    ['settle #7', undefined],
    ['settle 7 maybe', 'maybe'],
  ])('%s: the word, with those there are', (line, subject) => {
    const suggestions = ['sent', 'resend', 'drop'].map(word => ({ label: word, line: `settle 7 ${word}` }))
    expect(() => read(line)).toThrow(
      expect.objectContaining({
        code: 'bad-arguments',
        details: { command: 'settle', ...(subject && { subject }), suggestions },
      }),
    )
  })

  test.each([
    ['subscribe', '', 'every friday at 9'],
    ['edit', '7 ', 'monthly'],
  ])('%s: more teams than a digest is about, with the whole organization in their place', (verb, number, when) => {
    const listOf = (count: number) => Array.from({ length: count }, (_, index) => `team ${index}`).join(', ')
    expect(read(`${verb} ${number}${listOf(20)} ${when}`).teams).toHaveLength(20)
    for (const count of [21, 30]) {
      const line = `${verb} ${number}all ${when}`
      expect(() => read(`${verb} ${number}${listOf(count)} ${when}`)).toThrow(
        expect.objectContaining({ code: 'too-many-teams', details: { suggestions: [{ label: line, line }] } }),
      )
    }
  })

  test('and with nothing else, whatever the words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...commands), anyText({ maxLength: 300 }), (command, text) => {
        try {
          const args = parseArguments(command, splitLine(text))
          expect(args.period === undefined || readPeriod(String(args.period)) !== null).toBe(true)
        } catch (error) {
          expect(hasCode(error, 'bad-arguments', 'bad-number', 'too-many-teams')).toBe(true)
        }
      }),
    )
  })
})
