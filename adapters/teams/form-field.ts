import { cutText } from '../../src/message/fit.ts'
import type { FormField, Option, Pick, Values } from '../../src/message/form.ts'
import type { Words } from '../../src/message/words.ts'
import { maxReadLength } from '../longest-read.ts'
import { limits } from './limits.ts'
import { plainTitle } from './plain-title.ts'

/** The inputs of Adaptive Cards 1.5 that a form is made of. */
export type InputElement = TextInput | NumberInput | DateInput | TimeInput | ChoiceInput
type Common = {
  id: string
  label: string
  isRequired?: true
  errorMessage?: string
  placeholder?: string
}
type TextInput = Common & { type: 'Input.Text'; value?: string }
type NumberInput = Common & { type: 'Input.Number'; value?: number; min: 0; max: 999 }
type DateInput = Common & { type: 'Input.Date'; value?: string }
type TimeInput = Common & { type: 'Input.Time'; value?: string }
type ChoiceInput = Common & {
  type: 'Input.ChoiceSet'
  style: 'compact' | 'filtered'
  choices: { title: string; value: string }[]
  value?: string
  isMultiSelect?: true
  'choices.data'?: { type: 'Data.Query'; dataset: string }
}

/** What a field is drawn with. */
export type FieldSurroundings = {
  /** The options shown before anyone types. */
  readonly offered: readonly Option[]
  /** Names are typed out, for not all of them can be listed and no one could search for the rest. */
  readonly isTyped: boolean
  /** UTF-16 units of what was filled in. */
  readonly longestValue: number
}

/** What comes back is distinguished from the other data of a press by what its id begins with. */
const [chosen, typed] = ['field-', 'typed-']

export function renderField(field: FormField, words: Words, surroundings: FieldSurroundings): InputElement {
  const { forms: w } = words
  const label = cutText(field.isOptional ? w.optional(field.label) : field.label, limits.label)
  const required = field.isOptional ? {} : { isRequired: true as const, errorMessage: w.missing }
  const common = { id: `${chosen}${field.name}`, label, ...required }
  const { input } = field
  switch (input.kind) {
    case 'text':
      return { type: 'Input.Text', ...common, ...writtenIn(field, surroundings) }
    case 'days':
      return { type: 'Input.Number', ...common, min: 0, max: 999, ...numberIn(field) }
    case 'date':
      return { type: 'Input.Date', ...common, ...dateIn(field) }
    case 'time':
      return { type: 'Input.Time', ...common, ...timeIn(field) }
    case 'choice':
      return {
        type: 'Input.ChoiceSet',
        ...common,
        style: 'compact',
        placeholder: w.choose,
        ...renderChoices(input.options, field.value),
      }
    case 'pick':
      if (surroundings.isTyped) return renderTyped(field, { ...common, id: `${typed}${field.name}` })
      return {
        type: 'Input.ChoiceSet',
        ...common,
        style: 'filtered',
        placeholder: w.typeToSearch,
        ...(input.most > 1 ? { isMultiSelect: true as const } : {}),
        ...renderChoices(joinOptions(field.value, surroundings.offered), field.value),
        'choices.data': { type: 'Data.Query', dataset: nameDataset(input.pick) },
      }
  }
}

/**
 * What was filled into the fields, out of the data that a press brings back. Text of any kind comes as it was written; of
 * too much only so much is read that it is still found to be too much.
 */
export function readFields(fields: readonly FormField[], data: Readonly<Record<string, unknown>>): Values {
  const names = new Set(fields.map(({ name }) => `${chosen}${name}`))
  // A form that the version before opened may have other fields.
  const others = Object.entries(data).filter(([id]) => id.startsWith(chosen) && !names.has(id))
  return Object.fromEntries([
    ...others.map(([id, value]) => [id.slice(chosen.length), textOf(value)]),
    ...fields.map(field => {
      const text = textOf(data[`${chosen}${field.name}`])
      if (field.input.kind === 'choice') return [field.name, unpack(text)]
      if (field.input.kind !== 'pick') return [field.name, text]
      const written = textOf(data[`${typed}${field.name}`])
      if (field.input.most === 1) return [field.name, written || unpack(text)]
      const names = [...splitTyped(written), ...text.split(',').map(unpack)].filter(one => one !== '')
      return [field.name, names.slice(0, field.input.most + 1)]
    }),
  ])
}

/** Which names someone types into a field of these; `readDataset` gives it back. @internal */
export function nameDataset({ of, all }: Pick): string {
  return all ? `${of} or all` : of
}

export function readDataset(name: unknown): Pick | null {
  const [, of, all] = /^(team or person|team|person)( or all)?$/.exec(String(name)) ?? []
  return of === undefined ? null : { of: of as Pick['of'], all: all !== undefined }
}

/** A choice as Teams lists it. Several chosen values come back with commas between them, so none may hold one. */
export function toChoice({ label, value }: Option): { title: string; value: string } {
  return { title: plainTitle(label), value: pack(value) }
}

function pack(value: string): string {
  return value.replace(/[%,]/g, encodeURIComponent)
}

function unpack(packed: string): string {
  return packed.replace(/%25|%2C/g, decodeURIComponent)
}

function renderChoices(options: readonly Option[], value: readonly Option[]) {
  const choices = options.map(toChoice)
  const listed = new Set(choices.map(choice => choice.value))
  const values = value.map(one => pack(one.value)).filter(packed => listed.has(packed))
  return { choices, ...(values.length > 0 ? { value: values.join(',') } : {}) }
}

/** The chosen options first, without duplicates. */
function joinOptions(value: readonly Option[], offered: readonly Option[]): Option[] {
  const byValue = new Map<string, Option>()
  for (const option of [...value, ...offered]) if (!byValue.has(option.value)) byValue.set(option.value, option)
  return [...byValue.values()]
}

function renderTyped({ value }: FormField, common: Common): TextInput {
  const names = value.map(one => (/[,"]/.test(one.value) ? `"${one.value.replaceAll('"', '')}"` : one.value))
  return { type: 'Input.Text', ...common, ...(names.length > 0 ? { value: names.join(', ') } : {}) }
}

/** Names between commas; a comma inside of quotes is part of a name. A team called "all" keeps its quotes. */
function splitTyped(text: string): string[] {
  return (text.match(/(?:"[^"]*"|[^,])+/g) ?? []).map(name => name.trim().replace(/^"(?!all"$)([^"]*)"$/i, '$1'))
}

function writtenIn({ value: [first] }: FormField, { longestValue }: FieldSurroundings) {
  return first ? { value: cutText(first.value, longestValue) } : {}
}

function numberIn({ value: [first] }: FormField) {
  return first && /^\d{1,9}(?:\.\d{1,9})?$/.test(first.value) ? { value: Number(first.value) } : {}
}

function dateIn({ value: [first] }: FormField) {
  return first && /^\d{4}-\d\d-\d\d$/.test(first.value) ? { value: first.value } : {}
}

function timeIn({ value: [first] }: FormField) {
  return first && /^\d\d:\d\d$/.test(first.value) ? { value: first.value } : {}
}

/** Clients send a number as one, or as text. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, maxReadLength) : typeof value === 'number' ? String(value) : ''
}
