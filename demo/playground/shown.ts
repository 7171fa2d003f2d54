import { renderSlack, type SlackPayload } from '../../adapters/slack/blocks.ts'
import { type AdaptiveCard, renderTeams } from '../../adapters/teams/card.ts'
import { type Charts, nativeCharts, noCharts } from '../../src/message/chart.ts'
import type { Language } from '../../src/message/languages.ts'
import type { Message } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import type { Breakage } from './breaking.ts'
import type { LinkedFile } from './kept-files.ts'
import type { ShownForm } from './open-forms.ts'

/** A message as each platform would get it. */
export type Shown = Payloads & {
  readonly title: string
  readonly language: Language
  /** The lines whose buttons open their form in place of asking at once. */
  readonly forms: readonly string[]
  /** The same with its charts as pictures and in words; only where it has any. */
  readonly without?: { readonly image: Payloads; readonly text: Payloads }
}

type Choice = { readonly id: string; readonly label: string }

/** All that the page shows besides answers. */
export type State = {
  readonly now: string
  readonly company: string
  readonly broken: Breakage | null
  readonly people: readonly Choice[]
  readonly breakages: readonly Choice[]
  readonly posts: readonly ShownPost[]
}

type ShownPost = Shown & {
  readonly id: string
  readonly version: number
  readonly at: string
  /** Whose direct messages it stands in; `null` for the channel. */
  readonly to: string | null
  readonly inThread: boolean
}

export type ShownAnswer = Shown & {
  readonly line: string
  readonly surface: string
  readonly isError: boolean
  /** A form to be opened at once. */
  readonly form: ShownForm | null
  /** A file that goes with it. */
  readonly file: LinkedFile | null
}

type Payloads = { readonly slack: SlackPayload; readonly teams: AdaptiveCard }

type Looks = { readonly slack: Charts; readonly teams: Charts }

const native: Looks = { slack: nativeCharts, teams: nativeCharts }

export function show(message: Message, words: Words, { slack, teams }: Looks = native): Shown {
  const actions = message.parts.flatMap(part => (part.kind === 'actions' ? part.actions : []))
  return {
    title: message.title,
    language: message.language ?? words.language,
    forms: actions.filter(({ opens }) => opens === 'form').map(({ line }) => line),
    slack: renderSlack(message, words, slack),
    teams: renderTeams(message, words, teams),
  }
}

/** With its charts in every way in which they can be looked at. @param pictures where their pictures are found */
export function showEveryWay(message: Message, words: Words, pictures: Looks): Shown {
  const shown = show(message, words)
  if (!message.parts.some(({ kind }) => kind === 'chart')) return shown
  const image = show(message, words, pictures)
  return { ...shown, without: { image, text: show(message, words, { slack: noCharts, teams: noCharts }) } }
}
