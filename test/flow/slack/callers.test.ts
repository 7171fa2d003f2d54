import { describe, expect, it, vi } from 'vitest'
import { BOT_SCOPES } from '../../clouds/slack/people.ts'
import { type SlackBot, type SlackBotOptions, startSlackBot } from '../../helpers/slack-bot.ts'
import { readBlocks } from '../../helpers/slack-text.ts'

type Person = { id: string; dm: string }

/** What the bot posts in a person's direct messages, joined. */
async function ask(bot: SlackBot, user: Person, ...lines: string[]): Promise<string> {
  for (const text of lines) await bot.send({ kind: 'dm', text, user: user.id })
  await bot.stop()
  return readAll(bot)
}

function readAll(bot: SlackBot): string {
  return bot
    .messages()
    .map(({ blocks }) => readBlocks(blocks))
    .join('\n')
}

describe('a person of another company', () => {
  const sentence = 'I only answer people in this company'
  const elsewhere = 'T0ELSEWHERE'

  /** In Socket Mode requests can be made up freely, because they are not signed. */
  async function startInSharedChannel(): Promise<SlackBot> {
    return startSlackBot({ way: 'Socket Mode', environment: cloud => ({ ADMINS: cloud.users.ada.id }) })
  }

  function expectOneSentence(bot: SlackBot): void {
    expect(bot.messages()).toHaveLength(1)
    expect(readAll(bot)).toContain(sentence)
    expect(readAll(bot).replace(/Reference \S+/, '')).not.toMatch(/\d/)
    expect(bot.sandbox.requests).toEqual([])
  }

  it.each([
    ['usage', 'user_team'],
    ['me', 'user_team'],
    ['help', 'user_team'],
    ['usage', 'team'],
    ['dance', 'team'],
  ])('who mentions the bot (%s) reads only the refusal: known by %s', async (text, field) => {
    await using bot = await startInSharedChannel()
    const { ada } = bot.cloud.users
    const event = { type: 'app_mention', user: ada.id, channel: bot.cloud.channels.general.id, text, ts: '1.1' }
    await bot.send({ kind: 'event', event: { team: bot.cloud.team.id, ...event, [field]: elsewhere } })
    await bot.stop()
    expectOneSentence(bot)
  })

  it('who writes a direct message reads only the refusal', async () => {
    await using bot = await startInSharedChannel()
    const { ada } = bot.cloud.users
    const event = { type: 'message', channel_type: 'im', user: ada.id, channel: ada.dm, text: 'usage', ts: '1.1' }
    await bot.send({ kind: 'event', event: { ...event, team: elsewhere } })
    await bot.stop()
    expectOneSentence(bot)
  })

  const ofAcme = { team: 'T000000001' }

  it.each([
    ['a mention that names no workspace', 'mention', {}],
    ['a mention that names ours', 'mention', ofAcme],
    ['a mention that names ours as theirs', 'mention', { ...ofAcme, user_team: ofAcme.team }],
    ['a direct message that names no workspace', 'dm', {}],
    ['a direct message that names ours', 'dm', ofAcme],
  ])('is known by their profile: %s', async (_what, kind, stated) => {
    await using bot = await startInSharedChannel()
    const { grace } = bot.cloud.users
    Object.assign(grace, { team: elsewhere })
    const message = { user: grace.id, text: 'usage', ts: '1.1', ...stated }
    const event =
      kind === 'dm'
        ? { type: 'message', channel_type: 'im', channel: grace.dm, ...message }
        : { type: 'app_mention', channel: bot.cloud.channels.general.id, ...message }
    await bot.send({ kind: 'event', event })
    await bot.stop()
    expectOneSentence(bot)
  })

  it('sees no numbers on the Home tab', async () => {
    await using bot = await startInSharedChannel()
    const { grace } = bot.cloud.users
    Object.assign(grace, { team: elsewhere })
    await bot.send({ kind: 'home', user: grace.id })
    await bot.stop()
    expect(JSON.stringify(bot.cloud.calls('views.publish'))).toContain(sentence)
    expect(bot.sandbox.requests).toEqual([])
  })

  it('who types a slash command reads only the refusal', async () => {
    await using bot = await startInSharedChannel()
    const place = { channel: bot.cloud.channels.general.id, user: bot.cloud.users.ada.id }
    const payload = {
      command: '/tabnine',
      text: 'usage',
      team_id: elsewhere,
      user_id: place.user,
      channel_id: place.channel,
      trigger_id: '1.1',
      response_url: bot.cloud.createResponseUrl(place),
    }
    await bot.cloud.sendEnvelope({ type: 'slash_commands', payload })
    await bot.stop()
    expectOneSentence(bot)
  })

  it('who presses a button reads only the refusal', async () => {
    await using bot = await startInSharedChannel()
    const place = { channel: bot.cloud.channels.general.id, user: bot.cloud.users.ada.id }
    const payload = {
      type: 'block_actions',
      user: { id: place.user, team_id: elsewhere },
      team: { id: bot.cloud.team.id },
      channel: { id: place.channel },
      trigger_id: '1.1',
      response_url: bot.cloud.createResponseUrl(place),
      actions: [{ type: 'button', action_id: 'ask-0', block_id: 'b', action_ts: '1.1', value: 'usage' }],
    }
    await bot.cloud.sendEnvelope({ type: 'interactive', payload })
    await bot.stop()
    expectOneSentence(bot)
  })
})

