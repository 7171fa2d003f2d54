import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundActivity } from '../../../../adapters/teams/bounds.ts'

const activity = {
  type: 'message',
  id: '1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.example/teams/',
  conversation: { id: '19:a', conversationType: 'channel', tenantId: 'tenant', isGroup: true },
  from: { id: '29:a', name: 'Ada', aadObjectId: 'object' },
  recipient: { id: '28:bot', name: 'Tabnine' },
  text: 'teams',
  locale: 'de-DE',
  localTimezone: 'Europe/Berlin',
  replyToId: '7',
  channelData: { tenant: { id: 'tenant' }, team: { id: 'team' }, channel: { id: '19:a' }, eventType: 'x' },
  value: { line: 'teams', form: 'x' },
}
const long = (length: number) => 'x'.repeat(length)

const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) })

test('what Teams sends stays as it is', () => {
  expect(boundActivity(activity)).toMatchObject(activity)
})

describe('is refused', () => {
  test.each<[string, object]>([
    ['a long id', { id: long(600) }],
    ['a long type', { type: long(200) }],
    ['a long channel', { channelId: long(200) }],
    ['a long address', { serviceUrl: `https://${long(3_000)}` }],
    ['a long conversation', { conversation: { id: long(600) } }],
    ['a long author', { from: { id: long(600) } }],
    ['a list for an author', { from: ['29:a'] }],
    ['a conversation that is text', { conversation: '19:a' }],
    ['a number for an id', { id: 7 }],
    ['what a card brings back in forty levels', { value: deep(40) }],
    ['channel data in forty levels', { channelData: deep(40) }],
  ])('%s', (_what, change) => expect(boundActivity({ ...activity, ...change })).toBeNull())

  test.each([null, undefined, 7, 'x', [], [activity]])('%j', body => expect(boundActivity(body)).toBeNull())
})

describe('is left out or cut', () => {
  test.each<[string, object, object]>([
    ['a long name', { from: { id: '29:a', name: long(5_000) } }, { from: { id: '29:a', name: long(256) } }],
    ['a long text', { text: long(9_000) }, { text: long(4_000) }],
    ['a long zone', { localTimezone: long(5_000) }, { localTimezone: undefined }],
    ['a number for a locale', { locale: 7 }, { locale: undefined }],
    ['a message that is no id', { replyToId: {} }, { replyToId: undefined }],
    ['a long account', { from: { id: '29:a', aadObjectId: long(200) } }, { from: { aadObjectId: undefined } }],
    ['channel data that is text', { channelData: 'x' }, { channelData: undefined }],
    ['a team without an id', { channelData: { team: 'x' } }, { channelData: {} }],
    ['entities that are no list', { entities: 'x' }, { entities: [] }],
  ])('%s', (_what, change, kept) => expect(boundActivity({ ...activity, ...change })).toMatchObject(kept))

  test('members and entities beyond what Teams sends', () => {
    const many = Array.from({ length: 5_000 }, (_, at) => ({ id: `29:${at}` }))
    const bounded = boundActivity({ ...activity, membersAdded: [...many, null], membersRemoved: many, entities: many })
    expect([bounded?.membersAdded?.length, bounded?.membersRemoved?.length, bounded?.entities?.length]).toEqual([
      200, 200, 200,
    ])
    expect(boundActivity({ ...activity, membersAdded: [null, 'x', { id: 7 }, { id: '29:a' }] })).toMatchObject({
      membersAdded: [{ id: '29:a' }],
    })
  })
})

test('whatever comes, it is bounded or refused', () => {
  const anyPart = fc.oneof(fc.jsonValue(), fc.constant(long(10_000)), fc.constant(deep(60)))
  const anyBody = fc.oneof(
    fc.jsonValue(),
    fc.record(Object.fromEntries(Object.keys(activity).map(name => [name, anyPart])), { requiredKeys: [] }),
    fc.tuple(fc.constantFrom(...Object.keys(activity)), anyPart).map(([name, part]) => ({ ...activity, [name]: part })),
  )
  fc.assert(
    fc.property(anyBody, body => {
      const bounded = boundActivity(body)
      if (bounded === null) return
      const { id, conversation, from, recipient, text = '', replyToId = '' } = bounded
      const ids = [id ?? '', conversation.id, from.id, recipient.id]
      expect(ids.filter(kept => kept === '')).toEqual([])
      const sizes = [...ids, from.name ?? '', replyToId].map(kept => kept.length)
      expect(Math.max(...sizes)).toBeLessThanOrEqual(512)
      expect(text.length).toBeLessThanOrEqual(4_000)
    }),
  )
})
