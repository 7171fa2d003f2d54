import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { validateCard } from '../../clouds/microsoft/card.ts'
import type { Scope } from '../../clouds/microsoft/conversations.ts'
import { fillIn, listInputs } from '../../clouds/microsoft/dialog.ts'
import type { Inbound } from '../../clouds/microsoft/inbound.ts'
import { listTexts, readCard } from '../../helpers/card-text.ts'
import { startTeamsBot, type TeamsBot } from '../../helpers/teams-bot.ts'
import { buttonOf, createDialogs, type Shown } from '../../helpers/teams-dialogs.ts'

let bot: TeamsBot
let dialogs: ReturnType<typeof createDialogs<Awaited<ReturnType<TeamsBot['ask']>>>>

/** A person who is no admin gets the weeks of the day that was filled in. */
const widenedYesterday = /^Payments: \d+ people used Tabnine .*so far \(21–24 Sep\)\n[\s\S]*\nYou asked for 23 Sep\. /

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  bot = await startTeamsBot({ environment: ({ admin }) => ({ ADMINS: admin.objectId }) })
  dialogs = createDialogs(inbound => bot.ask(inbound))
})

afterEach(() => {
  bot.cloud.heal()
  bot.sandbox.clearFaults()
})

afterAll(() => bot.close())

/** Asks for usage, and presses its button; gives the dialog. */
async function choose(scope: Scope = 'personal', line = 'usage payments last week', from: Inbound['from'] = 'plain') {
  const { messages } = await bot.ask({ scope, text: line, from })
  const where = { scope, from, replyToId: messages[0]?.id ?? '' }
  return { where, ...(await dialogs.open(where, messages[0]?.cards[0], 'Change…')) }
}

const cardOf = (shown: Shown) => {
  if (shown.kind !== 'form') throw new Error(`No form but ${JSON.stringify(shown)}`)
  return shown.card
}
const valuesOf = (shown: Shown) => Object.fromEntries(listInputs(cardOf(shown)).map(one => [one.label, one.value]))

