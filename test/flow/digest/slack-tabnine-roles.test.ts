/** Tabnine's own Admins and Managers are admins of the bot where the settings name none. */
import { expect, it } from 'vitest'
import { startSandbox } from '../../../demo/sandbox/server.ts'
import { askSeats } from '../../unit/demo/sandbox/ask.ts'
import { openSlackWorld } from './slack-world.ts'

const noon = '2026-11-19T12:00:00Z'

/** Meera and Grace have the e-mails of two people in Tabnine. */
async function openWithRoles(settings: Record<string, string> = {}, isConfirmed = true) {
  const before = await startSandbox({ today: () => new Date(noon), profile: '6.6' })
  const { accounts } = await askSeats(before)
  await before.close()
  const active = accounts.filter(({ deactivatedAt }) => deactivatedAt === null)
  const [manager, member, other] = [
    active.find(({ role }) => role === 'Manager' || role === 'Admin')?.email ?? '',
    ...active.filter(({ role }) => role === 'Member').map(({ email }) => email),
  ]
  const world = await openSlackWorld(
    noon,
    ({ users }) => {
      if (!isConfirmed) users.meera.unconfirmed = true
      return settings
    },
    { company: { profile: '6.6' }, emails: { meera: manager, grace: member ?? '' } },
  )
  return { ...world, other: other ?? '', [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() }
}

it('an Admin sees people, a Member does not, and whoami says why', async () => {
  await using world = await openWithRoles()
  const { grace } = world.cloud.users
  // Before the first look the lesser right holds, and a refusal says so.
  expect(await world.ask(`user ${world.other}`)).toContain('I can’t read your role from Tabnine right now')
  expect(await world.ask('whoami')).toContain('so you have the rights of everyone')
  await world.tick()
  await expect.poll(() => world.sandbox.counts.get('/api/v1/instance/permissions')).toBe(2)
  await expect.poll(() => world.ask('whoami')).toContain('admin (by your role in Tabnine)')
  expect(await world.ask(`user ${world.other}`)).toContain(world.other)
  expect(await world.ask(`user ${world.other}`, { user: grace.id })).toContain(
    'Only admins can see other people’s usage',
  )
  expect(await world.ask('whoami', { user: grace.id })).toContain('subscriber (as everyone)')
  // No answer asks for roles.
  expect(world.sandbox.counts.get('/api/v1/instance/permissions')).toBe(2)
})

it('an e-mail that Slack has not confirmed gives no right', async () => {
  await using world = await openWithRoles({}, false)
  await world.tick()
  await expect.poll(() => world.sandbox.counts.get('/api/v1/instance/permissions')).toBe(2)
  expect(await world.ask(`user ${world.other}`)).toContain('Only admins can see other people’s usage')
  expect(await world.ask('whoami')).toContain('subscriber (as everyone)')
})

it('settings that name an admin are the only ones that count', async () => {
  await using world = await openWithRoles({ ADMINS: 'U0SOMEONE' })
  await world.tick()
  expect(await world.ask(`user ${world.other}`)).toContain('Only admins can see other people’s usage')
  expect(world.sandbox.counts.get('/api/v1/instance/permissions') ?? 0).toBe(0)
})
