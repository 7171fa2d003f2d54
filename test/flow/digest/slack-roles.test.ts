import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makeScratch } from '../../helpers/scratch.ts'
import { openSlackWorld, type SlackWorld } from './slack-world.ts'

const folder = makeScratch('roles-')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const refusal = 'Not available here'

/** Only Meera has a role; Grace had one when she set up a digest. */
async function openWithRoles(): Promise<SlackWorld> {
  const world = await openSlackWorld('2026-11-19T12:00:00Z', ({ users }) => {
    const file = join(folder, 'config.yaml')
    const one = `[${users.meera.id}]`
    writeFileSync(file, `roles:\n  admin: ${one}\n  subscriber: ${one}\n  viewer: ${one}\n`)
    return { CONFIG_FILE: file }
  })
  await world.askInChannel('subscribe payments every friday at 16:00')
  const made = await world.store.subscriptions.get(1)
  if (!made) throw new Error('nothing was set up')
  const { conversation, subjects, schedule, language, nextRunAt, createdAt } = made
  const owner = `slack:${world.cloud.users.grace.id}`
  const hers = { conversation, subjects, schedule, language, owner, nextRunAt }
  expect((await world.store.subscriptions.create(hers, createdAt)).id).toBe(2)
  return world
}

describe('a person without any role', () => {
  it('sees nothing of what is set up in a channel, nor teams by a similar name', async () => {
    await using world = await openWithRoles()
    const user = world.cloud.users.grace.id
    expect(await world.ask('subscriptions')).toContain('Payments')
    expect(await world.ask('history 1')).toContain('Delivery history: Payments')
    for (const line of [
      'subscriptions',
      'history 1',
      'history 9',
      'usage paymets',
      'why paymets',
      'export seats pay',
    ]) {
      const answer = await world.ask(line, { user })
      expect([line, answer]).toEqual([line, expect.stringContaining(refusal)])
      expect(answer).not.toContain('Payments')
    }
  })

  it('has a page of their own usage alone', async () => {
    await using world = await openWithRoles()
    const { grace, meera } = world.cloud.users
    expect(await world.ask('home', { user: meera.id, channel: meera.dm })).toContain('Payments')
    const page = await world.ask('home', { user: grace.id, channel: grace.dm })
    expect(page).toContain(refusal)
    expect(page).toMatch(/^\*?Your usage\*?$/m)
    expect(page).not.toContain('Payments')
  })
})