describe('who asks', () => {
  it('is asked of Slack once for many questions', async () => {
    await using bot = await startSlackBot()
    const { ada, grace } = bot.cloud.users
    for (const user of [ada, ada, grace, ada]) await bot.send({ kind: 'dm', text: 'help', user: user.id })
    for (const line of ['me', 'usage', 'user unknown@else.example'])
      await bot.send({ kind: 'dm', text: line, user: ada.id })
    await bot.stop()
    expect(bot.cloud.calls('users.info').map(({ args }) => args.user)).toEqual([ada.id, grace.id])
  })

  it('is looked up again where Slack did not answer, a minute later and not before', async () => {
    let passed = 0
    const realNow = performance.now.bind(performance)
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => realNow() + passed)
    await using bot = await startSlackBot()
    const { ada } = bot.cloud.users
    bot.cloud.fail('users.info', { status: 500 })
    for (const text of ['help', 'teams', 'usage']) {
      await bot.send({ kind: 'dm', text, user: ada.id })
      await bot.cloud.waitFor('message')
    }
    expect(bot.cloud.calls('users.info')).toHaveLength(1)
    expect(readAll(bot)).toMatch(/I can’t confirm your account right now\s+Ask again in a minute\./)
    passed = 61_000
    expect(await ask(bot, ada, 'me')).toContain('Your last 30 days')
    expect(bot.cloud.calls('users.info')).toHaveLength(2)
    expect(bot.logged('warn')).toMatchObject([{ text: 'could not read the profile of a person from Slack' }])
    clock.mockRestore()
  })

  it('finds their own usage by their e-mail, in whatever case Tabnine has it', async () => {
    await using bot = await startSlackBot()
    const { ada } = bot.cloud.users
    const text = await ask(bot, ada, `user ${ada.email.toUpperCase()}`)
    expect(text).toContain('Your last 30 days')
  })

  it.each([
    ['by id', cloud => ({ ADMINS: `U0UNKNOWN, ${cloud.users.grace.id}` })],
    ['by id in other letters', cloud => ({ ADMINS: cloud.users.grace.id.toLowerCase() })],
    ['by e-mail', cloud => ({ ADMINS: cloud.users.grace.email })],
    ['by e-mail in other letters', cloud => ({ ADMINS: ` ${cloud.users.grace.email.toUpperCase()} ` })],
  ] as [string, NonNullable<SlackBotOptions['environment']>][])(
    'is an admin where ADMINS names them %s',
    async (_how, environment) => {
      await using bot = await startSlackBot({ environment })
      const { ada, grace } = bot.cloud.users
      expect(await ask(bot, grace, `user ${ada.email}`)).toContain(`Tabnine usage: ${ada.email}`)
    },
  )

  it.each(['dm', 'mention', 'command'] as const)('may mention the person they ask about: %s', async kind => {
    await using bot = await startSlackBot({ environment: cloud => ({ ADMINS: cloud.users.grace.id }) })
    const { ada, grace } = bot.cloud.users
    const text = `user <@${ada.id}${kind === 'command' ? '|ada' : ''}>`
    const channel = bot.cloud.channels.general.id
    await bot.send(kind === 'dm' ? { kind, text, user: grace.id } : { kind, text, user: grace.id, channel })
    await bot.stop()
    expect(readAll(bot)).toContain(`Tabnine usage: ${ada.email}`)
  })

  it('reads in no answer the id of the person they mention', async () => {
    await using bot = await startSlackBot({ environment: cloud => ({ ADMINS: cloud.users.grace.id }) })
    const { grace, meera } = bot.cloud.users
    const text = await ask(bot, grace, `user <@${meera.id}>`, `usage <@${meera.id}>`)
    expect(text).toContain(meera.email)
    expect(text).toContain('No team called “\u2068@meera\u2069”')
    expect(text).not.toContain(meera.id)
  })

  it('is no admin where ADMINS names someone else', async () => {
    await using bot = await startSlackBot({ environment: cloud => ({ ADMINS: cloud.users.grace.email }) })
    const { ada, meera } = bot.cloud.users
    expect(await ask(bot, meera, `user ${ada.email}`)).toContain('Only admins can see other people’s usage')
  })

  it('reads which scope is missing where the bot may not read e-mails', async () => {
    await using bot = await startSlackBot({
      cloud: { scopes: BOT_SCOPES.filter(scope => scope !== 'users:read.email') },
    })
    const text = await ask(bot, bot.cloud.users.ada, 'me', 'help', 'teams', 'me')
    expect(text).toContain('I can’t find your Tabnine account')
    expect(text).toContain('Ask your bot admin to add the scope users:read.email in Slack')
    expect(bot.cloud.calls('users.info')).toHaveLength(1)
  })

  it('reads which scope is missing where the bot may not read people at all', async () => {
    await using bot = await startSlackBot({
      cloud: { scopes: BOT_SCOPES.filter(scope => !scope.startsWith('users:read')) },
    })
    const text = await ask(bot, bot.cloud.users.ada, 'me', 'help', 'teams', 'me')
    expect(text).toContain('I can’t confirm your account right now')
    expect(text).toContain('Ask your bot admin to add the scope users:read in Slack')
    expect(bot.cloud.calls('users.info')).toHaveLength(1)
    expect(bot.sandbox.requests).toEqual([])
  })

  it('is answered by a slash command, with which Slack states the workspace, where the profile is silent', async () => {
    await using bot = await startSlackBot()
    bot.cloud.fail('users.info', { status: 500, times: Number.POSITIVE_INFINITY })
    const { ada } = bot.cloud.users
    await bot.send({ kind: 'command', text: 'teams', user: ada.id, channel: bot.cloud.channels.general.id })
    await bot.stop()
    expect(readAll(bot)).toContain('8 teams.')
  })
})

