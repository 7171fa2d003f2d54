import { type Charts, nativeCharts } from '../../src/message/chart.ts'
import type { Message } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import { renderSlack, type SlackPayload } from '../slack/blocks.ts'
import { type AdaptiveCard, renderTeams } from '../teams/card.ts'

/** A message as each platform would get it. */
export type Shown = { readonly title: string; readonly slack: SlackPayload; readonly teams: AdaptiveCard }

const native = { slack: nativeCharts, teams: nativeCharts }

export function show(
  message: Message,
  words: Words,
  { slack, teams }: { readonly slack: Charts; readonly teams: Charts } = native,
): Shown {
  return { title: message.title, slack: renderSlack(message, words, slack), teams: renderTeams(message, words, teams) }
}
