import { describe, expect, test } from 'vitest'
import type { Context, Persistence } from '../../../src/command/command.ts'
import { namesIn } from '../../../src/command/german-words.ts'
import { commands, readLine } from '../../../src/commands.ts'
import { languages } from '../../../src/message/languages.ts'
import { plain } from '../../../src/message/message.ts'
import { createWords } from '../../../src/message/words.ts'
import { caller } from '../../helpers/callers.ts'
import { askLine, contextOf } from '../../helpers/contexts.ts'
import { actionsIn, notesIn, rowsIn, textsIn } from '../../helpers/message-content.ts'

const words = createWords('en')

/** Help reads no database: it only checks whether there is one. */
const emptyMemory = {} as Persistence

function help(line: string, change: Partial<Context> = {}) {
  return askLine(line, { ...contextOf(), ...change })
}

describe('help starts with what most people want', () => {
  test('five lines to copy, each with what it answers', async () => {
    const { message } = await help('help', { persistence: emptyMemory })
    expect(message.title).toBe('Ask me about Tabnine')
    expect(rowsIn(message)).toEqual([
      ['/tabnine usage payments last week', 'How a team used Tabnine'],
      ['/tabnine seats all', 'Who has a seat and whether it’s used'],
      ['/tabnine me', 'Your own numbers (only you see them)'],
      ['/tabnine subscribe payments', 'A digest here every Monday'],
      ['/tabnine alerts payments', 'An alert here on unused seats'],
    ])
  })

  test.each(languages)('in the language %s each line asks its command', language => {
    const { goals } = createWords(language).help
    for (const [verb, [line = '']] of Object.entries(goals)) expect(readLine(line).command.name).toBe(verb)
    const { lineOfAll, lineOfOne } = createWords(language).help
    expect([lineOfAll, lineOfOne].map(line => readLine(line).command.name)).toEqual(['help', 'help'])
  })

  test('three buttons, one of them primary, and one line on the rest', async () => {
    const { message } = await help('help', { persistence: emptyMemory })
    expect(actionsIn(message)).toEqual([
      { label: 'See my usage', line: 'me', style: 'primary' },
      { label: 'See team usage…', line: 'usage', opens: 'form' },
      { label: 'See unused seats', line: 'why all' },
    ])
    expect(notesIn(message)).toEqual([
      `All ${commands.length} commands: /tabnine help all · One command: /tabnine help usage`,
    ])
  })

  test('without the running bot it offers only what works there', async () => {
    const { message } = await help('help')
    expect(rowsIn(message).map(([line]) => line)).toEqual(
      ['usage payments last week', 'seats all', 'me', 'teams', 'digest payments'].map(line => `/tabnine ${line}`),
    )
    expect(actionsIn(message).map(({ line }) => line)).toEqual(['me', 'usage', 'seats'])
    expect(notesIn(message).join()).toContain(`All ${commands.filter(({ needsBot }) => !needsBot).length} commands`)
  })
})

test.each(['help all', 'hilfe alle', 'HELP ALL'])('“%s” lists every command by its best example', async line => {
  const { message, facts } = await help(line, { persistence: emptyMemory })
  const examples = rowsIn(message).map(([example = '']) => example)
  expect(examples.map(example => example.split(' ').slice(0, 2).join(' '))).toEqual(
    commands.map(({ name }) => `/tabnine ${name}`),
  )
  expect(message.title).toBe('All commands')
  expect(facts).toEqual(commands.map(({ usage }) => usage))
  expect(examples).toContain('/tabnine alerts payments')
  expect(examples).toContain('/tabnine exclude ada@example.com on leave until 2027-01-10')
  expect(message.parts.flatMap(part => (part.kind === 'text' ? [plain(part.text)] : []))).toEqual([
    words.help.allSummary,
    words.help.periods,
    words.help.teams,
  ])
  expect(notesIn(message)).toEqual(['One command: /tabnine help usage'])
})

test('without the running bot, only those commands are listed that work there', async () => {
  const listed = rowsIn((await help('help all')).message).map(([example = '']) => example.split(' ')[1])
  expect(listed).toEqual(commands.filter(({ needsBot }) => !needsBot).map(({ name }) => name))
})

