/** Forms from a press to the line that they ask; where they are shown is for others. */
import type { Caller } from '../../src/access/policy.ts'
import type { Answer, App } from '../../src/app.ts'
import type { Form, FormField, Option } from '../../src/message/form.ts'
import { plain } from '../../src/message/message.ts'
import type { Answers, AnswersParts } from './answers.ts'
import type { OpenForm } from './dialog.ts'
import { readFields } from './form-field.ts'
import { readCarried } from './hear.ts'
import { limits } from './limits.ts'

/** A press that opens or sends a form. `token` tells one opening from every other; `isShared` where others see the form too. */
export type Press = { readonly caller: Caller; readonly token: string; readonly isShared: boolean }

/** What a form brings back. */
export type SentForm = { readonly line: string; readonly data: Readonly<Record<string, unknown>> }

/** What came of it: `gone` where that line has no form (for this caller), else the form as it was filled in. */
type Read = 'gone' | FilledForm
export type FilledForm = {
  /** What to ask; `null` where something is wrong. */
  readonly line: string | null
  /** The same form once more, with what is wrong beside its fields and what was filled in still there. */
  again(mistakes?: Readonly<Record<string, string>>): Promise<OpenForm>
  /** What is wrong beside which field, where an answer is about one that is shown. */
  mistakesOf(answer: Answer): Readonly<Record<string, string>> | null
}

export type Forms = {
  /** The form of a line; `null` where it has none (for this caller). */
  open(line: string, press: Press): Promise<OpenForm | null>
  read(sent: SentForm, press: Press): Promise<Read>
}

/** What hears forms, wherever they are shown, is made of. */
export type FormParts = AnswersParts & { readonly forms: Forms; readonly answers: Answers }

export function createForms(app: App): Forms {
  /** Whoever sees the form may choose from what is offered in it: names of people are for who asked alone. */
  async function offer({ fields }: Form, { caller, isShared }: Press): Promise<OpenForm['offered']> {
    const lists = fields.map(async ({ name, input }): Promise<[string, readonly Option[]]> => {
      const isOffered = input.kind === 'pick' && (!isShared || input.pick.of === 'team')
      return [name, isOffered ? await app.suggest(input.pick, '', caller) : []]
    })
    return Object.fromEntries((await Promise.all(lists)).filter(([, options]) => options.length > 0))
  }

  /** A field with these values in it, by the names that people know them by. */
  async function fillField(field: FormField, values: readonly string[], press: Press): Promise<FormField> {
    const { input } = field
    if (input.kind !== 'pick') return { ...field, value: values.map(value => ({ label: value, value })) }
    if (press.isShared && input.pick.of !== 'team') return { ...field, value: [] }
    const toOption = async (value: string): Promise<Option> => {
      const known = field.value.find(option => option.value === value)
      if (known && known.label !== value) return known
      const found = await app.suggest(input.pick, value, press.caller)
      return found.find(option => option.value === value) ?? { label: value, value }
    }
    return { ...field, value: await Promise.all(values.map(toOption)) }
  }

  async function fillFields(form: Form, valuesOf: (field: FormField) => readonly string[], press: Press) {
    const [offered, fields] = await Promise.all([
      offer(form, press),
      Promise.all(form.fields.map(field => fillField(field, valuesOf(field), press))),
    ])
    return { form: { ...form, fields }, offered, token: press.token }
  }

  return {
    async open(line, press) {
      const form = await app.form(line, press.caller)
      return form && { line, ...(await fillFields(form, field => field.value.map(({ value }) => value), press)) }
    },

    async read({ line, data }, press) {
      const form = await app.form(line, press.caller)
      if (!form) return 'gone'
      const values = readFields(form.fields, data)
      const filled = await app.fill(form.verb, { ...form.given, ...values }, press.caller)
      if (!filled) return 'gone'
      return {
        line: 'line' in filled ? filled.line : null,
        async again(mistakes = 'mistakes' in filled ? filled.mistakes : {}) {
          const filledIn = ({ name }: FormField) => [values[name] ?? []].flat().filter(value => value !== '')
          return { line, mistakes, ...(await fillFields(form, filledIn, press)) }
        },
        mistakesOf({ error, field, message }) {
          if (error === null || field === null || !form.fields.some(({ name }) => name === field)) return null
          const [first] = message.parts
          return { [field]: first?.kind === 'text' ? plain(first.text) : message.summary }
        },
      }
    },
  }
}

/** What a press with fields brings back; `null` where it is none of a form. */
export function readSent(value: unknown): (SentForm & { readonly token: string }) | null {
  if (typeof value !== 'object' || value === null) return null
  const data = value as Record<string, unknown>
  const { form: token } = data
  const line = readCarried(data)
  return line !== null && typeof token === 'string' ? { line, token, data } : null
}

/** What is offered for what somebody types, as many as are listed and some more. */
export function pageOf(options: readonly Option[], skip: unknown): readonly Option[] {
  const from = typeof skip === 'number' && skip > 0 ? Math.floor(skip) : 0
  return options.slice(from, from + limits.choices)
}
