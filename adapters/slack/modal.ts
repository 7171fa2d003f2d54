import type { InputBlock, KnownBlock, ModalView, PlainTextElement, PlainTextOption } from '@slack/types'
import { cutText } from '../../src/message/fit.ts'
import type { Form, FormField, Input, Option, Pick } from '../../src/message/form.ts'
import { type Words, wordsOf } from '../../src/message/words.ts'
import { limits } from './limits.ts'

/** What Slack sends a filled form by. */
export const formCallback = 'form'

/**
 * A form as a modal, within every limit. All of it is plain text, so nothing that people named is read as markup.
 * @param metadata comes back with what was filled in
 * @returns `null` where a modal cannot hold it
 */
export function renderModal(form: Form, metadata: string, words: Words): ModalView | null {
  const { fields } = form
  const isTooLarge = metadata.length > limits.viewMetadata || fields.length + 1 > limits.viewBlocks
  if (isTooLarge || fields.some(({ name }) => name === '' || name.length > limits.id)) return null
  return {
    ...renderFrame(form.title, form.cancel),
    callback_id: formCallback,
    private_metadata: metadata,
    submit: plainText(form.submit, limits.viewTitle),
    blocks: [sentence(form.about), ...fields.map(field => renderField(field, wordsOf(form, words)))],
  }
}

/** One sentence where a form stood. */
export function renderNotice(title: string, sentenceText: string, close: string): ModalView {
  return { ...renderFrame(title, close), blocks: [sentence(sentenceText)] }
}

function renderFrame(title: string, close: string) {
  return {
    type: 'modal' as const,
    title: plainText(title, limits.viewTitle),
    close: plainText(close, limits.viewTitle),
  }
}

/** A paragraph of a view, as long as it may be. */
export function sentence(sentenceText: string): KnownBlock {
  return { type: 'section', text: plainText(sentenceText, limits.plainText) }
}

/** The block's id is the name of the field: values come back under it, and mistakes are shown next to it. */
function renderField({ name, label, hint, isOptional, input, value }: FormField, words: Words): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plainText(label, limits.label),
    ...(hint?.trim() ? { hint: plainText(hint, limits.hint) } : {}),
    optional: isOptional,
    element: renderInput(input, value, words),
  }
}

function renderInput(input: Input, value: readonly Option[], words: Words): InputBlock['element'] {
  const given = value[0]?.value ?? ''
  switch (input.kind) {
    case 'text':
      return renderTextInput(given)
    case 'days':
      return {
        type: 'number_input',
        action_id: 'days',
        is_decimal_allowed: false,
        min_value: '0',
        max_value: '999',
        ...(/^\d{1,3}$/.test(given) ? { initial_value: given } : {}),
      }
    case 'date':
      return { type: 'datepicker', action_id: 'date', ...(isDay(given) ? { initial_date: given } : {}) }
    case 'time':
      return { type: 'timepicker', action_id: 'time', ...(isTime(given) ? { initial_time: given } : {}) }
    case 'choice': {
      const options = renderOptions(input.options)
      const chosen = options.find(option => option.value === given)
      // Slack has no choice of nothing.
      if (options.length === 0) return renderTextInput(given)
      return { type: 'static_select', action_id: 'choice', options, ...(chosen ? { initial_option: chosen } : {}) }
    }
    case 'pick':
      return renderPicker(input.pick, input.most, value, words)
  }
}

function renderTextInput(given: string): InputBlock['element'] {
  // What is cut short would say something else.
  const isKept = given !== '' && given.length <= limits.inputValue
  return { type: 'plain_text_input', action_id: 'text', ...(isKept ? { initial_value: given } : {}) }
}

function renderPicker(pick: Pick, most: number, value: readonly Option[], words: Words): InputBlock['element'] {
  const chosen = renderOptions(value).slice(0, Math.max(1, most))
  const common = {
    action_id: writePick(pick),
    min_query_length: 0,
    placeholder: plainText(words.forms.typeToSearch, limits.placeholder),
  }
  const [first] = chosen
  if (most <= 1) return { type: 'external_select', ...common, ...(first ? { initial_option: first } : {}) }
  return {
    type: 'multi_external_select',
    ...common,
    max_selected_items: most,
    ...(first ? { initial_options: chosen } : {}),
  }
}

/** As many as Slack shows. A value cut short would be another one: it is left out, and can be typed in a line. */
export function renderOptions(options: readonly Option[]): PlainTextOption[] {
  return options
    .filter(({ value }, at) => isValue(value) && options.findIndex(other => other.value === value) === at)
    .slice(0, limits.options)
    .map(({ label, value }) => ({ text: plainText(label, limits.optionText), value }))
}

function isValue(value: string): boolean {
  return value.length > 0 && value.length <= limits.optionValue
}

const picks = ['team', 'person', 'team or person'] as const

/** The action id of a picker, which says what it offers. */
export const pickAction = /^pick (team|person|team or person)( or all)?$/

function writePick({ of, all = false }: Pick): string {
  return `pick ${of}${all ? ' or all' : ''}`
}

/** @returns `null` if it is not a picker of the bot */
export function readPick(action: string): Pick | null {
  const [, word, all] = pickAction.exec(action) ?? []
  const of = picks.find(known => known === word)
  return of ? { of, all: all !== undefined } : null
}

function isTime(value: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value)
}

function isDay(value: string): boolean {
  const day = new Date(`${value}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}

function plainText(text: string, longest: number): PlainTextElement {
  return { type: 'plain_text', text: cutText(text.trim(), longest) || '–', emoji: false }
}
