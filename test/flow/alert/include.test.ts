import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { makeScratch } from '../../helpers/scratch.ts'
import { openSlackAlertWorld } from './slack-alert-world.ts'

vi.setConfig({ testTimeout: 120_000 })

const folder = makeScratch('config-')
afterAll(() => rmSync(folder, { recursive: true }))

const six = ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay']

/** What the configuration file says of people. */
const settings = `exclusions:
  - person: bob@northwind.example
    reason: parental leave
  - pattern: svc-*@northwind.example
    reason: service accounts
samePerson:
  - [cyd@northwind.example, cyd.long@northwind.example]
`

async function openWatched() {
  const path = join(folder, 'config.yaml')
  writeFileSync(path, settings)
  const world = await openSlackAlertWorld(() => ({ CONFIG_FILE: path }))
  await world.keep({ invited: six })
  await world.ask('alerts payments')
  await world.tick()
  return world
}

it('an exclusion is shown with the day on which it ends in the zone of the person who asks', async () => {
  await using world = await openWatched()
  // At home in Asia/Kolkata, where that day begins while it is still the 9th in UTC.
  expect(await world.ask('exclude ada@northwind.example on leave until 2027-01-10')).toContain('until 10 Jan 2027')
  expect(await world.ask('exclude')).toContain('10 Jan 2027')
})

describe('include takes an exclusion back', () => {
  it('by the number that the answer to exclude carries, and the message is brought up to date', async () => {
    await using world = await openWatched()
    expect(world.alert()).toContain('⚠️ 5 unused Tabnine seats in Payments')
    const answer = await world.ask('exclude ada@northwind.example on leave')
    expect(answer).toContain('Excluded ada@northwind.example (on leave).')
    expect(answer).toContain('Undo')
    await world.tick()
    expect(world.alert()).toContain('⚠️ 4 unused Tabnine seats in Payments')
    expect(world.alert()).toContain('1 excluded')

    expect(await world.ask('include 1')).toContain('ada@northwind.example counts again.')
    await world.tick()
    expect(world.alert()).toContain('⚠️ 5 unused Tabnine seats in Payments')
    expect(world.alert()).toContain('⚠️ 5 unused Tabnine seats')
    const list = await world.ask('exclude')
    expect(list).toContain('Nobody was excluded in chat.')
    expect(list).toMatch(/^\S*tabnine exclude ada@example\.com on leave until 2027-01-10$/m)
    expect(list).toContain('Exclude someone…')
    // Brought up to date without notifying anyone.
    expect(world.counts()).toEqual({ posts: 1, replies: 0, edits: 2 })
    expect(await world.store.audit.between(new Date(0), new Date('2027-01-01'), 9)).toMatchObject([
      { what: 'include', line: 'include "ada@northwind.example"', who: `slack:${world.person.id}` },
      { what: 'exclude', line: 'exclude "ada@northwind.example" "on leave"' },
    ])
    expect(await world.ask('audit')).toContain('removed an exclusion')
  })

  it('as a button, which names no one', async () => {
    await using world = await openWatched()
    await world.ask('exclude ada@northwind.example on leave')
    const { blocks } = world.cloud.responses.at(-1) ?? {}
    const buttons = JSON.stringify(blocks).match(/"value":"[^"]*"/g)
    expect(buttons).toEqual(['"value":"include 1"'])
  })

  it('by the person, in any case, also by another of their e-mails', async () => {
    await using world = await openWatched()
    await world.ask('exclude ada@northwind.example on leave')
    await world.ask('exclude cyd@northwind.example on leave')
    expect(await world.ask('include ADA@Northwind.example')).toContain('ada@northwind.example counts again.')
    expect(await world.ask('include cyd.long@northwind.example')).toContain('cyd@northwind.example counts again.')
    expect(await world.ask('exclude')).toContain('Nobody was excluded in chat.')
  })

  it('by two admins who press at once, once: the second reads that it is over', async () => {
    await using world = await openWatched()
    await world.ask('exclude ada@northwind.example on leave')
    const answers = await Promise.all([world.ask('include 1'), world.ask('include 1')])
    expect(answers.filter(text => text.includes('counts again'))).toHaveLength(1)
    expect(answers.filter(text => text.includes('It has ended, or someone removed it'))).toHaveLength(1)
    const entries = await world.store.audit.between(new Date(0), new Date('2027-01-01'), 9)
    expect(entries.filter(({ what }) => what === 'include')).toHaveLength(1)
  })

  it('not by a button from before the person was excluded again', async () => {
    await using world = await openWatched()
    await world.ask('exclude ada@northwind.example on leave')
    await world.ask('include 1')
    expect(await world.ask('exclude ada@northwind.example has left')).toContain('(has left).')
    expect(JSON.stringify(world.cloud.responses.at(-1)?.blocks)).toContain('include 2')
    expect(await world.ask('include 1')).toContain('There’s no exclusion “\u20681\u2069”')
    expect(await world.ask('exclude')).toContain('1 person excluded.')
  })

  it('and says so where there is nothing to take back', async () => {
    await using world = await openWatched()
    const ask = (who: string) => world.ask(`include ${who}`)
    expect(await ask('dan@northwind.example')).toContain('isn’t excluded')
    for (const who of ['bob@northwind.example', 'SVC-build@northwind.example'])
      expect(await ask(who)).toContain('is excluded in the settings')
    await world.ask('exclude bob@northwind.example too')
    expect(await ask('bob@northwind.example')).toContain('Still excluded by the configuration file')
    expect(await world.ask('include')).toContain('Something’s missing')
  })

  it('for admins alone', async () => {
    await using world = await openWatched()
    await world.ask('exclude ada@northwind.example on leave')
    expect(await world.ask('include 1', { user: world.cloud.users.grace.id })).toContain('Only admins can do that')
    expect(await world.store.exclusions.all(new Date('2026-11-19T12:00:00Z'))).toHaveLength(1)
  })
})
