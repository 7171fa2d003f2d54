import { afterEach, describe, expect, it, vi } from 'vitest'
import { listTruth } from '../../../../demo/sandbox/company/truth.ts'
import { startOfDay } from '../../../../src/time/utc-days.ts'
import { listAccounts } from '../../../helpers/company-truth.ts'
import { shiftBuckets } from '../../../helpers/shift-buckets.ts'
import { sizeOf } from '../../../helpers/sizes.ts'
import type { Body } from '../../demo/sandbox/ask.ts'
import { countAsked, openCompany, stateOf } from './world.ts'

vi.setConfig({ testTimeout: 120_000 })

let world: Awaited<ReturnType<typeof openCompany>> | null = null
const open = async (...options: Parameters<typeof openCompany>) => {
  world = await openCompany(...options)
  return world
}
afterEach(() => world?.close())

type World = Awaited<ReturnType<typeof openCompany>>

/** The truth of whole days: as of the last moment of yesterday, in a window of 14 of them. */
function truthOf({ sandbox, time }: World) {
  const midnight = startOfDay(time.now)
  const yesterday = new Date(midnight.getTime() - 1)
  const use = new Map(listTruth(sandbox.company, yesterday, 13).map(one => [one.userId ?? one.email, one]))
  return listTruth(sandbox.company, time.now)
    .filter(({ state }) => state !== 'deactivated' && state !== 'revoked')
    .map(now => ({ ...now, before: use.get(now.userId ?? now.email) ?? null }))
}

async function expectRight(world: World, profile: string): Promise<void> {
  const census = await world.census()
  const listed = new Map([...census.members, ...(census.invited ?? [])].map(one => [one.id ?? one.email, one]))
  const truth = truthOf(world).filter(({ userId }) => userId !== null || profile !== '5.18')
  expect([...listed.keys()].sort()).toEqual(truth.map(({ userId, email }) => userId ?? email).sort())
  for (const one of truth) {
    const record = listed.get(one.userId ?? one.email)
    if (!record) throw new Error('is listed')
    // A person who registered today has no whole day behind them.
    const state =
      one.userId === null
        ? 'invited'
        : one.before === null || one.before.userId === null
          ? 'never used'
          : one.before.state
    expect.soft({ email: one.email, state: stateOf(record) }).toEqual({ email: one.email, state })
    expect(record.teamId).toBe(one.teamId)
    if (state === 'idle') expect(record.lastUsedOn?.toISOString().slice(0, 10)).toBe(one.before?.lastUsedOn)
    if (state === 'never used') expect(record.registeredAt).toEqual(one.registeredAt)
    if (state === 'invited') expect(record.invitedAt).toEqual(one.invitedAt)
  }
}

describe.each(['5.18', '6.2', '6.3'] as const)('a check on a server of version %s', profile => {
  it('knows on the first day who is invited, never used their seat, or is idle, and costs little', async () => {
    const world = await open({ profile })
    expect(await world.check()).toMatchObject({ isDone: true })
    await expectRight(world, profile)
    const { info, questions } = countAsked(world.sandbox)
    expect(Math.max(...info.values())).toBe(1)
    expect(Math.max(...questions.values())).toBe(1)
    expect(world.sandbox.mostAtOnce).toBeLessThanOrEqual(4)
  })

  it('stays right from day to day, and asks about no one twice on a day', async () => {
    const world = await open({ profile, people: sizeOf(72, 120) })
    await world.check()
    const people = listAccounts(world.sandbox.company, world.time.now).length
    const questions: number[] = []
    for (let day = 1; day <= 20; day++) {
      world.passDays(1)
      await world.check()
      const { usage } = countAsked(world.sandbox)
      questions.push([...usage.values()].reduce((sum, count) => sum + count, 0))
      await expectRight(world, profile)
    }
    expect(Math.max(...questions)).toBeLessThan(people)
    // At one point the teams' own counts cover most.
    expect(Math.max(...questions.slice(-4))).toBeLessThan(people / 5)
  })
})

