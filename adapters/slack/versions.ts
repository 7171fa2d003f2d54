import { setTimeout as wait } from 'node:timers/promises'
import type { Config } from '../../src/config.ts'
import { type Charts, nativeCharts, noCharts } from '../../src/message/chart.ts'
import type { Message } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import type { Clock } from '../../src/ports.ts'
import { renderSlack, renderSlackText, type SlackPayload } from './blocks.ts'
import { isBroken } from './chart-block.ts'
import type { SlackPictures } from './pictures.ts'

/**
 * The versions of a message, richest first: if Slack refuses one, the next has the same content. Costly steps, such as
 * painting and uploading pictures, run only for a version that is sent.
 */
export type SlackVersions = (message: Message) => AsyncGenerator<SlackPayload, void>

/** Slack calls blocks with a new file invalid until it has stored the file, a moment after the upload. */
const maxUploadDelayMs = 1_500

/** How long a workspace that refused the newest blocks gets plain ones. */
const plainBlocksMs = 60 * 60_000

type Parts = {
  readonly words: Words
  readonly mode: Config['charts']
  readonly showPictures: SlackPictures
  readonly clock: Clock
  readonly pause?: () => Promise<unknown>
}

/**
 * Not every workspace has sortable tables and charts yet, and Slack only says that the blocks are invalid. So the version
 * after a refused one does without both; if that works, the next messages do without them too. An answer may be sent only
 * five times.
 */
export function createSlackVersions({
  words,
  mode,
  showPictures,
  clock,
  pause = () => wait(maxUploadDelayMs),
}: Parts): SlackVersions {
  let sparedUntil = 0

  /** Draws lines that Slack would join across a gap as pictures, or as bars if there are no pictures. */
  async function drawNatively(message: Message): Promise<Charts> {
    const broken = message.parts.filter(part => part.kind === 'chart' && isBroken(part, words))
    if (broken.length === 0) return nativeCharts
    return { native: true, pictureOf: (await showPictures({ ...message, parts: broken })).pictureOf }
  }

  async function* list(message: Message, isSpared: boolean): AsyncGenerator<SlackPayload, void> {
    const has = (kind: 'chart' | 'table') => message.parts.some(part => part.kind === kind)
    const pictured = has('chart') && mode !== 'text'
    const table = isSpared ? 'plain' : 'sortable'
    if (pictured && mode === 'native' && !isSpared) yield renderSlack(message, words, await drawNatively(message))
    const pictures = pictured ? await showPictures(message) : noCharts
    if (pictures !== noCharts) {
      yield renderSlack(message, words, pictures, mode === 'native' ? 'plain' : table)
      await pause()
      yield renderSlack(message, words, pictures, 'plain')
    } else if (!isSpared && (!pictured || mode === 'image')) yield renderSlack(message, words, noCharts)
    if (isSpared || has('chart') || has('table')) yield renderSlack(message, words, noCharts, 'plain')
    yield renderSlackText(message, words)
  }

  return async function* (message) {
    let refused: SlackPayload | null = null
    let last: SlackPayload | null = null
    try {
      for await (const payload of list(message, clock.now().getTime() < sparedUntil)) {
        last = payload
        yield payload
        refused ??= payload
        last = null
      }
    } finally {
      // If no further version is requested, the last one was sent.
      if (refused && isYoung(refused) && last?.blocks && !isYoung(last))
        sparedUntil = clock.now().getTime() + plainBlocksMs
    }
  }
}

/** Whether a payload holds blocks that not every workspace has. */
function isYoung({ blocks = [] }: SlackPayload): boolean {
  return blocks.some(({ type }: { readonly type: string }) => type === 'data_visualization' || type === 'data_table')
}
