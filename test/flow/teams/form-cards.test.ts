import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Scope } from '../../clouds/microsoft/conversations.ts'
import { type Filling, fillIn, listInputs } from '../../clouds/microsoft/dialog.ts'
import type { Inbound } from '../../clouds/microsoft/inbound.ts'
import { readCard } from '../../helpers/card-text.ts'
import { startTeamsBot, type TeamsBot } from '../../helpers/teams-bot.ts'
import { buttonOf } from '../../helpers/teams-dialogs.ts'

let bot: TeamsBot

/** A person who is no admin gets the weeks of the day that was filled in. */
const widenedYesterday = /^Payments: \d+ people used Tabnine .*so far \(21–24 Sep\)\n[\s\S]*\nYou asked for 23 Sep\. /

beforeAll(async () => {
  bot = await startTeamsBot({ environment: ({ admin }) => ({ ADMINS: admin.objectId }) })
})

afterEach(() => {
  bot.cloud.heal()
  bot.sandbox.clearFaults()
})

afterAll(() => bot.close())

type Where = Pick<Inbound, 'scope' | 'from'>
type SentMessages = Awaited<ReturnType<TeamsBot['ask']>>['messages']
type Message = NonNullable<SentMessages[number]>

/** Presses a button in a client that knows no dialog: what it carries comes as a message. */
async function open(where: Where, line = 'usage payments last week'): Promise<Message> {
  const asked = await bot.ask({ ...where, text: line })
  const { data } = buttonOf(asked.messages[0]?.cards[0], 'Change…')
  return only(await bot.ask({ ...where, value: data, ...below(asked.messages[0]) }))
}

/** Where a press on a message comes from: the message, and its thread. */
function below({ id = '', conversation = '' }: Partial<Message> = {}) {
  const thread = /;messageid=(\d+)$/.exec(conversation)?.[1]
  return { replyToId: id, ...(thread === undefined ? {} : { thread }) }
}

async function openLine(where: Where, line: string): Promise<Message> {
  return only(await bot.ask({ ...where, value: { line, opens: 'form', msteams: { type: 'task/fetch' } } }))
}

function only({ messages }: { messages: SentMessages }): Message {
  const [first, ...others] = messages
  if (!first || others.length > 0) throw new Error(`${messages.length} messages in place of one`)
  return first
}

const send = (where: Where, form: Message, filling: Filling = {}) =>
  bot.ask({ ...where, value: fillIn(form.cards[0], filling), ...below(form) })

const valuesOf = (form: Message) =>
  Object.fromEntries(listInputs(form.cards[0]).map(({ label, value }) => [label, value]))
const typesOf = (form: Message) => Object.fromEntries(listInputs(form.cards[0]).map(({ label, type }) => [label, type]))