describe.each<Scope>(['personal', 'groupChat', 'channel'])('in a %s', scope => {
  test('a button opens the form of its line, filled with what the line says', async () => {
    const { shown, messages } = await choose(scope)
    expect({ shown, messages }).toMatchObject({ shown: { kind: 'form', title: 'Usage' }, messages: [] })
    const inputs = listInputs(cardOf(shown))
    expect(inputs.map(({ type, label }) => [type, label])).toEqual([
      ['Input.ChoiceSet', 'Team (optional)'],
      ['Input.Text', 'Period (optional)'],
      ['Input.ChoiceSet', 'Group by (optional)'],
    ])
    const team = inputs[0] as { value: string; choices: { title: string; value: string }[] }
    expect(team.choices.find(({ value }) => value === team.value)?.title).toBe('Payments')
    expect(valuesOf(shown)).toMatchObject({ 'Period (optional)': 'last week' })
  })

  test('what is filled in is asked where it was opened, and the dialog closes', async () => {
    const { shown, where } = await choose(scope)
    const filling = {
      'Team (optional)': 'Mobile',
      'Period (optional)': 'last month',
      'Group by (optional)': 'Weeks',
    }
    const sent = await dialogs.send(where, shown, filling)
    expect(sent.shown).toEqual({ kind: 'closed' })
    expect(sent.messages.map(({ conversation }) => conversation)).toEqual([sent.activity.conversation.id])
    expect(readCard(sent.messages[0]?.cards)).toMatch(/Mobile: \d+ people used Tabnine .*\(1–31 Aug\)\n/)
  })

  test('what is wrong is shown next to its field, and what was filled in stays', async () => {
    const { shown, where } = await choose(scope)
    const wrong = await dialogs.send(where, shown, { 'Period (optional)': 'the **other** <at>day</at>' })
    expect(wrong.messages).toEqual([])
    const { body } = cardOf(wrong.shown) as { body: { type: string }[] }
    const at = body.findIndex(element => (element as { id?: string }).id === 'field-period')
    expect(readCard(body[at + 1])).toContain('the **other** <at>day</at>')
    expect(body[at + 1]).toMatchObject({ type: 'RichTextBlock', inlines: [{ color: 'Attention' }] })
    expect(valuesOf(wrong.shown)).toEqual({
      ...valuesOf(shown),
      'Period (optional)': 'the **other** <at>day</at>',
    })
    const corrected = await dialogs.send(where, wrong.shown, { 'Period (optional)': 'yesterday' })
    expect(corrected.shown).toEqual({ kind: 'closed' })
    expect(readCard(corrected.messages[0]?.cards)).toMatch(widenedYesterday)
  })

  test('what only the answer finds wrong is shown next to its field too', async () => {
    const { where } = await choose(scope)
    const opened = await dialogs.open(where, withButton('usage Nowhere'), 'Change…')
    const { shown, messages } = await dialogs.send(where, opened.shown)
    expect(messages).toEqual([])
    expect(readCard(cardOf(shown))).toMatch(/No team called “\u2068Nowhere\u2069”/)
    expect(valuesOf(shown)).toMatchObject({ 'Team (optional)': 'Nowhere' })
  })

  test('what is about no field is posted in the conversation', async () => {
    const { shown, where } = await choose(scope)
    bot.sandbox.fault('*', { status: 403 })
    const sent = await dialogs.send(where, shown)
    expect(sent.shown).toEqual({ kind: 'closed' })
    expect(readCard(sent.messages[0]?.cards)).toMatch(/^I’m not allowed to read this in Tabnine\n/)
  })

  test('a form sent twice is asked once', async () => {
    const { shown, where } = await choose(scope)
    const before = bot.cloud.sent().length
    const twice = await Promise.all([dialogs.send(where, shown), dialogs.send(where, shown)])
    expect(twice.map(one => one.shown)).toEqual([{ kind: 'closed' }, { kind: 'closed' }])
    expect(bot.cloud.sent().length - before).toBe(1)
    const later = await dialogs.send(where, shown)
    expect([later.shown, later.messages]).toEqual([{ kind: 'closed' }, []])
  })

  test('an answer about a person is only for the person who filled the form in', async () => {
    const { where } = await choose(scope, 'usage', 'admin')
    const { shown } = await dialogs.open(where, withButton('user'), 'Change…')
    const email = bot.cloud.people.plain.email
    const found = await dialogs.type(where, 'person', email)
    const { messages, activity } = await dialogs.send(where, searched(shown, 'Person', found.listed), { Person: email })
    const personal = messages.filter(({ conversation }) => conversation === bot.cloud.conversation('personal', 'admin'))
    expect(readCard(personal.map(({ cards }) => cards))).toContain(email)
    const shared = messages.filter(({ conversation }) => conversation === activity.conversation.id)
    if (scope !== 'personal') expect(shared.map(({ text }) => text)).toEqual(['The answer is in our personal chat.'])
  })
})

/** A card as the bot could have sent it before, with a button that opens the form of a line. */
function withButton(line: string) {
  const data = { line, opens: 'form', msteams: { type: 'task/fetch' } }
  return { actions: [{ type: 'Action.Submit', title: 'Change…', data }] }
}

/** The form after a person typed into one of its fields: Teams lists what was found there. */
function searched(shown: Shown, label: string, listed: { title: string; value: string }[]): Shown {
  const card = structuredClone(cardOf(shown)) as { body: { label?: string; choices?: object[] }[] }
  for (const input of card.body) if (input.label === label) input.choices = listed
  return { ...shown, card } as Shown
}

describe('who types a name', () => {
  const where = { scope: 'channel' } as const

  test('is offered the teams that fit, by their ids', async () => {
    const { listed } = await dialogs.type(where, 'team', 'pay')
    expect(listed.map(({ title }) => title)).toEqual(['Payments'])
    expect(listed[0]?.value).not.toBe('Payments')
  })

  test('is offered everything before a letter, and the whole organization where that can be', async () => {
    const all = await dialogs.type(where, 'team or all', '')
    const teams = await dialogs.type(where, 'team', '')
    expect(all.listed.map(({ title }) => title)).toEqual([
      'The whole organization',
      ...teams.listed.map(({ title }) => title),
    ])
  })

  test('is offered people only where they may see names', async () => {
    const plain = await dialogs.type(where, 'person', '')
    const admin = await dialogs.type({ ...where, from: 'admin' }, 'person', '')
    expect(plain.listed.map(({ title }) => title)).toEqual([bot.cloud.people.plain.email])
    expect(admin.listed.length).toBeGreaterThan(15)
  })

  test.each(['nothing', '', 'team or'])('is offered nothing for “%s”', async dataset => {
    expect((await dialogs.type(where, dataset, 'a')).listed).toEqual([])
  })

  test.each(['**Pay**', '<at>all</at>', '<!channel>', 'مرحبا', 'x'.repeat(500), '\u202E'])(
    'gets a list also for %s',
    async typed => {
      expect((await dialogs.type(where, 'team or person or all', typed)).listed).toEqual([])
    },
  )
})

