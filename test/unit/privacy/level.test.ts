import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AccessQuestion,
  defaultPrivacy,
  type Level,
  levelFor,
  levels,
  type Privacy,
  surfaceOf,
} from '../../../src/privacy/policy.ts'
import { caller } from '../../helpers/callers.ts'

const ask = (asked: Partial<AccessQuestion>) =>
  levelFor({
    role: 'viewer',
    surface: 'private',
    subject: 'person',
    isSelf: false,
    privacy: defaultPrivacy,
    ...asked,
  })
const with_ = (privacy: Partial<Privacy>): Privacy => ({ ...defaultPrivacy, ...privacy })

describe('how much is shown', () => {
  test.each<[rule: string, asked: Partial<AccessQuestion>, level: Level]>([
    ['a channel sees totals', { role: 'admin', surface: 'channel' }, 'totals'],
    ['a channel sees totals unprompted', { role: 'unknown', surface: 'channel', subject: 'group' }, 'totals'],
    ['a reader of unknown role sees totals in a personal chat', { role: 'unknown', surface: 'personal' }, 'totals'],
    ['a reader of unknown role sees totals in private', { role: 'unknown', subject: 'group' }, 'totals'],
    [
      'a channel that may name does so unprompted',
      {
        role: 'unknown',
        surface: 'channel',
        privacy: with_({ surfaces: { ...defaultPrivacy.surfaces, channel: 'named' } }),
      },
      'named',
    ],
    ['an admin sees names in private', { role: 'admin' }, 'named'],
    ['an admin sees names in a personal chat', { role: 'admin', surface: 'personal' }, 'named'],
    ['a viewer sees totals', {}, 'totals'],
    ['a subscriber sees totals', { role: 'subscriber', surface: 'personal' }, 'totals'],
    ['a person without a role sees nothing', { role: null }, 'off'],
    ['a person without a role sees their own usage', { role: null, isSelf: true }, 'named'],
    ['one’s own is shown in a personal chat', { surface: 'personal', isSelf: true }, 'named'],
    ['one’s own is not for a channel', { surface: 'channel', isSelf: true }, 'totals'],
    [
      'a channel that may name does so before admins',
      {
        role: 'admin',
        surface: 'channel',
        privacy: with_({ surfaces: { ...defaultPrivacy.surfaces, channel: 'named' } }),
      },
      'named',
    ],
    [
      'a channel that may name does not before viewers',
      { surface: 'channel', privacy: with_({ surfaces: { ...defaultPrivacy.surfaces, channel: 'named' } }) },
      'totals',
    ],
    ['pseudonyms are for admins too', { role: 'admin', privacy: with_({ pseudonyms: true }) }, 'pseudonym'],
    ['but never for oneself', { isSelf: true, privacy: with_({ pseudonyms: true }) }, 'named'],
    [
      'one’s own is shown where all else is off',
      { isSelf: true, privacy: with_({ surfaces: { channel: 'off', private: 'off', personal: 'off' } }) },
      'named',
    ],
  ])('%s', (_rule, asked, level) => {
    expect(ask(asked)).toBe(level)
  })

  const level = fc.constantFrom(...levels)
  const question: fc.Arbitrary<AccessQuestion> = fc.record({
    role: fc.constantFrom('viewer', 'subscriber', 'admin', 'unknown', null),
    surface: fc.constantFrom('channel', 'private', 'personal'),
    subject: fc.constantFrom('person', 'group'),
    isSelf: fc.boolean(),
    privacy: fc.record({
      surfaces: fc.record({ channel: level, private: level, personal: level }),
      minGroupSize: fc.integer({ min: 1, max: 20 }),
      pseudonyms: fc.boolean(),
    }),
  })

  test('whatever is asked: never more than the surface allows but to oneself, and names only to admins', () => {
    fc.assert(
      fc.property(question, asked => {
        const shown = levels.indexOf(levelFor(asked))
        if (asked.subject === 'person' && asked.isSelf && asked.surface !== 'channel') {
          expect(levels[shown]).toBe('named')
        } else {
          expect(shown).toBeLessThanOrEqual(levels.indexOf(asked.privacy.surfaces[asked.surface]))
          if (asked.role !== 'admin' && !(asked.role === 'unknown' && asked.surface === 'channel'))
            expect(shown).toBeLessThanOrEqual(1)
          if (asked.privacy.pseudonyms) expect(shown).toBeLessThanOrEqual(2)
        }
      }),
    )
  })
})

describe('where totals are read', () => {
  const conversation = (kind: 'channel' | 'group' | 'personal') => {
    const spot = { id: 'slack:C1', kind, reference: null }
    return caller({ place: { conversation: spot, person: { ...spot, kind: 'personal' } } })
  }

  test.each([
    ['in a channel by everyone', conversation('channel'), 'channel'],
    ['in a group by everyone', conversation('group'), 'channel'],
    ['in a personal chat by one', conversation('personal'), 'personal'],
    ['in a terminal by one', caller(), 'private'],
    ['by one where the adapter says so', { ...conversation('channel'), readers: 'private' as const }, 'private'],
  ])('%s', (_where, from, surface) => {
    expect(surfaceOf(from, 'private')).toBe(surface)
    expect(surfaceOf(from, 'personal')).toBe('personal')
    expect(surfaceOf(from, 'channel')).toBe('channel')
  })
})
