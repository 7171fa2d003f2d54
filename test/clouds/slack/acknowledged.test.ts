import { describe, expect, it } from 'vitest'
import { findAnswerProblems } from './acknowledged.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const option = (text: string, value: string) => ({ text: plain(text), value })

describe('what Slack accepts as an answer while a person types', () => {
  const typed = { kind: 'suggestion', actionId: 'a', value: '', user: 'U1' } as const
  const answer = (body: unknown) => findAnswerProblems(typed, { status: 200, body })

  it.each([
    ['nothing to choose from', { options: [] }],
    ['a hundred options', { options: Array.from({ length: 100 }, (_, at) => option('x'.repeat(75), `v${at}`)) }],
  ])('%s', (_what, body) => expect(answer(body)).toEqual([]))

  it.each([
    ['no options', {}],
    ['one too many', { options: Array.from({ length: 101 }, (_, at) => option('x', `v${at}`)) }],
    ['a label too long', { options: [option('x'.repeat(76), 'v')] }],
    ['a label of nothing', { options: [option('', 'v')] }],
    ['a value too long', { options: [option('x', 'v'.repeat(151))] }],
    ['a format', { options: [{ text: { type: 'mrkdwn', text: 'x' }, value: 'v' }] }],
  ])('not: %s', (_what, body) => expect(answer(body)).not.toEqual([]))
})

describe('what Slack accepts as an answer to a form', () => {
  const view = { type: 'modal', title: plain('t'), blocks: [{ type: 'input', block_id: 'team' }] }
  const answer = (body: unknown) => findAnswerProblems({ kind: 'submission', user: 'U1', view }, { status: 200, body })
  const next = { type: 'modal', title: plain('t'), blocks: [{ type: 'divider' }] }

  it.each([
    ['nothing, which closes it', ''],
    ['all closed', { response_action: 'clear' }],
    ['a mistake next to its field', { response_action: 'errors', errors: { team: 'No such team.' } }],
    ['another view', { response_action: 'update', view: next }],
  ])('%s', (_what, body) => expect(answer(body)).toEqual([]))

  it.each([
    ['a mistake of no field', { response_action: 'errors', errors: { when: 'No.' } }],
    ['a mistake of no words', { response_action: 'errors', errors: { team: '' } }],
    ['no mistakes', { response_action: 'errors', errors: {} }],
    ['another action', { response_action: 'close' }],
    ['a view that it would refuse', { response_action: 'update', view: { ...next, title: plain('t'.repeat(25)) } }],
    ['more than it knows', { response_action: 'clear', text: 'thanks' }],
  ])('not: %s', (_what, body) => expect(answer(body)).not.toEqual([]))
})
