import { renderModal } from '../../adapters/slack/modal.ts'
import { renderDialog } from '../../adapters/teams/dialog.ts'
import type { Answer, App } from '../../src/app.ts'
import type { Form, Option, Values } from '../../src/message/form.ts'
import type { Language } from '../../src/message/languages.ts'
import { errorInLine } from '../../src/message/render-error.ts'
import { createWords, type Words } from '../../src/message/words.ts'
import type { Asker } from './people.ts'

/** A form as the page draws it. `words` are the labels of its controls, in the form's language. */
export type ShownForm = DrawnForm & {
  readonly id: string
  readonly form: Form
  readonly words: Readonly<Record<'typeToSearch' | 'remove', string>>
}

/** A form to be looked at. */
export type DrawnForm = {
  readonly language: Language
  /** As Slack gets it; `null` where a modal cannot hold it. */
  readonly modal: ReturnType<typeof renderModal>
  /** And as Teams does. */
  readonly dialog: ReturnType<typeof renderDialog>
}

/** The result of a submission: a sentence for each field with a mistake, the answer, or that the form has expired. */
export type Submission<Shown> =
  | { readonly mistakes: Readonly<Record<string, string>> }
  | { readonly answer: Shown }
  | { readonly closed: string }

export type OfferedOptions = { readonly options: readonly Option[]; readonly status: string }

type Parts<Shown> = {
  readonly app: Pick<App, 'form' | 'fill' | 'suggest'>
  readonly callerOf: (asker: Asker) => Parameters<App['form']>[1]
  /** `label`: the button that sends the form. */
  readonly answer: (
    line: string,
    asker: Asker,
    label: string,
  ) => Promise<{ readonly answer: Answer; readonly shown: Shown }>
  readonly newId: () => string
}

type Open<Shown> = { readonly form: Form; readonly asker: Asker; sent: Promise<Submission<Shown>> | null }

/** Open forms that are kept; older ones expire. */
const maxOpen = 50

/** Open forms, each for the person who opened it. */
export function createOpenForms<Shown>({ app, callerOf, answer, newId }: Parts<Shown>) {
  const open = new Map<string, Open<Shown>>()

  async function sendNow({ form, asker }: Open<Shown>, values: Values): Promise<Submission<Shown>> {
    const filled = await app.fill(form.verb, { ...values, ...form.given }, callerOf(asker))
    if (!filled) return { closed: createWords(asker.language).forms.closed }
    if ('mistakes' in filled) return filled
    const { answer: given, shown } = await answer(filled.line, asker, form.submit)
    const isFixable = given.error !== null && form.fields.some(({ name }) => name === given.field)
    return isFixable ? { mistakes: { [given.field ?? '']: errorInLine(given.message) } } : { answer: shown }
  }

  return {
    async open(line: string, asker: Asker): Promise<ShownForm | null> {
      const form = await app.form(line, callerOf(asker))
      if (!form) return null
      const id = newId()
      open.set(id, { form, asker, sent: null })
      for (const oldest of [...open.keys()].slice(0, -maxOpen)) open.delete(oldest)
      const words = createWords(asker.language)
      const { forms: w } = words
      const fields = form.fields.map(field => (field.isOptional ? { ...field, label: w.optional(field.label) } : field))
      const { typeToSearch, remove } = w
      return { id, form: { ...form, fields }, words: { typeToSearch, remove }, ...drawForm(form, line, id, words) }
    },
    /** A form that is sent twice is asked once: the second time returns the first result. */
    async send(id: string, values: Values, language: Language): Promise<Submission<Shown>> {
      const found = open.get(id)
      if (!found) return { closed: createWords(language).forms.closed }
      found.sent ??= sendNow(found, values).then(
        sent => {
          if ('mistakes' in sent) found.sent = null
          return sent
        },
        error => {
          found.sent = null
          throw error
        },
      )
      return found.sent
    },
    /** What a picker of a form offers, and how much that is; `null` where there is no such picker. */
    async suggest(id: string, name: string, typed: string): Promise<OfferedOptions | null> {
      const found = open.get(id)
      const input = found?.form.fields.find(field => field.name === name)?.input
      if (!found || input?.kind !== 'pick') return null
      const options = await app.suggest(input.pick, typed, callerOf(found.asker))
      const { offered, nothing } = createWords(found.asker.language).forms
      return { options, status: options.length > 0 ? offered(options.length) : nothing }
    },
  }
}

/** @param token unique for each time that the form is opened */
export function drawForm(form: Form, line: string, token: string, words: Words): DrawnForm {
  const modal = renderModal(form, '', words)
  const dialog = renderDialog({ form, line, token, offered: {} }, words)
  return { language: words.language, modal, dialog }
}
