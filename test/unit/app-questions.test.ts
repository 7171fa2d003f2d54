import { describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { createDirectory } from '../../src/command/directory.ts'
import { readLine } from '../../src/commands.ts'
import type { Language } from '../../src/message/languages.ts'
import type { UsageApi } from '../../src/ports.ts'
import type { AccessSettings } from '../../src/privacy/authorize.ts'
import { caller } from '../helpers/callers.ts'
import { fakeUsageApi } from '../helpers/fake-usage-api.ts'
import { actionsIn, textsIn } from '../helpers/message-content.ts'
import { recordLog } from '../helpers/recording-log.ts'
import { neverAborts } from '../helpers/signals.ts'

type Known = { access?: AccessSettings; language?: Language; usageApi?: Partial<UsageApi> }

/** Without the running bot's store, so nothing that needs it is offered. */
async function ask(line: string, { access = {}, language = 'en', ...known }: Known = {}) {
  const asked: string[] = []
  const teams = [
    { id: 'team-1', name: 'Payments', people: 61 },
    { id: 'team-2', name: 'Mobile', people: 20 },
    { id: 'team-3', name: 'Web Shop', people: 9 },
  ]
  const listTeams = async () => {
    asked.push('teams')
    return teams
  }
  const usageApi = fakeUsageApi({ teams: listTeams, ...known.usageApi })
  const parts = { usageApi, clock: { now: () => new Date('2026-11-25T10:00:00Z') }, log: recordLog() }
  const directory = createDirectory({ ...parts, abortAfter: neverAborts, wait: () => Promise.resolve() })
  await directory.teams('')
  asked.length = 0
  const app = createApp(
    { ...parts, persistence: null, directory, newReference: () => 'REF' },
    { admins: [], zone: 'UTC', language, access },
  )
  const { message, error } = await app.answer(line, caller())
  return { message, error, asked, offered: actionsIn(message).map(({ label, line }) => [label, line]) }
}

describe('a question in a sentence is answered with the nearest commands', () => {
  test.each<[line: string, offered: [label: string, line: string][]]>([
    [
      'what is our usage?',
      [
        ['See usage', 'usage'],
        ['See team usage…', 'usage'],
        ['See all commands', 'help all'],
      ],
    ],
    [
      'who is not using it?',
      [
        ['See seats', 'seats'],
        ['See usage', 'usage'],
        ['See team usage…', 'usage'],
      ],
    ],
    [
      'payments vs mobile',
      [
        ['Compare teams', 'digest "Payments", "Mobile"'],
        ['See Payments usage', 'usage "Payments"'],
        ['See Mobile usage', 'usage "Mobile"'],
      ],
    ],
    [
      'how much did Web-Shop use last week?',
      [
        ['See Web Shop usage', 'usage "Web Shop" last week'],
        ['See all commands', 'help all'],
      ],
    ],
    [
      'payments',
      [
        ['See Payments usage', 'usage "Payments"'],
        ['See Payments seats', 'seats "Payments"'],
        ['See all teams', 'teams'],
      ],
    ],
    [
      'how many seats do we have',
      [
        ['See seats', 'seats'],
        ['See all teams', 'teams'],
        ['See all commands', 'help all'],
      ],
    ],
    [
      'what do we pay?',
      [
        ['See agent cost', 'cost'],
        ['See seats', 'seats'],
        ['See all commands', 'help all'],
      ],
    ],
    [
      'how am I doing this month?',
      [
        ['See my usage', 'me this month'],
        ['See all commands', 'help all'],
      ],
    ],
  ])('%s', async (line, offered) => {
    const answer = await ask(line)
    expect(answer).toMatchObject({ error: 'unknown-command', offered })
    expect(answer.message.title).toBe('Did you mean one of these?')
    expect(answer.message.summary).toBe('I answer short commands. These come closest to your question.')
    expect(actionsIn(answer.message).map(({ style }) => style)).toEqual([
      'primary',
      ...offered.slice(1).map(() => undefined),
    ])
    expect(textsIn(answer.message).join()).not.toMatch(/REF|There is no command/)
    for (const [, asked = ''] of answer.offered) expect(() => readLine(asked)).not.toThrow()
  })

  test('also where its first word is a command', async () => {
    const answer = await ask('team with the most seats?')
    expect(answer).toMatchObject({ error: 'unknown-team', message: { title: 'Did you mean one of these?' } })
    expect(answer.offered[0]).toEqual(['See seats', 'seats'])
  })

  test('in German', async () => {
    const answer = await ask('Wer nutzt es nicht?', { language: 'de' })
    expect(answer.message.title).toBe('War eines davon gemeint?')
    expect(answer.offered[0]).toEqual(['Plätze zeigen', 'seats'])
  })
})

test('what is about nothing gets a start', async () => {
  const { message, offered } = await ask('frobnicate')
  expect(message.title).not.toBe('Did you mean one of these?')
  expect(offered.map(([label]) => label)).toEqual(['See team usage…', 'See seats', 'See all commands'])
})

test('a near miss of a command keeps its own suggestion', async () => {
  expect((await ask('usge payments')).offered).toEqual([
    ['usage payments', 'usage payments'],
    ['user payments', 'user payments'],
    ['See all commands', 'help all'],
  ])
})

test('a person who may see nothing of teams is offered none of their names, and none is looked up', async () => {
  const { offered, asked } = await ask('payments vs mobile, or my usage?', {
    access: { roles: { admin: [], subscriber: [], viewer: [] } },
  })
  expect(offered).toEqual([
    ['See my usage', 'me'],
    ['See all commands', 'help all'],
  ])
  expect(asked).toEqual([])
})

test('without Tabnine the question is still understood', async () => {
  const teams = () => Promise.reject(new Error('away'))
  expect((await ask('what is the usage of payments?', { usageApi: { teams } })).offered[0]).toEqual([
    'See usage',
    'usage',
  ])
})
