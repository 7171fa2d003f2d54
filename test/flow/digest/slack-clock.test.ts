import { expect, it } from 'vitest'
import { openSlackWorld } from './slack-world.ts'

it('nothing is posted by a clock that is not that of Slack, until it is', async () => {
  await using world = await openSlackWorld('2031-11-20T12:00:00Z', undefined, { checksClock: true })
  await world.askInChannel('subscribe payments every monday at 9:00 UTC')
  const before = world.standing(world.channel).length
  world.moveTo('2031-11-24T09:00:00Z')
  await world.tick()
  expect(world.standing(world.channel)).toHaveLength(before)
  const warning = 'The clock of this machine is not that of Slack. Nothing is posted until it is set right.'
  expect(world.log.records).toContainEqual(expect.objectContaining({ level: 'warn', text: warning }))
  const ready = await fetch(new URL('/health/ready', world.place))
  expect([ready.status, await ready.text()]).toEqual([200, expect.stringContaining('"clock":"wrong"')])

  // The subscription was made by the wrong clock, and its first digest is due in 2031.
  world.moveTo(new Date().toISOString())
  await world.tick()
  const subscription = await world.store.subscriptions.get(1)
  expect(Number(subscription?.nextRunAt)).toBeLessThan(Date.now() + 8 * 86_400_000)
  expect(world.log.records).toContainEqual(expect.objectContaining({ text: 'The clock of this machine is right.' }))
})
