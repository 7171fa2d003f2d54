import { renderSlack, type SlackPayload } from '../../adapters/slack/blocks.ts'
import { type AdaptiveCard, renderTeams } from '../../adapters/teams/card.ts'
import { type Charts, nativeCharts, noCharts } from '../../src/message/chart.ts'
import type { Language } from '../../src/message/languages.ts'
import type { Message } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import type { Breakage } from './breaking.ts'
import type { LinkedFile } from './kept-files.ts'
import type { ShownForm } from './open-forms.ts'
import type { Persona } from './people.ts'

/** A message as each platform would get it. */
export type Shown = Payloads & {
  readonly title: string
  readonly summary: string
  readonly language: Language
  /** The lines whose buttons open their form in place of asking at once. */
  readonly forms: readonly string[]
  /** The same with its charts as pictures and in words; only where it has any. */
  readonly without?: { readonly image: Payloads; readonly text: Payloads }
}

/** All that the page shows besides what is asked at the moment. */
export type State = {
  readonly now: string
  /** Where the time line begins. */
  readonly start: string
  readonly company: string
  readonly language: Language
  readonly broken: Breakage | null
  readonly breakages: readonly Breakage[]
  readonly personas: readonly Omit<Persona, 'email'>[]
  readonly channels: readonly { readonly id: string; readonly members: number }[]
  /** Names of colleagues in whose direct messages something stands, by the id of those messages. */
  readonly names: Readonly<Record<string, string>>
  /** Up to which change this is known; asking with it brings only what changed since. */
  readonly revision: number
  readonly entries: readonly ShownEntry[]
}

export type ShownEntry = {
  readonly id: string
  readonly conversation: string
  readonly visibleTo: string | null
  readonly inReplyTo: string | null
  readonly at: string
  readonly editedAt: string | null
  readonly content:
    | { readonly kind: 'typed' | 'pressed'; readonly text: string; readonly by: string }
    | {
        readonly kind: 'message'
        readonly shown: Shown
        /** What it answers; `null` for what the bot posts by itself. */
        readonly line: string | null
        readonly isError: boolean
        readonly file: LinkedFile | null
      }
}

/** What came of a question. */
export type ShownAnswer = {
  readonly line: string
  readonly surface: string
  readonly isError: boolean
  /** Where it stands in the stream; `null` where a form is opened instead, or for the Home tab. */
  readonly entry: string | null
  readonly shown: Shown
  /** A form to be opened at once. */
  readonly form: ShownForm | null
  readonly file: LinkedFile | null
}

type Payloads = { readonly slack: SlackPayload; readonly teams: AdaptiveCard }

type Looks = { readonly slack: Charts; readonly teams: Charts }

const native: Looks = { slack: nativeCharts, teams: nativeCharts }

function show(message: Message, words: Words, { slack, teams }: Looks = native): Shown {
  const actions = message.parts.flatMap(part => (part.kind === 'actions' ? part.actions : []))
  return {
    title: message.title,
    summary: message.summary,
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
