import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { SeatDoor } from '../../../src/acting/door.ts'
import type { ActionTarget, SeatActionKind } from '../../../src/ports.ts'
import { openStore } from '../delivery/world.ts'
import { ask } from '../demo/sandbox/ask.ts'
import { admin } from './admin.ts'
import { openDoorWorld, start } from './world.ts'

const { store, close } = await openStore()
afterAll(close)
const world = await openDoorWorld(store)
const { sandbox, calls, alert, invited, members } = world
const signal = new AbortController().signal
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

let at = 0
beforeEach(() => {
  sandbox.clearFaults()
  calls.length = 0
  // Each test has an hour of its own, so that none meets the time limits of another.
  at += 60
})

function show(door: SeatDoor, kind: SeatActionKind, targets: readonly ActionTarget[], actor = 'slack:A') {
  return door.preview({ alert: alert.id, actor, kind, targets }, admin, later(at))
}

function press(door: SeatDoor, token: string, { actor = 'slack:A', minutes = 0, isAdmin = true } = {}) {
  const authorization = isAdmin ? admin : null
  const now = later(at + minutes)
  return door.press({ token, actor, authorization, now, signal, onAccepted: async () => {} })
}

/** The lines of the access log about one press or several, oldest first. */
async function linesOf(minutes = 60): Promise<string[]> {
  const entries = await store.audit.between(later(at), later(at + minutes), 100)
  return entries.map(({ line }) => line).reverse()
}

function some(list: readonly ActionTarget[], from: number, count = 1): ActionTarget[] {
  const found = list.slice(from, from + count)
  if (found.length < count) throw new Error('the company is too small')
  return found
}

test('a confirmed preview acts on exactly its people, one record in the access log', async () => {
  const door = world.openDoor()
  const targets = some(members, 0, 2)
  const acted = await press(door, await show(door, 'free', targets))
  expect(calls).toEqual(targets.map(({ target }) => ({ what: 'free', whom: target })))
  expect(acted.actions.map(({ state }) => state)).toEqual(['done', 'done'])
  expect(await linesOf()).toEqual([`act ${alert.id} free: ${targets.map(({ person }) => person).join(', ')} · 2 done`])
  const undone = await press(door, acted.undo ?? '')
  expect(undone.actions.map(({ state }) => state)).toEqual(['done', 'done'])
  expect(undone.undo).toBeNull()
  expect(calls.slice(2).map(({ what }) => what)).toEqual(['restore', 'restore'])
})

test('an invite is withdrawn, then sent to the same person, team and role', async () => {
  const door = world.openDoor()
  const [target] = some(invited, 0)
  const acted = await press(door, await show(door, 'invite', target ? [target] : []))
  expect(calls.map(({ what }) => what)).toEqual(['withdraw', 'send'])
  expect(acted.actions).toEqual([expect.objectContaining({ state: 'done', refusal: null })])
  const listed = (await ask(sandbox, '/api/invitation/v1', { offset: 0, limit: 100 })).body.data
  const found = listed.filter(({ email }: { email: string }) => email.toLowerCase() === target?.person)
  expect(found).toEqual([expect.objectContaining({ teamId: target?.teamId, role: target?.role })])
  expect(found[0].id).not.toBe(target?.target)
})

