import { expect, it, vi } from 'vitest'
import { addDays } from '../../../src/time/utc-days.ts'
import { readBlocks } from '../../helpers/slack-text.ts'
import { openSlackWorld } from '../digest/slack-world.ts'

vi.setConfig({ testTimeout: 180_000 })

const days = 21

it('over weeks of a company that lives, each alert is one message an episode, and no one is notified twice a day or on a weekend', async () => {
  const thursday = '2026-11-19T12:00:00Z'
  await using world = await openSlackWorld(thursday)
  const { cloud, channel, store } = world
  await world.ask('alerts payments')
  await world.ask('alerts all')
  await world.tick()
  for (let day = 1; day <= days; day++) {
    world.moveTo(`${addDays(new Date('2026-11-19'), day).toISOString().slice(0, 10)}T06:00:00Z`)
    await world.tick()
  }
  expect(world.driver.failures).toEqual([])

  const { rows } = await store.execute(
    `select a.id as alert, count(e.id)::int as episodes from alerts a left join episodes e on e.alert = a.id group by a.id order by a.id`,
  )
  const messages = cloud.messages(channel)
  const posts = messages.filter(({ threadTs }) => !threadTs)
  expect(posts).toHaveLength(rows.reduce((sum, { episodes }) => sum + Number(episodes), 0))
  for (const { threadTs } of messages)
    expect(threadTs === undefined || posts.some(({ ts }) => ts === threadTs)).toBe(true)

  // Who is notified: by a post or by a reply.
  const notified = messages.map(({ ts, threadTs, text, blocks }) => ({
    day: new Date(Number(ts) * 1000).toISOString().slice(0, 10),
    about: readBlocks(posts.find(post => post.ts === (threadTs ?? ts))?.blocks ?? blocks ?? [])?.split('\n')[0] ?? text,
  }))
  const keys = notified.map(({ day, about }) => `${day} ${about}`)
  expect(new Set(keys).size).toBe(keys.length)
  for (const { day } of notified) expect([0, 6]).not.toContain(new Date(day).getUTCDay())
  // Enough has happened for this to mean something.
  expect(cloud.events.filter(({ kind }) => kind === 'edit').length).toBeGreaterThan(2)
  expect(messages.filter(({ threadTs }) => threadTs).length).toBeGreaterThan(1)
})