test.each(commands.map(command => [command.name, command] as const))(
  '%s is left out of the list only if it needs the running bot',
  async (_name, { about, needsBot = false }) => {
    const { examples } = about.en
    const code = await askLine(examples[0] ?? '', contextOf({ caller: caller({ isAdmin: true }) })).then(
      () => 'none',
      error => error.code,
    )
    expect(['no-database', 'no-audience'].includes(code)).toBe(needsBot)
  },
)

test.each(languages)('every example in the language %s can be copied: it asks its command', language => {
  for (const { name, about } of commands) {
    const { examples } = about[language]
    expect(examples.map(example => readLine(example).command.name)).toEqual(examples.map(() => name))
    expect(examples).toHaveLength(about.en.examples.length)
  }
})

test('German examples begin with a German name, where the command has one', () => {
  for (const { name, about } of commands) {
    const names = [...namesIn('de', name), ...(namesIn('de', name).length === 0 ? [name] : [])]
    for (const example of about.de.examples) expect(names).toContain(example.split(' ')[0])
  }
})

test('every period named in the help is one', () => {
  const listed = /A period is any of: (.*?)\.$/.exec(words.help.periods)?.[1]?.split(', ') ?? []
  expect(listed).toHaveLength(19)
  for (const period of listed) expect(readLine(`usage ${period}`).args).toEqual({ period })
})

describe('help with one command', () => {
  test.each(commands.map(({ name, usage, about }) => [name, usage, about.en] as const))(
    '%s shows its form and its examples',
    async (name, usage, { summary, examples }) => {
      const { message, facts } = await help(`help ${name.toUpperCase()}`)
      const shown = message.parts.flatMap(part => (part.kind === 'text' ? [plain(part.text)] : []))
      expect(facts).toBe(usage)
      const [periods, schedules, teams] = [words.help.periods, words.help.schedules, words.help.teams]
      expect(shown.filter(line => ![periods, schedules, teams].includes(line))).toEqual([
        `${name}: ${summary}.`,
        `Syntax: /tabnine ${usage}`,
        ...examples.map(example => `/tabnine ${example}`),
      ])
    },
  )

  test.each([
    ['usage', ['periods', 'teams']],
    ['me', ['periods']],
    ['alerts', ['teams']],
    ['subscribe', ['schedules', 'teams']],
    ['snooze', []],
    ['share', ['periods', 'teams']],
  ] as const)('%s explains what it takes, and nothing else', async (name, explained) => {
    const { message } = await help(`help ${name}`, { persistence: emptyMemory })
    const explanations = [words.help.periods, words.help.schedules, words.help.teams]
    expect(textsIn(message).filter(line => explanations.includes(line))).toEqual(
      explained.map(what => words.help[what]),
    )
  })

  test.each([
    ['subscribe', true],
    ['share', true],
    ['usage', false],
  ])('without the running bot, %s states that it only works in chat: %s', async (name, isStated) => {
    const notes = notesIn((await help(`help ${name}`)).message)
    expect(notes.includes('Only works in Slack or Teams.')).toBe(isStated)
  })

  test('German help names the command in German too', async () => {
    const rendering = { ...contextOf().rendering, t: createWords('de') }
    const { message } = await help('hilfe nutzung', { rendering })
    expect(textsIn(message)).toContain('Auf Deutsch: nutzung und verbrauch')
    expect(textsIn(message)).toContain('/tabnine nutzung payments letzte Woche')
  })

  test('a near miss is offered', async () => {
    await expect(help('help usge')).rejects.toMatchObject({
      code: 'unknown-command',
      details: { subject: 'usge', suggestions: [{ line: 'help usage' }, { line: 'help user' }] },
    })
  })
})

test('the prefix that people type before a line is before every example', async () => {
  const { message } = await help('help', { rendering: { ...contextOf().rendering, commandPrefix: '@Tabnine ' } })
  expect(rowsIn(message)[0]).toEqual(['@Tabnine usage payments last week', 'How a team used Tabnine'])
  expect(notesIn(message).join()).toContain('@Tabnine help all')
})
