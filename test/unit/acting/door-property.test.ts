import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { ActionTarget, SeatActionKind } from '../../../src/ports.ts'
import { propertyRuns } from '../../helpers/sizes.ts'
import { openStore } from '../delivery/world.ts'
import { admin } from './admin.ts'
import { type Call, openDoorWorld, start } from './world.ts'

const { store, close } = await openStore()
afterAll(close)
const world = await openDoorWorld(store)
const { calls, alert } = world
const targets = { invites: world.invited.slice(0, 4), members: world.members.slice(0, 4) }

const actors = ['slack:A', 'teams:B', 'slack:C'] as const
const kinds = ['withdraw', 'invite', 'free', 'restore'] as const

/** What people, and those who forge payloads, can do. `token` picks one of those that exist, by its place. */
const step = fc.oneof(
  fc.record({
    do: fc.constant('show' as const),
    actor: fc.constantFrom(...actors),
    kind: fc.constantFrom(...kinds),
    whom: fc.uniqueArray(fc.nat(3), { minLength: 1 }),
  }),
  fc.record({
    do: fc.constant('press' as const),
    actor: fc.constantFrom(...actors),
    isAdmin: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
    isOn: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
    token: fc.nat(9),
    /** Changes the payload on its way. */
    tamper: fc.option(fc.constantFrom('cut', 'more', 'case', 'empty', 'sql'), { freq: 4, nil: null }),
    /** Presses that arrive at the same time. */
    times: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: -120, max: 700 }) }),
)

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

/** Someone looks and then presses, with one thing wrong or nothing: what by chance alone is rarely tried. */
const attempt = fc
  .record({
    actor: fc.constantFrom(...actors),
    kind: fc.constantFrom(...kinds),
    whom: fc.uniqueArray(fc.nat(3), { minLength: 1 }),
    wrong: fc.constantFrom(
      'nothing',
      'no admin',
      'switched off',
      'tampered',
      'other actor',
      'late',
      'early',
      'twice',
      'overtaken',
    ),
  })
  .map(({ actor, kind, whom, wrong }): Step[] => {
    const other = actors.find(one => one !== actor) ?? actor
    const seconds = wrong === 'late' ? 601 : wrong === 'early' ? -61 : 5
    const press = {
      ...{ do: 'press' as const, token: -1, tamper: wrong === 'tampered' ? ('more' as const) : null, times: 1 },
      actor: wrong === 'other actor' ? other : actor,
      ...{ isAdmin: wrong !== 'no admin', isOn: wrong !== 'switched off' },
    }
    if (wrong === 'overtaken') {
      return [
        { do: 'show', actor, kind, whom },
        { do: 'show', actor: other, kind, whom },
        { ...press, token: -2 },
        { ...press, actor: other },
      ]
    }
    return [
      { do: 'show', actor, kind, whom },
      { do: 'wait', seconds },
      ...(wrong === 'twice' ? [press, press] : [press]),
    ]
  })

const steps = fc
  .array(
    fc.oneof(
      step.map(one => [one]),
      attempt,
    ),
    { minLength: 3, maxLength: 10 },
  )
  .map(some => some.flat())

type Shown = {
  readonly token: string
  readonly actor: string
  readonly kind: SeatActionKind
  readonly at: number
  readonly targets: readonly ActionTarget[]
  /** Its place among all previews and accepted presses. */
  readonly order: number
  isUsed: boolean
}

const forge: Readonly<Record<string, (token: string) => string>> = {
  cut: token => token.slice(0, -1),
  more: token => `${token}0`,
  case: token => token.toUpperCase(),
  empty: () => ' ',
  sql: token => `${token}' or true --`,
}

/** What a preview may send for one of its people, in this order. */
function allowedCalls(kind: SeatActionKind, { target, person }: ActionTarget): Call[] {
  if (kind === 'withdraw') return [{ what: 'withdraw', whom: target }]
  if (kind === 'invite')
    return [
      { what: 'withdraw', whom: target },
      { what: 'send', whom: person },
    ]
  return [{ what: kind, whom: target }]
}

let run = 0

test('no writing request leaves the process unless an admin confirms their own fresh preview of these people', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async steps => {
      run += 1
      // A day for each run, so that runs do not meet.
      const origin = start.getTime() + run * 86_400_000
      let now = origin
      const shown: Shown[] = []
      const doors = { on: world.openDoor(), off: world.openDoor({ allowed: [] }) }
      let presses = 0
      let order = 0
      const touched = new Map<string, number>()
      for (const each of steps) {
        if (each.do === 'wait') now += each.seconds * 1000
        else if (each.do === 'show') {
          const { actor, kind } = each
          const list = kind === 'withdraw' || kind === 'invite' ? targets.invites : targets.members
          const some = each.whom.flatMap(at => list[at] ?? [])
          const wanted = { alert: alert.id, actor, kind, targets: some }
          const token = await doors.on.preview(wanted, admin, new Date(now))
          shown.push({ token, actor, kind, at: now, targets: some, order: ++order, isUsed: false })
        } else {
          const meant = each.token < 0 ? shown.at(each.token) : shown[each.token % Math.max(1, shown.length)]
          const written = meant?.token ?? 'none'
          const token = each.tamper === null ? written : (forge[each.tamper]?.(written) ?? '')
          const before = calls.length
          const door = each.isOn ? doors.on : doors.off
          presses += each.times
          const results = await Promise.allSettled(
            Array.from({ length: each.times }, () =>
              door.press({
                ...{ token, actor: each.actor, authorization: each.isAdmin ? admin : null, now: new Date(now) },
                signal: new AbortController().signal,
                onAccepted: async () => {},
              }),
            ),
          )
          const sent = calls.slice(before)
          const isRight =
            each.tamper === null &&
            each.isOn &&
            each.isAdmin &&
            meant !== undefined &&
            meant.actor === each.actor &&
            !meant.isUsed &&
            now - meant.at <= 600_000 &&
            now - meant.at >= -60_000
          expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(isRight ? 1 : 0)
          if (!isRight) expect(sent).toEqual([])
          else {
            meant.isUsed = true
            // Exactly these people, each at most once; whom someone else has changed since is left out.
            const left = meant.targets.filter(({ target }) => (touched.get(target) ?? 0) < meant.order)
            const most = left.flatMap(target => allowedCalls(meant.kind, target))
            for (const call of sent) expect(most).toContainEqual(call)
            expect(new Set(sent.map(call => JSON.stringify(call))).size).toBe(sent.length)
            // The first of them at least is tried, and no one else’s preview of before acts on them any more.
            if (left.length > 0) expect(sent.length).toBeGreaterThan(0)
            order += 1
            for (const { target } of meant.targets) touched.set(target, order)
          }
        }
      }
      const entries = await store.audit.between(new Date(origin - 7_200_000), new Date(origin + 79_200_000), 1_000)
      expect(entries, 'one record for each press, accepted or refused').toHaveLength(presses)
    }),
    { numRuns: propertyRuns },
  )
  // It was not only refusals.
  expect(calls.length).toBeGreaterThan(0)
})
