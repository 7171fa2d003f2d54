import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { addDays, utcDay } from '../../../src/time/utc-days.ts'
import { makeScratch } from '../../helpers/scratch.ts'
import { openSlackWorld } from '../digest/slack-world.ts'
import { emailOf } from './seats-of-a-day.ts'
import { openSlackAlertWorld } from './slack-alert-world.ts'

vi.setConfig({ testTimeout: 120_000 })

const folder = makeScratch('config-')
afterAll(() => rmSync(folder, { recursive: true }))

const thursday = '2026-11-19T12:00:00Z'
const friday = '2026-11-20T06:00:00Z'
const six = ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay']

describe('invitations that the server does not give', () => {
  it.each([
    [404, 'Tabnine doesn’t list invites here. I need some days of counts', null],
    [
      403,
      'Tabnine doesn’t let me list invites here. I need some days of counts',
      'the access token needs to be created by a Tabnine admin',
    ],
  ])('%i: it is reported, no one invited is mentioned, and the other kinds hold', async (status, happened, todo) => {
    await using world = await openSlackWorld(thursday)
    const alert = () => world.standing(world.channel).find(text => /^(⚠️|✅)/u.test(text)) ?? ''
    world.sandbox.fault('/api/invitation/v1', { status })
    await world.ask('alerts all')
    await world.tick()
    expect(alert()).toContain(happened)
    expect(alert()).not.toContain('Invited, never joined')
    expect(alert()).toMatch(/Joined, never used\s+\d+/)
    expect(alert()).toMatch(/Not used for 14 days\s+\d+/)
    if (todo === null) expect(alert()).not.toContain('token')
    else expect(alert()).toContain(todo)
    // From the day on which it does, they are named kinds like the others.
    world.sandbox.clearFaults()
    world.moveTo(friday)
    await world.tick()
    expect(alert()).toMatch(/Invited, never joined\s+\d+/)
    expect(alert()).not.toContain(happened)
  })
})

describe('a person with two e-mails', () => {
  it('is one person, who is shown as using the other account', async () => {
    const path = join(folder, 'same.yaml')
    writeFileSync(path, `samePerson:\n  - [${emailOf('ada')}, ${emailOf('ada.long')}]\n`)
    await using world = await openSlackAlertWorld(() => ({ CONFIG_FILE: path }))
    await world.keep({ invited: six, joined: ['ada.long'] })
    await world.ask('alerts payments')
    await world.tick()
    expect(world.alert()).toContain('⚠️ 5 unused Tabnine seats in Payments')
    expect(await world.ask('why payments')).toMatch(/Duplicate accounts\n\s+1\b/)
    expect(await world.ask(`why ${emailOf('ada')}`)).toContain('This person has another account, which counts.')
  })
})

describe('an invitation in mid-episode', () => {
  const sixth = utcDay(2026, 8, 1)
  const row = (name: string, known: { id?: string; createdAt?: Date; expiresAt?: Date | null } = {}) => ({
    ...{ id: name, email: emailOf(name), createdAt: sixth, expiresAt: null, ...known },
  })

  /** Six are invited and reported; the next day the list holds these invitations. */
  async function openWith(next: ReturnType<typeof row>[]) {
    const world = await openSlackAlertWorld()
    await world.keep({ invited: six })
    await world.ask('alerts payments')
    await world.tick()
    await world.store.people.seeInvited(
      next.map(each => ({ ...each, teamId: world.teamId })),
      new Date(friday.slice(0, 10)),
    )
    await world.check(friday, {})
    return world
  }
  const others = six.slice(1).map(name => row(name))

  it('that has run out still waits, and the message says that it has', async () => {
    await using world = await openWith([row('ada', { expiresAt: addDays(sixth, 30) }), ...others])
    // A changed request shows on the posted message; the same one again changes nothing.
    await world.ask('alerts payments repeat every 5 days')
    await world.tick()
    expect(world.alert()).toContain('⚠️ 6 unused Tabnine seats in Payments')
    expect(world.alert()).toContain('1 invite expired')
    expect(await world.ask(`why ${emailOf('ada')}`)).toContain('Invited on 1 Sep, not joined.')
  })

  it('that was revoked is freed, and why says that there is no seat', async () => {
    await using world = await openWith(others)
    expect(world.alert()).toContain('1 freed')
    expect(await world.ask(`why ${emailOf('ada')}`)).toContain('had no seat at the last check')
  })

  it('that was renewed waits again, as shown by the message and by why', async () => {
    const renewed = row('ada', { id: 'ada again', createdAt: new Date('2026-11-19T15:00:00Z') })
    await using world = await openWith([renewed, ...others])
    expect(world.alert()).toContain('1 invited again')
    expect(await world.ask(`why ${emailOf('ada')}`)).toContain('New: invited or joined recently.')
  })
})

describe('a button of a message from last month', () => {
  it.each([
    ['snooze 1 7d', 'This alert has no unused seats'],
    ['remind 1', 'Nobody to remind in Payments right now'],
    ['remind 1 send', 'Nobody was reminded'],
    ['exclude', 'Nobody was excluded in chat.'],
    ['export 1', 'The file is in our direct messages.'],
    ['why payments', 'Alert 1: resolved: none unused any more'],
  ])('%s, where all is settled since, says how it stands', async (line, expected) => {
    await using world = await openSlackAlertWorld()
    await world.keep({ invited: six })
    await world.ask('alerts payments')
    await world.tick()
    await world.check(friday, { joined: six })
    world.moveTo('2026-12-21T06:00:00Z')
    expect(await world.ask(line)).toContain(expected)
    expect(world.driver.waiting()).toEqual([])
    expect(world.counts()).toEqual({ posts: 1, replies: 0, edits: 1 })
  })

  it.each(['snooze 1 7d', 'remind 1', 'remind 1 send', 'export 1'])(
    '%s, of an alert that was ended, says that there is none',
    async line => {
      await using world = await openSlackAlertWorld()
      await world.keep({ invited: six })
      await world.ask('alerts payments')
      await world.tick()
      await world.ask('alerts off payments')
      expect(await world.ask(line)).toMatch(/There’s no alert “\W?1\W?” here/)
    },
  )
})
