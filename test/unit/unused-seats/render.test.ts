import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import { addDays, startOfDay, utcDay } from '../../../src/time/utc-days.ts'
import type { SeatRecord } from '../../../src/unused-seats/findings/census.ts'
import { exampleUnused } from '../../../src/unused-seats/findings/example.ts'
import { findUnused } from '../../../src/unused-seats/findings/find.ts'
import { defaultPolicy } from '../../../src/unused-seats/findings/policy.ts'
import type { UnusedFacts } from '../../../src/unused-seats/findings/render.ts'
import type { UnusedView } from '../../../src/unused-seats/findings.ts'
import { renderUnused, renderUnusedNews, seatsOf } from '../../../src/unused-seats/findings.ts'
import { actionsIn, notesIn, rowsIn, textsIn } from '../../helpers/said.ts'
import { census, idle, invited, member, NOW, neverUsed } from '../../helpers/seat-records.ts'

const rendering = { t: createWords('en'), timeZone: 'Europe/Berlin', commandPrefix: '/tabnine ' }
const totals: UnusedView = { name: () => null, minGroupSize: 5 }
const named: UnusedView = { name: ({ email, id }) => email ?? id, minGroupSize: 5 }

function factsOf(known: Parameters<typeof census>[0], more: Partial<UnusedFacts> = {}): UnusedFacts {
  const policy = { ...defaultPolicy, serviceAccounts: ['svc-*@*'] }
  const findings = findUnused(census(known), policy, NOW)
  return { ...exampleUnused, episode: null, findings, ...more }
}

const crowd = ['v', 'w', 'x', 'y', 'z'].map(name => member(name))

test('the example says how many, since when, how it stands, and what can be done', () => {
  const message = renderUnused(exampleUnused, rendering, totals)
  expect(textsIn(message)).toEqual([
    'Unused seats of Payments',
    '5 seats of Payments are unused: 2 invited and not joined, 2 registered and never used and 1 used before and idle since.',
    '5 seats of Payments are unused: 2 invited and not joined, 2 registered and never used and 1 used before and idle since.',
    'Opened on 9 Nov 2026 with 14. Now 6 joined, 1 in use, 2 released, 2 snoozed and 3 open.',
    'Since when is told only of 5 people or more.',
    'Not counted: 1 invited or registered in the last 14 days.',
    'Use is looked for in 9–22 Nov 2026, whole days in UTC.',
    'Source: Tabnine Usage API at console.tabnine.com. Counts of 23 Nov 2026, 11:25 AM CET.',
    ...['Remind', 'remind 12', 'Snooze 7 days', 'snooze 12 7d', 'Exclude…', 'exclude'],
    ...['Export', 'export 12', 'Why', 'why team-1'],
  ])
})

test('of a team of few people it is not told what all of them have in common', () => {
  const few = factsOf({ members: ['a', 'b', 'c'].map(name => neverUsed(name)) })
  expect(few.findings.team).not.toBeNull()
  expect(renderUnused(few, rendering, totals).summary).toBe('3 seats of Payments are unused.')
  expect(renderUnused(few, rendering, { ...named, minGroupSize: 0 }).summary).toContain(
    'None of the 3 registered people',
  )
  expect(renderUnusedNews(few, [], rendering, totals).summary).toBe('Still unused: 3 seats of Payments.')
})

test('of a team as a whole it is told how many of its seats are found, so that what became of them adds up', () => {
  const members = [...['a', 'b', 'c', 'd'].map(name => idle(name)), neverUsed('e', { registeredAt: addDays(NOW, -2) })]
  const { episode } = exampleUnused
  const progress = episode && { ...episode.progress, openedWith: 4, open: 4, snoozed: 0, untold: 1 }
  const texts = textsIn(
    renderUnused(
      factsOf({ members, invited: [invited('p', 40)] }, { episode: episode && progress && { ...episode, progress } }),
      rendering,
      totals,
    ),
  )
  expect(texts).toContainEqual(expect.stringMatching(/^None of the 5 registered people in Payments/))
  expect(texts).toContain('5 seats of Payments are unused: 1 invited and not joined and 4 used before and idle since.')
  expect(texts).toContain('Opened on 9 Nov 2026 with 4. Now 6 joined, 1 in use, 2 released, 4 open and 1 found since.')
})

