import { setTimeout as wait } from 'node:timers/promises'
import type { Config } from '../../src/config.ts'
import { nativeCharts, noCharts } from '../../src/message/chart.ts'
import type { Message } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import { renderSlack, renderSlackText, type SlackPayload } from './blocks.ts'
import type { SlackPictures } from './pictures.ts'

/**
 * A message in every way in which it can be sent, richest first: where Slack does not take one, the next says the same.
 * What costs anything, as painting and uploading pictures does, is done when its turn comes.
 */
export type SlackVersions = (message: Message) => AsyncGenerator<SlackPayload, void>

/** A file is there a moment after it was uploaded; until then Slack calls blocks that show it invalid. Milliseconds. */
const untilFileIsThere = 1_500

/**
 * Not every workspace has sortable tables and charts yet, and Slack says no more than that the blocks are invalid: the
 * version after a refused one does without both.
 */
export function createSlackVersions(
  words: Words,
  mode: Config['charts'],
  showPictures: SlackPictures,
  pause: () => Promise<unknown> = () => wait(untilFileIsThere),
): SlackVersions {
  return async function* (message) {
    const has = (kind: 'chart' | 'table') => message.parts.some(part => part.kind === kind)
    const pictured = has('chart') && mode !== 'text'
    if (pictured && mode === 'native') yield renderSlack(message, words, nativeCharts)
    const pictures = pictured ? await showPictures(message) : noCharts
    if (pictures !== noCharts) {
      yield renderSlack(message, words, pictures, mode === 'native' ? 'plain' : 'sortable')
      await pause()
      yield renderSlack(message, words, pictures, 'plain')
    } else if (!pictured || mode === 'image') yield renderSlack(message, words, noCharts)
    if (has('chart') || has('table')) yield renderSlack(message, words, noCharts, 'plain')
    yield renderSlackText(message, words)
  }
}
