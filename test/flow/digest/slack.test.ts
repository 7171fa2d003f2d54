import { describe, expect, it } from 'vitest'
import { openSlackWorld, type SlackWorld } from './slack-world.ts'

const thursday = '2026-11-19T12:00:00Z'
/** Monday nine o’clock in Kolkata. */
const due = '2026-11-23T03:30:00Z'
const confirmation =
  /^Digest set up: Payments\nDone\. Payments digest, here, every Monday at 9:00 AM \(Asia\/Kolkata\)\. First one: /
const digest = /^.*Tabnine this week: Payments · 16–22 Nov\n/

async function openSubscribed(): Promise<SlackWorld> {
  const world = await openSlackWorld(thursday)
  await world.askInChannel('subscribe payments')
  return world
}

/** The messages in the channel after the confirmation. */
const posted = ({ standing, channel }: SlackWorld) => standing(channel).slice(1)

/** The table of a list or a history, as one line a row. */
function rowsOf(text: string, columns: number): string[] {
  const cells = text.split('\n')
  const first = cells.findIndex(cell => cell === '#' || cell === 'Digest')
  const last = cells.findIndex((cell, at) => at > first && /^(Delivery history:|I’m not sure)/.test(cell))
  const table = cells.slice(first + columns, last === -1 ? undefined : last)
  return Array.from({ length: table.length / columns }, (_, row) =>
    table.slice(row * columns, (row + 1) * columns).join(' | '),
  )
}

const history = async (world: SlackWorld) => rowsOf(await world.ask('history 1'), 4)
const list = async (world: SlackWorld) => rowsOf(await world.ask('subscriptions'), 5)

describe('a subscription in a channel', () => {
  it('is confirmed there, for everyone, with its next run', async () => {
    await using world = await openSlackWorld(thursday)
    const answer = await world.askInChannel('subscribe payments')
    expect(answer).toMatch(confirmation)
    expect(answer.match(/\d+ \w+, 9:00 AM/g)).toEqual(['23 Nov, 9:00 AM'])
    const shown = JSON.stringify(world.cloud.messages(world.channel).at(-1)?.blocks)
    expect(shown).toContain('unsubscribe 1')
    expect(shown).toContain('Unsubscribe?')
    expect(world.standing(world.channel)).toEqual([answer])
    expect(world.cloud.responses).toEqual([])
  })

  it('brings its digest on Monday at nine local time, once', async () => {
    await using world = await openSubscribed()
    world.moveTo('2026-11-23T03:29:59Z')
    await world.tick()
    expect(posted(world)).toEqual([])
    world.moveTo(due)
    await world.tick()
    await world.tick()
    world.pass(60)
    await world.tick()
    expect(posted(world)).toEqual([expect.stringMatching(digest)])
    expect(posted(world)[0]).toContain(' · Digest 1')
    expect(JSON.stringify(world.cloud.messages(world.channel).at(-1)?.blocks)).toContain('pause 1')
    expect(posted(world)[0]).not.toContain('late')
    expect(await history(world)).toEqual(['Week of 23 Nov | 23 Nov, 9:00 AM | Posted | 1'])
    world.moveTo('2026-11-30T03:30:00Z')
    await world.tick()
    expect(posted(world)[1]).toMatch(/^.*Tabnine this week: Payments · 23–29 Nov\n/)
  })

  it('is found again in Slack by metadata that reveals nothing to others', async () => {
    await using world = await openSubscribed()
    world.moveTo(due)
    await world.tick()
    const [, message] = world.cloud.messages(world.channel)
    expect(message?.metadata).toEqual({
      event_type: 'tabnine_usage_delivery',
      event_payload: { key: expect.stringMatching(/^[0-9a-f]{32}$/) },
    })
  })

  it('brings a digest late, and says so, when the bot was down; a day later it is left out', async () => {
    await using world = await openSubscribed()
    world.moveTo('2026-11-23T06:30:00Z')
    await world.tick()
    expect(posted(world)).toEqual([expect.stringContaining('Posted 3 hours late (the bot was down) · Digest 1')])
    world.moveTo('2026-12-01T03:31:00Z')
    await world.tick()
    expect(posted(world)).toHaveLength(1)
    expect(await history(world)).toEqual([
      'Week of 30 Nov | 30 Nov, 9:00 AM | Skipped: the bot was not running in time | 0',
      'Week of 23 Nov | 23 Nov, 9:00 AM | Posted | 1',
    ])
  })
})

