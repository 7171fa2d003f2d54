import { describe, expect, it } from 'vitest'
import { readCard } from '../../helpers/card-text.ts'
import { openTeamsWorld } from '../digest/teams-world.ts'
import { keepInvited } from './invited-people.ts'

const noon = '2026-11-19T12:00:00Z'

/** In the channel are two who have the bot, one who has not, and a guest; the last of those invited is not there. */
async function openReminding() {
  const world = await openTeamsWorld(noon, ({ people }) => ({
    ADMINS: people.plain.objectId,
    TIME_ZONE: 'Europe/Berlin',
  }))
  const { people } = world.cloud
  const wanted = [people.admin, people.plain, people.newcomer, people.outsider].map(({ email }) => email.toUpperCase())
  await keepInvited(world.store, [...wanted, 'unknown@example.com'], noon)
  await world.ask('alerts all')
  await world.tick()
  const chatOf = (name: 'admin' | 'plain') => world.cloud.conversation('personal', name)
  return {
    ...world,
    /** Reminders in the chat with a person. */
    reminders: (name: 'admin' | 'plain') =>
      world.cloud.sent(chatOf(name)).filter(({ cards }) => JSON.stringify(cards).includes('reply ')),
    /** The alert's current message. */
    alert: () => world.unpromptedMessages(world.channel).find(({ text }) => /^(⚠️|✅)/u.test(text))?.text ?? '',
    /** Presses a button of the reminder to `of`, in the chat of `from`, and gives the answer. */
    async press(answer: string, from: 'admin' | 'plain', of: 'admin' | 'plain' = from) {
      const [reminder] = world.cloud.sent(chatOf(of)).filter(({ cards }) => JSON.stringify(cards).includes('reply '))
      const line = new RegExp(`reply [0-9a-f]{32} ${answer}`).exec(JSON.stringify(reminder?.cards))?.[0]
      const { activity } = await world.sendEvent({ scope: 'personal', from, value: { line } })
      return readCard((await world.cloud.waitFor(({ replyTo }) => replyTo === activity.id)).cards)
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}

describe('reminding the invited in Teams', () => {
  it('says first how many that would be, with names only in the personal chat', async () => {
    await using world = await openReminding()
    await world.ask('remind 1')
    expect(world.cloud.sent(world.channel).at(-1)?.text).toContain('The answer is in our personal chat')
    const answer = world.cloud
      .sent(world.personal)
      .map(({ cards }) => readCard(cards))
      .join('\n')
    expect(answer).toContain('Remind 3 people in')
    expect(answer).toMatch(/\b2 not in this workspace/)
    expect(answer).toContain('unknown@example.com')
    await world.tick()
    expect([...world.reminders('admin'), ...world.reminders('plain')]).toEqual([])
  })

  it('asks those in the conversation’s roster, and counts the rest', async () => {
    await using world = await openReminding()
    expect((await world.ask('remind 1 send')).text).toContain('Sending 3 reminders')
    expect((await world.ask('remind 1 send')).text).toContain('Nobody was reminded')
    await world.tick()
    expect(world.reminders('admin')).toHaveLength(1)
    expect(world.reminders('plain')).toHaveLength(1)
    expect(await world.press('use', 'admin')).toContain('You’re keeping your Tabnine seat')
    expect(await world.press('release', 'admin', 'plain')).toContain('This reminder is closed')
    expect(await world.press('release', 'plain')).toContain('You don’t need your Tabnine seat')
    world.pass(60)
    await world.tick()
    // With fewer than five people the answers are not shown.
    expect(world.alert()).toContain('3 people reminded; answers are shown from 5 people on')
    const reminders = await world.store.reminders.ofAlert(1, new Date(0))
    expect(reminders.map(({ person, state, answer }) => [person, state, answer])).toEqual([
      ['ada.meyer@example.com', 'sent', 'use'],
      ['nina.roth@example.com', 'failed', null],
      ['paul.olsen@example.com', 'sent', 'release'],
    ])
    expect(
      world.cloud
        .sent(world.channel)
        .map(({ cards }) => readCard(cards))
        .join(),
    ).not.toContain('@example.com')
  })

  it('one for which it is unknown whether it was posted is left alone', async () => {
    await using world = await openReminding()
    await world.ask('remind 1 send')
    world.cloud.fail({
      on: 'post',
      conversation: world.cloud.conversation('personal', 'admin'),
      cut: false,
      lostReply: true,
    })
    await world.tick()
    for (let minutes = 0; minutes < 3; minutes++) {
      world.pass(60)
      await world.tick()
    }
    expect(world.reminders('admin')).toHaveLength(1)
    const reminders = await world.store.reminders.ofAlert(1, new Date(0))
    expect(reminders.find(({ person }) => person === 'ada.meyer@example.com')).toMatchObject({ state: 'unknown' })
  })

  it('says so where Teams does not report who is there', async () => {
    await using world = await openReminding()
    world.cloud.fail({ on: 'members', conversation: world.channel, refuse: 'NotEnoughPermissions', times: 100 })
    expect((await world.ask('remind 1')).text).toMatch(/\b5 lookup failed/)
    world.cloud.heal()
    expect((await world.ask('remind 1 send')).text).toContain('Sending 3 reminders')
  })
})
