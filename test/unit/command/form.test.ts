import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldsOf } from '../../../src/command/argument.ts'
import { type Command, formatLine, parseArguments } from '../../../src/command/command.ts'
import { fieldOfError, fillForm } from '../../../src/command/fill.ts'
import { splitLine, trimBlank } from '../../../src/command/line.ts'
import { commands, findFormed, formOf } from '../../../src/commands.ts'
import { errorCodes } from '../../../src/errors.ts'
import { languages } from '../../../src/message/languages.ts'
import { createWords } from '../../../src/message/words.ts'
import { anyArguments, anyName } from '../../helpers/arguments.ts'
import { periodWords } from '../../helpers/period-words.ts'
import { anyText } from '../../helpers/texts.ts'

const words = createWords('en')
const now = new Date('2026-11-25T10:00:00Z')
const filling = { words, now, zone: 'UTC' }
const formed = commands.filter(({ name }) => findFormed(name) !== null)

function form(line: string, labels: Readonly<Record<string, string>> = {}) {
  const made = formOf(line, words, value => labels[value] ?? value)
  if (!made) throw new Error(`no form for ${line}`)
  return made
}

function fill(verb: string, values: Record<string, string | string[]>) {
  const command = findFormed(verb)
  if (!command) throw new Error(`no form for ${verb}`)
  const filled = fillForm(command, values, filling)
  if ('line' in filled) return filled
  const mistakes = Object.entries(filled.mistakes).map(([field, sentence]) => [field, withoutIsolates(sentence)])
  return { mistakes: Object.fromEntries(mistakes) }
}

/** What keeps a name of another script from turning the sentence around. */
function withoutIsolates(sentence: string): string {
  return sentence.replace(/[\u2068\u2069]/g, '')
}

