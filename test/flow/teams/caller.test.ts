import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readCard } from '../../helpers/card-text.ts'
import { startTeamsBot, type TeamsBot } from '../../helpers/teams-bot.ts'

let bot: TeamsBot

const unverified = 'I can’t confirm your account right now'

beforeAll(async () => {
  bot = await startTeamsBot({ environment: ({ admin }) => ({ ADMINS: `U123, ${admin.email.toUpperCase()}` }) })
})

afterEach(() => bot.cloud.heal())

afterAll(() => bot.close())

async function read(...asked: Parameters<TeamsBot['ask']>): Promise<string> {
  const { messages } = await bot.ask(...asked)
  return readCard(messages.map(({ cards }) => cards))
}

describe('the e-mail comes from the roster', () => {
  const rosterCalls = () => bot.cloud.calls.filter(({ path }) => path.includes('members')).length

  test('it is asked for again where the roster did not answer, and then remembered in every place', async () => {
    bot.cloud.fail({ on: 'members', refuse: 'NotEnoughPermissions' })
    const before = rosterCalls()
    expect(await read({ scope: 'personal', text: 'me' })).toContain(unverified)
    expect(await read({ scope: 'personal', text: 'me' })).toContain('Your last 30 days')
    expect(await read({ scope: 'channel', text: 'me' })).toContain('Your last 30 days')
    expect(rosterCalls() - before).toBe(2)
  })

  test.each([
    ['answers 403', { refuse: 'NotEnoughPermissions' }],
    ['answers 404', { refuse: 'MemberNotFoundInConversation' }],
    ['answers 429', { refuse: 'Throttled', times: Number.POSITIVE_INFINITY }],
    ['is cut off', { cut: true, times: Number.POSITIVE_INFINITY }],
  ] as const)('nothing is shown while the roster %s: it could be anyone', async (_how, fault) => {
    bot.cloud.fail({ on: 'members', ...fault })
    const before = bot.sandbox.requests.length
    const answer = await read({ scope: 'channel', text: 'teams', from: 'newcomer' })
    expect(answer).toContain(unverified)
    expect(bot.sandbox.requests.slice(before)).toEqual([])
  })
})

describe('the zone comes with the message', () => {
  const readIn = async (localTimezone: unknown) => {
    const alter = (activity: object) => ({ ...activity, localTimezone })
    const { messages } = await bot.askAltered(alter, { scope: 'personal', text: 'about teams' })
    return /^Source: .* read (.*)\.$/m.exec(readCard(messages.map(({ cards }) => cards)))?.[1]
  }

  test.each([
    ['America/New_York', '24 Sep, 8:00 AM GMT-4'],
    ['Asia/Kolkata', '24 Sep, 5:30 PM GMT+5:30'],
    ['+03:00', '24 Sep, 3:00 PM GMT+3'],
  ])('%s', async (zone, moment) => expect(await readIn(zone)).toBe(moment))

  test.each([undefined, null, '', 'Mars/Olympus', 'Pacific Standard Time', 5, {}, [], 'x'.repeat(5_000)])(
    'the bot’s own where it is none: %j',
    async zone => expect(await readIn(zone)).toBe('24 Sep, 12:00 PM UTC'),
  )

  test('an offset serves for dates too', async () => {
    const alter = (activity: object) => ({ ...activity, localTimezone: '+14:00' })
    const { messages } = await bot.askAltered(alter, { scope: 'personal', text: 'usage yesterday', from: 'admin' })
    expect(readCard(messages[0]?.cards)).toMatch(/ so far \(24 Sep\)\n/)
  })
})

describe('an admin', () => {
  const askAboutPlain = (from: 'admin' | 'plain' | 'newcomer') =>
    read({ scope: 'channel', text: `user ${bot.cloud.people.plain.email}`, from })

  test('is who is named by e-mail, in any case of its letters', async () => {
    expect(await askAboutPlain('admin')).toContain(`Tabnine usage: ${bot.cloud.people.plain.email}`)
    expect(await read({ scope: 'personal', text: `user ${bot.cloud.people.admin.email}` })).toContain(
      'Only admins can see other people’s usage',
    )
  })

  test('is who is named by object id, whatever their e-mail', async () => {
    const other = await startTeamsBot({ environment: ({ plain }) => ({ ADMINS: plain.objectId.toUpperCase() }) })
    other.cloud.people.plain.email = 'someone.else@example.com'
    const { messages } = await other.ask({ scope: 'personal', text: `user ${other.cloud.people.admin.email}` })
    await other.close()
    expect(readCard(messages[0]?.cards)).toContain(`Tabnine usage: ${other.cloud.people.admin.email}`)
  })

  test('may mention the person they ask about, and no one else may', async () => {
    const { plain } = bot.cloud.people
    const mention = (activity: Record<string, unknown>) => ({
      ...activity,
      text: `${activity.text} user <at>${plain.name}</at>`,
      entities: [
        ...(activity.entities as unknown[]),
        { type: 'mention', text: `<at>${plain.name}</at>`, mentioned: { id: plain.id, name: plain.name } },
      ],
    })
    const answerTo = async (from: 'admin' | 'newcomer') => {
      const { messages } = await bot.askAltered(mention, { scope: 'groupChat', text: '', from })
      return readCard(messages.map(({ cards }) => cards))
    }
    expect(await answerTo('admin')).toContain(`Tabnine usage: ${plain.email}`)
    expect(await answerTo('newcomer')).not.toContain('Tabnine usage:')
  })

  test('is not who only says so', async () => {
    const alter = ({ from, ...rest }: Record<string, unknown>) => ({
      ...rest,
      from: { ...(from as object), name: bot.cloud.people.admin.email, email: bot.cloud.people.admin.email },
    })
    const text = `user ${bot.cloud.people.admin.email}`
    const { messages } = await bot.askAltered(alter, { scope: 'personal', text })
    expect(readCard(messages[0]?.cards)).toContain('Only admins can see other people’s usage')
  })

  test('everyone may ask for themselves by name', async () => {
    expect(await askAboutPlain('plain')).toContain('Your last 30 days')
  })
})
