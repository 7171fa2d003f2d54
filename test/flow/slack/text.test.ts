import { describe, expect, it } from 'vitest'
import type { Inbound } from '../../clouds/slack/inbound/inbound.ts'
import { type SlackBot, startSlackBot } from '../../helpers/slack-bot.ts'
import { readBlocks } from '../../helpers/slack-text.ts'

type Ask = (bot: SlackBot, text: string) => Inbound

const ada = ({ cloud }: SlackBot) => cloud.users.ada
const general = ({ cloud }: SlackBot) => cloud.channels.general.id
const command: Ask = (bot, text) => ({ kind: 'command', text, user: ada(bot).id, channel: general(bot) })
const dm: Ask = (bot, text) => ({ kind: 'dm', text, user: ada(bot).id })
/** The text is unchanged: nothing is put before it. */
const mention: Ask = (bot, text) => ({
  kind: 'event',
  event: {
    type: 'app_mention',
    user: ada(bot).id,
    channel: general(bot),
    team: bot.cloud.team.id,
    text: text.replace('@bot', `<@${bot.cloud.bot.userId}>`),
    ts: '1790000000.000100',
  },
})

const places = { command, dm, mention }

async function ask(bot: SlackBot, inbound: Inbound): Promise<string> {
  await bot.send(inbound)
  await bot.stop()
  expect(bot.messages()).toHaveLength(1)
  return readBlocks(bot.messages()[0]?.blocks)
}

describe('what people type is understood', () => {
  it.each<[keyof typeof places, string, string]>([
    ['mention', '@bot team payments', 'Team: Payments'],
    ['mention', 'team @bot payments', 'Team: Payments'],
    ['mention', 'team payments @bot', 'Team: Payments'],
    ['mention', 'Hey @bot', 'Ask me about Tabnine'],
    ['mention', '@bot', 'Ask me about Tabnine'],
    ['mention', '@bot: team payments', 'Team: Payments'],
    ['mention', '@bot team R&amp;D', 'Team: R&D'],
    ['dm', 'team R&amp;D', 'Team: R&D'],
    ['command', 'team R&D', 'Team: R&D'],
    ['dm', 'TEAM   “data science”', 'Team: Data Science'],
    ['dm', 'team «Data-Science»', 'Team: Data Science'],
    ['command', 'usage “Data Science” last–week', 'Data Science: 7 people used Tabnine (21–27 Sep)'],
    ['command', '', 'Ask me about Tabnine'],
    ['dm', 'team équipe paiements', 'Team: Équipe Paiements'],
    ['dm', 'team צוות מחקר', 'Team: \u2068צוות מחקר\u2069'],
    ['mention', '@bot user <mailto:a@acme.example|a@acme.example>', 'Only admins can see other people’s usage'],
    ['dm', 'user <mailto:unknown@acme.example|unknown@acme.example>', 'Only admins can see other people’s usage'],
  ])('%s %j', async (place, text, answer) => {
    await using bot = await startSlackBot({ sandbox: { teams: 14 } })
    expect(await ask(bot, places[place](bot, text))).toContain(answer)
  })

  it('an e-mail is found whether Slack made a link of it or not', async () => {
    await using bot = await startSlackBot()
    const { email } = ada(bot)
    for (const text of [`user ${email}`, `user <mailto:${email}|${email}>`, `<mailto:${email}> is not a command`]) {
      await bot.send(dm(bot, text))
    }
    await bot.stop()
    const titles = bot.messages().map(({ blocks }) => readBlocks(blocks).split('\n')[0])
    expect(titles.toSorted()).toEqual([
      expect.stringMatching(/^I don’t know “/),
      expect.stringMatching(new RegExp(`^Tabnine usage: ${email},|^Your last 30 days`)),
      expect.stringMatching(new RegExp(`^Tabnine usage: ${email},|^Your last 30 days`)),
    ])
  })

  it.each(Object.entries(places))('10,000 characters as a %s are met with a sentence', async (_name, place) => {
    await using bot = await startSlackBot()
    expect(await ask(bot, place(bot, `usage ${'🦊é'.repeat(3_333)}`))).toContain('That’s too long')
  })
})

const names = [
  '<!channel>',
  '*bold* _it_ ~no~ `code`',
  '<https://evil.example|x>',
  ':tada: @here',
  '&lt;!here&gt;',
  '\u202Eevil',
]

describe('a name is shown letter by letter, whatever is in it', () => {
  it.each(names)('as a team: %s', async name => {
    await using bot = await startSlackBot()
    const [team] = bot.sandbox.company.teams
    Object.assign(team ?? {}, { name })
    for (const line of ['teams', `team ${team?.id}`, `usage ${team?.id}`, `digest ${team?.id}`, `seats ${team?.id}`]) {
      await bot.send(command(bot, line))
    }
    await bot.stop()
    expect(bot.messages()).toHaveLength(5)
    // What reverses the text around it is removed where names come in.
    for (const { text, blocks } of bot.messages()) {
      expect(readBlocks(blocks)).toContain(name.replace('\u202e', ''))
      expectNoMarkup(text, blocks)
    }
  })

  it.each(names)('quoted to the person who typed it: %s', async name => {
    await using bot = await startSlackBot()
    const typed = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    expect(await ask(bot, dm(bot, `team ${typed}`))).toContain(`“\u2068${name.replace('\u202e', '')}`)
    for (const { text, blocks } of bot.messages()) expectNoMarkup(text, blocks)
  })

  it('is shown as text also where Slack takes no blocks', async () => {
    await using bot = await startSlackBot({ environment: () => ({ CHARTS: 'text' }) })
    Object.assign(bot.sandbox.company.teams[0] ?? {}, { name: '<!channel>' })
    // Neither with a table that can be sorted nor with a plain one.
    bot.cloud.fail('chat.postMessage', { error: 'invalid_blocks', times: 2 })
    await bot.send(dm(bot, 'teams'))
    await bot.stop()
    const [answer] = bot.messages()
    expect(answer?.text).toContain('&lt;!channel&gt;')
    expectNoMarkup(answer?.text ?? '', answer?.blocks)
    expect(bot.cloud.calls('chat.postMessage').at(-1)?.args).toMatchObject({ mrkdwn: 'false', unfurl_links: 'false' })
  })
})

/** Nothing in which Slack would look for a mention, a link, a format or an emoji. */
function expectNoMarkup(text: string, blocks: unknown): void {
  expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/)
  // Numbers in columns and moments need mrkdwn; besides dates it holds nothing that could be markup.
  const shown = JSON.stringify(blocks ?? [])
    .replaceAll(/<!date\^\d+\^[^|<>]*\|[^<>]*>/g, '')
    .replaceAll(/\{"type":"mrkdwn","text":"[^<>&@:]*","verbatim":true\}/g, '')
  const types = new Set(shown.match(/"type":"[^"]*"/g))
  const tables = ['data_table', 'table', 'raw_text', 'raw_number']
  const harmless = ['header', 'rich_text', 'rich_text_section', 'rich_text_preformatted', 'text']
  // A chart's titles and labels are shown as they are.
  const charts = ['data_visualization', 'line', 'bar']
  const all = [...harmless, ...tables, ...charts, 'context', 'plain_text', 'actions', 'button', 'overflow', 'section']
  expect([...types].filter(type => !all.includes(type.slice(8, -1)))).toEqual([])
  const plain = JSON.stringify(blocks ?? []).match(/\{"type":"plain_text".*?\}/g) ?? []
  expect(plain.filter(element => !element.includes('"emoji":false'))).toEqual([])
}