describe('what can be asked about subscriptions', () => {
  it('lists them with the next run and the result of the last', async () => {
    await using world = await openSubscribed()
    expect(await list(world)).toEqual([
      '1 | Payments | every Monday at 9:00 AM (Asia/Kolkata) | 23 Nov, 9:00 AM | Not sent yet',
    ])
    expect(await world.ask('history 1')).toBe('Delivery history: Payments\nNothing was due yet.')
    world.moveTo(due)
    await world.tick()
    expect(await list(world)).toEqual([
      '1 | Payments | every Monday at 9:00 AM (Asia/Kolkata) | 30 Nov, 9:00 AM | Posted',
    ])
  })

  it('pauses one, for good or until a day, and resumes it', async () => {
    await using world = await openSubscribed()
    expect(await world.ask('pause 1')).toMatch(/^Digest paused: Payments\nPaused the Payments digest\./)
    world.moveTo(due)
    await world.tick()
    expect(posted(world)).toEqual([])
    expect((await list(world))[0]).toContain('| Paused | Not sent yet')
    expect(await world.ask('resume 1')).toMatch(/^Digest resumed: Payments\nResumed\. Next one: 30 Nov, 9:00 AM/)
    await world.tick()
    expect(posted(world)).toEqual([])

    await world.ask('pause 1 until 2026-12-10')
    expect((await list(world))[0]).toContain('| Paused until 10 Dec, 12:00 AM |')
    world.moveTo('2026-12-07T03:30:00Z')
    await world.tick()
    expect(posted(world)).toEqual([])
    world.moveTo('2026-12-14T03:30:00Z')
    await world.tick()
    expect(posted(world)).toEqual([expect.stringMatching(/^.*Tabnine this week: Payments · 7–13 Dec\n/)])
  })

  it('changes one for everyone to read, and it comes at the new time', async () => {
    await using world = await openSubscribed()
    const answer = await world.askInChannel('edit 1 every friday at 16:00')
    expect(answer).toMatch(
      /^Digest saved: Payments\nSaved: Payments, every Friday at 4:00 PM \(Asia\/Kolkata\)\. Next one: 20 Nov, 4:00 PM/,
    )
    world.moveTo('2026-11-20T10:30:00Z')
    await world.tick()
    expect(posted(world)).toHaveLength(2)
    world.moveTo(due)
    await world.tick()
    expect(posted(world)).toHaveLength(2)
  })

  it('posts one now, and says who asked; it does not replace the next', async () => {
    await using world = await openSubscribed()
    expect(await world.ask('run 1')).toBe('Digest: Payments\nPosting it now…')
    await world.ask('run 1')
    await world.tick()
    expect(posted(world)).toEqual([
      expect.stringMatching(
        /^.*Tabnine this week: Payments · 9–15 Nov\n[\s\S]*Posted now by \u2068meera\u2069 · Digest 1/,
      ),
    ])
    expect(await history(world)).toEqual([expect.stringMatching(/^Posted by hand \| .* \| Posted \| 1$/)])
    world.moveTo(due)
    await world.tick()
    expect(posted(world)).toHaveLength(2)
  })

  it('ends one for everyone to read: nothing more comes, and it is not known any more', async () => {
    await using world = await openSubscribed()
    expect(await world.askInChannel('unsubscribe 1')).toBe(
      'Unsubscribed: Payments\nUnsubscribed. No more Payments digests here.\nUndo',
    )
    world.moveTo(due)
    await world.tick()
    expect(posted(world)).toHaveLength(1)
    expect(await world.ask('history 1')).toContain('There’s no digest “\u20681\u2069” here')
    expect(await world.ask('subscriptions')).toContain('No digests here yet.')
  })

  it('does not show those of another channel, nor change them', async () => {
    await using world = await openSubscribed()
    const channel = world.cloud.channels.general.id
    expect(await world.ask('subscriptions', { channel })).toContain('No digests here yet.')
    for (const line of ['history 1', 'pause 1', 'resume 1', 'run 1', 'settle 1 sent']) {
      const answer = await world.ask(line, { channel })
      expect(answer, line).toContain('There’s no digest “\u20681\u2069” here')
      expect(answer, line).not.toContain('Payments')
    }
    for (const line of ['edit 1 every friday', 'unsubscribe 1']) {
      expect(await world.ask(line, { channel }), line).toContain('There’s no digest “\u20681\u2069”')
    }
    expect(await list(world)).toHaveLength(1)
    world.moveTo(due)
    await world.tick()
    expect(posted(world)).toHaveLength(1)
    expect(world.standing(channel).filter(text => digest.test(text))).toEqual([])
  })
})

/** The questions for a message, and not those for whether the bot is in the channel. */
const lookUps = ({ cloud }: SlackWorld) =>
  cloud.calls('conversations.history').filter(({ args }) => args.include_all_metadata)

