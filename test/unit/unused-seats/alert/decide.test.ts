import { describe, expect, test } from 'vitest'
import type { NotifiedState } from '../../../../src/ports.ts'
import type { AlertDecision, AlertSettings } from '../../../../src/unused-seats/alert/decide.ts'
import { keyOf } from '../../../../src/unused-seats/findings.ts'
import { type Day, group, live, onDay } from './world.ts'

// One person works, so that the team never counts as one that has stopped.
const some = (names: string, state: Parameters<typeof group>[1] = 'idle'): Day => ({
  people: { w: 'uses', ...group(names, state) },
})
const none: Day = { people: { w: 'uses' } }
const quiet: Day = { ...some('abc'), isQuiet: true }

describe('over some days', () => {
  test.each<[what: string, days: Record<number, Day>, reasons: string[], settings?: Partial<AlertSettings>]>([
    ['the first check is a baseline', { 0: some('abc') }, ['baseline']],
    ['a baseline of nothing is posted as well, once', { 0: none, 1: none }, ['baseline', 'nothing-new']],
    ['what stays the same is not posted', { 0: some('abc'), 1: some('abc') }, ['baseline', 'nothing-new']],
    ['the first one found opens', { 0: none, 1: some('a') }, ['baseline', 'opened']],
    [
      'but not on the day of the baseline',
      { 0: none, 0.3: some('a'), 1: some('a') },
      ['baseline', 'said-today', 'opened'],
    ],
    ['one more of a small number is posted', { 0: some('ab'), 1: some('abc') }, ['baseline', 'more']],
    [
      'at most once a day',
      { 0: some('ab'), 1: some('abc'), 1.3: some('abcd'), 2: some('abcd') },
      ['baseline', 'more', 'said-today', 'more'],
    ],
    [
      'one more of many waits for company',
      { 0: some('abcdefghijkl'), 1: some('abcdefghijklm'), 2: some('abcdefghijklmn') },
      ['baseline', 'few-more', 'more'],
    ],
    [
      'or for the repetition',
      { 0: some('abcdefghijkl'), 1: some('abcdefghijklm'), 7: some('abcdefghijklm'), 8: some('abcdefghijklm') },
      ['baseline', 'few-more', 'repeat', 'nothing-new'],
    ],
    ['one fewer is an edit', { 0: some('abc'), 1: some('ab'), 2: some('ab') }, ['baseline', 'fewer', 'nothing-new']],
    [
      'what comes and goes is not posted again, but shown',
      { 0: some('abc'), 1: some('ab'), 2: some('abc'), 3: some('ab') },
      ['baseline', 'fewer', 'back', 'fewer'],
    ],
    [
      'it is repeated each week',
      { 0: some('a'), 6: some('a'), 7: some('a'), 8: some('a'), 14: some('a') },
      ['baseline', 'nothing-new', 'repeat', 'nothing-new', 'repeat'],
    ],
    [
      'or as often as is set',
      { 0: some('a'), 2: some('a'), 3: some('a') },
      ['baseline', 'nothing-new', 'repeat'],
      { repeatDays: 3 },
    ],
    [
      'changes that a check is the first to see are an edit',
      { 0: some('ab'), 1: some('ab'), 2: none },
      ['baseline', 'confirmed', 'resolved'],
      { hasNewChanges: true },
    ],
    ['the last one ends it', { 0: some('a'), 1: none, 2: none }, ['baseline', 'resolved', 'nothing-new']],
    ['and the next one opens another', { 0: some('a'), 1: none, 2: some('a') }, ['baseline', 'resolved', 'opened']],
    ['no data before the first check', { 0: quiet, 1: some('a') }, ['no-data', 'baseline']],
    ['no data ends nothing', { 0: some('abc'), 1: quiet, 2: some('abc') }, ['baseline', 'no-data', 'nothing-new']],
    ['no data opens nothing', { 0: none, 1: quiet, 2: none }, ['baseline', 'no-data', 'nothing-new']],
    ['no data is not repeated', { 0: some('a'), 9: quiet }, ['baseline', 'no-data']],
    [
      'not to know ends nothing',
      { 0: some('a'), 1: some('a', 'unknown'), 2: some('a') },
      ['baseline', 'nothing-new', 'nothing-new'],
    ],
    [
      'fewer than asked for open nothing',
      { 0: some('a'), 1: some('ab'), 2: some('abc') },
      ['baseline', 'below-threshold', 'opened'],
      { atLeast: 3 },
    ],
    [
      'nor are they repeated',
      { 0: some('abc'), 1: some('a'), 9: some('a'), 10: none },
      ['baseline', 'fewer', 'below-threshold', 'resolved'],
      { atLeast: 3 },
    ],
    ['off is off', { 0: some('a'), 1: none }, ['off', 'off'], { isOn: false }],
    [
      'a team that never started is one finding',
      { 0: { people: group('abc', 'never') }, 1: { people: group('abcdefgh', 'never') } },
      ['baseline', 'nothing-new'],
    ],
    [
      'of which some begin',
      { 0: { people: group('abcd', 'never') }, 1: { people: { ...group('abc', 'never'), d: 'uses' } } },
      ['baseline', 'fewer'],
    ],
    [
      'a team that stops is posted once',
      {
        0: { people: { a: 'idle', b: 'idle', w: 'uses' } },
        1: { people: group('abw', 'idle') },
        2: { people: group('abw', 'idle') },
      },
      ['baseline', 'more', 'nothing-new'],
    ],
    [
      'a person who joins and then does nothing is new',
      {
        0: some('abc', 'invited'),
        1: { people: { w: 'uses', a: 'new', b: 'invited', c: 'invited' } },
        2: { people: { w: 'uses', a: 'never', b: 'invited', c: 'invited' } },
      },
      ['baseline', 'fewer', 'more'],
    ],
    [
      'numbers of invitations',
      {
        0: { ...none, pending: 4 },
        1: { ...none, pending: 4 },
        2: { ...none, pending: 5 },
        3: { ...none, pending: 3 },
        4: { ...none, pending: 5 },
        5: { ...none, pending: 0 },
      },
      ['baseline', 'nothing-new', 'more', 'fewer', 'nothing-new', 'resolved'],
    ],
    [
      'a server that no longer lists them',
      { 0: some('ab', 'invited'), 1: { ...none, pending: 2 }, 2: some('ab', 'invited') },
      ['baseline', 'nothing-new', 'nothing-new'],
    ],
    [
      'a server that begins to list them',
      { 0: { ...none, pending: 2 }, 1: some('ab', 'invited') },
      ['baseline', 'fewer'],
    ],
  ])('%s', (_what, days, reasons, settings) => {
    expect(live(days, settings).map(({ reason }) => reason)).toEqual(reasons)
  })
})