test('since when is told of as many people as the floor, or to whoever may see names', () => {
  const members = ['a', 'b', 'c', 'd', 'e'].map(name => idle(name))
  const facts = factsOf({ members: [...crowd, ...members], invited: [invited('p', 40)] })
  const lines = (view: UnusedView) =>
    textsIn(renderUnused(facts, rendering, view)).filter(text => text.includes('longest'))
  expect(lines(totals)).toEqual([expect.stringContaining('idle since')])
  expect(lines({ ...named, minGroupSize: 0 })).toHaveLength(2)
})

test('where names may be seen they stand in a list, by name', () => {
  const message = renderUnused(exampleUnused, rendering, {
    ...named,
    name: ({ email }) => email?.split('@')[0] ?? null,
  })
  expect(rowsIn(message)).toEqual([
    ['alan', 'Registered, never used', '2 Mar 2026', '190'],
    ['katherine', 'Registered, never used', '7 Sep 2026', '55'],
    ['margaret', 'Invited, not joined', '20 Oct 2026', '24'],
    ['niklaus', 'Used before, idle since', '2 Oct 2026', '36'],
    ['tony', 'Invited, not joined', '14 Jul 2026', '94'],
  ])
})

describe('the first sentence', () => {
  const resolvedOn = utcDay(2026, 10, 26)
  const { episode } = exampleUnused
  const resolved = episode && { ...episode, resolvedOn }
  test.each<[what: string, facts: UnusedFacts, summary: string]>([
    ['one', factsOf({ members: [...crowd, idle('a')] }), '1 seat of Payments is unused: 1 used before and idle since.'],
    ['none', factsOf({ members: crowd }), 'No seat of Payments is found unused.'],
    ['few people', factsOf({ members: [idle('a'), neverUsed('b'), member('c')] }), '2 seats of Payments are unused.'],
    [
      'a team that never started',
      factsOf({ members: ['a', 'b', 'c', 'd', 'e'].map(name => neverUsed(name)), invited: [invited('f', 30)] }),
      'None of the 5 registered people in Payments has ever used Tabnine, while others in the organization do.',
    ],
    [
      'a team that has stopped',
      factsOf({ members: ['a', 'b', 'c', 'd', 'e'].map(name => idle(name)) }),
      'None of the 5 registered people in Payments uses Tabnine any more, the last of them did on 24 Oct 2026, while others in the organization do.',
    ],
    [
      'a quiet organization',
      factsOf({ organizationUsed: false }),
      'No data: the server reports no activity of anybody in the organization for 9–22 Nov 2026, which says nothing about who uses a seat.',
    ],
    [
      'a frozen server',
      factsOf({ isFrozen: true }),
      'No data: the server’s usage has stopped counting, which says nothing about who uses a seat.',
    ],
    [
      'the end',
      factsOf({ members: crowd }, { episode: resolved }),
      'Settled: no seat of Payments that was told of is unused any more, after 17 days.',
    ],
    [
      'numbers of invitations',
      pending(4),
      '4 invitations or more, open or expired, were not accepted at each of the 15 counts since 9 Nov 2026, so up to 4 may have waited that long; this server does not list invitations, so the people and the exact ages are unknown.',
    ],
    ['a number that is none', pending(0), 'No seat of Payments is found unused.'],
  ])('of %s', (_what, facts, summary) => {
    const message = renderUnused(facts, rendering, totals)
    expect(message.summary).toBe(summary)
    expect(message.parts[0]).toEqual({ kind: 'text', text: [summary] })
    expect(textsIn(message).filter(text => text === summary)).toHaveLength(2)
  })

  function pending(count: number): UnusedFacts {
    const seats = { registered: 5, invited: count, deactivated: 0 }
    const snapshots = Array.from({ length: 14 }, (_, index) => ({
      ...seats,
      subject: 'team-1',
      day: addDays(NOW, index - 14),
    }))
    return factsOf({ members: crowd, invited: null, counts: seats, snapshots })
  }
})

test('a server that does not list invitations is told of, as long as nothing is known of them as well', () => {
  const seats = { registered: 5, invited: 3, deactivated: 0 }
  const texts = textsIn(renderUnused(factsOf({ members: crowd, invited: null, counts: seats }), rendering, totals))
  expect(texts.join('\n')).toMatch(/does not list invitations, and the bot has not counted them for long enough/)
})

test('a baseline says that it is one, and what was left out', () => {
  const facts = factsOf(
    { members: [...crowd, neverUsed('svc-ci'), member('u', { usedInWindow: null, hasEverUsed: null })] },
    { isBaseline: true },
  )
  expect(notesIn(renderUnused(facts, rendering, totals)).slice(0, 3)).toEqual([
    'This is the first look. From now on changes are told.',
    'Not counted: 1 service account.',
    'Not judged: 1 seat of which the dates or the use are not known.',
  ])
})