describe('a check', () => {
  it('continues in the next run, at its pace, and does nothing once it is done', async () => {
    const world = await open()
    expect(await world.check({ perRun: 10, perMinute: 60 })).toEqual({ isDone: false, asked: 10 })
    // The clock is fixed here, so each round waits for as many seconds as people were asked about.
    expect(world.waits).toEqual([4_000, 8_000])
    const first = new Set(countAsked(world.sandbox).questions.keys())
    expect(await world.check()).toMatchObject({ isDone: true })
    const again = [...countAsked(world.sandbox).questions.keys()].filter(question => first.has(question))
    expect(again).toEqual([])
    expect(await world.check()).toEqual({ isDone: true, asked: 0 })
    expect(world.sandbox.requests).toEqual([])
  })

  it.each([401, 403, 404])('knows that it does not know who is invited where invitations answer %i', async status => {
    const world = await open()
    world.sandbox.fault('/api/invitation/v1', { status })
    await world.check()
    expect((await world.census()).invited).toBeNull()
  })

  it('asks about no one where the organization used nothing, or its usage does not change', async () => {
    const world = await open({ profile: '6.3', freeze: new Date('2026-09-01T00:00:00Z') })
    const { connect } = await import('../../../helpers/usage-api-client.ts')
    const usageApi = connect(world.sandbox, { version: 'v1', clock: { now: () => world.time.now } })
    expect(await world.check({ usageApi })).toEqual({ isDone: true, asked: 0 })
    expect(await world.census()).toMatchObject({ organizationUsed: false, isFrozen: true })
    expect(countAsked(world.sandbox).usage.size).toBe(0)
  })

  it('leaves out people who are gone, and leaves open those whom the server cannot answer for', async () => {
    const world = await open()
    const [gone, broken] = listAccounts(world.sandbox.company, world.time.now).filter(
      ({ state }) => state === 'never used',
    )
    world.sandbox.fault(`/api/v1/user/${gone?.userId}`, { status: 404 })
    world.sandbox.fault(`/api/user/v1/${gone?.userId}`, { status: 404 })
    world.sandbox.fault(`/api/v1/user/${broken?.userId}`, { status: 500 })
    expect(await world.check()).toMatchObject({ isDone: true })
    const { members } = await world.census()
    expect(members.some(({ id }) => id === gone?.userId)).toBe(false)
    expect(members.filter(one => stateOf(one) === 'unknown').map(({ id }) => id)).toEqual([broken?.userId])
  })

  it.each([2, -7, 11])('is right where the server’s days begin %d hours from UTC’s (N7)', async hours => {
    const world = await open()
    for (const subject of ['organization', 'team', 'user'])
      world.sandbox.fault(`/api/v2/${subject}/usage`, { edit: shiftBuckets(hours) })
    expect(await world.check()).toMatchObject({ isDone: true })
    await expectRight(world, '6.3')
  })

  it('counts no one as idle whose use cannot be read or fits no day (N7)', async () => {
    const world = await open()
    const used = listAccounts(world.sandbox.company, world.time.now).filter(({ state }) => state === 'active')
    const edit = (change: (row: Body) => unknown) => (body: unknown) => {
      const { usage, ...rest } = body as Body
      return { ...rest, usage: { ...usage, data: usage.data.map(change) } }
    }
    const [broken, hourly] = used.map(({ userId }) => ({ userId: userId ?? '' }))
    const about = (query: { userId: string } | undefined, change: (row: Body) => unknown) =>
      world.sandbox.fault('/api/v2/user/usage', { ...(query ? { query } : {}), edit: edit(change) })
    about(broken, row => ({ ...row, from: 'soon' }))
    about(hourly, row => ({ ...row, to: new Date(Date.parse(row.from) + 5 * 86_400_000).toISOString() }))
    expect(await world.check()).toMatchObject({ isDone: true })
    const { members } = await world.census()
    const stateOfId = (id: string | undefined) => members.filter(one => one.id === id).map(stateOf)
    expect(stateOfId(broken?.userId)).toEqual(['unknown'])
    expect(stateOfId(hourly?.userId)).toEqual(['active'])
  })

  it('continues where one person or one team is refused, and says what it could not read (T8)', async () => {
    const world = await open()
    const [person] = listAccounts(world.sandbox.company, world.time.now).filter(({ state }) => state === 'active')
    const [team, other] = world.sandbox.company.teams
    world.sandbox.fault('/api/v2/user/usage', { status: 403, query: { userId: person?.userId ?? '' } })
    world.sandbox.fault(`/api/v1/team/${team?.id}/users`, { status: 500 })
    world.sandbox.fault('/api/v2/team/usage', { status: 500 })
    world.sandbox.fault('/api/v1/organization/users', {
      query: { offset: '0', active: 'true', teamMember: 'true' },
      edit: body => ({ ...(body as Body), data: (body as Body).data.with(0, null) }),
    })
    expect(await world.check()).toMatchObject({ isDone: true })
    const census = await world.census()
    expect(census.unread).toEqual({ rows: 1, teams: [team?.name] })
    expect(census.members.find(({ id }) => id === person?.userId)?.usedInWindow ?? null).toBeNull()
    expect((await world.census(other?.id)).unread).toEqual({ rows: 1 })
  })

  it('ends where the server answers for no one, and asks about the last ones again later', async () => {
    const world = await open()
    world.sandbox.fault('/api/v2/user/usage', { status: 500 })
    await expect(world.check()).rejects.toMatchObject({ code: 'upstream-failed' })
    // Three rounds of four.
    expect(countAsked(world.sandbox).usage.size).toBe(12)
    world.sandbox.clearFaults()
    expect(await world.check()).toMatchObject({ isDone: true })
    expect((await world.census()).members.filter(one => stateOf(one) === 'unknown')).toHaveLength(8)
  })
})
