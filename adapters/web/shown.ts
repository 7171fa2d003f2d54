import type { Message } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import { renderSlack, type SlackPayload } from '../slack/blocks.ts'
import { type AdaptiveCard, renderTeams } from '../teams/card.ts'

/** A message as each platform would get it. */
export type Shown = { readonly title: string; readonly slack: SlackPayload; readonly teams: AdaptiveCard }

export function show(message: Message, words: Words): Shown {
  return { title: message.title, slack: renderSlack(message, words), teams: renderTeams(message, words) }
}