test('what is settled offers nothing to remind or to snooze', () => {
  const { episode } = exampleUnused
  const settled = { ...exampleUnused, episode: episode && { ...episode, resolvedOn: NOW } }
  expect(actionsIn(renderUnused(settled, rendering, named))).toEqual([{ label: 'Seats', line: 'seats team-1' }])
})

test('the button to remind is there where somebody would be asked', () => {
  const { episode } = exampleUnused
  const linesOf = (members: SeatRecord[], waiting: SeatRecord[] = []) =>
    actionsIn(renderUnused(factsOf({ members, invited: waiting }, { episode }), rendering, named)).map(
      ({ line }) => line,
    )
  expect(linesOf([...crowd, idle('a')])).toEqual([
    ...['remind 12', 'snooze 12 7d', 'exclude'],
    ...['export 12', 'why team-1'],
  ])
  // Of a team that as a whole does not use it, only those invited are asked.
  const zero = ['a', 'b', 'c'].map(name => neverUsed(name))
  expect(linesOf(zero)).not.toContain('remind 12')
  expect(linesOf(zero, [invited('d', 40)])).toContain('remind 12')
})

describe('news in reply to an alert', () => {
  const facts = factsOf({ members: [...crowd, idle('a'), idle('b'), neverUsed('c')] })
  test('says how many are new, of what kind, and how many there are', () => {
    const added = seatsOf(facts.findings, 'idle')
    expect(renderUnusedNews(facts, added, rendering, totals).summary).toBe(
      '2 more seats of Payments are unused: 2 used before and idle since; now 3 in all.',
    )
  })
  test('or says the same again', () => {
    expect(renderUnusedNews(facts, [], rendering, totals).summary).toBe(
      'Still unused: 3 seats of Payments, 1 registered and never used and 2 used before and idle since.',
    )
  })
  test('of a whole team it says one sentence', () => {
    const zero = factsOf({ members: ['a', 'b', 'c', 'd', 'e'].map(name => neverUsed(name)) })
    const { summary } = renderUnusedNews(zero, seatsOf(zero.findings), rendering, totals)
    expect(summary).toMatch(/^None of the 5 registered people/)
  })
})

const days = fc.option(fc.integer({ min: 0, max: 900 }).map(ago => addDays(startOfDay(NOW), -ago)))
const anyRecord: fc.Arbitrary<SeatRecord> = fc.record({
  id: fc.option(fc.uuid(), { freq: 2 }),
  email: fc.uuid().map(word => `${word}@x.example`),
  teamId: fc.constant(null),
  invitedAt: days,
  expiresAt: days,
  registeredAt: days,
  firstUsedOn: fc.constant(null),
  lastUsedOn: days,
  hasEverUsed: fc.constantFrom(null, true, false),
  usedInWindow: fc.constantFrom(null, true, false),
})
const anyFacts = fc
  .record({ records: fc.array(anyRecord, { maxLength: 20 }), isListed: fc.boolean(), organizationUsed: fc.boolean() })
  .map(({ records, isListed, organizationUsed }) =>
    factsOf(
      {
        members: records.filter(({ id }) => id !== null),
        invited: isListed ? records.filter(({ id }) => id === null) : null,
        organizationUsed,
      },
      { episode: exampleUnused.episode },
    ),
  )

test('whoever is there, no text has a gap, and without leave to name anybody nobody is named', () => {
  fc.assert(
    fc.property(anyFacts, facts => {
      const { verdicts } = facts.findings
      const messages = [
        renderUnused(facts, rendering, totals),
        renderUnusedNews(facts, seatsOf(facts.findings), rendering, totals),
      ]
      const told = messages.flatMap(textsIn).join('\n')
      expect(told).not.toMatch(/NaN|undefined|null|Infinity|Invalid|\[object/)
      for (const { record } of verdicts) {
        expect(told).not.toContain(record.email)
        if (record.id !== null) expect(told).not.toContain(record.id)
      }
    }),
  )
})

test('somebody who is spared is named to nobody', () => {
  fc.assert(
    fc.property(anyFacts, facts => {
      const named = rowsIn(renderUnused(facts, rendering, { minGroupSize: 5, name: ({ email }) => email })).map(
        ([name]) => name,
      )
      const found = new Set(seatsOf(facts.findings).map(({ record }) => record.email))
      expect(named.filter(name => !found.has(name ?? null))).toEqual([])
    }),
  )
})
