import { noCharts } from '../../src/message/chart.ts'
import type { Message } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import { renderSlack, renderSlackText, type SlackPayload } from './blocks.ts'
import type { SlackCharts } from './pictures.ts'

/** A message in every way in which it can be sent, richest first: where Slack does not take one, the next says the same. */
export type SlackVersions = (message: Message) => Promise<readonly (() => SlackPayload)[]>

export function createSlackVersions(words: Words, showCharts: SlackCharts): SlackVersions {
  return async message => {
    const charts = await showCharts(message)
    const hasCharts = charts !== noCharts && message.parts.some(({ kind }) => kind === 'chart')
    return [
      () => renderSlack(message, words, charts),
      // Not every workspace knows charts yet, and says no more than that the blocks are invalid.
      ...(hasCharts ? [() => renderSlack(message, words, noCharts)] : []),
      () => renderSlackText(message, words),
    ]
  }
}
