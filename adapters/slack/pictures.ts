import type { webApi } from '@slack/bolt'
import { type Charts, isDrawable, nativeCharts, noCharts, tellChart } from '../../src/message/chart.ts'
import { cutText } from '../../src/message/fit.ts'
import type { ChartPart, Message } from '../../src/message/message.ts'
import type { Log } from '../../src/ports.ts'
import type { ShownCharts } from '../charts.ts'

/** Puts a picture into Slack, where it stays: an address of ours would expire. @returns its id */
export type UploadPng = (png: Buffer, name: string, description: string) => Promise<string>

/** How the charts of one message are shown in Slack; where they are pictures these are there when it resolves. */
export type SlackCharts = (message: Message) => Promise<Charts>

/** Never rejects: a picture that cannot be uploaded is told in words. */
export function createSlackCharts(
  { mode, paint }: Pick<ShownCharts, 'mode' | 'paint'>,
  uploadPng: UploadPng,
  log: Log,
): SlackCharts {
  // One message goes to many conversations, and its pictures are the same in all of them.
  const uploaded = new WeakMap<ChartPart, Promise<string | null>>()

  async function upload(chart: ChartPart): Promise<string | null> {
    if (!paint || !isDrawable(chart)) return null
    try {
      return await uploadPng(paint(chart), 'chart.png', tellChart(chart))
    } catch (error) {
      log.warn({ err: error }, 'the picture of a chart could not be uploaded to Slack, so it is told in words')
      return null
    }
  }

  return async message => {
    if (mode === 'native') return nativeCharts
    const charts = message.parts.filter(part => part.kind === 'chart')
    if (mode === 'text' || charts.length === 0) return noCharts
    const files = new Map<ChartPart, string | null>()
    for (const chart of charts) {
      const uploading = uploaded.get(chart) ?? upload(chart)
      uploaded.set(chart, uploading)
      const file = await uploading
      // The next time it is said it is tried again.
      if (file === null) uploaded.delete(chart)
      files.set(chart, file)
    }
    return { native: false, pictureOf: chart => files.get(chart) ?? null }
  }
}

/** What Slack takes as the description of a file. */
const longestDescription = 1_000

/** Uploaded to nobody: the message that shows it is what shares it. */
export function createUploadPng(client: webApi.WebClient): UploadPng {
  return async (png, name, description) => {
    const answer = await client.filesUploadV2({
      file: png,
      filename: name,
      title: name,
      alt_text: cutText(description, longestDescription),
    })
    const id = answer.files[0]?.files?.[0]?.id
    if (!id) throw new Error('Slack took a picture and did not say which file it is')
    return id
  }
}
