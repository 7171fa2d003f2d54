import { describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.ts'
import { hideMentions, resolveMentions } from '../../../src/command/argument.ts'
import { readLine } from '../../../src/commands.ts'
import type { Profile } from '../../../src/privacy/policy.ts'
import { caller } from '../../helpers/callers.ts'
import { ada, fakeUsageApi } from '../../helpers/fake-usage-api.ts'
import { textsIn } from '../../helpers/message-content.ts'
import { recordLog } from '../../helpers/recording-log.ts'

const people: Readonly<Record<string, Profile>> = {
  U1: { email: 'grace@northwind.example', name: 'Grace', zone: null },
  U2: { email: null, name: 'Hidden', zone: null },
}

function mentioning() {
  const asked: string[] = []
  const mentioned = async (id: string) => {
    asked.push(id)
    return people[id] ?? null
  }
  return { asked, mentioned }
}

describe('a mention in a line', () => {
  test.each([
    ['user <@U1>', { person: 'grace@northwind.example' }],
    ['user <@U1> last week', { person: 'grace@northwind.example', period: 'last week' }],
    ['why <@U1>', { whom: 'grace@northwind.example' }],
    ['include <@U1>', { whom: 'grace@northwind.example' }],
    ['exclude <@U1> on leave', { person: 'grace@northwind.example', reason: 'on leave' }],
    ['exclude ada@northwind.example asked by <@U1>', { person: 'ada@northwind.example', reason: 'asked by @Grace' }],
    ['user <@U2>', { person: '@Hidden' }],
    ['user <@U9>', { person: '@…' }],
    ['usage <@U1>', { team: '@Grace' }],
    ['digest <@U1>, payments', { teams: ['@Grace', 'payments'] }],
  ])('%s', async (line, args) => {
    const { command, args: read } = readLine(line)
    expect(await resolveMentions(command, read, mentioning())).toEqual(args)
  })

  test('is looked up once, and of many only the first', async () => {
    const { asked, mentioned } = mentioning()
    const many = Array.from({ length: 20 }, (_, at) => `<@U${at + 1}> <@U1>`).join(', ')
    const { command, args } = readLine(`digest ${many}`)
    await resolveMentions(command, args, { mentioned })
    expect(asked).toEqual(['U1', 'U2', 'U3', 'U4', 'U5'])
  })

  test('where no one is mentioned nothing is looked up', async () => {
    const { asked, mentioned } = mentioning()
    const { command, args } = readLine('user ada@northwind.example')
    expect(await resolveMentions(command, args, { mentioned })).toBe(args)
    expect(asked).toEqual([])
  })

  test('is shown without its id', () => {
    expect(hideMentions('user <@U1> and <@29:a-b_c>')).toBe('user @… and @…')
  })
})

describe('the person who is mentioned', () => {
  const at = new Date('2026-11-25T10:00:00Z')

  function ask(line: string, admins: string[], email: string) {
    const clock = { now: () => at }
    const ports = { usageApi: fakeUsageApi(), persistence: null, clock, log: recordLog(), newReference: () => 'R' }
    const app = createApp(ports, { admins, zone: 'UTC', language: 'en' })
    const { mentioned } = mentioning()
    const ofAda = async () => ({ email: ada.email, name: 'Ada', zone: null })
    return app.answer(line, caller({ email, mentioned: async id => (id === 'U0ADA' ? ofAda() : mentioned(id)) }))
  }

  test('is shown to an admin', async () => {
    const { error, message } = await ask('user <@U0ADA>', ['boss@northwind.example'], 'boss@northwind.example')
    expect([error, message.title]).toEqual([null, `Tabnine usage: ${ada.email}, 26 Oct – 24 Nov`])
  })

  test('sees themselves', async () => {
    expect((await ask('user <@U0ADA>', [], ada.email ?? '')).error).toBeNull()
  })

  test.each(['U0ADA', 'U1', 'U2', 'U9'])('is not shown to anyone else, known or not: %s', async id => {
    expect((await ask(`user <@${id}>`, [], 'viewer@northwind.example')).error).toBe('not-allowed')
  })

  test('is in no error by their id', async () => {
    for (const line of ['<@U1>', 'help <@U1>', 'me <@U1>', 'usage <@U1>', 'user <@U9>']) {
      const { message, error } = await ask(line, ['boss@northwind.example'], 'boss@northwind.example')
      expect(error).not.toBeNull()
      expect(textsIn(message).join('\n')).not.toMatch(/<@|U1|U9/)
    }
  })
})