describe('nothing is sent, and the refusal is recorded', () => {
  test.each<[code: string, how: { actor?: string; minutes?: number; isAdmin?: boolean }]>([
    ['admins-only', { isAdmin: false }],
    ['preview-gone', { actor: 'slack:B' }],
    ['preview-expired', { minutes: 10.01 }],
    ['preview-expired', { minutes: -2 }],
  ])('%s', async (code, how) => {
    const door = world.openDoor()
    const token = await show(door, 'free', some(members, 2))
    await expect(press(door, token, how)).rejects.toMatchObject({ code })
    expect(calls).toEqual([])
    expect((await store.audit.between(later(at - 5), later(at + 60), 10)).map(({ line }) => line)).toEqual([
      expect.stringMatching(new RegExp(`refused: ${code}$`)),
    ])
  })

  test('a token that does not exist', async () => {
    await expect(press(world.openDoor(), 'made-up')).rejects.toMatchObject({ code: 'preview-gone' })
    expect(await linesOf()).toEqual(['confirm · refused: preview-gone'])
  })

  test('a second press', async () => {
    const door = world.openDoor()
    const token = await show(door, 'free', some(members, 3))
    await press(door, token)
    await expect(press(door, token, { minutes: 1 })).rejects.toMatchObject({ code: 'preview-used' })
    expect(calls).toHaveLength(1)
    expect(await linesOf()).toHaveLength(2)
  })

  test('acting that is switched off, in whole or in part', async () => {
    const token = await show(world.openDoor(), 'free', some(members, 4))
    for (const door of [world.openDoor({ writer: null }), world.openDoor({ allowed: ['invitations'] })])
      await expect(press(door, token)).rejects.toMatchObject({ code: 'acting-off' })
    expect(calls).toEqual([])
  })

  test('where the access log cannot be written', async () => {
    const door = world.openDoor({
      store: {
        ...store,
        transaction: work =>
          store.transaction(tx =>
            work({ ...tx, audit: { ...tx.audit, add: () => Promise.reject(new Error('full')) } }),
          ),
      },
    })
    const token = await show(door, 'free', some(members, 4))
    await expect(press(door, token)).rejects.toThrow('full')
    expect(calls).toEqual([])
  })

  test('of more than 50 people there is no preview', async () => {
    const many = Array.from({ length: 51 }, (_, n) => ({ ...some(members, 0)[0], target: `t${n}` }) as ActionTarget)
    await expect(show(world.openDoor(), 'free', many)).rejects.toMatchObject({ code: 'internal' })
  })
})

test.each([1, 2])('an old preview offers a new one, of one person by name (%i)', async count => {
  const door = world.openDoor()
  const people = some(invited, 1, count)
  const token = await show(door, 'withdraw', people)
  const whom = count === 1 ? `"${people[0]?.person}" ` : ''
  await expect(press(door, token, { minutes: 11 })).rejects.toMatchObject({
    details: { suggestions: [{ line: `act ${alert.id} ${whom}withdraw` }] },
  })
})

test('two admins at once act once', async () => {
  const doors = [world.openDoor(), world.openDoor()]
  const targets = some(members, 5, 2)
  const tokens = await Promise.all(doors.map((door, n) => show(door, 'free', targets, `slack:${n}`)))
  const acted = await Promise.all(doors.map((door, n) => press(door, tokens[n] ?? '', { actor: `slack:${n}` })))
  expect(calls.map(({ whom }) => whom).toSorted()).toEqual(targets.map(({ target }) => target).toSorted())
  const states = acted.map(({ actions }) => actions.map(({ state }) => state).join())
  expect(states.toSorted()).toEqual(['done,done', 'skipped,skipped'])
  expect(await linesOf()).toHaveLength(2)
})

test.each(['free', 'withdraw'] as const)('who was excluded since the preview is spared (%s)', async kind => {
  const door = world.openDoor()
  const [excluded, other] = kind === 'free' ? some(members, 50, 2) : some(invited, 44, 2)
  if (!excluded || !other) throw new Error('the company is too small')
  const token = await show(door, kind, [excluded, other])
  const onLeave = { person: excluded.person, reason: 'on leave', until: null, by: 'slack:B' }
  const { id } = await store.exclusions.save(onLeave, later(at + 1))
  const acted = await press(door, token, { minutes: 2 })
  expect(calls).toEqual([{ what: kind, whom: other.target }])
  expect(acted.actions.map(({ state, refusal }) => [state, refusal])).toEqual([
    ['skipped', 'conflict'],
    ['done', null],
  ])
  await store.exclusions.remove(id)
})

test('the same person pressing twice at once acts once', async () => {
  const door = world.openDoor()
  const token = await show(door, 'withdraw', some(invited, 2))
  const results = await Promise.allSettled([press(door, token), press(door, token)])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(calls).toHaveLength(1)
})

test('a process that was frozen while another ended its actions sends nothing more', async () => {
  const targets = some(invited, 40)
  const { writer } = world
  const other = world.openDoor()
  const slow = world.openDoor({
    writer: {
      ...writer,
      async withdrawInvite(id) {
        const withdrawn = await writer.withdrawInvite(id)
        await other.settle(later(at + 10))
        return withdrawn
      },
    },
  })
  const acted = await press(slow, await show(slow, 'invite', targets))
  expect(calls.map(({ what }) => what)).toEqual(['withdraw'])
  expect(acted.actions).toEqual([expect.objectContaining({ state: 'half' })])
})