describe('a form is made from the schema of its command', () => {
  test('of a report: a team to be picked, a period to be written, a step to be chosen', () => {
    const { verb, title, about, given, fields } = form('usage')
    expect([verb, title, about, given]).toEqual(['usage', 'Usage', 'Active members, completions, chat and agent.', {}])
    expect(fields.map(({ name, label, isOptional, input }) => [name, label, isOptional, input])).toEqual([
      ['team', 'Team', true, { kind: 'pick', pick: { of: 'team', all: true }, most: 1 }],
      ['period', 'Period', true, { kind: 'text' }],
      [
        'by',
        'Group by',
        true,
        {
          kind: 'choice',
          options: [
            { value: 'daily', label: 'Days' },
            { value: 'weekly', label: 'Weeks' },
            { value: 'monthly', label: 'Months' },
            { value: 'by model', label: 'Model' },
          ],
        },
      ],
    ])
  })

  test('it holds what the line says, with ids as the names people know', () => {
    const { fields } = form('usage team-1 last week daily', { 'team-1': 'Payments' })
    expect(fields.map(({ value }) => value)).toEqual([
      [{ value: 'team-1', label: 'Payments' }],
      [{ value: 'last week', label: 'last week' }],
      [{ value: 'daily', label: 'Days' }],
    ])
  })

  test('a number that is given is not asked for again', () => {
    const edit = form('edit 7 team-1, team-2 every friday at 16:00', { 'team-1': 'Payments' })
    expect(edit.given).toEqual({ number: '7' })
    expect(edit.fields.map(({ name }) => name)).toEqual(['teams', 'when-day', 'when-time', 'when-zone', 'language'])
    expect(edit.fields[0]?.value).toEqual([
      { value: 'team-1', label: 'Payments' },
      { value: 'team-2', label: 'team-2' },
    ])
    expect(form('pause').fields.map(({ name }) => name)).toEqual(['number', 'until'])
  })

  describe('when is a day, a time and a time zone', () => {
    const valuesOf = (line: string) =>
      Object.fromEntries(form(line).fields.map(({ name, value }) => [name, value[0]?.value ?? null]))

    test('each to be chosen', () => {
      const [, day, time, zone] = form('subscribe').fields
      expect([day?.label, time?.label, zone?.label]).toEqual(['Day', 'Time', 'Time zone'])
      expect(day?.input).toMatchObject({ kind: 'choice' })
      const days = day?.input.kind === 'choice' ? day.input.options : []
      expect(days).toHaveLength(8)
      expect(days[0]).toEqual({ value: 'every monday', label: 'Every Monday' })
      expect(days.at(-1)).toEqual({ value: 'monthly on the 1st', label: 'On the 1st of the month' })
      expect(time?.input).toEqual({ kind: 'time' })
      expect(zone?.input).toMatchObject({
        options: expect.arrayContaining([{ value: 'America/New_York', label: 'America/New York' }]),
      })
    })

    test.each([
      ['subscribe', { 'when-day': 'every monday', 'when-time': '09:00', 'when-zone': null }],
      ['subscribe payments monthly on the 1st at 8 am', { 'when-day': 'monthly on the 1st', 'when-time': '08:00' }],
      ['subscribe payments at 16:30', { 'when-day': null, 'when-time': '16:30', 'when-zone': null }],
      ['edit 7', { 'when-day': null, 'when-time': null, 'when-zone': null }],
      [
        'edit 7 every friday at 16:00 Asia/Kathmandu',
        { 'when-day': 'every friday', 'when-time': '16:00', 'when-zone': 'Asia/Kathmandu' },
      ],
      ['edit 7 every moonday at 16:00', { 'when-day': null, 'when-time': null, 'when-zone': null }],
    ])('“%s” is %j', (line, chosen) => {
      expect(valuesOf(line)).toMatchObject(chosen)
    })

    test('a zone that is already set can be chosen, whatever it is', () => {
      const zone = form('edit 7 every friday at 16:00 Asia/Kathmandu').fields.at(3)
      expect(zone?.input).toMatchObject({
        options: [{ value: 'Asia/Kathmandu' }, { value: 'UTC' }, ...Array(39).fill({})],
      })
    })

    test('in German, with German days', () => {
      const made = formOf('subscribe', createWords('de'), value => value)
      expect(made?.fields.slice(1, 4).map(({ label }) => label)).toEqual(['Tag', 'Uhrzeit', 'Zeitzone'])
      expect(made?.fields[1]?.value).toEqual([{ value: 'every monday', label: 'Jeden Montag' }])
    })
  })

  test('two words for one language are one choice', () => {
    const language = form('subscribe').fields.find(({ name }) => name === 'language')
    expect(language?.input).toEqual({
      kind: 'choice',
      options: [
        { value: 'in english', label: 'English' },
        { value: 'in german', label: 'German' },
      ],
    })
    const shown = form('subscribe payments auf deutsch').fields.find(({ name }) => name === 'language')
    expect(shown?.value).toEqual([{ value: 'in german', label: 'German' }])
  })

  test('a field of days holds only the number, and a date field only a date', () => {
    const [, after] = form('alerts payments after 30 days').fields
    expect([after?.input, after?.value]).toEqual([{ kind: 'days' }, [{ value: '30', label: '30' }]])
    expect(form('pause 7 until 2027-01-10').fields[0]?.value).toEqual([{ value: '2027-01-10', label: '2027-01-10' }])
    expect(form('pause 7 until next monday').fields[0]?.value).toEqual([])
  })

  test('a line that cannot be read opens an empty form, and so does a pasted text', () => {
    expect(form('edit').fields.map(({ value }) => value)).toEqual([[], [], [], [], [], []])
    const pasted = `usage ${'"a '.repeat(400)}`
    expect(form(pasted).fields.map(({ value }) => value)).toEqual([[], [], []])
  })

  test.each(['help', 'remind 3', 'reply abc use', 'share usage', 'teams', 'run 7', 'nonsense', ''])(
    '“%s” has none',
    line => {
      expect(formOf(line, words, value => value)).toBeNull()
    },
  )

  test.each(languages.flatMap(language => formed.map(({ name }) => [language, name] as const)))(
    'in %s, each field of %s has a label of its own',
    (language, name) => {
      const made = formOf(name, createWords(language), value => value)
      const labels = made?.fields.map(({ label }) => label) ?? []
      expect(made?.title).not.toBe(name)
      expect(made?.title.length).toBeLessThanOrEqual(24)
      expect(labels.length).toBeGreaterThan(0)
      expect(new Set(labels).size).toBe(labels.length)
      for (const label of labels) expect(label).toMatch(/^[A-Z]/)
    },
  )
})

