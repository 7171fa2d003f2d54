import { describe, expect, test } from 'vitest'
import { commands } from '../../../src/command/all.ts'
import { readLine } from '../../../src/command/read.ts'
import { plain } from '../../../src/message/message.ts'
import { createWords } from '../../../src/message/words.ts'
import { contextOf } from '../../helpers/contexts.ts'
import { actionsIn, rowsIn, textsIn } from '../../helpers/said.ts'

const words = createWords('en')

function help(line: string) {
  const { command, args } = readLine(line)
  return command.run(args as never, contextOf())
}

test('every command stands in the help, in the order of the list', async () => {
  const { message, facts } = await help('help')
  const examples = rowsIn(message).map(([example = '']) => example)
  expect(examples.map(example => example.split(' ').slice(0, 2).join(' '))).toEqual(
    commands.map(({ name }) => `/tabnine ${name}`),
  )
  expect(facts).toEqual(commands.map(({ usage }) => usage))
})

test('every example can be copied: it asks the command it is an example of', () => {
  for (const { name } of commands) {
    const { examples } = words.commands[name as keyof typeof words.commands]
    expect(examples.map(example => readLine(example).command.name)).toEqual(examples.map(() => name))
  }
})

test('every period named in the help is one', () => {
  const listed = /A period is any of: (.*?)\. A team/.exec(words.help.periods)?.[1]?.split(', ') ?? []
  expect(listed).toHaveLength(13)
  for (const period of listed) expect(readLine(`usage ${period}`).args).toEqual({ period })
})

test('its buttons ask something', async () => {
  const { message } = await help('help')
  expect(actionsIn(message).map(({ line }) => readLine(line).command.name)).toEqual(['usage', 'seats', 'teams'])
})

describe('help with one command', () => {
  test.each(commands.map(({ name, usage }) => [name, usage]))(
    '%s shows its form and its examples',
    async (name, usage) => {
      const { message, facts } = await help(`help ${name.toUpperCase()}`)
      const shown = message.parts.flatMap(part => (part.kind === 'text' ? [plain(part.text)] : []))
      const { summary, examples } = words.commands[name as keyof typeof words.commands]
      expect(facts).toBe(usage)
      expect(shown).toEqual([
        `${name}: ${summary}.`,
        `Form: /tabnine ${usage}`,
        ...examples.map(example => `/tabnine ${example}`),
      ])
    },
  )

  test('a near miss is offered', async () => {
    await expect(help('help usge')).rejects.toMatchObject({
      code: 'unknown-command',
      details: { subject: 'usge', suggestions: [{ line: 'help usage' }, { line: 'help user' }] },
    })
  })
})

test('what stands before a line where it is typed stands before every example', async () => {
  const { message } = await help('help')
  expect(textsIn(message)).toContain('More on one of them: /tabnine help usage')
})
