/** What the bot posts about money by itself: before the licence is renewed, and as budgets are used up. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { countBoughtSeats } from '../../../demo/sandbox/company/purchase.ts'
import { costOf, countSeats, sumUsage } from '../../helpers/company-truth.ts'
import { makeScratch } from '../../helpers/scratch.ts'
import { openSlackWorld } from './slack-world.ts'

const folder = makeScratch('money-')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const december = { from: new Date('2026-12-01T00:00:00Z'), to: new Date('2027-01-01T00:00:00Z') }

it('a channel learns 30 days before the renewal, and when a budget is used up, each once', async () => {
  await using world = await openSlackWorld(
    '2026-12-02T08:30:00Z',
    ({ channels }) => {
      const path = join(folder, 'config.yaml')
      const notify = `notify: [slack:${channels.leads.id}]`
      writeFileSync(
        path,
        `
renewal: { pricePerSeat: 39, currency: EUR, ${notify} }
budgets: { organization: 0.01, ${notify} }
`,
      )
      return { CONFIG_FILE: path }
    },
    { company: { profile: '6.6' } },
  )
  const { company } = world.sandbox
  await world.tick()
  const texts = world.standing(world.channel)
  expect(texts).toHaveLength(2)
  const renewal = texts.find(text => text.includes('Tabnine renewal in 30 days')) ?? ''
  const [bought, members] = [countBoughtSeats(company), countSeats(company, world.now()).registered]
  for (const number of [bought, members, Math.abs(bought - members)]) expect(renewal).toContain(String(number))
  expect(renewal.includes('€')).toBe(bought > members)
  expect(renewal).toContain('See unused seats')
  const budget = texts.find(text => text.includes('is over its agent budget')) ?? ''
  const spent = costOf(sumUsage(company, december, world.now()))
  expect(budget).toContain(`$${spent.toFixed(2).replace(/\.00$/, '')}`)
  // Neither comes again on this day, nor before the next stage.
  for (const moment of ['2026-12-02T12:30:00Z', '2026-12-03T09:30:00Z', '2026-12-10T09:30:00Z']) {
    world.moveTo(moment)
    await world.tick()
  }
  expect(world.cloud.messages(world.channel)).toHaveLength(2)
  // It is one message, which follows the cost, and can be silenced here.
  const message = () => world.standing(world.channel).find(text => text.includes('agent budget')) ?? ''
  expect(message()).toContain('Updated 10 Dec')
  const late = costOf(sumUsage(company, december, world.now()))
  expect(message()).toContain(`$${late.toFixed(2).replace(/\.00$/, '')}`)
  expect(await world.ask('budget 1 snooze')).toContain('until Thu')
  await world.tick()
  expect(message()).toContain('Snoozed until Thu')
  expect(await world.ask('budget 1 mute')).toContain('until Fri')
  expect(await world.ask('budget 1 resume')).toContain('Budget is on')
  await world.tick()
  expect(message()).not.toContain('Snoozed')
  expect(await world.ask('budget 7 snooze')).toContain('There’s no open budget')
  world.moveTo('2027-01-04T09:30:00Z')
  await world.tick()
  expect(message()).toContain('The month is over.')
  expect(await world.ask('budget 1 snooze')).toContain('There’s no open budget')
  expect(world.driver.failures).toEqual([])
})

it('a budget of a group that is too small for a message here is unknown here', async () => {
  await using world = await openSlackWorld('2026-12-02T08:30:00Z')
  const open = await world.store.budgets.open(
    {
      ...{ conversation: `slack:${world.channel}`, month: december.from },
      subject: { kind: 'team', id: 'team-tiny', name: 'Tiny' },
      state: {
        ...{ budget: 100, spent: 60, people: 2, projection: null, threshold: 50, reached: [] },
        ...{ checkedOn: '2026-12-02', needsWhole: true, snoozedUntil: null, end: null },
      },
    },
    world.now(),
  )
  for (const what of ['snooze', 'mute', 'resume']) {
    const answer = await world.ask(`budget ${open.id} ${what}`)
    expect(answer).toContain('There’s no open budget')
    expect(answer).not.toContain('Tiny')
  }
  await world.store.budgets.update(open.id, { messageId: '1796200200.000100' })
  expect(await world.ask(`budget ${open.id} snooze`)).toContain('Tiny')
})