describe('a filled form is a line', () => {
  test.each<[verb: string, values: Record<string, string | string[]>, line: string]>([
    ['usage', {}, 'usage'],
    ['usage', { team: ' team-1 ', period: 'last week', by: 'daily' }, 'usage "team-1" last week daily'],
    ['usage', { team: '', period: '  ', by: [] }, 'usage'],
    [
      'subscribe',
      { teams: ['team-1', 'a, b'], when: 'every friday at 16:00' },
      'subscribe "team-1", "a, b" every friday at 16:00',
    ],
    [
      'subscribe',
      { teams: ['all'], 'when-day': 'every friday', 'when-time': '16:00', 'when-zone': 'Europe/Berlin' },
      'subscribe all every friday at 16:00 Europe/Berlin',
    ],
    [
      'subscribe',
      { teams: ['all'], 'when-day': 'monthly on the 1st', 'when-time': '' },
      'subscribe all monthly on the 1st',
    ],
    ['subscribe', { teams: ['all'], 'when-zone': 'Asia/Tokyo' }, 'subscribe all Asia/Tokyo'],
    ['edit', { number: '7', 'when-time': '08:05' }, 'edit 7 at 8:05'],
    ['edit', { number: '7', 'when-day': 'every sunday', when: 'at 10:00' }, 'edit 7 every sunday'],
    ['user', { person: '\u200bada@northwind.example\u2060 ' }, 'user "ada@northwind.example"'],
    ['subscribe', { teams: ['all'], language: 'in german' }, 'subscribe all in german'],
    ['subscribe', { teams: ['all'], when: 'Berlin' }, 'subscribe all every monday at 9:00 Europe/Berlin'],
    ['edit', { number: '7', when: 'at 10:00' }, 'edit 7 at 10:00'],
    ['alerts', { team: 'team-1', after: '30', repeat: '14' }, 'alerts "team-1" after 30 days repeat every 14 days'],
    ['snooze', { number: '3', how: '14' }, 'snooze 3 14d'],
    ['pause', { number: '7', until: '2027-01-10' }, 'pause 7 until 2027-01-10'],
    ['user', { person: 'ada@example.com' }, 'user "ada@example.com"'],
    ['export', { line: 'usage payments last month' }, 'export usage payments last month'],
    [
      'exclude',
      { person: 'ada@x.example', reason: 'on leave', until: '2027-01-10' },
      'exclude "ada@x.example" "on leave" until 2027-01-10',
    ],
  ])('%s with %j asks “%s”', (verb, values, line) => {
    expect(fill(verb, values)).toEqual({ line })
  })

  test.each<[verb: string, values: Record<string, string | string[]>, field: string, sentence: RegExp]>([
    ['user', {}, 'person', /^Fill this in\.$/],
    ['usage', { period: 'last wek' }, 'period', /“last wek” isn’t a date I know\. Try/],
    ['usage', { period: '31 Feb 2026' }, 'period', /isn’t a date I know/],
    ['usage', { period: '2027-05' }, 'period', /is in the future\. Pick a day up to today/],
    ['usage', { period: '14–1 Sep 2026' }, 'period', /ends before it begins/],
    ['usage', { by: 'hourly' }, 'by', /didn’t understand “hourly”/],
    ['usage', { team: 'x'.repeat(201) }, 'team', /at most 200 characters/],
    ['subscribe', { teams: ['all'], when: 'every moonday' }, 'when', /“moonday” isn’t a day I know/],
    ['subscribe', { teams: ['all'], when: 'every monday at 25:00' }, 'when', /“25:00” isn’t a time of day/],
    ['subscribe', { teams: ['all'], when: 'whenever you like' }, 'when', /don’t know the time zone/],
    ['subscribe', { teams: ['all'], 'when-day': 'every moonday' }, 'when-day', /“every moonday” isn’t a day I know/],
    ['subscribe', { teams: ['all'], 'when-time': '25:00' }, 'when-time', /“25:00” isn’t a time of day/],
    ['subscribe', { teams: ['all'], 'when-zone': 'Mars' }, 'when-zone', /don’t know the time zone “Mars”/],
    ['subscribe', { teams: Array.from({ length: 21 }, (_, at) => `team-${at}`) }, 'teams', /Pick up to 20 teams/],
    ['alerts', { team: 'all', after: 'soon' }, 'after', /^Enter 1–999 days\.$/],
    ['alerts', { team: 'all', after: '-3' }, 'after', /^Enter 1–999 days\.$/],
    ['alerts', { team: 'all', after: '1000' }, 'after', /^Enter 1–999 days\.$/],
    ['pause', { number: '0' }, 'number', /isn’t the number/],
    ['exclude', { person: 'ada@x.example' }, 'reason', /^Fill this in/],
    ['exclude', { reason: 'on leave' }, 'person', /^Fill this in/],
    ['subscribe', { when: 'every monday' }, 'teams', /^Fill this in/],
    ['alerts', {}, 'team', /^Fill this in/],
    ['pause', { number: '7', until: '2020-01-01' }, 'until', /is in the past/],
    ['pause', { number: '7', until: '2027-02-30' }, 'until', /isn’t a date I know/],
  ])('%s with %j shows next to %s what is wrong', (verb, values, field, sentence) => {
    const filled = fill(verb, values)
    expect(filled).toEqual({ mistakes: { [field]: expect.stringMatching(sentence) } })
  })

  test('each wrong field has its own sentence', () => {
    expect(fill('subscribe', { teams: ['all'], when: 'every moonday', language: 'in french' })).toEqual({
      mistakes: { when: expect.any(String), language: expect.any(String) },
    })
  })
})

