import { describe, expect, test } from 'vitest'
import type { Scope } from '../../clouds/microsoft/conversations.ts'
import type { Inbound } from '../../clouds/microsoft/inbound.ts'
import { readCard } from '../../helpers/card-text.ts'
import { startGate } from '../../helpers/gate.ts'
import { createManualTimers } from '../../helpers/manual-timers.ts'
import { startTeamsBot, type TeamsBot } from '../../helpers/teams-bot.ts'
import { createDialogs } from '../../helpers/teams-dialogs.ts'

/** A bot whose Usage API answers and whose time passes only when a test lets it. */
async function startSlow() {
  const timers = createManualTimers()
  let started: TeamsBot | undefined
  const gate = await startGate(() => started?.sandbox.url ?? '')
  const bot = await startTeamsBot({ after: timers.after, environment: () => ({ TABNINE_URL: gate.url }) })
  started = bot
  gate.hold()

  return {
    bot,
    timers,
    gate,
    dialogs: createDialogs(inbound => bot.cloud.send(bot.url, inbound)),
    /** Sends something, and waits until the Usage API is asked for it. */
    async begin(inbound: Inbound) {
      const { activity } = await bot.cloud.send(bot.url, inbound)
      await gate.held()
      return activity
    },
    /** Lets two seconds pass, and waits until the progress is shown. */
    async passFirst() {
      await timers.advance(2_000)
      await timers.scheduled()
    },
    async finish() {
      gate.open()
      await bot.settled()
      expect(timers.waiting()).toBe(0)
      return bot.cloud.sent()
    },
    async [Symbol.asyncDispose]() {
      gate.open()
      await bot.close()
      await gate[Symbol.asyncDispose]()
    },
  }
}

const always = Number.POSITIVE_INFINITY
const isAboutTeam = (url: string) => url.startsWith('/api/v1/team/account-utilizations')
const read = ({ cards, text }: { cards: unknown[]; text: string }) => readCard(cards) || text
/** The earlier and the current content of a message. */
const lifeOf = (message: ReturnType<TeamsBot['cloud']['sent']>[number]) => [
  ...message.earlier.map(({ attachments = [] }) => readCard(attachments.map(({ content }) => content))),
  read(message),
]

describe.each<Scope>(['personal', 'groupChat', 'channel'])('in a %s', scope => {
  test('an answer that takes long is announced after two seconds, and comes in that place', async () => {
    await using slow = await startSlow()
    const { bot, timers } = slow
    const activity = await slow.begin({ scope, text: 'teams' })
    expect(bot.cloud.sent()).toEqual([])
    await slow.passFirst()
    expect(bot.cloud.sent().map(read)).toEqual(['Working on: teams'])
    await timers.advance(60_000)
    expect(bot.cloud.sent().map(read)).toEqual(['Working on: teams'])
    const messages = await slow.finish()
    expect(messages).toMatchObject([{ replyTo: activity.id, conversation: activity.conversation.id }])
    expect(messages.flatMap(lifeOf)).toEqual([
      'Working on: teams',
      expect.stringMatching(/^Teams: Northwind Robotics\n[\s\S]*8 teams\./),
    ])
  })

  test('it shows how far it is', async () => {
    await using slow = await startSlow()
    const { bot, gate, timers } = slow
    // The list of teams is let through, and all but the last of what is asked about each of them.
    let asked = 0
    gate.open()
    gate.hold(url => isAboutTeam(url) && ++asked === 8)
    await bot.cloud.send(bot.url, { scope, text: 'teams' })
    await gate.held()
    const isShown = () => bot.cloud.sent().some(message => read(message) === 'Working on: teams\n7 of 8 teams read')
    for (let pause = 2_000; !isShown(); pause = 4_000) {
      await timers.advance(pause)
      await timers.scheduled()
    }
    const messages = await slow.finish()
    expect(messages).toHaveLength(1)
    expect(read(messages[0] as never)).toMatch(/8 teams\./)
  })

  test('a personal one becomes the neutral line where others read, and is in the personal chat', async () => {
    await using slow = await startSlow()
    const { bot } = slow
    const activity = await slow.begin({ scope, text: 'me' })
    await slow.passFirst()
    const messages = await slow.finish()
    const [first] = messages
    expect(first?.conversation).toBe(activity.conversation.id)
    if (scope === 'personal') expect(messages.map(read)).toEqual([expect.stringContaining('Your last 30 days')])
    else {
      expect(messages.map(read)).toEqual([
        'The answer is in our personal chat.',
        expect.stringContaining('Your last 30 days'),
      ])
      expect(messages[1]?.conversation).toBe(bot.cloud.conversation('personal'))
    }
  })

  test('what was pressed, and may be about a person, is not spelled out where others read', async () => {
    await using slow = await startSlow()
    const line = `user ${slow.bot.cloud.people.plain.email}`
    await slow.begin({ scope, from: 'plain', value: { line } })
    await slow.passFirst()
    const [shown] = slow.bot.cloud.sent().map(read)
    expect(shown).toBe(scope === 'personal' ? `Working on: ${line}` : 'Working on: user')
    await slow.finish()
  })
})

