import type { Activity } from 'botbuilder'
import { expect, test } from 'vitest'
import { keyOfPress, keyOfSent } from '../../../../adapters/teams/sent-key.ts'

type Sending = { readonly conversation?: string; readonly from?: string; readonly data?: Record<string, unknown> }

function keyOf({ conversation = '19:a', from = '29:b', data = { 'field-team': 'web' } }: Sending = {}): string {
  const activity = { conversation: { id: conversation }, from: { id: from } } as Activity
  return keyOfSent(activity, { line: 'usage', data })
}

test('the same form has the same key, and every other another', () => {
  const others = [{ conversation: '19:c' }, { from: '29:d' }, { data: { 'field-team': 'shop' } }, { data: {} }]
  expect(keyOf()).toBe(keyOf({ data: { 'field-team': 'web' } }))
  expect(new Set([keyOf(), ...others.map(keyOf)]).size).toBe(5)
})

test('a key is short, and nothing that was filled in can be read in it', () => {
  const reason = 'long-term sick '.repeat(2_000)
  const key = keyOf({ data: { 'field-reason': reason } })
  expect(key).toHaveLength(keyOf().length)
  expect(key.length).toBeLessThan(50)
  expect(key).not.toContain('sick')
})

test('both halves of a double click have one key, and every other press has another', () => {
  const press = {
    conversation: { id: '19:a' },
    from: { id: '29:b' },
    replyToId: '7',
    value: { line: 'run 1' },
  } as Activity
  const others: Partial<Activity>[] = [
    { replyToId: '8' },
    { value: { line: 'run 2' } },
    { from: { id: '29:c', name: '' } },
  ]
  const keys = [press, ...others.map(change => ({ ...press, ...change }))].map(keyOfPress)
  expect(keyOfPress({ ...press, id: 'another' })).toBe(keys[0])
  expect(new Set(keys).size).toBe(4)
})

test.each([{ value: undefined }, { replyToId: undefined }])('what is no press of a button has no key: %o', change => {
  const press = { conversation: { id: '19:a' }, from: { id: '29:b' }, replyToId: '7', value: {} }
  expect(keyOfPress({ ...press, ...change } as Activity)).toBeNull()
})