test('an invite that was accepted meanwhile is not reported as withdrawn, nor sent again', async () => {
  const door = world.openDoor()
  const [target] = some(invited, 42)
  const [member] = some(members, 40)
  if (!target || !member) throw new Error('the company is too small')
  await world.writer.withdrawInvite(target.target)
  const withdrawn = await press(door, await show(door, 'withdraw', [target]))
  expect(withdrawn.actions).toEqual([expect.objectContaining({ state: 'refused', refusal: 'gone' })])
  const joined = { ...target, target: 'gone', person: member.person }
  const again = await press(door, await show(door, 'invite', [joined]), { minutes: 1 })
  expect(again.actions).toEqual([expect.objectContaining({ state: 'refused', refusal: 'conflict' })])
})

describe('partial failure stays partial', () => {
  test('one person is refused, the others are done', async () => {
    const door = world.openDoor()
    const targets = some(members, 8, 3)
    sandbox.fault(`/api/user/v1/${targets[1]?.target}`, {
      method: 'PATCH',
      status: 422,
      body: { message: 'Insufficient permission for this role' },
    })
    const acted = await press(door, await show(door, 'free', targets))
    expect(acted.actions.map(({ state, refusal }) => [state, refusal])).toEqual([
      ['done', null],
      ['refused', 'role'],
      ['done', null],
    ])
    expect(await linesOf()).toEqual([expect.stringMatching(/· 2 done, 1 refused \(role\)$/)])
  })

  test.each([401, 403, 429, 500])('%i ends the rest', async status => {
    const door = world.openDoor()
    sandbox.fault('/api/user/v1/{userId}', { method: 'PATCH', status })
    const acted = await press(door, await show(door, 'free', some(members, 11, 3)))
    expect(calls).toHaveLength(1)
    expect(acted.actions.map(({ state }) => state)).toEqual([
      status === 500 ? 'unknown' : 'refused',
      'skipped',
      'skipped',
    ])
  })

  test('an answer that has ended takes no further person', async () => {
    const door = world.openDoor()
    const ending = new AbortController()
    const token = await show(door, 'free', some(members, 14, 3))
    const acted = await door.press({
      ...{ token, actor: 'slack:A', authorization: admin, now: later(at), signal: ending.signal },
      onAccepted: async () => ending.abort(),
    })
    expect(calls).toEqual([])
    expect(acted.actions.map(({ state }) => state)).toEqual(['skipped', 'skipped', 'skipped'])
  })
})

