import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { emailOf } from './seats-of-a-day.ts'
import { openSlackAlertWorld } from './slack-alert-world.ts'

vi.setConfig({ testTimeout: 120_000 })

const folder = mkdtempSync(join(tmpdir(), 'levels-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const six = ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay']

async function openAt(level: string, invited: string[]) {
  const path = join(folder, `${level}.yaml`)
  writeFileSync(path, `privacy:\n  channel: ${level}\n`)
  const world = await openSlackAlertWorld(() => ({ CONFIG_FILE: path }))
  await world.keep({ invited })
  return world
}

it.each([
  ['named', six.map(emailOf)],
  ['pseudonym', Array.from({ length: 6 }, () => expect.stringMatching(/^Person \w{5}-\w{5}$/))],
  ['totals', []],
])('a channel at the level %s sees people in this form', async (level, people) => {
  await using world = await openAt(level, six)
  await world.ask('alerts payments')
  await world.tick()
  expect(world.alert()).toContain('⚠️ 6 unused Tabnine seats in Payments')
  expect(world.alert().match(/\S+@\S+|Person \S+/g) ?? []).toEqual(people)
})

it('of fewer people than the minimum group size no number is broken down', async () => {
  await using world = await openAt('totals', six.slice(0, 4))
  await world.ask('alerts payments')
  await world.tick()
  expect(world.alert()).toContain('Details hidden for groups under 5')
  expect(world.alert()).not.toContain('Invited, never joined')
})

it('a channel that may see nothing cannot have an alert', async () => {
  await using world = await openAt('off', six)
  expect(await world.ask('alerts payments')).toContain('Not available here')
  await world.tick()
  expect(world.alerts()).toEqual([])
})

it('an earlier alert there can still be ended, by the name or id it was set up with', async () => {
  await using world = await openAt('off', six)
  const subject = { kind: 'team', id: world.teamId, name: 'Payments' } as const
  const conversation = { id: `slack:${world.channel}`, kind: 'channel', reference: null } as const
  const now = new Date()
  await world.store.conversations.save(conversation, now)
  for (const team of ['payments', `"${world.teamId}"`]) {
    const watched = { conversation: conversation.id, subject, owner: `slack:${world.person.id}`, language: null }
    await world.store.alerts.save({ ...watched, zone: null, graceDays: 14, repeatDays: 7 }, now)
    expect(await world.ask('alerts off paymets')).toContain('Not available here')
    expect(await world.ask(`alerts off ${team}`)).toContain('Payments')
    expect(await world.store.alerts.inConversation(conversation.id)).toEqual([])
  }
})
