import { describe, expect, it, vi } from 'vitest'
import { startGate } from '../../helpers/gate.ts'
import { createManualTimers } from '../../helpers/manual-timers.ts'
import { type SlackBot, type SlackBotOptions, startSlackBot } from '../../helpers/slack-bot.ts'
import { openFormsWorld } from './forms-world.ts'

vi.setConfig({ testTimeout: 60_000 })

type OptionalAnswer = { text: { type: string; text: string }; value: string }[]

async function type(
  bot: SlackBot,
  value: string,
  actionId = 'pick team',
  user = bot.cloud.users.ada.id,
): Promise<OptionalAnswer> {
  const sent = await bot.send({ kind: 'suggestion', actionId, value, user, view: { id: 'V1' } })
  expect(sent.status).toBe(200)
  return (sent.body as { options: OptionalAnswer }).options
}

const asAdmin: SlackBotOptions = { environment: cloud => ({ ADMINS: cloud.users.ada.id }) }

describe('who types a name while the Usage API', () => {
  it.each([401, 403])('refuses with %i is offered nothing, and no error', async status => {
    await using bot = await startSlackBot()
    bot.sandbox.fault('*', { status })
    expect(await type(bot, 'pay')).toEqual([])
    expect(bot.logged('error')).toEqual([])
  })

  it('went down is offered the teams that are known', async () => {
    await using world = await openFormsWorld()
    const { sandbox, person } = world
    const offered = async () => {
      const sent = await world.send({ kind: 'suggestion', actionId: 'pick team', value: 'pay', user: person.id })
      return (sent.body as { options: OptionalAnswer }).options.map(({ text }) => text.text)
    }
    expect(await offered()).toEqual(['Payments'])
    sandbox.fault('*', { status: 401 })
    // Longer than a list is taken to be true.
    world.pass(600)
    expect(await offered()).toEqual(['Payments'])
  })

  it('hangs is offered nothing in time', async () => {
    const timers = createManualTimers()
    let bot: SlackBot | undefined
    await using gate = await startGate(() => bot?.sandbox.url ?? '')
    await using started = await startSlackBot({ after: timers.after, environment: () => ({ TABNINE_URL: gate.url }) })
    bot = started
    gate.hold()
    const typing = type(bot, 'pay')
    await gate.held()
    await timers.advance(2_300)
    expect(await typing).toEqual([])
    gate.open()
  })
})

describe('what is offered', () => {
  it('is as much as Slack takes of many teams with any names', async () => {
    await using bot = await startSlackBot({ sandbox: { teams: 140, people: 300 } })
    const { teams } = bot.sandbox.company
    for (const [at, name] of names.entries()) Object.assign(teams[at] ?? {}, { name })
    expect(await type(bot, '')).toHaveLength(100)
    for (const [at, name] of names.entries()) {
      const found = (await type(bot, name.slice(0, 60))).find(({ value }) => value === teams[at]?.id)
      expect(found?.text).toEqual({ type: 'plain_text', text: expect.any(String), emoji: false })
      expect(name.replaceAll('\\n', ' ')).toContain(found?.text.text.replace(/…$/, ''))
    }
  })

  it('offers only their own name to people who may name no one else', async () => {
    await using bot = await startSlackBot()
    const { ada, grace } = bot.cloud.users
    expect((await type(bot, '', 'pick person', ada.id)).map(({ value }) => value)).toEqual([ada.email])
    expect((await type(bot, 'ada', 'pick person', grace.id)).map(({ value }) => value)).toEqual([])
  })

  it('is people to an admin', async () => {
    await using bot = await startSlackBot(asAdmin)
    expect((await type(bot, '', 'pick person')).length).toBeGreaterThan(10)
  })

  it('is unchanged in a form that is already filled in', async () => {
    await using bot = await startSlackBot({ sandbox: { teams: 12 } })
    const { teams } = bot.sandbox.company
    for (const [at, name] of names.entries()) Object.assign(teams[at] ?? {}, { name })
    await type(bot, '')
    const [user, { id: channel }] = [bot.cloud.users.ada.id, bot.cloud.channels.general]
    for (const [at, name] of names.entries()) {
      bot.cloud.forget()
      const action = { action_id: 'form-0', value: `usage ${teams[at]?.id} last month` }
      await bot.send({ kind: 'action', action, user, channel })
      const { view } = await bot.cloud.waitFor('view')
      const [field] = (view.blocks as { element?: { initial_option?: OptionalAnswer[number] } }[]).slice(1)
      const { text, value } = field?.element?.initial_option ?? {}
      expect({ value, type: text?.type }).toEqual({ value: teams[at]?.id, type: 'plain_text' })
      expect(name.startsWith(text?.text.replace(/…$/, '') ?? '?')).toBe(true)
    }
  })
})

const names = [
  '<!channel> *everyone* & <@U1|x>',
  'فريق المدفوعات',
  'x'.repeat(500),
  '_under_ ~line~ `code` <https://a.example|b>',
]