describe('withdrawn and not invited again', () => {
  test('is known, and completed by the next preview with the second request', async () => {
    const door = world.openDoor()
    const [target] = some(invited, 4)
    if (!target) throw new Error('no invite')
    sandbox.fault('/api/invitation/v1', { method: 'POST', status: 500, times: 1 })
    const acted = await press(door, await show(door, 'invite', [target]))
    expect(acted.actions).toEqual([expect.objectContaining({ state: 'half', refusal: 'unknown' })])
    const half = acted.actions[0]
    const again = await press(door, await show(door, 'invite', [{ ...target, resumes: half?.id ?? 0 }]), { minutes: 1 })
    expect(again.actions).toEqual([expect.objectContaining({ state: 'done' })])
    expect(await store.seatActions.ofPreview(half?.preview ?? '')).toEqual([
      expect.objectContaining({ state: 'resumed' }),
    ])
    expect(await linesOf()).toHaveLength(2)
  })

  test('if the new invite was sent and only the answer got lost, the next attempt finds it there', async () => {
    const door = world.openDoor()
    const [target] = some(invited, 5)
    if (!target) throw new Error('no invite')
    sandbox.fault('/api/invitation/v1', { method: 'POST', status: 504, isDone: true, times: 1 })
    const acted = await press(door, await show(door, 'invite', [target]))
    const half = acted.actions[0]
    expect(half?.state).toBe('half')
    const again = await press(door, await show(door, 'invite', [{ ...target, resumes: half?.id ?? 0 }]), { minutes: 1 })
    expect(again.actions).toEqual([expect.objectContaining({ state: 'done' })])
  })

  test('two admins who complete it at once send one invite', async () => {
    const door = world.openDoor()
    const [target] = some(invited, 6)
    if (!target) throw new Error('no invite')
    sandbox.fault('/api/invitation/v1', { method: 'POST', status: 500, times: 1 })
    const half = (await press(door, await show(door, 'invite', [target]))).actions[0]
    calls.length = 0
    const wanted = [{ ...target, resumes: half?.id ?? 0 }]
    const tokens = [await show(door, 'invite', wanted, 'slack:0'), await show(door, 'invite', wanted, 'slack:1')]
    await Promise.all(tokens.map((token, n) => press(door, token, { actor: `slack:${n}`, minutes: 1 })))
    expect(calls.filter(({ what }) => what === 'send')).toHaveLength(1)
  })

  test.each<[killed: string, step: 'withdrawInvite' | 'sendInvite', isDone: boolean]>([
    ['before the first request', 'withdrawInvite', false],
    ['after the first request', 'withdrawInvite', true],
    ['before the second request', 'sendInvite', false],
    ['after the second request', 'sendInvite', true],
  ])('a process that is killed %s leaves it half done', async (_killed, step, isDone) => {
    const at_ = ['withdrawInvitefalse', 'withdrawInvitetrue', 'sendInvitefalse', 'sendInvitetrue'].indexOf(
      step + isDone,
    )
    const [target] = some(invited, 7 + at_)
    if (!target) throw new Error('no invite')
    // What a killed process leaves behind: the database as it was when the request was under way.
    const kill = async <T>(request: () => Promise<T>): Promise<T> => {
      if (isDone) await request()
      throw new Error('killed')
    }
    const { writer } = world
    const killed = world.openDoor({
      writer: {
        ...writer,
        ...(step === 'withdrawInvite'
          ? { withdrawInvite: id => kill(() => writer.withdrawInvite(id)) }
          : { sendInvite: wish => kill(() => writer.sendInvite(wish)) }),
      },
    })
    await expect(press(killed, await show(killed, 'invite', [target]))).rejects.toThrow('killed')
    expect(await linesOf()).toEqual([expect.stringMatching(/· started$/)])

    const restarted = world.openDoor()
    await restarted.settle(later(at + 1))
    const underWay = (await store.seatActions.underWay()).filter(({ person }) => person === target.person)
    expect(underWay, 'it may still be running').toHaveLength(1)
    await restarted.settle(later(at + 3))
    const [half] = await store.seatActions.lastOf([target.target])
    expect(half).toMatchObject({ state: 'half', person: target.person })
    expect(await linesOf()).toEqual([expect.stringMatching(/· interrupted, 1 half$/)])

    const token = await restarted.preview(
      { alert: alert.id, actor: 'slack:A', kind: 'invite', targets: [{ ...target, resumes: half?.id ?? 0 }] },
      admin,
      later(at + 4),
    )
    const acted = await press(restarted, token, { minutes: 4 })
    expect(acted.actions).toEqual([expect.objectContaining({ state: 'done' })])
    const listed = (await ask(sandbox, '/api/invitation/v1', { offset: 0, limit: 100 })).body.data
    expect(listed.filter(({ email }: { email: string }) => email.toLowerCase() === target.person)).toHaveLength(1)
    expect(await linesOf(), 'each action once').toHaveLength(2)
  })
})

test('a process that is killed while it frees seats leaves one unclear, and does not do the others', async () => {
  let requests = 0
  const killed = world.openDoor({
    writer: {
      ...world.writer,
      setActive: async (id, isActive) => {
        if (++requests === 2) throw new Error('killed')
        return world.writer.setActive(id, isActive)
      },
    },
  })
  const targets = some(members, 20, 3)
  await expect(press(killed, await show(killed, 'free', targets))).rejects.toThrow('killed')
  await world.openDoor().settle(later(at + 3))
  const last = await store.seatActions.lastOf(targets.map(({ target }) => target))
  expect(last.map(({ state }) => state)).toEqual(['done', 'unknown', 'skipped'])
  expect(await linesOf()).toEqual([expect.stringMatching(/· interrupted, 1 done, 1 unknown, 1 skipped$/)])
})
