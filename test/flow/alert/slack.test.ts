import { describe, expect, it, vi } from 'vitest'
import { openSlackAlertWorld } from './slack-alert-world.ts'

vi.setConfig({ testTimeout: 120_000 })

const six = ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay']
const eight = [...six, 'gil', 'hal']
const eleven = [...eight, 'ida', 'jan', 'kim']

async function openWatched() {
  const world = await openSlackAlertWorld()
  await world.keep({ invited: six })
  await world.ask('alerts payments')
  await world.tick()
  return world
}

it('an alert is one message, from the first look to the last edit', async () => {
  await using world = await openSlackAlertWorld()
  await world.keep({ invited: six })
  expect(await world.ask('alerts payments')).toContain('I’ll watch Payments for unused seats')
  await world.tick()
  expect(world.alert()).toContain('⚠️ 6 unused Tabnine seats in Payments')
  expect(world.alert()).toContain('First check.')
  expect(world.counts()).toEqual({ posts: 1, replies: 0, edits: 0 })

  await world.check('2026-11-20T06:00:00Z', { invited: eight })
  expect(world.counts()).toEqual({ posts: 1, replies: 1, edits: 1 })
  expect(world.replies().at(-1)).toContain('⚠️ 2 more unused Tabnine seats in Payments')
  expect(world.alert()).toMatch(/8 unused Tabnine seats[\s\S]* 6 on 19 Nov\.[\s\S]*Since 19 Nov\n\s+2 new/)
  expect(world.alert()).not.toContain('First check.')

  // No one should find it on a Monday under the mail of a weekend.
  await world.check('2026-11-21T06:00:00Z', { invited: eleven })
  await world.check('2026-11-22T06:00:00Z', { invited: eleven })
  expect(world.counts()).toEqual({ posts: 1, replies: 1, edits: 1 })
  await world.check('2026-11-23T06:00:00Z', { invited: eleven })
  expect(world.counts()).toEqual({ posts: 1, replies: 2, edits: 2 })
  expect(world.replies().at(-1)).toContain('⚠️ 3 more unused Tabnine seats in Payments')

  // Good news is shown by the message itself, and notifies no one.
  await world.check('2026-11-24T06:00:00Z', { invited: eleven.slice(2), joined: ['ada', 'bob'] })
  expect(world.counts()).toEqual({ posts: 1, replies: 2, edits: 3 })
  expect(world.alert()).toContain('2 joined · 5 new')
  await world.check('2026-11-25T06:00:00Z', { invited: eleven.slice(2), joined: ['ada', 'bob'] })
  await world.tick()
  expect(world.counts()).toEqual({ posts: 1, replies: 2, edits: 3 })

  // A week after the last notification.
  await world.check('2026-11-30T06:00:00Z', { invited: eleven.slice(2), joined: ['ada', 'bob'] })
  expect(world.counts()).toEqual({ posts: 1, replies: 3, edits: 4 })
  expect(world.replies().at(-1)).toContain('⚠️ 9 Tabnine seats still unused in Payments')

  await world.check('2026-12-01T06:00:00Z', { joined: eleven })
  expect(world.counts()).toEqual({ posts: 1, replies: 3, edits: 5 })
  expect(world.alert()).toContain('12 days')
  expect(world.alert()).toContain('11 joined')
  expect(world.lines()).not.toContain('snooze 1 7d')
  for (const day of ['02', '03', '04']) await world.check(`2026-12-${day}T06:00:00Z`, { joined: eleven })
  expect(world.counts()).toEqual({ posts: 1, replies: 3, edits: 5 })

  // What comes later is another episode, with a message of its own.
  await world.check('2026-12-07T06:00:00Z', { invited: six, joined: eleven.slice(6) })
  expect(world.counts()).toMatchObject({ posts: 2, edits: 5 })
  expect(world.alert()).toContain('⚠️ 6 unused Tabnine seats')
  expect((await world.deliveries()).map(({ state }) => state)).toEqual(Array.from({ length: 10 }, () => 'sent'))
})

