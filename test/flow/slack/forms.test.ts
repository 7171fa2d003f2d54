import { describe, expect, it, vi } from 'vitest'
import { readBlocks } from '../../helpers/slack-text.ts'
import { type FormsWorld, openFormsWorld } from './forms-world.ts'

vi.setConfig({ testTimeout: 60_000 })

const ways = ['HTTP', 'Socket Mode'] as const
const stamp = '1790000000.000100'

const teamOf = ({ sandbox }: FormsWorld) => sandbox.company.teams.find(({ name }) => name === 'Payments')?.id ?? ''

function subscribe(world: FormsWorld, text = 'subscribe') {
  return world.send({ kind: 'command', text, user: world.person.id, channel: world.channel })
}

/** The mistakes next to the fields of a form that stays open. */
const mistakesIn = ({ body }: { body: unknown }) => (body as { errors?: Record<string, string> }).errors

describe.each(ways)('over %s', way => {
  const open = () => openFormsWorld({ isSocket: way === 'Socket Mode' })

  it('a slash command without arguments opens its form and says nothing; what is filled in is done where it was opened', async () => {
    await using world = await open()
    const { cloud, channel, store, person } = world
    expect(await subscribe(world)).toMatchObject({ status: 200, body: '' })
    await cloud.waitFor('view')
    expect(world.modal()).toMatchObject({
      title: { text: 'Subscribe to a digest' },
      callback_id: 'form',
      type: 'modal',
    })
    expect(cloud.responses).toEqual([])

    const sent = await world.submit({ teams: [teamOf(world)], 'when-day': 'every friday', 'when-time': '16:00' })
    expect(sent).toMatchObject({ status: 200, body: '' })
    const message = await cloud.waitFor('message')
    expect(message).toMatchObject({ channel })
    expect(readBlocks(message.blocks)).toContain('every Friday at 4:00 PM')
    const kept = await store.subscriptions.ofOwner(`slack:${person.id}`)
    expect(kept).toMatchObject([{ conversation: `slack:${channel}`, subjects: [{ id: teamOf(world) }] }])
    expect(world.log.records.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('what is wrong is shown next to its field, and is correct the next time', async () => {
    await using world = await open()
    const { cloud, store, person } = world
    await subscribe(world)
    await cloud.waitFor('view')
    expect(mistakesIn(await world.submit())).toEqual({ teams: 'Fill this in.' })
    expect(mistakesIn(await world.submit({ teams: [teamOf(world)], 'when-time': 'nine' }))).toEqual({
      'when-time': expect.stringContaining('nine'),
    })
    // Only the lookup finds that there is no such team.
    expect(mistakesIn(await world.submit({ teams: ['gone'] }))).toEqual({ teams: expect.stringContaining('gone') })
    expect(cloud.messages(world.channel)).toEqual([])
    expect(await world.submit({ teams: [teamOf(world)] })).toMatchObject({ body: '' })
    await cloud.waitFor('message')
    expect(await store.subscriptions.ofOwner(`slack:${person.id}`)).toHaveLength(1)
  })

  it('who types is offered teams, the whole organization where that is a choice, and people where they may be named', async () => {
    await using world = await open()
    const { person } = world
    const offered = async (actionId: string, value: string) => {
      const { body } = await world.send({ kind: 'suggestion', actionId, value, user: person.id, view: { id: 'V1' } })
      return (body as { options: { value: string; text: { text: string } }[] }).options
    }
    expect((await offered('pick team', 'pay')).map(({ value }) => value)).toEqual([teamOf(world)])
    expect((await offered('pick team or all', '')).map(({ value }) => value)).toContain('all')
    expect((await offered('pick team', '')).length).toBe(world.sandbox.company.teams.length)
    const { email } = world.anyMember()
    expect((await offered('pick person', email)).map(({ text }) => text.text)).toEqual([email])
  })
})

describe('a button that opens a form', () => {
  it.each([
    ['mention', 'subscribe', 'Subscribe…'],
    ['dm', 'subscribe', 'Subscribe…'],
    ['mention', 'usage', 'Change…'],
  ] as const)('stands in the answer to a %s (%s)', async (kind, text, label) => {
    await using world = await openFormsWorld()
    const { cloud, person, channel } = world
    await world.send({ kind, text, user: person.id, channel, ts: stamp } as never)
    const { ts, blocks, channel: where } = await cloud.waitFor('message')
    const action = world.button(blocks, label)
    expect(action.action_id).toMatch(/^form-\d$/)
    await world.send({ kind: 'action', action, user: person.id, channel: where, message: { ts } })
    expect(await cloud.waitFor('view')).toMatchObject({ user: person.id, view: { callback_id: 'form' } })
    expect(cloud.responses).toEqual([])
  })

  it('in a thread has its answer in that thread, for the person who pressed it', async () => {
    await using world = await openFormsWorld()
    const { cloud, person, channel } = world
    await world.send({ kind: 'mention', text: 'usage', user: person.id, channel, ts: stamp })
    const { ts, blocks } = await cloud.waitFor('message')
    const message = { ts, thread_ts: stamp }
    await world.send({ kind: 'action', action: world.button(blocks, 'Change…'), user: person.id, channel, message })
    await cloud.waitFor('view')
    await world.submit({ team: teamOf(world), period: 'last month' })
    expect(await cloud.waitFor('response')).toMatchObject({
      ...{ channel, user: person.id, threadTs: stamp, replaceOriginal: false },
      text: expect.stringMatching(/Payments: \d+ people used Tabnine/),
    })
    expect(cloud.messages(channel)).toMatchObject([{ ts, edited: false }])
  })

  it('is filled with the current values', async () => {
    await using world = await openFormsWorld()
    const { cloud, person, channel } = world
    await world.askInChannel('subscribe payments every friday at 16:00')
    const action = { action_id: 'form-0', value: `edit 1 ${teamOf(world)} every friday at 16:00` }
    await world.send({ kind: 'action', action, user: person.id, channel })
    await cloud.waitFor('view')
    await world.submit({ 'when-day': 'every monday', 'when-time': '08:00' })
    await cloud.waitFor('message', ({ blocks }) => readBlocks(blocks).includes('every Monday at 8:00 AM'))
    const kept = await world.store.subscriptions.ofOwner(`slack:${person.id}`)
    expect(kept).toMatchObject([{ id: 1, subjects: [{ id: teamOf(world) }] }])
  })
})

describe('nothing is lost where a form cannot be opened', () => {
  it('because three seconds are over', async () => {
    await using world = await openFormsWorld()
    const { cloud } = world
    let letGo = () => {}
    cloud.fail('users.info', { until: new Promise<void>(resolve => (letGo = resolve)) })
    const { responseUrl = '' } = await subscribe(world)
    world.pass(4)
    letGo()
    const answer = await cloud.responseTo(responseUrl)
    expect(cloud.calls('views.open')).toMatchObject([{ error: 'expired_trigger_id' }])
    expect(world.button(answer.blocks, 'Subscribe…').value).toBe('subscribe')
  })

  it.each([{ status: 500 }, { error: 'internal_error' }, { cut: true }])('because Slack fails: %j', async fault => {
    await using world = await openFormsWorld()
    const { cloud, person, channel } = world
    cloud.fail('views.open', fault)
    const action = { action_id: 'form-0', value: 'usage payments' }
    const { responseUrl = '' } = await world.send({ kind: 'action', action, user: person.id, channel })
    expect(await cloud.responseTo(responseUrl)).toMatchObject({
      text: expect.stringMatching(/Payments: \d+ people used Tabnine/),
    })
  })

  it('because there is none: a button asks its line', async () => {
    await using world = await openFormsWorld()
    const { cloud, person, channel } = world
    const action = { action_id: 'form-0', value: 'help' }
    const { responseUrl = '' } = await world.send({ kind: 'action', action, user: person.id, channel })
    expect(await cloud.responseTo(responseUrl)).toMatchObject({ text: expect.stringMatching(/^Ask me about Tabnine/) })
  })
})

describe('a form sent twice', () => {
  it.each(['at once', 'again later'])('%s is answered once', async when => {
    await using world = await openFormsWorld()
    const { cloud, store, person } = world
    await subscribe(world)
    await cloud.waitFor('view')
    const filled = { teams: [teamOf(world)] }
    if (when === 'at once') {
      const both = await Promise.all([world.submit(filled), world.submit(filled)])
      expect(both.map(({ body }) => body)).toEqual(['', ''])
      await cloud.waitFor('message')
    } else {
      const first = await world.submit(filled)
      await cloud.waitFor('message')
      expect(await cloud.replay(first)).toMatchObject({ status: 200, body: '' })
    }
    expect(await store.subscriptions.ofOwner(`slack:${person.id}`)).toHaveLength(1)
    await world.stop()
    expect(cloud.messages(world.channel)).toHaveLength(1)
    expect(cloud.responses).toEqual([])
  })
})

describe('a form that takes long', () => {
  it('closes in time and is answered later', async () => {
    await using world = await openFormsWorld()
    const { cloud, timers, sandbox } = world
    await subscribe(world, 'subscribe')
    await cloud.waitFor('view')
    const late = sandbox.fault('*', { delayMs: 300 })
    const sending = world.submit({ teams: ['gone'] })
    await timers.scheduled()
    await timers.advance(1_999)
    expect(await sending).toMatchObject({ body: '' })
    late()
    // What would have been shown next to its field is posted.
    expect(await cloud.waitFor('response')).toMatchObject({ text: expect.stringContaining('gone') })
    await world.stop()
    expect(cloud.responses).toHaveLength(1)
    expect(timers.waiting()).toBe(0)
  })
})

describe('a form that is not open any more', () => {
  it.each(['', 'x', '{"verb":"subscribe"}'])('says so: %j', async metadata => {
    await using world = await openFormsWorld()
    await subscribe(world)
    await world.cloud.waitFor('view')
    const { body } = await world.submit({}, { view: { ...world.modal(), private_metadata: metadata } })
    expect(readBlocks((body as { view: { blocks: unknown } }).view.blocks)).toBe('Open it again.')
  })

  it('because its command has none says so', async () => {
    await using world = await openFormsWorld()
    await subscribe(world)
    await world.cloud.waitFor('view')
    const view = world.modal()
    const metadata = JSON.stringify({ ...JSON.parse(String(view.private_metadata)), verb: 'help' })
    const { body } = await world.submit({}, { view: { ...view, private_metadata: metadata } })
    expect(readBlocks((body as { view: { blocks: unknown } }).view.blocks)).toContain('Open it again.')
  })
})

it('a person of another company reads the same sentence in a form, and is offered nothing', async () => {
  await using world = await openFormsWorld({ isSocket: true })
  const { cloud, person, channel } = world
  await subscribe(world)
  await cloud.waitFor('view')
  const user = { id: person.id, team_id: 'T0ELSEWHERE' }
  const view = { ...world.modal(), state: { values: {} } }
  const shared = { user, team: { id: cloud.team.id }, api_app_id: 'A0', trigger_id: '1.1' }
  await cloud.sendEnvelope({ type: 'interactive', payload: { ...shared, type: 'view_submission', view } })
  expect(await cloud.waitFor('response')).toMatchObject({
    channel,
    text: expect.stringContaining('I only answer people in this company'),
  })
  const typing = { type: 'block_suggestion', action_id: 'pick team', block_id: 'teams', value: '', view }
  const { payload } = await cloud.sendEnvelope({ type: 'interactive', payload: { ...shared, ...typing } })
  expect(payload).toEqual({ options: [] })
})