describe('nothing is lost', () => {
  test('where an edit is refused the answer is posted again, and the old message is removed', async () => {
    await using slow = await startSlow()
    await slow.begin({ scope: 'channel', text: 'teams' })
    await slow.passFirst()
    slow.bot.cloud.fail({ on: 'update', refuse: 'ActivityNotFoundInConversation', times: always })
    const messages = await slow.finish()
    expect(messages.map(({ isDeleted }) => isDeleted)).toEqual([true, false])
    expect(read(messages[1] as never)).toMatch(/8 teams\./)
  })

  test('where an edit is too large for Teams it is made as text', async () => {
    await using slow = await startSlow()
    await slow.begin({ scope: 'channel', text: 'teams' })
    await slow.passFirst()
    slow.bot.cloud.fail({ on: 'update', refuse: 'MessageSizeTooBig' })
    const messages = await slow.finish()
    expect(messages).toMatchObject([{ cards: [], text: expect.stringMatching(/^Teams: Northwind Robotics\n/) }])
  })

  test.each([{ refuse: 'Throttled' as const, headers: { 'retry-after': '0' } }, { status: 502 }, { cut: true }])(
    'where what is meanwhile cannot be shown (%j) it is tried once, and the answer comes all the same',
    async fault => {
      await using slow = await startSlow()
      const { bot, timers } = slow
      await slow.begin({ scope: 'channel', text: 'teams' })
      bot.cloud.fail({ on: 'post', ...fault })
      await timers.advance(2_000)
      const messages = await slow.finish()
      expect(messages.map(read)).toEqual([expect.stringMatching(/8 teams\./)])
    },
  )

  test('what was shown although Teams says that it failed is not shown twice', async () => {
    await using slow = await startSlow()
    const { bot, timers } = slow
    await slow.begin({ scope: 'channel', text: 'teams' })
    bot.cloud.fail({ on: 'post', lostReply: true, status: 502 })
    await timers.advance(2_000)
    const messages = await slow.finish()
    expect(messages.map(read)).toEqual(['Working on: teams', expect.stringMatching(/8 teams\./)])
  })

  test('where the file of an export is offered, nothing else stays', async () => {
    await using slow = await startSlow()
    await slow.begin({ scope: 'personal', text: 'export usage payments' })
    await slow.passFirst()
    const messages = await slow.finish()
    expect(messages.map(({ isDeleted }) => isDeleted)).toEqual([true, false])
  })
})

describe('a dialog', () => {
  const where = { scope: 'channel' } as const
  const button = { type: 'Action.Submit', title: 'Open', data: { line: 'usage', msteams: { type: 'task/fetch' } } }

  /** Before anything hangs. */
  async function openDialog({ gate, dialogs }: Awaited<ReturnType<typeof startSlow>>) {
    gate.open()
    return (await dialogs.open(where, { actions: [button] }, 'Open')).shown
  }

  test('whose answer takes long closes, and the conversation shows its progress', async () => {
    await using slow = await startSlow()
    const { bot, timers, gate, dialogs } = slow
    const shown = await openDialog(slow)
    gate.hold()
    const sending = dialogs.send(where, shown, { 'Period (optional)': 'yesterday' })
    await gate.held()
    await timers.advance(2_500)
    expect((await sending).shown).toEqual({ kind: 'closed' })
    await timers.scheduled()
    await slow.passFirst()
    expect(bot.cloud.sent().map(read)).toEqual(['Working on: usage'])
    const messages = await slow.finish()
    expect(messages.map(read)).toEqual([
      expect.stringMatching(/ so far \(21–24 Sep\)\n[\s\S]*\nYou asked for 23 Sep\. /),
    ])
  })

  test('sent twice, the second time while the first is under way, is asked once', async () => {
    await using slow = await startSlow()
    const { timers, gate, dialogs } = slow
    const shown = await openDialog(slow)
    gate.hold()
    const sending = [dialogs.send(where, shown), dialogs.send(where, shown)]
    await gate.held()
    await timers.advance(2_500)
    expect((await Promise.all(sending)).map(one => one.shown.kind)).toEqual(['closed', 'closed'])
    const messages = await slow.finish()
    expect(messages.map(read)).toEqual([expect.stringMatching(/ people used Tabnine /)])
  })

  test('that is not asked in time says so, and can be sent again', async () => {
    await using slow = await startSlow()
    const { bot, timers, dialogs } = slow
    const shown = await openDialog(slow)
    const other = { ...where, from: 'admin' } as const
    const [arrived, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const until = () => {
      arrived.resolve()
      return released.promise
    }
    bot.cloud.fail({ on: 'members', until })
    const sending = dialogs.send(other, shown)
    await arrived.promise
    await timers.advance(4_500)
    expect((await sending).shown).toMatchObject({ kind: 'sentence', text: expect.stringContaining('Open it again') })
    released.resolve()
    expect(await slow.finish()).toEqual([])
    expect((await dialogs.send(other, shown)).shown).toEqual({ kind: 'closed' })
    expect((await slow.finish()).map(read)).toEqual([expect.stringMatching(/ people used Tabnine /)])
  })

  test('that cannot be shown in time says so, while Teams waits', async () => {
    await using slow = await startSlow()
    const { timers, dialogs } = slow
    const opening = dialogs.open(where, { actions: [button] }, 'Open')
    await slow.gate.held()
    await timers.advance(4_500)
    expect((await opening).shown).toMatchObject({ kind: 'sentence' })
    expect(await slow.finish()).toEqual([])
  })

  test('lists what is known of names in time, while the Usage API hangs', async () => {
    await using slow = await startSlow()
    const { timers, gate, dialogs } = slow
    const typing = dialogs.type(where, 'team', 'pay')
    await gate.held()
    await timers.advance(2_400)
    expect((await typing).listed).toEqual([])
    await slow.finish()
    expect((await dialogs.type(where, 'team', 'pay')).listed).toHaveLength(1)
  })
})