describe.each<Scope>(['personal', 'groupChat', 'channel'])('in a %s', scope => {
  const where = { scope }

  test('the fields of a form are in a card, filled with what the line says', async () => {
    const form = await open(where)
    expect(readCard(form.cards)).toMatch(/^Usage\n/)
    expect(typesOf(form)).toEqual({
      'Team (optional)': 'Input.ChoiceSet',
      'Period (optional)': 'Input.Text',
      'Group by (optional)': 'Input.ChoiceSet',
    })
    expect(valuesOf(form)).toMatchObject({ 'Period (optional)': 'last week' })
  })

  test('what is filled in is asked, and the card is removed', async () => {
    const form = await open(where)
    const { messages } = await send(where, form, { 'Period (optional)': 'yesterday' })
    expect(messages.map(({ cards }) => readCard(cards))).toEqual([expect.stringMatching(widenedYesterday)])
    expect(form.isDeleted).toBe(true)
  })

  test('what is wrong is shown next to its field in that card, and what was filled in stays', async () => {
    const form = await open(where)
    const before = valuesOf(form)
    const { messages } = await send(where, form, { 'Period (optional)': '<at>all</at> **days**' })
    expect(messages).toEqual([])
    expect(readCard(form.cards)).toContain('<at>all</at> **days**')
    expect(valuesOf(form)).toEqual({ ...before, 'Period (optional)': '<at>all</at> **days**' })
    const corrected = await send(where, form, { 'Period (optional)': 'yesterday' })
    expect(readCard(corrected.messages[0]?.cards)).toMatch(widenedYesterday)
  })

  test('so is what only the answer finds wrong', async () => {
    const form = await openLine(where, 'usage Nowhere')
    const { messages } = await send(where, form)
    expect(messages).toEqual([])
    expect(readCard(form.cards)).toMatch(/No team called “\u2068Nowhere\u2069”/)
  })

  test('where the card cannot be changed a new one is posted', async () => {
    const form = await open(where)
    bot.cloud.fail({ on: 'update', refuse: 'ActivityNotFoundInConversation' })
    const again = only(await send(where, form, { 'Period (optional)': 'someday' }))
    expect(valuesOf(again)).toMatchObject({ 'Period (optional)': 'someday' })
  })

  test.each([
    ['right', 'yesterday'],
    ['wrong', 'mondya'],
  ])(
    'a form that names another message of the bot leaves that as it is: what is filled in is %s',
    async (_how, typed) => {
      const other = only(await bot.ask({ ...where, text: 'teams' }))
      const before = readCard(other.cards)
      const form = await open(where)
      const filled = fillIn(form.cards[0], { 'Period (optional)': typed })
      const answered = await bot.ask({ ...where, value: filled, ...below(other) })
      expect(answered.messages).toHaveLength(1)
      expect([other.isDeleted, readCard(other.cards)]).toEqual([false, before])
    },
  )

  test('a card sent twice is asked once', async () => {
    const form = await open(where)
    const first = await send(where, form)
    const again = await send(where, form)
    expect([first.messages.length, again.messages.length]).toEqual([1, 0])
  })

  test.each(['help', 'teams'])('a line without a form is simply asked: %s', async line => {
    expect(readCard((await openLine(where, line)).cards)).toMatch(/^(Ask me about Tabnine|Teams: Northwind Robotics)\n/)
  })

  test('of a person from outside is answered as any question of theirs', async () => {
    const outside = { scope, from: 'outsider' } as const
    const answers = [await openLine(outside, 'usage'), only(await send(outside, await open(where)))]
    for (const { cards } of answers) expect(readCard(cards)).toContain('I only answer people in this company')
  })

  test('where the card is refused the line is asked', async () => {
    bot.cloud.fail({ on: 'post', refuse: 'BadArgument' })
    expect(readCard((await openLine(where, 'usage payments')).cards)).toMatch(/Payments: \d+ people used Tabnine/)
  })

  test('while Tabnine does not answer, names are typed', async () => {
    bot.sandbox.fault('*', { status: 403 })
    const fresh = await startTeamsBot({
      environment: () => ({ TABNINE_URL: bot.sandbox.url, TABNINE_TOKEN: bot.sandbox.token }),
    })
    const { messages } = await fresh.ask({ scope, value: { line: 'usage', opens: 'form' } })
    expect(listInputs(messages[0]?.cards[0])[0]).toMatchObject({ type: 'Input.Text', label: 'Team (optional)' })
    bot.sandbox.clearFaults()
    const value = fillIn(messages[0]?.cards[0], { 'Team (optional)': 'payments' })
    const sent = await fresh.ask({ scope, value })
    await fresh.close()
    expect(readCard(sent.messages[0]?.cards)).toMatch(/Payments: \d+ people used Tabnine/)
  })

  test('no names of people are shown where others read', async () => {
    const admin = { scope, from: 'admin' } as const
    const form = await openLine(admin, `user ${bot.cloud.people.plain.email}`)
    const isShared = scope !== 'personal'
    expect(shownIn(form).includes('@')).toBe(!isShared)
    const email = bot.cloud.people.newcomer.email
    const wrong = await send(admin, form, { [labelOf(form, 'Person')]: email, 'Period (optional)': 'someday' })
    expect(wrong.messages).toEqual([])
    expect(shownIn(form).includes(email)).toBe(!isShared)
  })

  test('why a person is left out is shown nowhere where others read', async () => {
    const admin = { scope, from: 'admin' } as const
    const form = await openLine(admin, 'exclude')
    const reason = 'long-term sick, burn-out'
    const filling = { [labelOf(form, 'Person')]: bot.cloud.people.plain.email, [labelOf(form, 'Reason')]: reason }
    const { messages } = await send(admin, form, { ...filling, [labelOf(form, 'Until')]: '2020-01-01' })
    expect(messages).toEqual([])
    expect(shownIn(form)).toContain(scope === 'personal' ? 'is in the past' : 'Fill in the form in our personal chat')
    expect(shownIn(form).includes(reason)).toBe(scope === 'personal')
    expect(shownIn(form).includes('2020-01-01')).toBe(scope === 'personal')
  })

  test('what is wrong with a person is shown only to the person who asked', async () => {
    const admin = { scope, from: 'admin' } as const
    const form = await openLine(admin, 'user')
    const { messages, activity } = await send(admin, form, { [labelOf(form, 'Person')]: 'unknown@example.com' })
    const shared = [form, ...messages].filter(({ conversation }) => conversation === activity.conversation.id)
    if (scope === 'personal') expect(JSON.stringify(form.cards)).toContain('No one matches')
    else expect(JSON.stringify(shared.map(({ cards, text }) => [cards, text]))).not.toContain('unknown@example.com')
  })
})

/** Everything to be seen of a card: what its button carries is not. */
const shownIn = ({ cards }: Message) => JSON.stringify((cards[0] as { body: unknown }).body)

const labelOf = (form: Message, label: string) => {
  const found = listInputs(form.cards[0]).find(input => String(input.label).startsWith(label))
  return String(found?.label)
}

test.each([{ form: 'x' }, { form: 7, line: 'help' }, { line: 'help', form: '' }, { opens: 'form' }, 'x', 7, null, []])(
  'a press with odd data is answered, and nothing breaks: %j',
  async value => {
    expect((await bot.ask({ scope: 'personal', value, text: 'help' })).messages).toHaveLength(1)
  },
)

test('no card was refused but where a test says so, and no answer was lost', () => {
  expect(bot.logged().filter(({ level }) => level >= 50)).toEqual([])
})