test('news is a reply, a change for the better an edit, and a start a new message', () => {
  const decisions = live({ 0: none, 1: some('a'), 2: some('ab'), 3: some('a'), 10: some('a'), 11: none })
  expect(decisions.map(decision => [decision.reason, decision.notifies && decision.how])).toEqual([
    ['baseline', 'post'],
    ['opened', 'post'],
    ['more', 'edit-and-reply'],
    ['fewer', 'edit'],
    ['repeat', 'edit-and-reply'],
    ['resolved', 'edit'],
  ])
})

test('it names who is new, and everyone at first', () => {
  const decisions = live({ 0: some('ab'), 1: some('abc'), 2: some('bcd') })
  expect(decisions.map(added)).toEqual([['id-a', 'id-b'], ['id-c'], ['id-d']])
})

test('the outcome of everyone is counted', () => {
  const people = {
    a: 'invited',
    b: 'invited',
    c: 'invited',
    d: 'never',
    e: 'idle',
    f: 'idle',
    g: 'idle',
    w: 'uses',
  } as const
  const after = { a: 'uses', c: 'renewed', d: 'uses', f: 'excluded', g: 'idle', w: 'uses' } as const
  const [, decision] = live({ 0: { people }, 4: { people: after } })
  expect(decision?.notifies && decision.progress).toEqual({
    openedOn: new Date('2026-11-02T00:00:00Z'),
    openedWith: 7,
    open: 1,
    snoozed: 0,
    deferred: 0,
    untold: 0,
    fates: { joined: 1, started: 1, released: 2, renewed: 1, excluded: 1 },
  })
})

test('who comes while all is snoozed is counted apart, so that the numbers add up', () => {
  const snoozeFor = (state: NotifiedState | null, day: number) =>
    state?.episode && day === 1
      ? { ...state, episode: { ...state.episode, snoozedUntil: onDay(10).toISOString() } }
      : state
  const [, , decision] = live({ 0: some('abc'), 1: some('abc'), 2: some('abde') }, {}, snoozeFor)
  expect(decision).toMatchObject({
    reason: 'fewer',
    progress: { openedWith: 3, open: 2, snoozed: 2, deferred: 0, untold: 2 },
  })
})

describe('snoozed', () => {
  const snoozeAll = (days: number) => (state: NotifiedState | null, day: number) =>
    state?.episode && day === 1
      ? { ...state, episode: { ...state.episode, snoozedUntil: onDay(days).toISOString() } }
      : state
  const snooze = (who: string, days: number) => (state: NotifiedState | null, day: number) => {
    if (!state?.episode || day !== 1) return state
    const items = state.episode.items.map(item =>
      item.who === who ? { ...item, snoozedUntil: onDay(days).toISOString() } : item,
    )
    return { ...state, episode: { ...state.episode, items } }
  }

  test.each<[what: string, days: Record<number, Day>, change: ReturnType<typeof snooze>, reasons: string[]]>([
    [
      'an episode says neither more nor again',
      { 0: some('a'), 1: some('ab'), 8: some('ab'), 10: some('ab') },
      snoozeAll(10),
      ['baseline', 'snoozed', 'snoozed', 'more'],
    ],
    ['it may still end', { 0: some('a'), 1: some('a'), 2: none }, snoozeAll(10), ['baseline', 'snoozed', 'resolved']],
    ['or shrink', { 0: some('abc'), 1: some('abc'), 2: some('ab') }, snoozeAll(10), ['baseline', 'snoozed', 'fewer']],
    [
      'a person is reported when the time is over',
      { 0: some('a'), 1: some('a'), 8: some('a'), 10: some('a'), 11: some('a') },
      snooze('id-a', 10),
      ['baseline', 'snoozed', 'snoozed', 'more', 'nothing-new'],
    ],
    [
      'others go on',
      { 0: some('ab'), 1: some('ab'), 7: some('ab') },
      snooze('id-a', 10),
      ['baseline', 'nothing-new', 'repeat'],
    ],
    [
      'a person who starts to use it meanwhile is done',
      { 0: some('ab'), 1: some('ab'), 2: some('b') },
      snooze('id-a', 10),
      ['baseline', 'nothing-new', 'fewer'],
    ],
  ])('%s', (_what, days, change, reasons) => {
    expect(live(days, {}, change).map(({ reason }) => reason)).toEqual(reasons)
  })

  test('is counted', () => {
    const decisions = live({ 0: some('abc'), 1: some('abc'), 2: some('ab') }, {}, snooze('id-a', 10))
    expect(decisions[2]).toMatchObject({ progress: { open: 2, snoozed: 1, deferred: 1 } })
  })
})

function added(decision: AlertDecision): string[] {
  return decision.notifies ? decision.added.map(({ record }) => keyOf(record)) : []
}
