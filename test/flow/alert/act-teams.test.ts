import { expect, it, vi } from 'vitest'
import { readCard } from '../../helpers/card-text.ts'
import { openTeamsWorld } from '../digest/teams-world.ts'

vi.setConfig({ testTimeout: 60_000 })

const noon = '2026-11-19T12:00:00Z'

it('an admin withdraws invites from the alert in Teams: names are in the personal chat alone', async () => {
  await using world = await openTeamsWorld(
    noon,
    ({ people }) => ({
      ADMINS: people.plain.objectId,
      TIME_ZONE: 'Europe/Berlin',
      ACTIONS: 'invitations',
      TABNINE_ACTION_TOKEN: 'sandbox-token-action',
    }),
    { profile: '6.6' },
  )
  const { cloud, store, sandbox } = world
  await world.ask('alerts all')
  await world.tick()
  const cardsIn = (conversation: string) => JSON.stringify(cloud.sent(conversation).map(({ cards }) => cards))
  expect(cardsIn(world.channel)).toContain('act 1 withdraw')
  expect(cardsIn(world.channel)).not.toContain('act 1 free')
  sandbox.clearRequests()

  /** Presses a button in the chat with the bot, and gives the answer. */
  async function press(line: string): Promise<string> {
    const { activity } = await world.sendEvent({ scope: 'personal', from: 'plain', value: { line } })
    const answer = await cloud.waitFor(({ replyTo }) => replyTo === activity.id).catch(() => null)
    return answer
      ? readCard(answer.cards)
      : cloud
          .sent(world.personal)
          .map(({ cards }) => readCard(cards))
          .join('\n')
  }

  await world.ask('act 1 withdraw')
  const { rows } = await store.execute('select preview, person from seat_actions order by id')
  const people = rows.map(({ person }) => String(person))
  expect(people.length).toBeGreaterThan(1)
  const inChat = cloud
    .sent(world.personal)
    .map(({ cards }) => readCard(cards))
    .join('\n')
  expect(inChat).toContain(`Withdraw ${people.length} invites?`)
  for (const person of people) expect(inChat).toContain(person)
  expect(cardsIn(world.channel)).not.toContain(people[0])

  const answer = await press(`confirm ${rows[0]?.preview}`)
  expect(answer).toContain(`✅ ${people.length} invites withdrawn`)
  const writes = sandbox.requests.filter(({ method }) => method !== 'GET')
  expect(writes.map(({ method }) => method)).toEqual(people.map(() => 'DELETE'))
  await world.tick()
  expect(
    world
      .unpromptedMessages(world.channel)
      .map(({ text }) => text)
      .join('\n'),
  ).toContain(`${people.length} invites withdrawn`)
})
