import { describe, expect, test } from 'vitest'
import { createDirectory } from '../../../src/command/directory.ts'
import { suggest } from '../../../src/command/suggest.ts'
import type { Pick } from '../../../src/message/form.ts'
import { createWords } from '../../../src/message/words.ts'
import type { Surface as AnySurface } from '../../../src/privacy/policy.ts'
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

type Known = Parameters<typeof contextOf>[0] & { surface?: Exclude<AnySurface, 'private'> }

function offer(pick: Pick, typed: string, { surface = 'personal', ...known }: Known = {}) {
  const { access, caller, rendering } = contextOf(known)
  const directory = createDirectory({
    usageApi: fakeUsageApi({ organizationMembers: () => listOf(people) }),
    clock: { now: () => new Date('2026-11-25T10:00:00Z') },
    log: recordLog(),
    abortAfter: neverAborts,
    wait: () => new Promise(() => {}),
  })
  return suggest(pick, typed, { directory, access, caller, surface, words: rendering.t })
}

const values = async (...asked: Parameters<typeof offer>) => (await offer(...asked)).map(({ value }) => value)
const noRole = { access: { roles: { admin: [], subscriber: [], viewer: [] } } }

describe('teams', () => {
  test('with everyone first, where that can be asked for', async () => {
    expect(await values({ of: 'team', all: true }, '')).toEqual(['all', 'team-1', 'team-2', 'team-3'])
    expect(await values({ of: 'team', all: true }, 'whole')).toEqual(['all'])
    expect(await values({ of: 'team', all: false }, '')).toEqual(['team-1', 'team-2', 'team-3'])
    expect(await values({ of: 'team', all: true }, 'pay')).toEqual(['team-1'])
  })

  test('are not offered to a person without a role', async () => {
    expect(await offer({ of: 'team', all: true }, '', noRole)).toEqual([])
  })

  test('the whole organization is named in the language of the person who types', () => {
    expect(createWords('de').forms.wholeOrganization).toBe('Die ganze Organisation')
  })
})

test('nothing is offered where a channel sees nothing of teams and everyone sees what is offered', async () => {
  const surfaces = { channel: 'off', private: 'totals', personal: 'named' } as const
  const access = { privacy: { surfaces, minGroupSize: 5, pseudonyms: false } }
  expect(await values({ of: 'team', all: true }, '', { access, surface: 'channel' })).toEqual([])
  expect(await values({ of: 'team', all: false }, '', { access })).toEqual(['team-1', 'team-2', 'team-3'])
})

describe('people', () => {
  test('are offered to admins', async () => {
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

  test('are never offered as pseudonyms: where names are not shown, none are offered', async () => {
    const privacy = {
      surfaces: { channel: 'totals', private: 'named', personal: 'pseudonym' },
      minGroupSize: 5,
      pseudonyms: false,
    } as const
    expect(await offer({ of: 'person' }, '', { caller: caller({ isAdmin: true }), access: { privacy } })).toEqual([])
  })

  test('are offered to no one where everyone sees it, nor is one’s own e-mail', async () => {
    const surface = 'channel'
    for (const isAdmin of [true, false]) {
      const known = { caller: caller({ isAdmin, email: ada.email }), surface } as const
      expect(await values({ of: 'team or person' }, '', known)).toEqual(['team-1', 'team-2', 'team-3'])
    }
  })

  test('with teams, where either may be meant', async () => {
    const pick = { of: 'team or person', all: true } as const
    expect(await values(pick, 'a', { caller: caller({ isAdmin: true }) })).toEqual(
      expect.arrayContaining(['team-1', 'ada@northwind.example']),
    )
    expect(await values(pick, 'alan')).toEqual([])
  })
})
