import { cutText } from '../../src/message/fit.ts'
import type { Form, Option } from '../../src/message/form.ts'
import { type Words, wordsOf } from '../../src/message/words.ts'
import { type InputElement, renderField } from './form-field.ts'
import { limits } from './limits.ts'

type TextRun = {
  type: 'TextRun'
  text: string
  size?: 'Large' | 'Small'
  weight?: 'Bolder'
  color?: 'Attention'
  isSubtle?: true
}
type RichTextBlock = { type: 'RichTextBlock'; inlines: TextRun[]; spacing?: 'Small' }
type Submit = { type: 'Action.Submit'; title: string; style: 'positive'; data: { line: string; form: string } }
export type FormCard = {
  type: 'AdaptiveCard'
  $schema: string
  version: '1.5'
  body: (RichTextBlock | InputElement)[]
  actions: [Submit]
}

/** A form that is open somewhere. */
export type OpenForm = {
  readonly form: Form
  /** The line that it was opened with: it is made from it again when it comes back. */
  readonly line: string
  /** Distinguishes this opening from every other, so that what is sent twice is asked once. */
  readonly token: string
  /** The options shown before anyone types, by field name. */
  readonly offered: Readonly<Record<string, readonly Option[]>>
  /** What is wrong, next to which field; `null` where showing it would reveal to others what was filled in. */
  readonly mistakes?: Readonly<Record<string, string | null>>
}

/** What Teams opens as a dialog. */
export type TaskInfo = {
  title: string
  width: 'medium'
  height: 'medium' | 'large'
  card: { contentType: 'application/vnd.microsoft.card.adaptive'; content: FormCard }
}

export const cardType = 'application/vnd.microsoft.card.adaptive'

export function renderDialog(open: OpenForm, given: Words): TaskInfo {
  const content = renderForm(open, given, 'dialog')
  return {
    title: cutText(open.form.title, limits.dialogTitle),
    width: 'medium',
    height: open.form.fields.length > 2 ? 'large' : 'medium',
    card: { contentType: cardType, content },
  }
}

/**
 * A form as a card within Teams' limits. User text appears only in values, text runs and plain titles. In a conversation
 * (`card`) a list of names that is too long becomes a text field: clients without dialogs may not support search.
 */
export function renderForm(open: OpenForm, given: Words, place: 'dialog' | 'card'): FormCard {
  const words = wordsOf(open.form, given)
  // What is only offered gives way first, then what was filled in: no field takes so much of it.
  const richest = { choices: limits.choices, longestValue: limits.fieldValue }
  const versions = [richest, ...[10, 0].map(choices => ({ ...richest, choices })), { choices: 0, longestValue: 60 }]
  const barest = { choices: 0, longestValue: 0 }
  const unfilled = { ...open, form: { ...open.form, fields: open.form.fields.map(field => ({ ...field, value: [] })) } }
  // The line goes at the very last: a number that it holds is asked for then.
  const bare = { ...unfilled, line: open.form.verb, mistakes: {} }
  const cards = versions.values().map(version => renderBody(open, words, place, version))
  const fitting = cards.find(isFitting) ?? renderBody(unfilled, words, place, barest)
  return isFitting(fitting) ? fitting : renderBody(bare, words, place, barest)
}

function isFitting(card: FormCard): boolean {
  return JSON.stringify(card).length <= limits.card
}

type Version = { readonly choices: number; readonly longestValue: number }

function renderBody(
  { form, line, token, offered, mistakes = {} }: OpenForm,
  words: Words,
  place: 'dialog' | 'card',
  { choices, longestValue }: Version,
): FormCard {
  const names = form.fields.map(({ name }) => name)
  const general = Object.entries(mistakes).filter(([name]) => !names.includes(name))
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    body: [
      // A dialog has its title above it.
      ...(place === 'card' ? [textBlock(cutText(form.title, limits.title), { weight: 'Bolder', size: 'Large' })] : []),
      textBlock(form.about),
      ...general.map(([, mistake]) => mistakeText(mistake, words)),
      ...form.fields.flatMap(field => {
        const options = offered[field.name] ?? []
        // The whole organization can be offered also where no team is known.
        const isUnknown = options.every(({ value }) => value === 'all')
        const isTyped = place === 'card' && (isUnknown || options.length > choices)
        const mistake = mistakes[field.name]
        return [
          renderField(field, words, { offered: options.slice(0, choices), isTyped, longestValue }),
          ...(mistake === undefined ? [] : [mistakeText(mistake, words)]),
          ...(field.hint === null ? [] : [{ ...textBlock(field.hint, { size: 'Small', isSubtle: true }), spacing }]),
        ]
      }),
    ],
    actions: [
      {
        type: 'Action.Submit',
        title: cutText(form.submit, limits.actionTitle),
        style: 'positive',
        data: { line, form: token },
      },
    ],
  }
}

const spacing = 'Small' as const

function mistakeText(mistake: string | null, { forms }: Words): RichTextBlock {
  return { ...textBlock(mistake ?? forms.wrong, { color: 'Attention', weight: 'Bolder' }), spacing }
}

function textBlock(text: string, look: Omit<TextRun, 'type' | 'text'> = {}): RichTextBlock {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: cutText(text, limits.sentence), ...look }] }
}
