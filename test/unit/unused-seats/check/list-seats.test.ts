import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../../src/errors.ts'
import type { OnSkipped, TeamMember, UsageApi } from '../../../../src/ports.ts'
import { listSeats } from '../../../../src/unused-seats/check/list-seats.ts'
import { fakeUsageApi, listOf } from '../../../helpers/fake-usage-api.ts'
import { openStore } from '../../delivery/world.ts'

const day = new Date('2026-11-19T00:00:00Z')
const yesterday = new Date('2026-11-18T00:00:00Z')

const { store, close } = await openStore()
afterAll(close)
beforeEach(() => store.execute('truncate people'))

const member = (name: string, active: boolean | null = true): TeamMember => ({
  ...{ id: name, email: `${name}@x.example`, role: 'Member', active },
})

/** What the server's lists say, one after the other, as they are when each is read. */
function listing(teams: Record<string, readonly TeamMember[] | Error>, members: readonly TeamMember[]) {
  return fakeUsageApi({
    teams: async () => Object.keys(teams).map(id => ({ id, name: id, people: null })),
    async *teamMembers(id) {
      const rows = teams[id] ?? []
      if (rows instanceof Error) throw rows
      yield* rows
    },
    organizationMembers: () => listOf(members),
  })
}

/** Whose seats are known then, and in which team. */
async function list(usageApi: UsageApi, on = day): Promise<Record<string, string | null>> {
  await listSeats({ store, usageApi }, on, new AbortController().signal)
  const known = await store.people.page(on, { after: '', limit: 100 })
  return Object.fromEntries(known.map(({ key, teamId }) => [key, teamId]))
}

describe('lists of people that change while they are read', () => {
  it('count who moves between teams once, where they were seen last', async () => {
    const usageApi = listing({ red: [member('ada')], blue: [member('ada'), member('bob')] }, [
      member('ada'),
      member('bob'),
    ])
    expect(await list(usageApi)).toEqual({ ada: 'blue', bob: 'blue' })
  })

  it('keep whom the organization’s list has just missed, where their team says that they are active', async () => {
    const teams = { red: [member('ada'), member('bob', false), member('cyd', null)] }
    expect(await list(listing(teams, [member('dan')]))).toEqual({ ada: 'red', dan: null })
  })

  it('leave out who was deactivated between the two', async () => {
    expect(await list(listing({ red: [member('ada')] }, [member('ada', false)]))).toEqual({})
  })

  it('keep the people of a team that is gone meanwhile, without one', async () => {
    const usageApi = listing({ red: new AppError('not-found'), blue: [member('bob')] }, [member('ada'), member('bob')])
    expect(await list(usageApi)).toEqual({ ada: null, bob: 'blue' })
  })

  it('leave the people of a team that cannot be read where they were, and read the others (T8)', async () => {
    const members = [member('ada'), member('bob'), member('cyd')]
    await list(listing({ red: [member('ada')], blue: [member('bob')] }, members), yesterday)
    const broken = { red: new AppError('upstream-failed'), blue: [member('bob'), member('cyd')] }
    expect(await list(listing(broken, members))).toEqual({ ada: 'red', bob: 'blue', cyd: 'blue' })
    // A team that was read says who has left it.
    expect(await list(listing({ red: [], blue: [] }, members))).toEqual({ ada: null, bob: null, cyd: null })
  })

  it('find the people of a team that is not in the list of teams, by what each person’s row says (T12)', async () => {
    const members = [
      { ...member('ada'), teamId: 'default' },
      { ...member('bob'), teamId: 'default' },
    ]
    expect(await list(listing({ blue: [member('bob')] }, members))).toEqual({ ada: 'default', bob: 'blue' })
  })

  it('say what could not be read', async () => {
    const usageApi = {
      ...listing({ red: new AppError('contract'), blue: [] }, [member('ada')]),
      organizationMembers: (_filter?: unknown, _signal?: AbortSignal, onSkipped?: OnSkipped) => {
        onSkipped?.(2)
        return listOf([member('ada')])
      },
    }
    const listed = await listSeats({ store, usageApi }, day, new AbortController().signal)
    expect(listed).toEqual({ invitations: 'listed', skippedRows: 2, unreadTeams: ['red'] })
  })

  it.each(['bad-token', 'rate-limited'] as const)('are not read on where one says %s to all', async code => {
    const usageApi = listing({ red: new AppError(code), blue: [member('bob')] }, [member('bob')])
    await expect(list(usageApi)).rejects.toMatchObject({ code })
  })

  it('are read again as a whole where one breaks off: no one counts as gone', async () => {
    const usageApi = listing({ red: new AppError('unreachable') }, [member('ada')])
    await expect(list(usageApi)).rejects.toMatchObject({ code: 'unreachable' })
    expect(await list(listing({ red: [member('ada')] }, [member('ada')]))).toEqual({ ada: 'red' })
  })
})

describe('invitations', () => {
  const invitation = (id: string, days: number, revokedAt: Date | null = null) => ({
    ...{ id, email: 'ada@x.example', teamId: 'red', role: null, revokedAt },
    ...{ createdAt: new Date(day.getTime() - days * 86_400_000), expiresAt: null },
  })
  const inviting = (...rows: ReturnType<typeof invitation>[]) =>
    fakeUsageApi({ teams: async () => [], organizationMembers: () => listOf([]), invitations: () => listOf(rows) })

  it('that were revoked do not count', async () => {
    expect(await list(inviting(invitation('1', 40, day), invitation('2', 3)))).toEqual({ 'invitation 2': 'red' })
  })

  it.each([
    ['not-found', 'unlisted'],
    ['upstream-failed', 'unlisted'],
    ['forbidden', 'refused'],
    ['bad-token', 'refused'],
  ] as const)('that the server does not give (%s) are %s, and everything else is read', async (code, shown) => {
    const usageApi = fakeUsageApi({
      teams: async () => [],
      organizationMembers: () => listOf([member('ada')]),
      // biome-ignore lint/correctness/useYield: it fails before there is anything to give
      async *invitations() {
        throw new AppError(code)
      },
    })
    expect(await listSeats({ store, usageApi }, day, new AbortController().signal)).toMatchObject({
      invitations: shown,
    })
    expect(await store.people.count(day)).toBe(1)
  })
})
