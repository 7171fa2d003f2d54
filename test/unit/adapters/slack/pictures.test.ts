import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPainter } from '../../../../adapters/chart-png.ts'
import { renderSlack } from '../../../../adapters/slack/blocks.ts'
import { createSlackPictures, createUploadPng, type UploadPng } from '../../../../adapters/slack/pictures.ts'
import { describeChart, noCharts } from '../../../../src/message/chart.ts'
import type { Message } from '../../../../src/message/message.ts'
import { createWords } from '../../../../src/message/words.ts'
import { createClient } from '../../../clouds/slack/client.ts'
import { BOT_SCOPES } from '../../../clouds/slack/people.ts'
import { type SlackCloud, startSlackCloud } from '../../../clouds/slack.ts'
import { goldenCharts } from '../../../helpers/charts.ts'
import { recordLog } from '../../../helpers/recording-log.ts'

const words = createWords('en')
const paint = await openPainter(words)
const { bar, line } = goldenCharts
const message: Message = { title: 'Title', summary: 'Summary.', parts: [bar, line] }
const openPainterOnce = async () => paint

describe('in Slack', () => {
  let cloud: SlackCloud
  beforeAll(async () => {
    cloud = await startSlackCloud({ scopes: [...BOT_SCOPES, 'files:read', 'files:write'] })
  })
  afterAll(() => cloud.close())

  test('a picture is uploaded, and a message that shows it is taken', async () => {
    const client = createClient(cloud)
    const charts = await createSlackPictures(openPainterOnce, createUploadPng(client), recordLog())(message)
    const payload = renderSlack(message, words, charts)
    const shown = (payload.blocks ?? []).filter(({ type }) => type === 'image')
    expect(shown.map(block => 'slack_file' in block && block.slack_file)).toEqual([
      { id: charts.pictureOf(bar) },
      { id: charts.pictureOf(line) },
    ])
    const { file } = await client.files.info({ file: charts.pictureOf(bar) ?? '' })
    expect(file).toMatchObject({ name: 'chart.png', size: paint(bar).length })
    const posted = await client.chat.postMessage({ channel: cloud.channels.general.id, ...payload })
    expect(posted.ok).toBe(true)
  })

  test('where that is refused, it is described in words', async () => {
    const log = recordLog()
    cloud.fail('files.getUploadURLExternal', { error: 'not_allowed', times: 2 })
    const charts = await createSlackPictures(openPainterOnce, createUploadPng(createClient(cloud)), log)(message)
    expect([charts.pictureOf(bar), charts.pictureOf(line)]).toEqual([null, null])
    expect(JSON.stringify(renderSlack(message, words, charts).blocks)).toContain(describeChart(bar))
    expect(log.records).toHaveLength(2)
  })
})

test('one picture is uploaded once, and tried again where that failed', async () => {
  let calls = 0
  const upload: UploadPng = () => (++calls === 1 ? Promise.reject(new Error('away')) : Promise.resolve(`F${calls}`))
  const chartsOf = createSlackPictures(openPainterOnce, upload, recordLog())
  const one = { ...message, parts: [bar] }
  expect((await chartsOf(one)).pictureOf(bar)).toBeNull()
  expect((await chartsOf(one)).pictureOf(bar)).toBe('F2')
  expect((await chartsOf({ ...one, title: 'Elsewhere' })).pictureOf(bar)).toBe('F2')
})

test('where this machine cannot draw there are none', async () => {
  const upload: UploadPng = () => Promise.reject(new Error('there is nothing to upload'))
  expect(await createSlackPictures(async () => null, upload, recordLog())(message)).toBe(noCharts)
})
