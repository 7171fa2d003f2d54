import { validateBlocks } from './blocks/validate.ts'
import type { Inbound } from './inbound/inbound.ts'
import { validateView } from './view.ts'

type Fields = Record<string, unknown>

/** What Slack accepts as the answer to a form or to typing; people see anything else as "trouble connecting". */
export function findAnswerProblems(inbound: Inbound, answer: { status: number; body: unknown }): string[] {
  if (answer.status !== 200) return []
  if (inbound.kind === 'suggestion') return findOptionProblems(answer.body)
  return inbound.kind === 'submission' ? findFormProblems(inbound.view, answer.body) : []
}

/** Options are those of a menu and checked as one, except that there may be none. */
function findOptionProblems(body: unknown): string[] {
  const { options } = body as Fields
  if (!Array.isArray(options)) return ['options are missing']
  if (options.length === 0) return []
  const menu = { type: 'static_select', options }
  return validateBlocks([{ type: 'input', label: { type: 'plain_text', text: 'l' }, element: menu }], 'modal')
}

function findFormProblems(view: Fields, body: unknown): string[] {
  if (body === '') return []
  const { response_action: action, errors, view: next, ...rest } = body as Fields
  if (Object.keys(rest).length > 0) return [`unknown fields: ${Object.keys(rest)}`]
  if (action === 'clear') return []
  if (action === 'update' || action === 'push') return validateView(next)
  if (action !== 'errors') return [`unknown response_action: ${action}`]
  const inputs = (Array.isArray(view.blocks) ? view.blocks : []).filter(({ type }) => type === 'input')
  const known = inputs.map(({ block_id }) => block_id)
  const shown = Object.entries((errors ?? {}) as Fields)
  return [
    ...(shown.length === 0 ? ['no errors'] : []),
    ...shown.filter(([block]) => !known.includes(block)).map(([block]) => `no input is called ${block}`),
    ...shown.filter(([, text]) => typeof text !== 'string' || text === '').map(([block]) => `${block} says nothing`),
  ]
}
