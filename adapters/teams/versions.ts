import type { Activity } from 'botbuilder'
import { type Charts, noCharts } from '../../src/message/chart.ts'
import { cutText } from '../../src/message/fit.ts'
import type { Message } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import { renderTeams, renderTeamsText } from './card.ts'
import { limits } from './limits.ts'

/** The versions of a message, richest first: if Teams refuses one, the next has the same content. */
export type TeamsVersions = (message: Message) => readonly (() => Partial<Activity>)[]

export function createTeamsVersions(words: Words, charts: Charts): TeamsVersions {
  return message => {
    const drawn = charts === noCharts ? [] : message.parts.filter(part => part.kind === 'chart')
    const hasPictures = charts.native && drawn.some(chart => charts.pictureOf(chart) !== null)
    return [
      () => cardActivity(message, words, charts),
      ...(hasPictures ? [() => cardActivity(message, words, { ...charts, native: false })] : []),
      ...(drawn.length > 0 ? [() => cardActivity(message, words, noCharts)] : []),
      () => ({ type: 'message', text: renderTeamsText(message, words), textFormat: 'plain' }),
    ]
  }
}

function cardActivity(message: Message, words: Words, charts: Charts): Partial<Activity> {
  return {
    type: 'message',
    summary: cutText(`${message.title}: ${message.summary}`, limits.summary),
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', content: renderTeams(message, words, charts) },
    ],
  }
}