describe('the days of who asks', () => {
  // 23:30 of 28 September in London, 12:15 of the 29th on the Chatham Islands.
  const evening = new Date('2026-09-28T22:30:00Z')
  // 00:45 of the 29th there; in UTC it is still the 28th.
  const pastMidnight = new Date('2026-09-28T11:00:00Z')

  it.each([
    ['yesterday is the running day of UTC', 'quirk', 'usage yesterday', evening, 'so far (28 Sep)'],
    ['this month is cut at the running day', 'quirk', 'usage this month', pastMidnight, 'so far (1–28 Sep)'],
    ['today is the running day of UTC', 'quirk', 'usage today', pastMidnight, 'so far (28 Sep)'],
    [
      'their day has not begun in UTC',
      'quirk',
      'usage 29 Sep 2026',
      pastMidnight,
      '“\u206829 Sep 2026\u2069” is in the future',
    ],
    ['today is the day of their zone', 'ada', 'usage today', pastMidnight, 'so far (28 Sep)'],
    ['yesterday is the day of their zone', 'grace', 'usage yesterday', evening, 'used Tabnine yesterday (27 Sep)'],
  ] as const)('%s: %s asks %s', async (_what, name, line, at, text) => {
    await using bot = await startSlackBot({ now: at, environment: cloud => ({ ADMINS: cloud.users[name].id }) })
    expect(await ask(bot, bot.cloud.users[name], line)).toContain(text)
  })

  it('times are shown in their zone', async () => {
    await using bot = await startSlackBot()
    expect(await ask(bot, bot.cloud.users.meera, 'about teams')).toContain('28 Sep, 5:30 PM GMT+5:30')
  })

  it('are the bot’s own where Slack does not give them', async () => {
    await using bot = await startSlackBot({ environment: () => ({ TIME_ZONE: 'Asia/Tokyo' }) })
    bot.cloud.fail('users.info', { error: 'user_not_found' })
    const { meera } = bot.cloud.users
    await bot.send({ kind: 'command', text: 'about teams', user: meera.id, channel: meera.dm })
    await bot.stop()
    expect(readAll(bot)).toContain('28 Sep, 9:00 PM GMT+9')
  })
})
