import { type Activity, ActivityTypes, CardFactory } from 'botbuilder'
import { type Charts, noCharts } from '../../src/message/chart.ts'
import type { Message } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import { renderTeams, renderTeamsText } from './card.ts'

/** A message in every way in which it can be sent, richest first: where Teams does not take one, the next says the same. */
export type TeamsVersions = (message: Message) => readonly (() => Partial<Activity>)[]

export function createTeamsVersions(words: Words, charts: Charts): TeamsVersions {
  return message => {
    const hasCharts = charts !== noCharts && message.parts.some(({ kind }) => kind === 'chart')
    return [
      () => cardActivity(message, words, charts),
      ...(hasCharts ? [() => cardActivity(message, words, noCharts)] : []),
      () => ({ type: ActivityTypes.Message, text: renderTeamsText(message, words), textFormat: 'plain' }),
    ]
  }
}

function cardActivity(message: Message, words: Words, charts: Charts): Partial<Activity> {
  return {
    type: ActivityTypes.Message,
    summary: `${message.title}: ${message.summary}`,
    attachments: [CardFactory.adaptiveCard(renderTeams(message, words, charts))],
  }
}
