import type { webApi } from '@slack/bolt'
import { type Charts, describeChart, isDrawable, noCharts } from '../../src/message/chart.ts'
import { cutText } from '../../src/message/fit.ts'
import type { ChartPart, Message } from '../../src/message/message.ts'
import type { Log } from '../../src/ports.ts'
import type { ShownCharts } from '../charts.ts'

/** Uploads a picture to Slack, because a link to the bot would expire. @returns its id */
export type UploadPng = (png: Buffer, name: string, description: string) => Promise<string>

/** Pictures of the charts of one message, uploaded when it resolves; `noCharts` if none of them can be shown. */
export type SlackPictures = (message: Message) => Promise<Charts>

/** Never rejects: a picture that cannot be uploaded is shown in words. */
export function createSlackPictures(
  openPainter: ShownCharts['openPainter'],
  uploadPng: UploadPng,
  log: Log,
): SlackPictures {
  // One message goes to many conversations, and its pictures are the same in all of them.
  const uploaded = new WeakMap<ChartPart, Promise<string | null>>()

  async function upload(chart: ChartPart): Promise<string | null> {
    const paint = isDrawable(chart) ? await openPainter() : null
    if (!paint) return null
    try {
      return await uploadPng(paint(chart), 'chart.png', describeChart(chart))
    } catch (error) {
      log.warn({ err: error }, 'could not upload the picture of a chart to Slack, so it is written out')
      return null
    }
  }

  return async message => {
    const files = new Map<ChartPart, string>()
    for (const chart of message.parts) {
      if (chart.kind !== 'chart') continue
      const uploading = uploaded.get(chart) ?? upload(chart)
      uploaded.set(chart, uploading)
      const file = await uploading
      // The next time it is posted it is tried again.
      if (file === null) uploaded.delete(chart)
      else files.set(chart, file)
    }
    return files.size === 0 ? noCharts : { native: false, pictureOf: chart => files.get(chart) ?? null }
  }
}

/** What Slack takes as the description of a file. */
const maxDescriptionLength = 1_000

/** Uploads without sharing: the message that shows the file shares it. */
export function createUploadPng(client: webApi.WebClient): UploadPng {
  return async (png, name, description) => {
    const answer = await client.filesUploadV2({
      file: png,
      filename: name,
      title: name,
      alt_text: cutText(description, maxDescriptionLength),
    })
    const id = answer.files[0]?.files?.[0]?.id
    if (!id) throw new Error('Slack took a picture and did not say which file it is')
    return id
  }
}
