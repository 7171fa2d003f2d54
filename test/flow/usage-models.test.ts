import { describe, expect, test } from 'vitest'
import type { Message } from '../../src/message/message.ts'
import { defaultReportSettings } from '../../src/report/report.ts'
import type { UsageFacts } from '../../src/usage/usage.ts'
import { admin, openApp } from '../helpers/app-on-sandbox.ts'
import { caller } from '../helpers/callers.ts'
import { sumUsage } from '../helpers/company-truth.ts'
import { textsIn } from '../helpers/message-content.ts'
import { lastWeek } from '../helpers/usage-api-client.ts'
import { openSandbox, TODAY } from '../unit/demo/sandbox/ask.ts'

const seeds = ['acme', 'zoë', 'larch']
const companies = await Promise.all(
  seeds.map(async seed => ({ seed, sandbox: await openSandbox({ profile: '6.3', seed }) })),
)
const number = new Intl.NumberFormat('en-GB')
const tableOf = (message: Message, caption = 'By model') => {
  const found = message.parts.find(part => part.kind === 'table' && part.caption === caption)
  return found?.kind === 'table'
    ? found.rows.map(row => row.map(cell => (typeof cell === 'string' ? cell : cell.text)))
    : null
}

describe.each(companies)('models used in the company “$seed”', ({ sandbox }) => {
  const { company } = sandbox

  /** Chat messages and members, agent turns and members, for each model with any. */
  function truth(teamId?: string) {
    const { chatByModel, agentByModel } = sumUsage(company, lastWeek, TODAY, teamId === undefined ? {} : { teamId })
    return chatByModel
      .map((chat, model) => ({ chat, agent: agentByModel[model] ?? { messages: 0, users: 0 } }))
      .filter(({ chat, agent }) => chat.messages + agent.messages > 0)
      .toSorted((a, b) => b.chat.messages + b.agent.messages - a.chat.messages - a.agent.messages)
  }

  test('are those of the organization and of a team, from the answers that are read anyway', async () => {
    const app = openApp(sandbox, TODAY)
    for (const team of [undefined, ...company.teams.slice(0, 3).map(({ id }) => id)]) {
      await app.ask(`usage ${team ?? 'all'} last week`)
      sandbox.clearRequests()
      await app.ask(`usage ${team ?? 'all'} last week`)
      const plain = sandbox.requests.length
      sandbox.clearRequests()
      const { message, error } = await app.ask(`usage ${team ?? 'all'} last week by model`)
      expect(error).toBeNull()
      expect(sandbox.requests).toHaveLength(plain)
      const shown = tableOf(message)?.map(row => row.slice(1))
      expect(shown).toEqual(
        truth(team).map(({ chat, agent }) =>
          [chat.messages, chat.users, agent.messages, agent.users].map(count => number.format(count)),
        ),
      )
    }
  })

  test('are whole or hidden for other readers', async () => {
    const app = openApp(sandbox, TODAY)
    for (const { id } of company.teams) {
      const { message, facts } = await app.ask(`usage ${id} last week by model`, caller({ id: 'U0VIEWER' }))
      const models = truth(id)
      const isSmall = models.some(({ chat, agent }) => [chat.users, agent.users].some(users => users > 0 && users < 5))
      if (!isSmall && models.length > 0 && (facts as UsageFacts).activity.hidden !== 'group') {
        expect(tableOf(message)).toHaveLength(models.length)
        continue
      }
      expect(tableOf(message)).toBeNull()
      const text = textsIn(message).join('\n')
      if (models.length > 0) expect(text).toMatch(/Models are hidden|Hidden: fewer than 5/)
    }
  })
})

describe('usage by model', () => {
  const [first] = companies
  if (!first) throw new Error('no company')
  const { sandbox } = first

  test('calls models by the names in the settings, in German too', async () => {
    const german = admin({ profile: async () => ({ email: null, zone: null, name: null, language: 'de' }) })
    const { facts, message } = await openApp(sandbox, TODAY).ask('nutzung alle letzte Woche nach Modell', german)
    const rows = tableOf(message, 'Nach Modell')
    expect(rows?.[0]?.[0]).toMatch(/^Modell [0-9a-f]{8}$/)
    const { models } = facts as UsageFacts
    const id = Array.isArray(models) ? models[0]?.model : undefined
    const reports = { ...defaultReportSettings, cost: { currency: 'USD', modelNames: { [id ?? '']: 'Large' } } }
    const named = await openApp(sandbox, TODAY, { reports }).ask('usage all last week by model')
    expect(tableOf(named.message)?.[0]?.[0]).toBe('Large')
  })

  test('is one sentence where the server reports no models', async () => {
    const old = await openSandbox({ profile: '5.18' })
    const { message } = await openApp(old, TODAY).ask('usage payments last week by model')
    expect(textsIn(message)).toContain('Tabnine doesn’t report models for these days.')
    expect(tableOf(message)).toBeNull()
  })
})
