/** What holds whatever happens: any people, any days, any snoozes. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NotifiedState } from '../../../../src/ports.ts'
import { type AlertDecision, decide, defaultAlertSettings } from '../../../../src/unused-seats/alert/decide.ts'
import { isSnoozed } from '../../../../src/unused-seats/alert/notified-state.ts'
import { countFound, type Findings, keyOf, seatsOf } from '../../../../src/unused-seats/findings.ts'
import { type Day, findOn, onDay, states } from './world.ts'

const people = fc.dictionary(fc.constantFrom(...'abcdefghijkl'), fc.constantFrom(...states), { maxKeys: 12 })
const anyDay: fc.Arbitrary<Day> = fc.oneof(
  { weight: 8, arbitrary: people.map(people => ({ people })) },
  { weight: 2, arbitrary: fc.record({ people, pending: fc.nat({ max: 4 }) }) },
  { weight: 1, arbitrary: people.map(people => ({ people, isQuiet: true })) },
)
/** Whether no one, one or everyone is snoozed before the check, and for how long. */
const anySnooze = fc.option(
  fc.record({ item: fc.option(fc.nat({ max: 11 })), days: fc.integer({ min: 1, max: 12 }) }),
  {
    freq: 5,
  },
)
const anyStep = fc.record({ gap: fc.constantFrom(0, 0.2, 1, 1, 1, 3, 8), day: anyDay, snooze: anySnooze })
const anySettings = fc.record({
  isOn: fc.constant(true),
  atLeast: fc.integer({ min: 1, max: 3 }),
  repeatDays: fc.integer({ min: 1, max: 8 }),
})

type Check = {
  readonly now: Date
  readonly findings: Findings
  readonly before: NotifiedState | null
  readonly decision: AlertDecision
}

const histories = fc
  .record({ steps: fc.array(anyStep, { minLength: 1, maxLength: 25 }), settings: anySettings })
  .map(({ steps, settings }) => {
    const checks: Check[] = []
    let at = 0
    for (const { gap, day, snooze } of steps) {
      at += gap
      const now = onDay(at)
      const before = snoozeSome(checks.at(-1)?.decision.next ?? null, snooze, now)
      const findings = findOn(at, day)
      checks.push({ now, findings, before, decision: decide(findings, before, now, settings) })
    }
    return { checks, settings, at }
  })

test('people are notified at most once a day', () => {
  holds(({ checks }) => {
    const days = checks.filter(isNotice).map(({ now }) => now.toISOString().slice(0, 10))
    expect(days).toEqual([...new Set(days)])
  })
})

test('open and untold seats are together all that were found, and those of which nothing new is known', () => {
  holds(({ checks }) => {
    for (const { decision, findings } of checks) {
      const episode = decision.notifies ? decision.next.episode : null
      if (!decision.notifies || !decision.progress || !episode || findings.pending !== null) continue
      const found = new Set(seatsOf(findings).map(({ record }) => keyOf(record)))
      const unknown = episode.items.filter(({ who, fate }) => fate === 'open' && !found.has(who)).length
      expect(decision.progress.open + decision.progress.untold).toBe(found.size + unknown)
    }
  })
})

test('nothing is posted twice without a cause', () => {
  holds(({ checks, settings }) => {
    let last: Date | null = null
    for (const { decision, before, findings, now } of checks) {
      if (!decision.notifies) continue
      const named = new Set(before?.episode?.items.map(({ who }) => who))
      expect(decision.added.filter(({ record }) => named.has(keyOf(record)))).toEqual([])
      const returned = before?.episode?.items.some(item => item.snoozedUntil !== null && !isSnoozed(item, now))
      const isTeamNew = findings.team && !before?.episode?.teamStates.includes(findings.team.state)
      const areMore = (findings.pending?.count ?? 0) > (before?.episode?.pending.most ?? 0)
      if (decision.reason === 'more') {
        expect(decision.added.length > 0 || returned || isTeamNew || areMore).toBe(true)
      }
      if (decision.reason === 'repeat') {
        expect((now.getTime() - (last?.getTime() ?? 0)) / 86_400_000).toBeGreaterThan(settings.repeatDays - 1)
      }
      if (decision.how !== 'edit') last = now
    }
  })
})

