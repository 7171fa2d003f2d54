import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readVerb } from '../../../src/command/read.ts'
import { commands, findCommand, readLine } from '../../../src/commands.ts'
import { AppError, hasCode } from '../../../src/errors.ts'
import { anyText } from '../../helpers/texts.ts'

const asked = (line: string) => {
  const { command, args } = readLine(line)
  return [command.name, args]
}

function refusal(line: string): AppError {
  try {
    readLine(line)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error(`${line} was understood`)
}

const offers = (line: string) => refusal(line).details.suggestions?.map(suggestion => suggestion.line)

describe('a line is understood whatever its case, spaces, quotes and punctuation', () => {
  test.each([
    ['teams', ['teams', {}]],
    ['  TEAMS  ', ['teams', {}]],
    ['Teams.', ['teams', {}]],
    ['/teams', ['teams', {}]],
    ['teams?!', ['teams', {}]],
    ['ｔｅａｍｓ', ['teams', {}]],
    ['usage: payments', ['usage', { team: 'payments' }]],
    ['Usage “Data Science” Last-Week', ['usage', { team: 'Data Science', period: 'Last-Week' }]],
    ['usage\u00a0payments\u2003last\tweek', ['usage', { team: 'payments', period: 'last week' }]],
    ['team 👩‍💻 devs', ['team', { team: '👩‍💻 devs' }]],
    ['team فريق المدفوعات', ['team', { team: 'فريق المدفوعات' }]],
    ['team a\u0000b\u001b[31m', ['team', { team: 'a\u0000b\u001b[31m' }]],
    ['help USAGE', ['help', { verb: 'USAGE' }]],
  ])('%j', (line, command) => {
    expect(asked(line)).toEqual(command)
  })
})

describe('a line in German asks what the same line in English asks', () => {
  test.each([
    ['hilfe', 'help'],
    ['Hilfe Nutzung', 'help Nutzung'],
    ['nutzung', 'usage'],
    ['Nutzung payments letzte Woche', 'usage payments letzte Woche'],
    ['nutzung alle Q3 wöchentlich', 'usage all Q3 weekly'],
    ['nutzung "alle"', 'usage "alle"'],
    ['nutzung alle meine', 'usage "alle meine"'],
    ['plätze', 'seats'],
    ['PLA\u0308TZE: payments', 'seats payments'],
    ['plaetze alle', 'seats all'],
    ['ich diesen Monat', 'me diesen Monat'],
    [
      'abonnieren payments, alle jeden Montag um 9 Uhr auf englisch',
      'subscribe payments, all jeden Montag um 9 Uhr in english',
    ],
    ['abos', 'subscriptions'],
    ['pausieren 7 bis 24. Dezember', 'pause 7 until 24. Dezember'],
    ['pausieren 7 bis zum 24. Dezember', 'pause 7 until 24. Dezember'],
    ['fortsetzen alle', 'resume all'],
    ['klären 7 erneut', 'settle 7 resend'],
    ['meldungen aus payments', 'alerts off payments'],
    ['meldungen aus alle', 'alerts off alle'],
    ['meldungen alle nach 1 Tag wiederholen alle 7 Tage', 'alerts all after 1 days repeat every 7 days'],
    ['meldungen payments alle 14 Tage wiederholen', 'alerts payments repeat every 14 days'],
    ['stumm 3 14 Tage', 'snooze 3 14d'],
    ['stummschalten 3 7t', 'snooze 3 7d'],
    ['warum ich', 'why me'],
    ['erinnerungen aus', 'reminders off'],
    ['erinnerungen an', 'reminders on'],
    ['erinnern 3 antworten', 'remind 3 answers'],
    ['ausnehmen ada@northwind.example Urlaub bis 10.1.2027', 'exclude ada@northwind.example Urlaub until 10.1.2027'],
  ])('%s', (german, english) => {
    expect(asked(german)).toEqual(asked(english))
  })
})

describe('where nothing is asked, help answers', () => {
  test.each([
    '',
    '   ',
    '\n',
    'hi',
    'Hello!',
    'hey there',
    'thanks',
    'thank you',
    'ok',
    '?',
    '??',
    '!',
    '/',
    '""',
    'hallo 👋',
  ])('%j', line => {
    expect(asked(line)).toEqual(['help', {}])
  })
})

describe('a near miss gets a suggestion that keeps the rest of the line', () => {
  test.each([
    ['usge payments last week', ['usage payments last week']],
    ['Useage', ['usage']],
    ['USAGES all', ['usage all']],
    ['seat "Data Science"', ['seats "Data Science"']],
    [String.raw`seat “Data \ Science”`, [String.raw`seats "Data \\ Science"`]],
    ['tems', ['teams', 'team']],
    ['dig', ['digest']],
    ['us payments', ['usage payments', 'user payments']],
    ['halp', ['help']],
    ['usr ada@northwind.example', ['user ada@northwind.example']],
  ])('%s', (line, lines) => {
    expect(refusal(line).code).toBe('unknown-command')
    expect(offers(line)).toEqual(expect.arrayContaining(lines))
    expect(offers(line)?.[0]).toBe(lines[0])
  })

  test.each(['payments', 'weather tomorrow', '🤷', 'יום', 'x', '1', 'select * from teams', '\u0007', '<script>'])(
    '%j is near to nothing',
    line => {
      expect(refusal(line)).toMatchObject({ code: 'unknown-command', details: { suggestions: [] } })
    },
  )

  test('every suggestion is a line whose verb exists', () => {
    fc.assert(
      fc.property(fc.constantFrom(...commands), fc.nat(6), fc.constantFrom('', 'x', 'é'), ({ name }, at, letter) => {
        const typo = name.slice(0, at) + letter + name.slice(at + 1)
        if (findCommand(readVerb(typo)) || readVerb(typo) === '') return
        expect(offers(typo)?.every(line => findCommand(readVerb(line)) !== undefined)).toBe(true)
      }),
    )
  })
})

describe('a line longer than a question is not read', () => {
  test.each([
    [1_001, 'a'],
    [10_000, 'usage payments '],
    [1_002, '👩‍💻'],
  ])('%i characters of %s', (length, filling) => {
    expect(refusal(filling.repeat(length).slice(0, length)).code).toBe('line-too-long')
  })

  test('1,000 characters are', () => {
    expect(refusal(`team ${'a'.repeat(995)}`).code).toBe('bad-arguments')
    expect(asked(`team ${'a'.repeat(200)}${' '.repeat(795)}`)).toEqual(['team', { team: 'a'.repeat(200) }])
  })

  test('its verb is still known, for the person who may read the answer', () => {
    expect(readVerb(`user ${'a'.repeat(10_000)}`)).toBe('user')
    expect(readVerb('x'.repeat(10_000))).toHaveLength(1_000)
  })
})

const anyLine = fc.oneof(
  anyText({ maxLength: 1_100 }),
  fc.tuple(fc.constantFrom(...commands), anyText()).map(([{ name }, rest]) => `${name} ${rest}`),
)

const refusals = ['unknown-command', 'bad-arguments', 'bad-number', 'too-many-teams', 'line-too-long'] as const

test('any line either asks something or is refused with a code, and never anything else', () => {
  fc.assert(
    fc.property(anyLine, line => {
      try {
        const { command, args } = readLine(line)
        expect(commands).toContain(command)
        expect(command.args.safeParse(args).success).toBe(true)
      } catch (error) {
        if (!hasCode(error, ...refusals)) throw error
      }
    }),
  )
})

test('the verb of a line is found without ever throwing', () => {
  fc.assert(
    fc.property(anyLine, line => {
      expect(typeof readVerb(line)).toBe('string')
    }),
  )
})
