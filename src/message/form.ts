import type { Language } from './languages.ts'

/**
 * Fields that fill in one command's arguments, before any platform: shown as a Slack modal, a Teams dialog, or in a card.
 * All text is plain, as in a message.
 */
export type Form = {
  /** The command it asks. */
  readonly verb: string
  readonly title: string
  /** What the command does, in one sentence. */
  readonly about: string
  readonly submit: string
  readonly cancel: string
  /** Arguments that are fixed and have no field, such as a number. */
  readonly given: Readonly<Record<string, string>>
  readonly fields: readonly FormField[]
  /** The language of its words, where that is another one than the settings say. */
  readonly language?: Language
}

export type FormField = {
  readonly name: string
  readonly label: string
  readonly hint: string | null
  readonly isOptional: boolean
  readonly input: Input
  /** The initial value; several only if several can be chosen. */
  readonly value: readonly Option[]
}

/** `days`: a whole number of them. `time`: of day, as `09:30`. `pick`: chosen from what `App.suggest` offers for the typed text; `most` at a time. */
export type Input =
  | { readonly kind: 'text' | 'days' | 'date' | 'time' }
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'pick'; readonly pick: Pick; readonly most: number }

/** What a picker offers. `all`: including the whole organization. */
export type Pick = { readonly of: 'team' | 'person' | 'team or person'; readonly all?: boolean }

/** `label` is for people, `value` is for the line. */
export type Option = { readonly label: string; readonly value: string }

/** The values of a filled form, by the names of the fields. Dates as `2026-12-24`. */
export type Values = Readonly<Record<string, string | readonly string[] | undefined>>

/** The line of a filled form, or its mistakes: a sentence for each field. */
export type Filled = { readonly line: string } | { readonly mistakes: Readonly<Record<string, string>> }
