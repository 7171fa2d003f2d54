import type { Activity } from 'botbuilder'
import { expect, test } from 'vitest'
import { keyOfSent } from '../../../../adapters/teams/sent-key.ts'

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