describe('while Tabnine does not answer', () => {
  const where = { scope: 'channel' } as const

  test('what is known of names is offered', async () => {
    const { listed } = await dialogs.type(where, 'team', '')
    bot.sandbox.fault('*', { status: 503 })
    expect(await dialogs.type(where, 'team', '')).toMatchObject({ status: 200, listed })
  })

  test.each([{ status: 403 }, { shape: 'wrong' as const }, { shape: 'html' as const }])(
    'and none is known, a picker is empty and its form opens all the same: %j',
    async fault => {
      bot.sandbox.fault('*', fault)
      const { url, token } = bot.sandbox
      const fresh = await startTeamsBot({ environment: () => ({ TABNINE_URL: url, TABNINE_TOKEN: token }) })
      const other = createDialogs(inbound => fresh.ask(inbound))
      expect((await other.type(where, 'team', 'pay')).listed).toEqual([])
      const { shown } = await other.open(where, withButton('usage payments'), 'Change…')
      expect(valuesOf(shown)).toMatchObject({ 'Team (optional)': 'payments' })
      const sent = await other.send(where, shown)
      expect(readCard(sent.messages[0]?.cards)).toMatch(
        /^(I’m not allowed to read this in Tabnine|Unexpected answer from Tabnine)\n/,
      )
      await fresh.close()
    },
  )
})

test('a form is in the language of the person who opens it', async () => {
  const value = { data: { line: 'usage', opens: 'form' } }
  const { body } = await bot.askAltered(activity => ({ ...activity, locale: 'de-AT' }), {
    scope: 'personal',
    kind: 'invoke',
    name: 'task/fetch',
    value,
  })
  const labels = listInputs(JSON.parse(body).task.value.card.content).map(({ label }) => label)
  expect(labels).toContain('Zeitraum (optional)')
})

test('a form with thousands of names is answered with a card that Teams takes', async () => {
  const teams = Array.from({ length: 3_000 }, (_, at) => at.toString(36)).join(',')
  const { shown } = await choose('personal')
  const data = { ...fillIn(cardOf(shown), {}), line: 'subscribe', 'field-teams': teams }
  const { body } = await bot.ask({ scope: 'personal', kind: 'invoke', name: 'task/submit', value: { data } })
  expect(validateCard(JSON.parse(body).task.value.card.content)).toEqual([])
})

