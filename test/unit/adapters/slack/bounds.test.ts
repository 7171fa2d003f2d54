import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBounded } from '../../../../adapters/slack/incoming.ts'

const long = (length: number) => 'x'.repeat(length)
const press = {
  type: 'block_actions',
  user: { id: 'U1', team_id: 'T1' },
  channel: { id: 'C1' },
  container: { message_ts: '1.1', channel_id: 'C1' },
  trigger_id: '1.1.abc',
  response_url: 'https://hooks.slack.example/actions/1',
  actions: [{ action_id: 'ask-0', action_ts: '1.1', value: 'teams' }],
}
const form = {
  type: 'view_submission',
  user: { id: 'U1', team_id: 'T1' },
  view: { id: 'V1', private_metadata: '{}', state: { values: { team: { pick: { selected_options: [] } } } } },
}
const command = { command: '/tabnine', text: long(50_000), user_id: 'U1', channel_id: 'C1', trigger_id: '1' }
const event = { type: 'event_callback', event_id: 'Ev1', event: { user: 'U1', channel: 'C1', ts: '1.1', text: 'x' } }

test.each([press, form, command, event, {}, null, undefined, 'x', []])(
  'what Slack sends is within bounds: %#',
  body => {
    expect(isBounded(body)).toBe(true)
  },
)

describe('is out of bounds', () => {
  test.each<[string, object]>([
    ['a long person', { ...command, user_id: long(300) }],
    ['a long conversation', { ...command, channel_id: long(300) }],
    ['a person that is no text', { ...command, user_id: { id: 'U1' } }],
    ['a channel that is no text', { ...event, event: { ...event.event, channel: { toString: 1 } } }],
    ['a value that is no text', { ...press, actions: [{ action_id: 'ask-0', value: {} }] }],
    ['a long trigger', { ...press, trigger_id: long(300) }],
    ['a long author', { ...event, event: { ...event.event, user: long(300) } }],
    ['a long time', { ...event, event: { ...event.event, ts: long(300) } }],
    ['a long event', { ...event, event_id: long(300) }],
    ['a long workspace', { ...press, user: { id: 'U1', team_id: long(300) } }],
    ['a long response address', { ...press, response_url: long(3_000) }],
    ['a long value', { ...press, actions: [{ action_id: 'ask-0', value: long(3_000) }] }],
    ['many presses', { ...press, actions: Array.from({ length: 30 }, () => press.actions[0]) }],
    ['much that a form carries', { ...form, view: { ...form.view, private_metadata: long(4_000) } }],
    ['many inputs', withValues(Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`field ${at}`, {}])))],
    [
      'many inputs of one block',
      withValues({ team: Object.fromEntries(Array.from({ length: 200 }, (_, at) => [at, {}])) }),
    ],
    ['many options', withValues({ team: { pick: { selected_options: Array.from({ length: 200 }, () => ({})) } } })],
  ])('%s', (_what, body) => expect(isBounded(body)).toBe(false))

  function withValues(values: object) {
    return { ...form, view: { ...form.view, state: { values } } }
  }
})

test('whatever comes, it is decided', () => {
  const anyBody = fc.oneof(
    fc.jsonValue(),
    fc
      .tuple(fc.constantFrom(press, form, command, event), fc.string(), fc.jsonValue())
      .chain(([body, , part]) => fc.constantFrom(...Object.keys(body)).map(name => ({ ...body, [name]: part }))),
  )
  fc.assert(
    fc.property(anyBody, body => {
      expect(isBounded(body)).toBeTypeOf('boolean')
    }),
  )
})
