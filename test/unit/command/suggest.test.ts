import { describe, expect, test } from 'vitest'
import { createDirectory } from '../../../src/command/directory.ts'
import { suggest } from '../../../src/command/suggest.ts'
import type { Pick } from '../../../src/message/form.ts'
import { createWords } from '../../../src/message/words.ts'
import { caller } from '../../helpers/callers.ts'
import { contextOf } from '../../helpers/contexts.ts'
import { ada, fakeUsageApi, listOf } from '../../helpers/fake-usage-api.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import { neverAborts } from '../../helpers/signals.ts'

const people = ['ada@northwind.example', 'alan@northwind.example'].map(email => ({
  id: email,
  email,
  role: null,
  active: true,
}))

function offer(pick: Pick, typed: string, known: Parameters<typeof contextOf>[0] = {}) {
  const { access, caller, voice } = contextOf(known)
  const directory = createDirectory({
    usageApi: fakeUsageApi({ organizationMembers: () => listOf(people) }),
    clock: { now: () => new Date('2026-11-25T10:00:00Z') },
    log: recordLog(),
    abortAfter: neverAborts,
    wait: () => new Promise(() => {}),
  })
  return suggest(pick, typed, { directory, access, caller, words: voice.words })
}

const values = async (...asked: Parameters<typeof offer>) => (await offer(...asked)).map(({ value }) => value)
const noRole = { access: { roles: { admin: [], subscriber: [], viewer: [] } } }

describe('teams', () => {
  test('with everybody first, where that can be asked for', async () => {
    expect(await values({ of: 'team', all: true }, '')).toEqual(['all', 'team-1', 'team-2', 'team-3'])
    expect(await values({ of: 'team', all: true }, 'whole')).toEqual(['all'])
    expect(await values({ of: 'team', all: false }, '')).toEqual(['team-1', 'team-2', 'team-3'])
    expect(await values({ of: 'team', all: true }, 'pay')).toEqual(['team-1'])
  })

  test('are not told to whoever has no role', async () => {
    expect(await offer({ of: 'team', all: true }, '', noRole)).toEqual([])
  })

  test('everybody is called so in the language of whoever types', () => {
    expect(createWords('de').forms.everybody).toBe('Die ganze Organisation')
  })
})

describe('people', () => {
  test('are told to admins', async () => {
    expect(await values({ of: 'person' }, 'al', { caller: caller({ isAdmin: true }) })).toEqual([
      'alan@northwind.example',
    ])
  })

  test('others are offered themselves', async () => {
    const known = { caller: caller({ email: ada.email }) }
    expect(await values({ of: 'person' }, '', known)).toEqual([ada.email])
    expect(await values({ of: 'person' }, 'ADA', known)).toEqual([ada.email])
    expect(await values({ of: 'person' }, 'alan', known)).toEqual([])
    expect(await values({ of: 'person' }, '')).toEqual([])
  })

  test('are called by pseudonyms nowhere: where names are not told, none are offered', async () => {
    const privacy = {
      surfaces: { channel: 'totals', private: 'named', personal: 'pseudonym' },
      floor: 5,
      pseudonyms: false,
    } as const
    expect(await offer({ of: 'person' }, '', { caller: caller({ isAdmin: true }), access: { privacy } })).toEqual([])
  })

  test('with teams, where either may be meant', async () => {
    const pick = { of: 'team or person', all: true } as const
    expect(await values(pick, 'a', { caller: caller({ isAdmin: true }) })).toEqual(
      expect.arrayContaining(['team-1', 'ada@northwind.example']),
    )
    expect(await values(pick, 'alan')).toEqual([])
  })
})