describe('an invoke', () => {
  test.each(['adaptiveCard/action', 'composeExtension/query', 'signin/verifyState', ''])(
    'that is unknown is not implemented: “%s”',
    async name => {
      const { status, body, messages } = await bot.ask({ scope: 'personal', kind: 'invoke', name, value: {} })
      expect({ status, body, messages }).toEqual({ status: 501, body: '', messages: [] })
    },
  )

  test.each([undefined, null, 5, 'x', [], {}, { data: null }, { data: { line: 7 } }, { data: { form: 'x' } }])(
    'without what it should hold is refused: %j',
    async value => {
      for (const name of ['task/fetch', 'task/submit']) {
        const { status, body, messages } = await bot.ask({ scope: 'personal', kind: 'invoke', name, value })
        expect({ status, body, messages }).toEqual({ status: 400, body: '', messages: [] })
      }
      const search = await bot.ask({ scope: 'personal', kind: 'invoke', name: 'application/search', value })
      expect(JSON.parse(search.body).value.results).toEqual([])
    },
  )

  test('of a person from outside shows no form and no name', async () => {
    const where = { scope: 'channel', from: 'outsider' } as const
    const { shown } = await dialogs.open(where, withButton('usage'), 'Change…')
    expect(shown).toMatchObject({
      kind: 'sentence',
      text: expect.stringContaining('I only answer people in this company'),
    })
    expect((await dialogs.type(where, 'team or person or all', '')).listed).toEqual([])
    const own = await choose('channel')
    const sent = await dialogs.send({ ...own.where, from: 'outsider' }, own.shown)
    expect(sent).toMatchObject({ shown: { kind: 'sentence' }, messages: [] })
  })

  test('of another company shows no form', async () => {
    const elsewhere = { id: '00000000-0000-4000-8000-000000000000' }
    const value = { data: { line: 'usage', opens: 'form' } }
    const { body } = await bot.askAltered(
      ({ conversation, ...rest }) => ({
        ...rest,
        conversation: { ...(conversation as object), tenantId: elsewhere.id },
        channelData: { tenant: elsewhere },
      }),
      { scope: 'personal', kind: 'invoke', name: 'task/fetch', value },
    )
    expect(JSON.parse(body).task).toMatchObject({
      type: 'message',
      value: expect.stringContaining('I only answer people in this company'),
    })
  })

  test('of a form is answered by what is then known of the person who sends it', async () => {
    const { shown, where } = await choose('channel')
    const data = fillIn(cardOf(shown), { 'Period (optional)': 'yesterday' })
    const sent = { ...where, kind: 'invoke', name: 'task/submit', value: { data } } as const
    const elsewhere = '00000000-0000-4000-8000-000000000000'
    const refused = await bot.askAltered(
      ({ conversation, ...rest }) => ({
        ...rest,
        conversation: { ...(conversation as object), tenantId: elsewhere },
        channelData: { tenant: { id: elsewhere } },
      }),
      sent,
    )
    expect(JSON.parse(refused.body).task).toMatchObject({ type: 'message' })
    const { body, messages } = await bot.ask(sent)
    expect(body).toBe('')
    expect(readCard(messages[0]?.cards)).toMatch(widenedYesterday)
  })

  test('of another channel than Teams is not implemented', async () => {
    const { status, messages } = await bot.askAltered(activity => ({ ...activity, channelId: 'webchat' }), {
      scope: 'personal',
      kind: 'invoke',
      name: 'task/fetch',
      value: { data: { line: 'usage' } },
    })
    // What the signature is for is looked at first.
    expect({ status, messages }).toEqual({ status: expect.toBeOneOf([401, 501]), messages: [] })
  })

  test.each(['help', 'reply 4f7k2m use', 'dance', 'remind 3'])(
    'for the form that “%s” does not have says so',
    async line => {
      const { shown, messages } = await dialogs.open({ scope: 'personal' }, withButton(line), 'Change…')
      expect({ shown, messages }).toEqual({
        shown: { kind: 'sentence', text: 'This form has expired. Open it again.' },
        messages: [],
      })
    },
  )
})

test('names of every kind can be chosen and come back as they are', async () => {
  const names = [
    'x'.repeat(190),
    'مرحبا بالعالم',
    '**bold** [a](https://evil.example)',
    '<at>all</at>',
    '<!channel>',
    'A, B %2C',
  ]
  const line = `subscribe ${names.map(name => `"${name}"`).join(', ')}`
  const { shown, where } = await choose().then(async one => ({
    ...one,
    ...(await dialogs.open(one.where, withButton(line), 'Change…')),
  }))
  const [input] = listInputs(cardOf(shown)) as { choices: { title: string }[] }[]
  expect(input?.choices.slice(0, names.length).map(({ title }) => title)).toEqual([
    `${'x'.repeat(74)}…`,
    'مرحبا بالعالم',
    expect.not.stringMatching(/\*\*|\]\(/),
    expect.not.stringContaining('<at>'),
    expect.not.stringContaining('<!'),
    'A, B %2C',
  ])
  // No one has this name; the bot also has no database, which it says first.
  const sent = await dialogs.send(where, shown)
  expect(sent.shown).toEqual({ kind: 'closed' })
  expect(listTexts(sent.messages[0]?.cards).join('\n')).toContain('Only works in Slack or Teams')
  expect(buttonOf(withButton(line), 'Change…').data.line).toBe(line)
})

test('no card was refused, and no answer lost', () => {
  expect(bot.logged().filter(({ msg, level }) => level >= 50 || msg.includes('refused the card'))).toEqual([])
})
