import { describe, expect, it } from 'vitest'
import { type SlackBot, startSlackBot } from '../../helpers/slack-bot.ts'
import { readBlocks } from '../../helpers/slack-text.ts'

const label = 'Share here'

/** The line of the button that shares an answer; `undefined` where it has none. */
function shareLine(blocks: unknown): string | undefined {
  const found = JSON.stringify(blocks).match(/"value":"(share (?:[^"\\]|\\.)*)"/)?.[1]
  return found && (JSON.parse(`"${found}"`) as string)
}

async function whisper(bot: SlackBot, channel: string, text: string) {
  const { responseUrl = '' } = await bot.send({ kind: 'command', text, user: bot.cloud.users.ada.id, channel })
  return bot.cloud.responseTo(responseUrl)
}

async function press(bot: SlackBot, channel: string, value: string) {
  const action = { action_id: 'ask-0', value }
  const { responseUrl } = await bot.send({ kind: 'action', action, user: bot.cloud.users.ada.id, channel })
  await bot.stop()
  return bot.cloud.responses.filter(({ url }) => url === responseUrl)
}

describe('an answer only for the person who asked', () => {
  it('is shared with everyone there by its button, with the name of the person who shared it', async () => {
    await using bot = await startSlackBot()
    const { id: channel } = bot.cloud.channels.general
    const answer = await whisper(bot, channel, 'usage payments last week')
    expect(readBlocks(answer.blocks)).toContain(label)
    const line = shareLine(answer.blocks) ?? ''
    expect(line).toMatch(/^share usage /)
    expect(await press(bot, channel, line)).toEqual([])
    expect(bot.cloud.messages(channel)).toMatchObject([
      { text: expect.stringMatching(/Payments: \d+ people used Tabnine/) },
    ])
    expect(readBlocks(bot.cloud.messages(channel)[0]?.blocks)).toContain(
      `Shared by \u2068${bot.cloud.users.ada.displayName}\u2069`,
    )
  })

  it('where the bot is no member, is not shared, and the text explains how to invite it', async () => {
    await using bot = await startSlackBot()
    const { id: channel } = bot.cloud.channels.board
    const line = shareLine((await whisper(bot, channel, 'usage payments last week')).blocks) ?? ''
    const [answer] = await press(bot, channel, line)
    expect(readBlocks(answer?.blocks)).toContain(`/invite @${bot.cloud.bot.name}`)
    expect(bot.cloud.calls('chat.postMessage')).toEqual([])
  })

  it('that everyone has read already has no such button', async () => {
    await using bot = await startSlackBot()
    const { id: channel } = bot.cloud.channels.general
    await bot.send({ kind: 'mention', text: 'usage payments last week', user: bot.cloud.users.ada.id, channel })
    await bot.stop()
    expect(readBlocks(bot.messages()[0]?.blocks)).not.toContain(label)
  })

  it('nor has one in direct messages, and one about a person', async () => {
    await using bot = await startSlackBot()
    await bot.send({ kind: 'dm', text: 'usage payments last week', user: bot.cloud.users.ada.id })
    const about = await whisper(bot, bot.cloud.channels.general.id, 'me')
    await bot.stop()
    expect([...bot.messages().map(({ blocks }) => readBlocks(blocks)), readBlocks(about.blocks)].join()).not.toContain(
      label,
    )
  })
})
