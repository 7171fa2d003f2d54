import { describe, expect, it } from 'vitest'
import { nextRunsOf } from '../../../src/digests/next-runs.ts'
import { openSlackWorld, type SlackWorld } from './slack-world.ts'

/** Nine o’clock in Kolkata on a Monday, in the week 2026-W48. */
const monday = '2026-11-23T03:30:00Z'

/** A digest of Payments for every Monday, of which the one of 23 November is posted. It is Tuesday then. */
async function openPosted(): Promise<SlackWorld> {
  const world = await openSlackWorld('2026-11-19T12:00:00Z')
  await world.askInChannel('subscribe payments')
  world.moveTo(monday)
  await world.tick()
  world.moveTo('2026-11-24T12:00:00Z')
  return world
}

/** The next due times as the store has them, of which an answer promises the first. */
async function promised(world: SlackWorld, answer: string): Promise<string[]> {
  const [, day, time] = /Next one: (\d+ \w+(?: 2027)?), (\d+:\d\d [AP]M)/.exec(answer) ?? []
  const subscription = await world.store.subscriptions.get(1)
  if (!subscription || day === undefined) return []
  const { runs } = await nextRunsOf(world.store, subscription, world.now())
  expect(runs[0]?.at).toEqual(new Date(`${day.endsWith('2027') ? day : `${day} 2026`} ${time} GMT+0530`))
  return runs.map(({ at }) => at.toISOString())
}

const digests = ({ standing, channel }: SlackWorld) =>
  standing(channel).filter(text => /Tabnine (this week|last month): Payments/.test(text)).length

/** When the old schedule, or the new one in a week that had its digest, would post. */
const tempting = ['2026-11-25T03:30', '2026-11-27T10:30', '2026-11-29T03:30', '2026-11-30T03:30', '2026-12-07T03:30']

/** Lets time go by, with a beat at every moment at which a digest may come, and gives those at which one came. */
async function watch(world: SlackWorld, promised: readonly string[]): Promise<string[]> {
  const came: string[] = []
  for (const now of [...new Set([...tempting.map(time => `${time}:00.000Z`), ...promised])].sort()) {
    world.moveTo(now)
    const before = digests(world)
    await world.tick()
    if (digests(world) > before) came.push(now)
  }
  return came
}

describe('the announced next runs are those that happen', () => {
  it.each([
    ['a later day of a week that had its digest', 'edit 1 every friday at 16:00', '2026-12-04T10:30:00.000Z', true],
    ['the same day', 'edit 1 at 10:00', '2026-11-30T04:30:00.000Z', false],
    ['once a month', 'edit 1 monthly on the 1st', '2026-12-01T03:30:00.000Z', false],
  ])('after it was moved to %s', async (_what, line, next, isPassedOver) => {
    await using world = await openPosted()
    const answer = await world.askInChannel(line)
    const runs = await promised(world, answer)
    expect(runs).toHaveLength(3)
    expect(runs[0]).toBe(next)
    expect(answer.includes('This week’s digest is already out. The next one comes next week.')).toBe(isPassedOver)
    expect(await watch(world, runs)).toEqual(runs)
  })

  it('after it was moved in a week that had none yet', async () => {
    await using world = await openSlackWorld('2026-11-24T12:00:00Z')
    await world.askInChannel('subscribe payments')
    const runs = await promised(world, await world.askInChannel('edit 1 every friday at 16:00'))
    expect(runs[0]).toBe('2026-11-27T10:30:00.000Z')
    expect(await watch(world, runs)).toEqual(runs)
  })

  it('after it was moved, paused and resumed in the same week', async () => {
    await using world = await openPosted()
    await world.askInChannel('edit 1 every friday at 16:00')
    await world.ask('pause 1')
    const runs = await promised(world, await world.ask('resume 1'))
    expect(runs[0]).toBe('2026-12-04T10:30:00.000Z')
    expect(await watch(world, runs)).toEqual(runs)
  })

  it('after it was paused until a day of the week that had its digest', async () => {
    await using world = await openPosted()
    await world.askInChannel('edit 1 every sunday')
    const answer = await world.ask('pause 1 until 2026-11-27')
    expect(answer).toContain('Paused the Payments digest until 27 Nov, 12:00 AM. Next one: ')
    const runs = await promised(world, answer)
    expect(runs[0]).toBe('2026-12-06T03:30:00.000Z')
    expect(await watch(world, runs)).toEqual(runs)
  })

  it('after it was paused until the very day on which it is due', async () => {
    await using world = await openPosted()
    const runs = await promised(world, await world.ask('pause 1 until 2026-12-07'))
    expect(runs[0]).toBe('2026-12-07T03:30:00.000Z')
    expect(await watch(world, runs)).toEqual(runs)
  })

  it('after it was moved while it is paused, and it stays paused', async () => {
    await using world = await openPosted()
    await world.ask('pause 1')
    const answer = await world.askInChannel('edit 1 every friday')
    expect(answer).toContain('It’s still paused.')
    expect(await promised(world, answer)).toEqual([])
    expect(await watch(world, [])).toEqual([])
  })

  it('after other teams were named in the minute in which it is due', async () => {
    await using world = await openSlackWorld('2026-11-19T12:00:00Z')
    await world.askInChannel('subscribe payments')
    world.moveTo('2026-11-23T03:30:10Z')
    const runs = await promised(world, await world.askInChannel('edit 1 payments, all'))
    expect(runs[0]).toBe('2026-11-23T03:30:00.000Z')
    await world.tick()
    expect(world.standing(world.channel).at(-1)).toMatch(/^.*Tabnine this week: Payments and .* · 16–22 Nov/)
  })
})

describe('in a zone where a week ends before it does in UTC', () => {
  it('offers the hour at which it has ended, and posts the comparison before that as well', async () => {
    await using world = await openSlackWorld('2026-11-19T12:00:00Z')
    const answer = await world.askInChannel('subscribe payments every monday at 9:00 Australia/Sydney')
    expect(answer).toContain('so the week ends by 11:00 AM here. At 9:00 AM its last hours are missing.')
    expect(answer).toContain('Post at 11:00 AM')
    world.moveTo('2026-11-22T22:00:00Z')
    await world.tick()
    const posted = world.standing(world.channel).at(-1)
    expect(posted).toContain('16–22 Nov')
    expect(posted).toMatch(/used Tabnine.*(, up \d|, down \d|, the same as in the period before)/)
    expect(posted).not.toContain('No comparison')
    expect(await world.askInChannel('edit 1 at 11:00')).not.toContain('last hours are missing')
  })
})
