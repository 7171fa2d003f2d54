import { checkSearch, checkTask, type Filling, fillIn, listMissing } from '../clouds/microsoft/dialog.ts'
import type { Inbound } from '../clouds/microsoft/inbound.ts'

type Delivered = { readonly status: number; readonly body: string; readonly ms: number }
type Button = { readonly title: string; readonly data: Record<string, unknown> }
type Where = Pick<Inbound, 'scope' | 'from' | 'replyToId'>

/** What a person sees after a press: a form, a sentence, or nothing more of a dialog. */
export type Shown =
  | { readonly kind: 'form'; readonly title: string; readonly card: unknown }
  | { readonly kind: 'sentence'; readonly text: string }
  | { readonly kind: 'closed' }

const theme = { context: { theme: 'default' } }

/**
 * The dialogs of Teams: what is pressed and filled in is sent as Teams does, and what comes back is shown, or thrown where
 * Teams would not show it.
 */
export function createDialogs<Done extends Delivered>(send: (inbound: Inbound) => Promise<Done>) {
  async function invoke(name: string, where: Where, data: unknown): Promise<Done & { shown: Shown }> {
    const done = await send({ ...where, kind: 'invoke', name, value: { data, ...theme } })
    const problems = checkTask(done.status, done.body)
    if (problems.length > 0) throw new Error(`Teams shows no dialog: ${problems.join('; ')}`)
    return { ...done, shown: read(done.body) }
  }

  return {
    /** Presses a button of a card that opens a form. */
    open: (where: Where, card: unknown, title: string) => invoke('task/fetch', where, buttonOf(card, title).data),
    /** Sends what was filled in, by the labels of the fields; twice, where the button is pressed twice. */
    async send(where: Where, shown: Shown, filling: Filling = {}) {
      if (shown.kind !== 'form') throw new Error(`No form is open, but ${JSON.stringify(shown)}`)
      const data = fillIn(shown.card, filling)
      const missing = listMissing(shown.card, data)
      if (missing.length > 0) throw new Error(`Teams sends nothing, for it misses ${missing.join(', ')}`)
      return invoke('task/submit', where, data)
    },
    /** Types into a field that searches; gives what is listed. */
    async type(where: Where, dataset: string, queryText: string) {
      const value = { queryText, queryOptions: { skip: 0, top: 15 }, dataset }
      const done = await send({ ...where, kind: 'invoke', name: 'application/search', value })
      const problems = checkSearch(done.status, done.body)
      if (problems.length > 0) throw new Error(`Teams lists nothing: ${problems.join('; ')}`)
      const listed = JSON.parse(done.body).value.results as { title: string; value: string }[]
      return { ...done, listed }
    },
  }
}

export function buttonOf(card: unknown, title: string): Button {
  const button = listButtons(card).find(one => one.title === title)
  if (button) return button
  throw new Error(`No button ${title}, but ${listButtons(card).map(one => one.title)}`)
}

/** Every button of a card, in its order. */
export function listButtons(node: unknown): Button[] {
  if (Array.isArray(node)) return node.flatMap(listButtons)
  if (typeof node !== 'object' || node === null) return []
  if ((node as { type?: unknown }).type === 'Action.Submit') return [node as Button]
  return Object.values(node).flatMap(listButtons)
}

function read(body: string): Shown {
  if (body === '') return { kind: 'closed' }
  const { type, value } = JSON.parse(body).task
  if (type === 'message') return { kind: 'sentence', text: value }
  return { kind: 'form', title: value.title, card: value.card.content }
}