/** What a person may put into the fields of a command: right, wrong, or anything at all. */
function anyValues(command: Command<never>) {
  const anyValue = fc.oneof(
    anyText({ maxLength: 220 }),
    anyName,
    periodWords,
    fc.array(anyName, { maxLength: 25 }),
    fc.constantFrom('7', '14', '2027-01-10', 'daily', 'in german', 'every friday at 16:00', 'all', 'usage last week'),
  )
  return fc.record(Object.fromEntries(fieldsOf(command).map(({ name }) => [name, anyValue])), { requiredKeys: [] })
}

describe.each(formed.map(command => [command.name, command] as const))('the form of %s', (_name, command) => {
  test('whatever is filled in becomes a line with the same values, or a sentence next to a field of the form', () => {
    fc.assert(
      fc.property(anyValues(command), values => {
        const filled = fillForm(command, values, filling)
        if ('mistakes' in filled) {
          const names = fieldsOf(command).map(({ name }) => name)
          expect(Object.keys(filled.mistakes).filter(name => !names.includes(name))).toEqual([])
          for (const sentence of Object.values(filled.mistakes)) expect(sentence.trim()).not.toBe('')
          return
        }
        const [, ...rest] = splitLine(filled.line)
        const args = parseArguments(command, rest)
        for (const { name, kind } of fieldsOf(command)) {
          const given = [values[name] ?? []]
            .flat()
            .map(trimBlank)
            .filter(value => value !== '')
          if (kind === 'names') expect(args[name] ?? []).toEqual(given)
          else if (kind === 'name' || kind === 'word') expect(args[name]).toBe(given[0])
          else expect(args[name] === undefined).toBe(given.length === 0)
        }
      }),
    )
  })

  test('a line’s form, sent as it is, asks the same again', () => {
    fc.assert(
      fc.property(anyArguments(command), args => {
        const line = formatLine(command, args)
        const { given, fields } = form(line)
        const values = Object.fromEntries(fields.map(({ name, value }) => [name, value.map(option => option.value)]))
        const filled = fillForm(command, { ...given, ...values }, { ...filling, now: new Date('2026-11-25T10:00:00Z') })
        // Days that are over or have not begun, and invalid times, are reported before the question is asked.
        if ('mistakes' in filled) return
        const kept = Object.entries(parseArguments(command, splitLine(filled.line).slice(1)))
        for (const [name, value] of kept) {
          const { kind } = fieldsOf(command).find(field => field.name === name) ?? {}
          if (kind === 'name' || kind === 'names' || kind === 'number' || kind === 'period')
            expect(value).toEqual(args[name])
        }
      }),
    )
  })
})

test('each error that is about a field finds one wherever its command has such a field', () => {
  const found = Object.keys(errorCodes).filter(code => formed.some(one => fieldOfError(one, code as never) !== null))
  expect(found).toEqual([
    'bad-period',
    'period-in-future',
    'period-backwards',
    'period-too-long',
    'bad-schedule',
    'unknown-team',
    'ambiguous-team',
    'unknown-person',
    'not-allowed',
    'bad-number',
    'too-many-teams',
  ])
  const usage = formed.find(({ name }) => name === 'usage') as Command<never>
  expect(fieldOfError(usage, 'unknown-team')).toBe('team')
  expect(fieldOfError(usage, 'unreachable')).toBeNull()
})