test('an episode is open as long as something is, and ends when nothing is', () => {
  holds(({ checks, settings, at }) => {
    for (const { decision, findings } of checks) {
      if (findings.noData === null && countFound(findings) >= settings.atLeast && decision.reason !== 'said-today') {
        expect(decision.next?.episode).not.toBeNull()
      }
    }
    const state = checks.at(-1)?.decision.next ?? null
    const end = decide(findOn(at + 1, { people: { a: 'uses' } }), state, onDay(at + 1), settings)
    expect(end.next?.episode).toBeNull()
    expect(end.reason).toBe(state === null ? 'baseline' : state.episode ? 'resolved' : 'nothing-new')
  })
})

test('without data nothing changes', () => {
  holds(({ checks }) => {
    for (const { findings, before, decision } of checks) {
      if (findings.noData !== null) expect(decision).toEqual({ notifies: false, reason: 'no-data', next: before })
    }
  })
})

test('who is snoozed is silent until their time', () => {
  holds(({ checks }) => {
    for (const { before, decision, now } of checks.filter(isNotice)) {
      expect(before?.episode ? isSnoozed(before.episode, now) : false).toBe(false)
      const items = decision.next?.episode?.items ?? []
      const open = items.filter(({ fate }) => fate === 'open')
      const pending = decision.next?.episode?.pending.now ?? 0
      // It is always about a person who is not snoozed, except for a first check, which may find no one.
      if (decision.reason !== 'baseline') expect(open.some(item => !isSnoozed(item, now)) || pending > 0).toBe(true)
    }
  })
})

test('everyone found is reported sooner or later', () => {
  holds(({ checks, settings, at }) => {
    const last = checks.at(-1)
    if (!last || last.findings.noData !== null || countFound(last.findings) < settings.atLeast) return
    let state = last.decision.next
    for (const days of [20, 30, 40]) {
      state = decide({ ...last.findings, day: onDay(at + days) }, state, onDay(at + days), settings).next
    }
    const known = new Set(state?.episode?.items.map(({ who }) => who))
    expect(seatsOf(last.findings).filter(({ record }) => !known.has(keyOf(record)))).toEqual([])
  })
})

test('the decision depends on its arguments alone, changes none of them, and survives being kept', () => {
  holds(({ checks, settings }) => {
    for (const { findings, before, now, decision } of checks) {
      const kept: NotifiedState | null = JSON.parse(JSON.stringify(before))
      expect(decide(structuredClone(findings), freeze(kept), new Date(now), settings)).toEqual(decision)
    }
  })
})

test('a disabled alert posts nothing and forgets nothing', () => {
  holds(({ checks, settings }) => {
    for (const { findings, before, now } of checks) {
      expect(decide(findings, before, now, { ...settings, isOn: false })).toEqual({
        notifies: false,
        reason: 'off',
        next: before,
      })
    }
  })
})

test('the default settings notify about the first seat, and again after a week', () => {
  expect(defaultAlertSettings).toEqual({ isOn: true, atLeast: 1, repeatDays: 7 })
})

type History = typeof histories extends fc.Arbitrary<infer T> ? T : never

function holds(check: (history: History) => void): void {
  fc.assert(fc.property(histories, check))
}

function isNotice({ decision }: Check): boolean {
  return decision.notifies && decision.how !== 'edit'
}

function snoozeSome(
  state: NotifiedState | null,
  snooze: { item: number | null; days: number } | null,
  now: Date,
): NotifiedState | null {
  if (!state?.episode || snooze === null) return state
  const snoozedUntil = new Date(now.getTime() + snooze.days * 86_400_000).toISOString()
  if (snooze.item === null) return { ...state, episode: { ...state.episode, snoozedUntil } }
  const items = state.episode.items.map((item, index) => (index === snooze.item ? { ...item, snoozedUntil } : item))
  return { ...state, episode: { ...state.episode, items } }
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze)
  return value
}
