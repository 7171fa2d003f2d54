import { describe, expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import { listInputs } from '../../clouds/microsoft/dialog.ts'
import type { Inbound } from '../../clouds/microsoft/inbound.ts'
import { listTexts, readCard } from '../../helpers/card-text.ts'
import { buttonOf, createDialogs, listButtons, type Shown } from '../../helpers/teams-dialogs.ts'
import { openTeamsWorld } from '../digest/teams-world.ts'

const { title } = createWords('en').home

const thursday = '2026-11-19T12:00:00Z'

async function openWorld() {
  const world = await openTeamsWorld(thursday)
  const { cloud } = world
  /** Sends something, and waits for the answer. */
  async function askFor(inbound: Inbound) {
    const known = new Set(cloud.sent())
    await world.sendEvent(inbound)
    return cloud.waitFor(message => !known.has(message))
  }
  const dialogs = createDialogs(world.sendEvent)
  /** Sends a form, and waits for the answer. */
  async function send(where: Pick<Inbound, 'scope'>, shown: Shown, filling: Readonly<Record<string, string>>) {
    const known = new Set(cloud.sent())
    const sent = await dialogs.send(where, shown, filling)
    expect(sent.shown).toEqual({ kind: 'closed' })
    return cloud.waitFor(message => !known.has(message))
  }
  return { ...world, askFor, send, dialogs }
}

const inChannel = { scope: 'channel' } as const
const alone = { scope: 'personal' } as const

/** The page in a personal chat, and the subscription that was made by a form in the channel before. */
async function openHome() {
  const world = await openWorld()
  const asked = await world.askFor({ ...inChannel, text: 'subscribe' })
  const { shown } = await world.dialogs.open(inChannel, asked.cards[0], 'Subscribe…')
  const made = await world.send(inChannel, shown, { Teams: 'Payments|Mobile' })
  const home = await world.askFor({ ...alone, text: 'home' })
  return { ...world, made, home }
}

describe('a form of the channel', () => {
  test('subscribes the channel, to the teams that were chosen', async () => {
    await using world = await openHome()
    expect(world.made.conversation).toContain(world.channel)
    expect(readCard(world.made.cards)).toMatch(/Payments and Mobile/)
    expect(await world.store.subscriptions.get(1)).toMatchObject({ conversation: `teams:${world.channel}` })
  })
})

describe('the personal chat', () => {
  test('is welcomed with their own data there', async () => {
    await using world = await openWorld()
    const welcome = await world.askFor({ ...alone, kind: 'conversationUpdate' })
    const [first] = listButtons(welcome.cards)
    expect(first).toMatchObject({ title, data: { line: 'home' } })
    const home = await world.askFor({ ...alone, value: first?.data, replyToId: welcome.id })
    expect(listTexts(home.cards)[0]).toBe(title)
  })

  test.each(['hi', 'Hello there!', ' hallo ', 'Guten Morgen.', 'HEY 👋'])('“%s” is greeted back', async text => {
    await using world = await openWorld()
    const { cards } = await world.askFor({ ...alone, text })
    expect(listButtons(cards).map(({ data }) => data.line)).toEqual(['home', 'help', 'usage', 'teams'])
  })

  test.each([
    { ...alone, text: '?' },
    { ...alone, text: 'help' },
    { ...inChannel, text: 'hi' },
  ])('who asks what can be asked, or greets where others read, gets help: %j', async inbound => {
    await using world = await openWorld()
    const { cards } = await world.askFor(inbound)
    expect(listButtons(cards).map(({ data }) => data.line)).toEqual(['me', 'usage', 'why all'])
  })

  test('shows subscriptions with their buttons next to them, and one’s own usage', async () => {
    await using world = await openHome()
    const { body, actions } = world.home.cards[0] as { body: { type: string }[]; actions?: unknown }
    expect(actions).toBeUndefined()
    const at = body.findIndex(element => listTexts(element).some(one => one.includes('every Monday')))
    expect(listButtons(body[at + 1]).map(({ data }) => data.line)).toEqual([
      'pause 1',
      'run 1',
      expect.stringMatching(/^edit 1 /),
    ])
    expect(
      listButtons(body)
        .filter(({ data }) => data.opens === 'form')
        .map(({ title }) => title),
    ).toEqual(['Subscribe…', 'Watch seats…', 'See team usage…', 'Edit…'])
  })

  test('changes a subscription by its form, which holds the current values', async () => {
    await using world = await openHome()
    const { shown } = await world.dialogs.open(alone, world.home.cards[0], 'Edit…')
    if (shown.kind !== 'form') throw new Error('no form is open')
    const inputs = listInputs(shown.card) as {
      label: string
      value?: string
      choices?: { title: string; value: string }[]
    }[]
    const [teams, day, time, zone] = inputs
    const chosen = teams?.value?.split(',').map(id => teams.choices?.find(({ value }) => value === id)?.title)
    expect(chosen).toEqual(['Payments', 'Mobile'])
    expect([day?.value, time?.value, zone?.value]).toEqual(['every monday', '09:00', 'America/New_York'])
    const changed = await world.send(alone, shown, { [day?.label ?? '']: 'Every Friday', [time?.label ?? '']: '16:00' })
    expect(readCard(changed.cards)).toMatch(/every Friday at 4:00 PM/)
    expect(changed.conversation).toBe(world.personal)
  })

  test('says that a subscription is gone, to a button and to a form that were open before', async () => {
    await using world = await openHome()
    const { shown } = await world.dialogs.open(alone, world.home.cards[0], 'Edit…')
    await world.askFor({ ...inChannel, text: 'unsubscribe 1' })
    const { data } = buttonOf(world.home.cards[0], 'Pause')
    const pressed = await world.askFor({ ...alone, value: data, replyToId: world.home.id })
    const sent = await world.send(alone, shown, {})
    for (const { cards } of [pressed, sent]) expect(readCard(cards)).toMatch(/There’s no digest \W*1\W/)
    const { shown: reopened } = await world.dialogs.open(alone, world.home.cards[0], 'Edit…')
    expect(reopened.kind).toBe('form')
  })

  test('has no one to share with, and says so', async () => {
    await using world = await openWorld()
    const { cards } = await world.askFor({ ...alone, text: 'share usage payments' })
    expect(readCard(cards)).toMatch(/There’s no one to share with here\nAsk in the channel or chat/)
  })
})

test('what is shared in a channel is posted there, and says by whom', async () => {
  await using world = await openWorld()
  const { cards, conversation } = await world.askFor({ ...inChannel, text: 'share usage payments last week' })
  expect(conversation).toContain(world.channel)
  expect(readCard(cards)).toMatch(/Payments: \d+ people used Tabnine[\s\S]*Shared by \u2068Paul Olsen\u2069/)
  // An answer there is read by everyone in any case.
  const totals = await world.askFor({ ...inChannel, text: 'usage payments last week' })
  expect(listButtons(totals.cards).map(({ title }) => title)).not.toContain('Share here')
})
