/** Forms from a press to the line that they ask; where they are shown is for others. */

import type { Answer, App } from '../../src/app.ts'
import { formatLine } from '../../src/command/command.ts'
import { findFormed } from '../../src/commands.ts'
import type { Form, FormField, Option, Values } from '../../src/message/form.ts'
import { errorInLine } from '../../src/message/render-error.ts'
import { type Authorized, derive } from '../../src/privacy/authorize.ts'
import type { Caller } from '../../src/privacy/policy.ts'
import type { Answers, AnswersParts } from './answers.ts'
import type { OpenForm } from './dialog.ts'
import { readFields } from './form-field.ts'
import { readCarried } from './incoming.ts'
import { limits } from './limits.ts'

/** A press that opens or sends a form. `token` distinguishes one opening from every other; `isShared` where others see the form too. */
export type Press = { readonly caller: Caller; readonly token: string; readonly isShared: boolean }

/** What a form brings back. */
export type TeamsSubmission = { readonly line: string; readonly data: Readonly<Record<string, unknown>> }

/** `gone` if the line has no form (for this caller), else the form as it was filled in. */
type Read = 'gone' | FilledForm
export type FilledForm = {
  /** What to ask; `null` where something is wrong. */
  readonly line: string | null
  /** The same form once more, with what is wrong next to its fields and what was filled in still there. */
  again(mistakes?: Readonly<Record<string, string>>): Promise<Authorized<OpenForm>>
  /** The mistake of each field, if the answer is an error about a shown field. */
  mistakesOf(answer: Answer): Readonly<Record<string, string>> | null
}

export type Forms = {
  /** The form of a line; `null` if it has none (for this caller). */
  open(line: string, press: Press): Promise<Authorized<OpenForm> | null>
  read(sent: TeamsSubmission, press: Press): Promise<Read>
}

/** What receives forms, wherever they are shown, is made of. */
export type FormParts = AnswersParts & { readonly forms: Forms; readonly answers: Answers }

export function createForms(app: App): Forms {
  /** The options of a form are visible to everyone who sees it, so names of people are only for the person who asked. */
  async function offer({ fields }: Form, { caller, isShared }: Press): Promise<OpenForm['offered']> {
    const lists = fields.map(async ({ name, input }): Promise<[string, readonly Option[]]> => {
      const isOffered = input.kind === 'pick' && (!isShared || input.pick.of === 'team')
      return [name, isOffered ? await app.suggest(input.pick, '', caller, { isShared }) : []]
    })
    return Object.fromEntries((await Promise.all(lists)).filter(([, options]) => options.length > 0))
  }

  /** The form with these values, by the names that people know. Where others read, values about a person are left out. */
  async function fillFields(form: Form, values: Filling | Promise<Filling>, press: Press) {
    const [offered, filling] = await Promise.all([offer(form, press), values])
    const fields = form.fields.map(field => {
      if (isHidden(form, field, press)) return { ...field, value: [] }
      const labels = new Map(offered[field.name]?.map(({ value, label }) => [value, label]))
      const nameOption = ({ value, label }: Option) => ({
        value,
        label: label === value ? (labels.get(value) ?? label) : label,
      })
      return { ...field, value: (filling[field.name] ?? []).map(nameOption) }
    })
    return { form: { ...form, fields }, offered, token: press.token }
  }

  /** What was filled in, as much of it as the fields hold. Lines hold ids: one with all of them has the names in its form. */
  async function nameValues(form: Form, values: Values, press: Press): Promise<Filling> {
    const held = form.fields.map(({ name, input }) => {
      const most = input.kind === 'pick' ? input.most : 1
      return {
        name,
        input,
        most,
        texts: [values[name] ?? []]
          .flat()
          .filter(text => text !== '')
          .slice(0, most),
      }
    })
    const isNamed = ({ input, texts }: (typeof held)[number]) =>
      input.kind === 'pick' && input.pick.of !== 'person' && texts.length > 0
    const picked = held.filter(isNamed).map(({ name, most, texts }) => [name, most === 1 ? texts[0] : texts])
    const command = picked.length > 0 ? findFormed(form.verb) : null
    const line = command && formatLine(command, { ...form.given, ...Object.fromEntries(picked) })
    const known = line === null ? null : await app.form(line, press.caller, press)
    const labels = new Map(known?.fields.flatMap(field => field.value.map(({ value, label }) => [value, label])))
    const toOption = (value: string) => ({ value, label: labels.get(value) ?? value })
    return Object.fromEntries(held.map(({ name, texts }) => [name, texts.map(toOption)]))
  }

  return {
    async open(line, press) {
      const form = await app.form(line, press.caller, press)
      if (!form) return null
      const given = Object.fromEntries(form.fields.map(({ name, value }) => [name, value]))
      const filled = await fillFields(form, given, press)
      return derive(form, () => ({ line, ...filled }))
    },

    async read({ line, data }, press) {
      const form = await app.form(line, press.caller, press)
      if (!form) return 'gone'
      const values = readFields(form.fields, data)
      const filled = await app.fill(form.verb, { ...values, ...form.given }, press.caller)
      if (!filled) return 'gone'
      return {
        line: 'line' in filled ? filled.line : null,
        async again(mistakes = 'mistakes' in filled ? filled.mistakes : {}) {
          const shownMistakes = isPersonal(form) && press.isShared ? hideQuoting(mistakes, values) : mistakes
          const again = await fillFields(form, nameValues(form, values, press), press)
          return derive(form, () => ({ line, mistakes: shownMistakes, ...again }))
        },
        mistakesOf({ error, field, message }) {
          if (error === null || field === null || !form.fields.some(({ name }) => name === field)) return null
          return { [field]: errorInLine(message) }
        },
      }
    },
  }
}

/** The values that a press submits; `null` if it is not a form's. */
export function readSent(value: unknown): (TeamsSubmission & { readonly token: string }) | null {
  if (typeof value !== 'object' || value === null) return null
  const data = value as Record<string, unknown>
  const { form: token } = data
  const line = readCarried(data)
  return line !== null && typeof token === 'string' ? { line, token, data } : null
}

/** Values by the names of their fields. */
type Filling = Readonly<Record<string, readonly Option[]>>

/** Whether only the person who filled in a field may see its value. */
function isHidden(form: Form, { input }: FormField, { isShared }: Press): boolean {
  return isShared && (isPersonal(form) || (input.kind === 'pick' && input.pick.of !== 'team'))
}

/** Whether a form is about a person: then all its values are, for instance a reason. */
function isPersonal({ verb }: Form): boolean {
  return findFormed(verb)?.surface === 'personal'
}

/** Sentences about what was filled in quote it; that something is missing may be shown. */
function hideQuoting(mistakes: Readonly<Record<string, string>>, values: Values): NonNullable<OpenForm['mistakes']> {
  const isFilled = (name: string) => [values[name] ?? []].flat().some(text => text.trim() !== '')
  return Object.fromEntries(
    Object.entries(mistakes).map(([name, shownMistakes]) => [name, isFilled(name) ? null : shownMistakes]),
  )
}

/** What is offered for what someone types, as many as are listed and some more. */
export function pageOf(options: readonly Option[], skip: unknown): readonly Option[] {
  const from = typeof skip === 'number' && skip > 0 ? Math.floor(skip) : 0
  return options.slice(from, from + limits.choices)
}
