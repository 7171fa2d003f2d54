/** In a personal chat the role of its person decides, as the platform reports it when an alert or a digest is posted. */
import { expect, it, vi } from 'vitest'
import { readCard } from '../../helpers/card-text.ts'
import { openSlackWorld } from '../digest/slack-world.ts'
import { openTeamsWorld } from '../digest/teams-world.ts'
import { emailOf, keepSeats } from './seats-of-a-day.ts'

vi.setConfig({ testTimeout: 120_000 })

const thursday = '2026-11-19T12:00:00Z'
const six = ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay']
const emails = /[\w.]+@northwind\.example/g

it('in Slack an alert names people to an admin, who is known by e-mail, and to no one else', async () => {
  await using world = await openSlackWorld(thursday, ({ users }) => ({ ADMINS: users.meera.email }))
  const { cloud, store } = world
  const { grace, meera } = cloud.users
  await keepSeats(store, null, { invited: six }, new Date(thursday))
  for (const { id, dm } of [grace, meera]) await world.ask('alerts all', { user: id, channel: dm })
  await world.tick()
  const namedTo = (dm: string) => world.standing(dm).at(-1)?.match(emails) ?? []
  expect(world.standing(grace.dm).at(-1)).toContain('6 seats')
  expect(namedTo(grace.dm)).toEqual([])
  expect(namedTo(meera.dm)).toEqual(six.map(emailOf))
  const audited = await store.audit.between(new Date(0), new Date('2100-01-01'), 10)
  expect(audited).toMatchObject([{ who: `slack:${meera.id}`, what: 'named', line: 'alerts all', surface: 'personal' }])
})

it('in Teams an alert names people to an admin, who is known by e-mail, and to no one else', async () => {
  await using world = await openTeamsWorld(thursday, ({ people }) => ({ ADMINS: people.admin.email }))
  const { cloud, store, url } = world
  const { admin } = cloud.people
  await keepSeats(store, null, { invited: six }, new Date(thursday))
  const chats: Record<string, string> = {}
  for (const from of ['plain', 'admin'] as const) {
    const { activity } = await cloud.send(url, { scope: 'personal', from, text: 'alerts all' })
    const answer = await cloud.waitFor(({ replyTo }) => replyTo === activity.id)
    chats[from] = answer.conversation
  }
  await world.tick()
  const posted = (chat = '') => cloud.sent(chat).filter(({ replyTo }) => replyTo === undefined)
  const namedTo = (chat?: string) => posted(chat).flatMap(({ cards }) => readCard(cards).match(emails) ?? [])
  expect(posted(chats.plain).map(({ cards }) => readCard(cards))).toEqual([expect.stringContaining('6 seats')])
  expect(namedTo(chats.plain)).toEqual([])
  // The columns that do not fit are repeated, row by row, behind a button.
  expect([...new Set(namedTo(chats.admin))]).toEqual(six.map(emailOf))
  const audited = await store.audit.between(new Date(0), new Date('2100-01-01'), 10)
  expect(audited.map(({ who }) => who)).toEqual([`teams:${admin.objectId}`])
})