describe('in chat', () => {
  it('snooze keeps it silent, and says so on the message', async () => {
    await using world = await openWatched()
    const answer = await world.press('snooze 1 7d')
    expect(answer).toContain('Snoozed until Thu 26 Nov.')
    await world.tick()
    expect(world.alert()).toContain('Snoozed until Thu 26 Nov.')
    for (const text of [answer, world.alert(), await world.ask('alerts')]) {
      expect(text).toMatch(/[Ss]nooz.* until Thu 26 Nov/)
      expect(text).toMatch(/Wake/)
    }
    expect(await world.ask('alerts')).not.toContain('first check posted')
    await world.check('2026-11-20T06:00:00Z', { invited: eleven })
    expect(world.counts()).toEqual({ posts: 1, replies: 0, edits: 1 })
    await world.check('2026-11-27T06:00:00Z', { invited: eleven })
    expect(world.counts()).toEqual({ posts: 1, replies: 1, edits: 2 })
    expect(world.alert()).toContain('⚠️ 11 unused Tabnine seats')
  })

  it('two who snooze at once do it once', async () => {
    await using world = await openWatched()
    const { grace, meera } = world.cloud.users
    const answers = await Promise.all([world.press('snooze 1 7d', grace.id), world.press('snooze 1 7d', meera.id)])
    expect(answers).toEqual([expect.stringContaining('Snoozed until'), expect.stringContaining('Snoozed until')])
    await world.tick()
    expect(world.counts()).toEqual({ posts: 1, replies: 0, edits: 1 })
  })

  it('exclude is for admins; two who do it at once exclude once, and both are written down', async () => {
    await using world = await openWatched()
    const { grace } = world.cloud.users
    const line = 'exclude ada@northwind.example on leave until 2027-01-10'
    expect(await world.ask(line, { user: grace.id })).toContain('Only admins can do that')
    const answers = await Promise.all([world.ask(line), world.ask(line)])
    expect(answers[0]).toContain('Excluded ada@northwind.example until 10 Jan 2027 (on leave).')
    expect(answers[1]).toBe(answers[0])
    await world.tick()
    expect(world.alert()).toContain('⚠️ 5 unused Tabnine seats in Payments')
    expect(world.alert()).toContain('1 excluded')
    expect(world.counts()).toMatchObject({ posts: 1, replies: 0 })
    expect((await world.ask('exclude')).split('1 person excluded.')).toHaveLength(2)
    const seen = await world.ask('audit')
    // The list that was just looked at names people as well.
    expect(seen.split('3 entries, newest first.')).toHaveLength(2)
    expect(seen).toContain('excluded someone')
    expect(seen).toContain('viewed someone’s usage')
    expect(await world.ask('audit', { user: grace.id })).toContain('Only admins can do that')
  })

  it('why shows a team by numbers, and a person to themselves and to admins, which is recorded', async () => {
    await using world = await openWatched()
    const { grace } = world.cloud.users
    expect(await world.ask('why payments')).toMatch(/nvited[^\n]*\n\s*6\b/)
    // Also by its number, like everything about an alert.
    expect(await world.ask('why 1')).toBe(await world.ask('why payments'))
    expect(await world.ask('why 2')).toMatch(/There’s no alert “\W?2\W?” here/)
    const ada = await world.ask('why ada@northwind.example')
    expect(ada).toContain('Invited on 1 Sep, not joined.')
    expect(ada).toMatch(/Invited on\W+1 Sep/)
    expect(ada).toContain('Unused for')
    // “me” is part of “Payments”, and is the person who asks.
    expect(await world.ask('why me', { user: grace.id })).toContain('You had no seat at the last check.')
    expect(await world.ask('why ada@northwind.example', { user: grace.id })).toContain(
      'Only admins can see other people’s usage',
    )
    expect(await world.ask(`why ${grace.email}`, { user: grace.id })).toContain('You had no seat at the last check.')
    const entries = await world.store.audit.between(new Date(0), new Date('2027-01-01'), 9)
    expect(entries).toMatchObject([
      { what: 'named', line: 'why "ada@northwind.example"', who: `slack:${world.person.id}` },
    ])
  })

  it('alerts lists them, and alerts off ends one', async () => {
    await using world = await openWatched()
    expect((await world.ask('alerts')).split('1 alert')).toHaveLength(2)
    await world.ask('alerts off payments')
    // What there is is nothing, and the form that makes one says more than that.
    const responsesBefore = world.cloud.responses.length
    const views = () => world.cloud.events.filter(({ kind }) => kind === 'view').length
    const before = views()
    await world.cloud.send(world.place, {
      kind: 'command',
      text: 'alerts',
      user: world.person.id,
      channel: world.channel,
    })
    await world.cloud.waitFor('view', () => views() > before)
    expect(world.cloud.responses).toHaveLength(responsesBefore)
    expect(await world.store.alerts.inConversation(`slack:${world.channel}`)).toEqual([])
    await world.check('2026-11-20T06:00:00Z', { invited: eleven })
    expect(world.counts()).toEqual({ posts: 1, replies: 0, edits: 1 })
    expect(await world.ask('snooze 1 7d')).toMatch(/There’s no alert “\W?1\W?” here/)
    expect(await world.ask('remind 1')).toMatch(/There’s no alert “\W?1\W?” here/)
  })

  it('the message of an alert that was ended says so, without buttons; set up again, it starts over', async () => {
    await using world = await openWatched()
    await world.ask('alerts off payments')
    await world.tick()
    expect(world.counts()).toEqual({ posts: 1, replies: 0, edits: 1 })
    expect(world.alert()).toContain('I no longer watch Payments here.')
    expect(world.alert()).toContain('Unused seats in Payments: no longer watched')
    expect(world.alert()).not.toContain('Invited, never joined')
    expect(world.lines()).toEqual([])

    await world.ask('alerts payments')
    await world.tick()
    expect(world.counts()).toEqual({ posts: 2, replies: 0, edits: 1 })
    expect(world.alerts()[0]).toContain('I no longer watch')
    expect(world.alert()).toContain('⚠️ 6 unused Tabnine seats in Payments')
    expect(world.lines()).toContain('snooze 1 7d')
  })

  it('a button of an episode that is over says so', async () => {
    await using world = await openWatched()
    await world.check('2026-11-20T06:00:00Z', { joined: six })
    world.moveTo('2026-12-20T06:00:00Z')
    expect(await world.ask('snooze 1 7d')).toContain('This alert has no unused seats')
    await world.tick()
    expect(world.counts()).toEqual({ posts: 1, replies: 0, edits: 1 })
  })
})
