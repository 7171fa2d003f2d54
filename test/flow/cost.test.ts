import { describe, expect, test } from 'vitest'
import { priceTurns } from '../../demo/sandbox/company/purchase.ts'
import { AGENT_TYPES } from '../../demo/sandbox/company/totals.ts'
import type { CostFacts } from '../../src/cost/facts.ts'
import type { Message } from '../../src/message/message.ts'
import { defaultReportSettings } from '../../src/report/report.ts'
import { addDays, utcDay } from '../../src/time/utc-days.ts'
import { admin, openApp } from '../helpers/app-on-sandbox.ts'
import { caller } from '../helpers/callers.ts'
import { costOf, listAccounts, sumUsage } from '../helpers/company-truth.ts'
import { metricsIn, textsIn } from '../helpers/message-content.ts'
import { lastWeek } from '../helpers/usage-api-client.ts'
import { openSandbox, TODAY } from '../unit/demo/sandbox/ask.ts'

const seeds = ['acme', 'zoë', 'larch']
const companies = await Promise.all(
  seeds.map(async seed => ({ seed, sandbox: await openSandbox({ profile: '6.6', seed }) })),
)
const today = utcDay(2026, 8, 28)
const month = { from: utcDay(2026, 8, 1), to: utcDay(2026, 8, 29) }
const august = { from: utcDay(2026, 7, 1), to: utcDay(2026, 8, 1) }
const dollars = (amount: number) => {
  const cents = Math.round(amount * 100)
  const digits = { minimumFractionDigits: cents % 100 === 0 ? 0 : 2, maximumFractionDigits: 2 }
  return new Intl.NumberFormat('en-GB', {
    ...{ style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' },
    ...digits,
  }).format(cents / 100)
}

/** In a table, where amounts are below each other. */
const dollarsInColumn = (amount: number) => dollars(amount).replace(/^([^.]+)$/, '$1.00')
const rowsOf = (message: Message, caption: string) => {
  const found = message.parts.find(part => part.kind === 'table' && part.caption === caption)
  return found?.kind === 'table'
    ? found.rows.map(row => row.map(cell => (typeof cell === 'string' ? cell : cell.text)))
    : []
}

describe.each(companies)('what agents cost in the company “$seed”', ({ sandbox }) => {
  const { company } = sandbox
  const app = openApp(sandbox, TODAY)
  const [team] = company.teams
  const subjects = [
    { word: 'all', who: {} },
    { word: team?.id ?? '', who: { teamId: team?.id ?? '' } },
  ]

  test.each(subjects)('this month so far, per active member, and by its end ($word)', async ({ word, who }) => {
    const { message, error } = await app.ask(`cost ${word}`)
    expect(error).toBeNull()
    const sums = sumUsage(company, month, TODAY, who)
    const cost = costOf(sums)
    // The four whole weeks before today, a Monday, each its seventh for the three days that are left.
    const over = costOf(sumUsage(company, { from: month.from, to: today }, TODAY, who))
    const paces = [1, 2, 3, 4].map(nth => {
      const from = addDays(today, -7 * nth)
      return costOf(sumUsage(company, { from, to: addDays(from, 7) }, TODAY, who)) / 7
    })
    const totals = paces.map(pace => Math.max(cost, over + pace * 3))
    const [low, high] = [dollars(Math.min(...totals)), dollars(Math.max(...totals))]
    expect(metricsIn(message)).toEqual({
      'Cost so far': dollars(cost),
      'Active members': `${sums.agentUsers}`,
      'Per active member': dollars(cost / sums.agentUsers),
      'Expected this month': `${low} – ${high}`,
    })
    expect(message.summary).toMatch(/^Agents cost \$[\d,.]+ so far\. At th/)
    expect(message.summary).toContain(dollars(cost))
    expect(message.summary).toContain('by 30 Sep')
  })

  test.each(subjects)('a month that is over, by model and by kind of agent ($word)', async ({ word, who }) => {
    const { message } = await app.ask(`cost ${word} last month`)
    const sums = sumUsage(company, august, TODAY, who)
    const cost = costOf(sums)
    expect(metricsIn(message)).toEqual({
      Cost: dollars(cost),
      'Active members': `${sums.agentUsers}`,
      'Per active member': dollars(cost / sums.agentUsers),
    })
    const models = sums.agentByModel
      .map(({ messages }, model) => priceTurns(model, messages).microdollars / 1_000_000)
      .filter(amount => amount > 0)
      .toSorted((a, b) => b - a)
    expect(rowsOf(message, 'By model').map(row => row[1])).toEqual(models.map(dollarsInColumn))
    const types = sums.agentByType
      .map(({ users, turns, turnsByModel }, type) => ({
        name: AGENT_TYPES[type] === 'cli' ? 'Command line' : 'In the IDE',
        cost: turnsByModel.reduce((sum, each, model) => sum + priceTurns(model, each).microdollars, 0) / 1_000_000,
        ...{ users, turns },
      }))
      .toSorted((a, b) => b.cost - a.cost)
    expect(rowsOf(message, 'By kind of agent')).toEqual(
      types.map(type => [
        type.name,
        dollarsInColumn(type.cost),
        `${type.users}`,
        new Intl.NumberFormat('en-GB').format(type.turns),
      ]),
    )
  })

  test.each(subjects)('last week’s is one line in the digest, per active member ($word)', async ({ word, who }) => {
    const { message } = await app.ask(`digest ${word}`)
    const sums = sumUsage(company, lastWeek, TODAY, who)
    const cost = costOf(sums)
    expect(textsIn(message)).toContain(
      `Agents cost ${dollars(cost)}, ${dollars(cost / sums.agentUsers)} per active member.`,
    )
  })

  test('one’s own is in “me”, to the cent', async () => {
    const own = listAccounts(company, TODAY).find(({ state, userId }) => {
      return state === 'active' && costOf(sumUsage(company, august, TODAY, { userId })) > 0
    })
    if (!own) throw new Error('no one used an agent')
    const { message } = await app.ask('me last month', caller({ email: own.email }))
    const cost = costOf(sumUsage(company, august, TODAY, { userId: own.userId }))
    expect(textsIn(message)).toContain(`Agents cost ${dollars(cost)}.`)
  })

  test('“cost me” is one’s own, to the cent, for that person alone', async () => {
    const own = listAccounts(company, TODAY).find(({ state, userId }) => {
      return state === 'active' && costOf(sumUsage(company, august, TODAY, { userId })) > 0
    })
    if (!own) throw new Error('no one used an agent')
    const sums = sumUsage(company, august, TODAY, { userId: own.userId })
    for (const line of ['cost me last month', 'kosten ich letzter Monat']) {
      const { message, surface, error } = await app.ask(line, caller({ email: own.email }))
      expect([error, surface]).toEqual([null, 'personal'])
      expect(message.title).toMatch(/^Your agent cost: /)
      expect(metricsIn(message)).toEqual({ Cost: dollars(costOf(sums)) })
      const models = rowsOf(message, 'By model').map(([, cost]) => cost)
      expect(models).toHaveLength(sums.agentByModel.filter(({ messages }) => messages > 0).length)
      for (const row of rowsOf(message, 'By kind of agent')) expect(row).toHaveLength(3)
    }
  })
})

describe('cost', () => {
  const [first] = companies
  if (!first) throw new Error('no company')
  const { sandbox } = first
  const viewer = caller({ id: 'U0VIEWER' })

  test('of oneself needs an account, and is read in no channel', async () => {
    const app = openApp(sandbox, TODAY)
    expect((await app.ask('cost me', caller({ email: 'no-one@elsewhere.example' }))).error).toBe('unknown-self')
    const [own] = listAccounts(sandbox.company, TODAY).filter(({ state }) => state === 'active')
    const inChannel = caller({ ...(own ? { email: own.email } : {}), readers: 'channel' })
    expect((await app.ask('cost me', inChannel)).error).toBe('not-told-here')
    // In quotes it is a part of a team’s name.
    expect((await app.ask('cost "me"', caller({ email: own?.email ?? '' }))).message.title).not.toContain('Your')
    const file = await app.ask('export cost me last month', caller({ email: own?.email ?? '' }))
    expect(file.error).toBeNull()
  })

  test('calls models by the names in the settings', async () => {
    const { facts } = await openApp(sandbox, TODAY).ask('cost all last month')
    const [model] = (facts as CostFacts).models
    if (!model) throw new Error('no model')
    const named = {
      ...defaultReportSettings,
      cost: { currency: 'EUR', modelNames: { [model.model]: 'Great <model>' } },
    }
    const { message } = await openApp(sandbox, TODAY, { reports: named }).ask('cost all last month')
    expect(rowsOf(message, 'By model')[0]?.[0]).toBe('Great <model>')
    expect(rowsOf(message, 'By model')[1]?.[0]).toMatch(/^Model [0-9a-f]{8}$/)
    expect(metricsIn(message).Cost).toMatch(/^€/)
  })

  test('is asked for in two questions at once', async () => {
    const app = openApp(sandbox, TODAY)
    await app.ask('cost all')
    sandbox.clearRequests()
    await app.ask('cost all')
    expect(sandbox.requests.map(({ path }) => path)).toEqual(Array(2).fill('/api/v1/organization/agent-usage'))
  })

  test('shows other readers no group below the minimum size, and no part of one', async () => {
    const { company } = sandbox
    const app = openApp(sandbox, TODAY)
    for (const { id } of company.teams) {
      const { message, error } = await app.ask(`cost ${id} last month`, viewer)
      expect(error).toBeNull()
      const sums = sumUsage(company, august, TODAY, { teamId: id })
      const text = textsIn(message).join('\n')
      expect(rowsOf(message, 'By model')).toEqual([])
      const isSmall = sums.agentUsers > 0 && sums.agentUsers < 5
      expect(text.includes('$')).toBe(sums.agentUsers === 0 || sums.agentUsers >= 5)
      if (isSmall) expect(text).toContain('Hidden: fewer than 5')
      const hasSmallPart = sums.agentByType.some(({ users }) => users > 0 && users < 5)
      if (hasSmallPart) expect(rowsOf(message, 'By kind of agent')).toEqual([])
    }
  })

  test('widens a range of days for them', async () => {
    const app = openApp(sandbox, TODAY)
    const { facts, message } = await app.ask('cost all 2026-09-09..2026-09-10', viewer)
    expect((facts as CostFacts).asked.period).toEqual({ from: utcDay(2026, 8, 7), to: utcDay(2026, 8, 14) })
    const widened = /^You asked for 9–10 Sep\. Here I answer for whole weeks/
    expect(textsIn(message)).toContainEqual(expect.stringMatching(widened))
    for (const [line, who] of [
      ['cost all 2026-09-09..2026-09-10', admin()],
      ['cost all last week', viewer],
    ] as const)
      expect(textsIn((await app.ask(line, who)).message).join('\n')).not.toContain('You asked for')
  })

  test('is one sentence where the licence does not hold it, or the server does not know it', async () => {
    const without = await openSandbox({ profile: '6.6', agentUsage: false })
    const refused = await openApp(without, TODAY).ask('cost')
    expect(refused.message.summary).toBe('What agents cost isn’t part of your Tabnine licence.')
    expect(refused.error).toBeNull()
    expect(metricsIn(refused.message)).toEqual({})
    for (const profile of ['5.18', '6.2', '6.3'] as const) {
      const older = await openSandbox({ profile })
      const app = openApp(older, TODAY)
      const { message } = await app.ask('cost payments')
      expect(message.summary).toBe('This Tabnine server doesn’t report what agents cost.')
    }
  })

  test('is available in German, and as a file', async () => {
    const german = admin({
      profile: async () => ({ email: null, zone: null, name: null, language: 'de' }),
    })
    const { message } = await openApp(sandbox, TODAY).ask('kosten alle letzter Monat', german)
    expect(message.title).toMatch(/^Kosten der Agenten: /)
    expect(metricsIn(message)).toHaveProperty('Je aktivem Mitglied')
    const exported = await openApp(sandbox, TODAY).ask('export cost all last month')
    expect(exported.error, exported.text).toBeNull()
    const lines = exported.file ? String((exported.file as { readonly content?: unknown }).content ?? '') : ''
    expect(lines === '' || lines.includes('total')).toBe(true)
  })
})
