import { type Answer, refuseWith } from './answer.ts'
import { validateBlocks } from './blocks/validate.ts'
import { readJson } from './content.ts'
import type { Args } from './emulator.ts'

type View = Record<string, unknown>

const TITLES = ['title', 'submit', 'close'] as const

/** Everything Slack would refuse in a view, in the words of its `errors` list; empty = fine. */
export function validateView(view: unknown): string[] {
  if (view === null || typeof view !== 'object' || Array.isArray(view)) return [problem('must be an object', '')]
  const { type, blocks, ...rest } = view as View
  if (type !== 'modal' && type !== 'home') return [problem(`unsupported type: ${type}`, '/type')]
  return [
    ...(type === 'modal' ? findTitleProblems(rest, blocks) : []),
    ...findLengthProblems(rest),
    ...(blocks === undefined ? [problem('missing required field: blocks', '')] : []),
    ...(blocks === undefined ? [] : validateBlocks(blocks, type, '/view/blocks')),
  ]
}

export function checkView(args: Args): Answer | undefined {
  const problems = validateView(readJson(args.view))
  return problems.length > 0 ? refuseWith('invalid_arguments', problems) : undefined
}

function findTitleProblems(view: View, blocks: unknown): string[] {
  const asks = Array.isArray(blocks) && blocks.some(block => block?.type === 'input')
  return [
    ...(view.title ? [] : [problem('missing required field: title', '')]),
    ...(asks && !view.submit ? [problem('missing required field: submit', '')] : []),
    ...TITLES.filter(name => view[name] && !isPlainText(view[name], 24)).map(name =>
      problem('must be plain_text of more than 0 and less than 25 characters', `/${name}`),
    ),
  ]
}

function findLengthProblems(view: View): string[] {
  const limits = { private_metadata: 3000, callback_id: 255, external_id: 255 }
  return Object.entries(limits)
    .filter(([name, limit]) => typeof view[name] === 'string' && view[name].length > limit)
    .map(([name, limit]) => problem(`must be less than ${limit + 1} characters`, `/${name}`))
}

function isPlainText(value: unknown, limit: number): boolean {
  const { type, text } = value as View
  return type === 'plain_text' && typeof text === 'string' && text.length > 0 && text.length <= limit
}

function problem(text: string, at: string): string {
  return `${text} [json-pointer:/view${at}]`
}
