/** How charts and tables are shown: drawn by Slack, as a picture that is uploaded, or in words. */
import { describe, expect, it } from 'vitest'
import type { Args } from '../../clouds/slack/emulator.ts'
import { BOT_SCOPES } from '../../clouds/slack/people.ts'
import type { SlackCloudOptions } from '../../clouds/slack.ts'
import { type SlackBot, startSlackBot } from '../../helpers/slack-bot.ts'

/** Its answer has a chart and a table. */
const line = 'usage all last month weekly'

type Block = { type: string; slack_file?: { id: string }; alt_text?: string }

const start = (mode: string, cloud: SlackCloudOptions = {}) =>
  startSlackBot({ cloud, environment: () => ({ CHARTS: mode }) })

async function ask(bot: SlackBot, kind: 'mention' | 'command'): Promise<void> {
  const where = { user: bot.cloud.users.ada.id, channel: bot.cloud.channels.general.id }
  await bot.send(
    kind === 'mention' ? { kind, text: line, ts: '1790000000.000100', ...where } : { kind, text: line, ...where },
  )
  await bot.stop()
}

const blocksOf = (bot: SlackBot) => (bot.messages()[0]?.blocks ?? []) as Block[]
const drawnIn = (bot: SlackBot) =>
  blocksOf(bot)
    .map(({ type }) => type)
    .filter(type => ['data_visualization', 'image', 'data_table', 'table'].includes(type))
const uploadsOf = ({ cloud }: SlackBot) => cloud.calls('files.completeUploadExternal').length
/** A workspace that has not got them yet. */
const isYoung = ({ blocks }: Args) =>
  /data_visualization|data_table/.test(typeof blocks === 'string' ? blocks : JSON.stringify(blocks))

describe.each([
  ['mention', 'chat.postMessage'],
  ['command', 'response_url'],
] as const)('the answer to a %s', (kind, method) => {
  it('is drawn by Slack, with a table that can be sorted, and nothing is uploaded', async () => {
    await using bot = await start('native')
    await ask(bot, kind)
    expect([drawnIn(bot), uploadsOf(bot)]).toEqual([['data_visualization', 'data_table'], 0])
  })

  it('has a picture in a workspace without young blocks', async () => {
    await using bot = await start('native')
    bot.cloud.fail(method, { error: 'invalid_blocks', when: isYoung, times: 9 })
    await ask(bot, kind)
    expect([drawnIn(bot), uploadsOf(bot)]).toEqual([['image', 'table'], 1])
  })

  it('has a picture where that is set, uploaded and described', async () => {
    await using bot = await start('image')
    await ask(bot, kind)
    expect(drawnIn(bot)).toEqual(['image', 'data_table'])
    const [picture] = blocksOf(bot).filter(({ type }) => type === 'image')
    const upload = await bot.cloud.waitFor('upload', ({ fileId }) => fileId === picture?.slack_file?.id)
    expect(upload.content.subarray(1, 4).toString()).toBe('PNG')
    expect(picture?.alt_text).toMatch(/^Active per week: .*\d/)
  })
})

it('a picture that is not there yet is waited for, and uploaded once', async () => {
  await using bot = await start('image', { slowFiles: 1 })
  await ask(bot, 'mention')
  expect([drawnIn(bot), uploadsOf(bot)]).toEqual([['image', 'table'], 1])
})

it('one that does not arrive is described in words', async () => {
  await using bot = await start('image', { slowFiles: 9 })
  await ask(bot, 'mention')
  expect([drawnIn(bot), JSON.stringify(blocksOf(bot))]).toEqual([
    ['table'],
    expect.stringContaining('Active per week: '),
  ])
})

it.each(['image', 'native'])('where nothing may be uploaded it is described in words (%s)', async mode => {
  await using bot = await start(mode, { scopes: BOT_SCOPES.filter(scope => scope !== 'files:write') })
  bot.cloud.fail('chat.postMessage', {
    error: 'invalid_blocks',
    when: ({ blocks }) => String(blocks).includes('data_visualization'),
  })
  await ask(bot, 'mention')
  expect(drawnIn(bot)).toEqual([mode === 'image' ? 'data_table' : 'table'])
  expect(JSON.stringify(blocksOf(bot))).toContain('Active per week: ')
  expect(bot.logged('warn').map(({ text }) => text)).toContain(
    'could not upload the picture of a chart to Slack, so it is written out',
  )
})

it('with CHARTS=text there is no picture, and the numbers can still be sorted', async () => {
  await using bot = await start('text')
  await ask(bot, 'mention')
  expect([drawnIn(bot), uploadsOf(bot)]).toEqual([['data_table'], 0])
})