describe('when Slack does not confirm a digest', () => {
  it.each([
    ['a lost reply', { lostReply: true }, 1],
    ['a status 500', { status: 500 }, 0],
    ['a cut connection', { cut: true }, 0],
  ])('after %s it is looked up first, and stands there once', async (_name, fault, standing) => {
    await using world = await openSubscribed()
    world.cloud.fail('chat.postMessage', fault)
    world.moveTo(due)
    await world.tick()
    expect(posted(world)).toHaveLength(standing)
    expect(lookUps(world)).toEqual([])
    expect(world.driver.waiting().filter(({ kind }) => kind === 'deliver')).toHaveLength(1)

    world.pass(15)
    await world.tick()
    expect(lookUps(world)).toHaveLength(1)
    expect(posted(world)).toEqual([expect.stringMatching(digest)])
    expect(await history(world)).toEqual(['Week of 23 Nov | 23 Nov, 9:00 AM | Posted | 2'])
    world.pass(300)
    await world.tick()
    expect(posted(world)).toHaveLength(1)
  })

  it('and it is unknown whether it is there, the owner is asked, and settles it', async () => {
    await using world = await openSubscribed()
    world.cloud.fail('chat.postMessage', { lostReply: true })
    world.cloud.fail('conversations.history', { error: 'missing_scope' })
    world.moveTo(due)
    await world.tick()
    world.pass(15)
    await world.tick()
    expect(world.standing(world.person.dm)).toEqual([
      expect.stringMatching(
        /^Did this digest arrive\?\nI’m not sure the Payments digest for 16–22 Nov arrived\. Do you see it there\?/,
      ),
    ])
    expect(await history(world)).toEqual([expect.stringContaining('Unconfirmed: the chat did not confirm it')])
    expect(await world.ask('settle 1 sent')).toContain('Thanks. I’ve marked it as posted.')
    expect(await history(world)).toEqual(['Week of 23 Nov | 23 Nov, 9:00 AM | Posted | 2'])
    expect(await world.ask('settle 1 sent')).toContain('Nothing to confirm')
    expect(posted(world)).toHaveLength(1)
  })

  it.each([
    ['resend', 'Posting it again…', / \| Posted \| 3$/, 1],
    ['drop', 'Skipped.', / \| Not posted: someone dropped it \| 2$/, 0],
  ])('it can be settled as %s', async (how, expected, row, times) => {
    await using world = await openSubscribed()
    world.cloud.fail('chat.postMessage', { cut: true })
    world.cloud.fail('conversations.history', { error: 'missing_scope' })
    world.moveTo(due)
    await world.tick()
    world.pass(15)
    await world.tick()
    expect(await world.ask(`settle 1 ${how}`)).toContain(expected)
    await world.tick()
    expect(posted(world)).toHaveLength(times)
    expect(await history(world)).toEqual([expect.stringMatching(row)])
  })
})

describe('a channel in which nothing can be posted any more', () => {
  /** Slack refuses what goes there; direct messages are taken. */
  function archive({ cloud, channel }: SlackWorld) {
    cloud.fail('chat.postMessage', { error: 'is_archived', when: args => args.channel === channel, times: 100 })
  }

  it('pauses its subscriptions; the owner is notified in a direct message, the channel is not', async () => {
    await using world = await openSubscribed()
    archive(world)
    world.moveTo(due)
    await world.tick()
    expect(posted(world)).toEqual([])
    expect(world.standing(world.person.dm)).toEqual([
      expect.stringMatching(
        /^I couldn’t post a digest\nI can’t post the Payments digest any more\.\nCause: the channel is archived\.\s+The digest is paused\. Invite me back, then press “Resume”\.\nResume$/,
      ),
    ])
    expect((await list(world))[0]).toContain('| Paused: I can’t post here | Not posted: the channel is archived')
    world.moveTo('2026-11-30T03:30:00Z')
    await world.tick()
    expect(posted(world)).toEqual([])
    expect(world.standing(world.person.dm)).toHaveLength(1)
  })

  it('continues when someone resumes it there', async () => {
    await using world = await openSubscribed()
    world.cloud.fail('chat.postMessage', { error: 'not_in_channel' })
    world.moveTo(due)
    await world.tick()
    expect(posted(world)).toEqual([])
    expect(await world.ask('resume 1')).toContain('Resumed. Next one: 30 Nov, 9:00 AM')
    world.moveTo('2026-11-30T03:30:00Z')
    await world.tick()
    expect(posted(world)).toEqual([expect.stringMatching(/^.*Tabnine this week: Payments · 23–29 Nov\n/)])
  })

  it('is reported to the admins and the operations channel, who never asked for anything, where the owner is gone', async () => {
    await using world = await openSlackWorld(thursday, ({ users, channels }) => ({
      ADMINS: users.ada.id,
      OPERATIONS_CHANNEL: `slack:${channels.general.id}`,
    }))
    await world.askInChannel('subscribe payments')
    archive(world)
    world.cloud.fail('chat.postMessage', { error: 'user_disabled', when: args => args.channel === world.person.id })
    world.moveTo(due)
    await world.tick()
    const notice = expect.stringContaining('I can’t post the Payments digest any more.')
    expect(world.standing(world.person.dm)).toEqual([])
    expect(world.standing(world.cloud.channels.general.id)).toEqual([notice])
    expect(world.standing(world.cloud.users.ada.dm)).toEqual([notice])
    expect(posted(world)).toEqual([])
  })
})

describe('while the Usage API is down', () => {
  it('a digest waits, and comes when it is back', async () => {
    await using world = await openSubscribed()
    const restore = world.sandbox.fault('*', { status: 503 })
    world.moveTo(due)
    await world.tick()
    expect(posted(world)).toEqual([])
    expect((await history(world))[0]).toMatch(/^Week of 23 Nov .* Waiting: Tabnine has an internal error/)
    restore()
    world.pass(60)
    await world.tick()
    expect(posted(world)).toEqual([expect.stringMatching(digest)])
    expect((await history(world))[0]).toMatch(/ Posted \| 2$/)
    expect(world.standing(world.person.dm)).toEqual([])
  })
})
