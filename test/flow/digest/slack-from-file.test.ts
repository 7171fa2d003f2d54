/** What the configuration file sets up is there, and people in chat can look at it, pause it and run it, but not change it. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { makeScratch } from '../../helpers/scratch.ts'
import { openSlackWorld, type SlackWorld } from './slack-world.ts'

const folder = makeScratch('from-file-')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function openWithFile(): Promise<SlackWorld> {
  const world = await openSlackWorld('2026-11-19T12:00:00Z', ({ channels }) => {
    const path = join(folder, 'config.yaml')
    const conversation = `slack:${channels.leads.id}`
    writeFileSync(
      path,
      `
alerts:
  graceDays: 21
  watch:
    - { conversation: ${conversation}, teams: [payments, all], repeatDays: 3 }
subscriptions:
  - { conversation: ${conversation}, teams: [payments], when: every friday at 16:00 }
`,
    )
    return { CONFIG_FILE: path }
  })
  await world.tick()
  await vi.waitFor(async () => expect(await world.store.alerts.open()).toHaveLength(2), 20_000)
  return world
}

const refusal = 'This is set in the bot’s settings'

it('is set up as the file says', async () => {
  await using world = await openWithFile()
  const conversation = `slack:${world.channel}`
  expect(await world.store.subscriptions.inConversation(conversation)).toMatchObject([
    { id: 1, schedule: { every: { unit: 'week', weekday: 5 }, hour: 16, zone: 'UTC' } },
  ])
  expect(await world.store.alerts.open()).toMatchObject([
    { subject: { kind: 'team', name: 'Payments' }, graceDays: 21, repeatDays: 3, conversation },
    { subject: { kind: 'organization' }, graceDays: 21, repeatDays: 3, conversation },
  ])
})

it('is not changed in chat, which says why', async () => {
  await using world = await openWithFile()
  const before = [await world.store.subscriptions.get(1), await world.store.alerts.open()]
  for (const line of ['edit 1 every monday', 'unsubscribe 1', 'alerts off payments', 'alerts payments after 7 days']) {
    const answer = await world.ask(line)
    expect([line, answer]).toEqual([line, expect.stringContaining(refusal)])
    expect(answer).toContain('I can’t change it in chat. Ask your bot admin.')
  }
  expect([await world.store.subscriptions.get(1), await world.store.alerts.open()]).toEqual(before)
})

it('can be looked at, paused, resumed and run there; what people set up next to it is theirs', async () => {
  await using world = await openWithFile()
  expect(await world.ask('subscriptions')).toContain('Digest 1 is set in the bot’s settings and changed only there.')
  expect(await world.ask('history 1')).toContain('Payments')
  await world.ask('pause 1')
  expect((await world.store.subscriptions.get(1))?.pause?.reason).toBe('asked')
  await world.ask('resume 1')
  expect((await world.store.subscriptions.get(1))?.pause).toBeNull()
  await world.askInChannel('subscribe mobile')
  const listed = await world.ask('subscriptions')
  expect(listed).toContain('Payments')
  expect(listed).toContain('Digest 1 is set in the bot’s settings')
  await world.askInChannel('edit 2 every tuesday')
  expect((await world.store.subscriptions.get(2))?.schedule.every).toEqual({ unit: 'week', weekday: 2 })
  await world.askInChannel('unsubscribe 2')
  expect(await world.store.subscriptions.get(2)).toBeNull()
})

it('begins again when it is asked for after its conversation was lost', async () => {
  await using world = await openWithFile()
  const lost = await world.store.alerts.closeAllIn(`slack:${world.channel}`, 'channel_not_found')
  expect(lost).toHaveLength(2)
  expect(await world.ask('alerts payments')).not.toContain(refusal)
  expect(await world.store.alerts.open()).toMatchObject([{ id: lost[0]?.id, subject: { name: 'Payments' } }])
})
