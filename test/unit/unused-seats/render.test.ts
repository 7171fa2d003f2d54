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
import { actionsIn, factsIn, notesIn, rowsIn, textsIn } from '../../helpers/message-content.ts'
import { census, idle, invited, member, NOW, neverUsed } from '../../helpers/seat-records.ts'

const rendering = { t: createWords('en'), timeZone: 'Europe/Berlin', commandPrefix: '/tabnine ' }
const totals: UnusedView = { name: () => null, minGroupSize: 5 }
const named: UnusedView = { name: ({ email, id }) => email ?? id, minGroupSize: 5 }

function factsOf(known: Parameters<typeof census>[0], more: Partial<UnusedFacts> = {}): UnusedFacts {
  const policy = { ...defaultPolicy, serviceAccounts: ['svc-*@*'] }
  const findings = findUnused(census(known), policy, NOW)
  return { ...exampleUnused, episode: null, findings, ...more }
}

function messageOf(facts: UnusedFacts, view: UnusedView = totals) {
  const message = renderUnused(facts, rendering, view)
  return { ...message, facts: factsIn(message), actions: actionsIn(message) }
}

const crowd = ['v', 'w', 'x', 'y', 'z'].map(name => member(name))

const confirmStop = expect.objectContaining({ confirm: 'Stop watching', cancel: 'Cancel' })

test('the example: how many, what changed, and what to do next', () => {
  const message = renderUnused(exampleUnused, rendering, totals)
  expect(textsIn(message)).toEqual([
    '⚠️ 5 unused Tabnine seats in Payments',
    '50% of the 10 seats checked. 14 on 9 Nov 2026.',
    '50% of the 10 seats checked. 14 on 9 Nov 2026. Updated Mon 23 Nov.',
    ...['Invited, never joined', '2', 'Joined, never used', '2', 'Not used for 14 days', '1'],
    ...['Since 9 Nov 2026', '6 joined · 1 in use again · 2 freed'],
    'Ages hidden for groups under 5 · New members (14 days) and service accounts don’t count',
    ...['Remind 5 people…', 'remind 12', 'Snooze 7 days', 'snooze 12 7d'],
    ...['Why these seats?', 'why team-1', 'Exclude someone…', 'exclude', 'Export CSV', 'export 12'],
    ...['Stop watching', 'alerts off team-1'],
  ])
  const actions = actionsIn(message)
  expect(actions.filter(({ style }) => style === 'primary').map(({ line }) => line)).toEqual(['remind 12'])
  expect(actions.filter(({ isMore }) => !isMore)).toHaveLength(2)
  expect(actions.at(-1)).toMatchObject({ style: 'danger', isMore: true, confirm: confirmStop })
})

test('the counts of the kinds add up to the title, and the changes to the number at first', () => {
  const members = [...crowd, ...['a', 'b', 'c', 'd', 'e', 'f'].map(name => idle(name)), neverUsed('n')]
  const waiting = ['p', 'q', 'r', 's', 't'].map((name, at) => invited(name, 40 + at))
  const progress = {
    ...{ openedOn: utcDay(2026, 10, 9), openedWith: 14, open: 12, snoozed: 0, deferred: 0, untold: 0 },
    fates: { joined: 0, started: 2, released: 2, renewed: 1, excluded: 0 },
  }
  const { facts, title } = messageOf(
    factsOf({ members, invited: waiting }, { episode: { number: 12, progress, resolvedOn: null } }),
  )
  const counted = facts.slice(0, 3).map(({ value }) => Number.parseInt(value, 10))
  expect(counted).toEqual([5, 1, 6])
  expect(title).toContain(`⚠️ ${counted.reduce((sum, count) => sum + count)} unused`)
  // 14 at first, 5 of them no longer unused, 3 new: 12.
  expect(facts[3]).toEqual({ label: 'Since 9 Nov 2026', value: '2 in use again · 2 freed · 1 invited again · 3 new' })
  expect(facts[0]?.value).toBe('5 · oldest 6 weeks')
  expect(facts[2]?.value).toBe('6 · longest 4 weeks')
})

test('what unused seats cost in a month, where a price is set', () => {
  const members = [...crowd, ...Array.from({ length: 27 }, (_, at) => idle(`i${at}`))]
  const seatPrice = { amount: 39, currency: 'EUR' }
  const facts = factsOf({ members }, { purchase: { seatPrice, renewal: null } })
  // 27 × 39 = 1,053.
  expect(renderUnused(facts, rendering, totals).summary).toBe('84% of the 32 seats checked, about €1,050 a month.')
  const german = { ...rendering, t: createWords('de') }
  expect(renderUnused(facts, german, totals).summary).toBe(
    '84\u00a0% der 32 geprüften Plätze, etwa 1.050\u00a0€ im Monat.',
  )
  // 27 × 39 × 12 ÷ 365 × 212 days is 7,339.
  const renewal = { on: addDays(facts.findings.day, 212), source: 'settings' } as const
  const withRenewal = { ...facts, purchase: { seatPrice, renewal } }
  const day = rendering.t.day(renewal.on)
  expect(renderUnused(withRenewal, rendering, totals).summary).toBe(
    `84% of the 32 seats checked, about €1,050 a month, €7,340 until the renewal on ${day}.`,
  )
  expect(renderUnused(withRenewal, german, totals).summary).toContain('7.340\u00a0€ bis zur Verlängerung am ')
})

test('answers in the past tense with their date, and the seats to free one press away', () => {
  const asked = {
    ...{ use: 1, release: 1, later: 1, open: 22, unreached: 0, waiting: 0, newInvites: 0, toFree: 1 },
    lastSentOn: new Date('2026-11-16T08:30:00Z'),
  }
  const episodeWith = (change: Partial<typeof asked>) => {
    const { episode } = exampleUnused
    return episode && { ...episode, progress: { ...episode.progress, asked: { ...asked, ...change } } }
  }
  const render = (change: Partial<typeof asked> = {}) => messageOf({ ...exampleUnused, episode: episodeWith(change) })
  expect(render().facts.at(-1)).toEqual({
    label: 'Reminders',
    value: '25 sent on 16 Nov 2026: 1 keeps it · 1 doesn’t need it · 1 later · 22 no answer yet',
  })
  expect(render().actions[1]).toEqual({ label: 'See 1 seat to free', line: 'remind 12 answers' })
  expect(render({ waiting: 4 }).facts.at(-1)?.value).toMatch(/^21 of 25 sent on/)
  expect(render({ newInvites: 1 }).facts.at(-1)?.value).toContain('1 keeps it · 1 of them needs a new invite')
  // The person has lost the seat since.
  expect(render({ toFree: 0 }).actions.map(({ line }) => line)).not.toContain('remind 12 answers')
  // A small group: no number of the message may reveal an answer.
  const one = render({ open: 1 })
  expect(one.facts.at(-1)?.value).toBe('4 people reminded; answers are shown from 5 people on')
  expect(one.actions.map(({ line }) => line)).not.toContain('remind 12 answers')
})

test('the number of people to remind is left out where it would reveal what a small group answered', () => {
  const labelOf = (remindable: number) => messageOf({ ...exampleUnused, remindable }).actions[0]?.label
  expect([5, 4, 3, 0].map(labelOf)).toEqual([
    'Remind 5 people…',
    'Remind people…',
    'Remind people…',
    // No one can be reminded.
    'Snooze 7 days',
  ])
})

test('a snoozed alert offers to wake it', () => {
  const { episode } = exampleUnused
  const silentUntil = new Date('2026-11-30T10:00:00Z')
  const message = renderUnused({ ...exampleUnused, episode: episode && { ...episode, silentUntil } }, rendering, totals)
  expect(textsIn(message)).toContain('Snoozed until Mon 30 Nov.')
  expect(actionsIn(message).map(({ label }) => label)).toContain('Wake now')
  expect(actionsIn(message).map(({ label }) => label)).not.toContain('Snooze 7 days')
})

test('of a small team it is hidden what all of them have in common', () => {
  const small = factsOf({ members: ['a', 'b', 'c'].map(name => neverUsed(name)) })
  expect(small.findings.team).not.toBeNull()
  const hidden = renderUnused(small, rendering, totals)
  expect([hidden.title, hidden.summary]).toEqual([
    '⚠️ 3 unused Tabnine seats in Payments',
    'Details hidden for groups under 5.',
  ])
  expect(messageOf(small).facts).toEqual([])
  expect(renderUnused(small, rendering, { ...named, minGroupSize: 0 }).title).toBe(
    '⚠️ Nobody in Payments has ever used Tabnine',
  )
  expect(renderUnusedNews(small, [], rendering, totals)).toMatchObject({
    title: '⚠️ 3 Tabnine seats still unused in Payments',
    summary: '3 in total.',
  })
})

test('of a team as a whole it states how many of its seats are unused, so that their outcomes add up', () => {
  const members = [...['a', 'b', 'c', 'd'].map(name => idle(name)), neverUsed('e', { registeredAt: addDays(NOW, -2) })]
  const { episode } = exampleUnused
  const progress = episode && { ...episode.progress, openedWith: 4, open: 4, snoozed: 0, untold: 1 }
  const { title, summary, facts } = messageOf(
    factsOf({ members, invited: [invited('p', 40)] }, { episode: episode && progress && { ...episode, progress } }),
  )
  expect(title).toBe('⚠️ Nobody in Payments uses Tabnine any more')
  expect(summary).toMatch(/^None of the 5 members uses Tabnine any more .* 5 of the 6 seats checked are unused\. 4 on /)
  expect(facts.map(({ value }) => value)).toEqual(['1', '4', '6 joined · 1 in use again · 2 freed · 10 new'])
})

test('ages are shown of as many people as the minimum group size, or to readers who see names', () => {
  const members = ['a', 'b', 'c', 'd', 'e'].map(name => idle(name))
  const facts = factsOf({ members: [...crowd, ...members], invited: [invited('p', 40)] })
  const ages = (view: UnusedView) => messageOf(facts, view).facts.filter(({ value }) => /longest|oldest/.test(value))
  expect(ages(totals)).toEqual([{ label: 'Not used for 14 days', value: '5 · longest 4 weeks' }])
  expect(ages({ ...named, minGroupSize: 0 })).toHaveLength(2)
})

test('where names may be seen they are in a list, by name', () => {
  const message = renderUnused(exampleUnused, rendering, {
    ...named,
    name: ({ email }) => email?.split('@')[0] ?? null,
  })
  expect(rowsIn(message)).toEqual([
    ['alan', 'Joined, never used', '2 Mar 2026 (8 months)'],
    ['katherine', 'Joined, never used', '7 Sep 2026 (2 months)'],
    ['margaret', 'Invited, never joined', '20 Oct 2026 (4 weeks)'],
    ['niklaus', 'Not used for 14 days', '2 Oct 2026 (7 weeks)'],
    ['tony', 'Invited, never joined', '14 Jul 2026 (4 months)'],
  ])
})

describe('the title and the first sentence', () => {
  const resolvedOn = utcDay(2026, 10, 26)
  const { episode } = exampleUnused
  const resolved = episode && { ...episode, resolvedOn }
  test.each<[what: string, facts: UnusedFacts, title: string, summary: string]>([
    [
      'one',
      factsOf({ members: [...crowd, idle('a')] }),
      '⚠️ 1 unused Tabnine seat in Payments',
      '17% of the 6 seats checked.',
    ],
    ['none', factsOf({ members: crowd }), '✅ No unused Tabnine seats in Payments', '5 seats checked.'],
    [
      'fewer than five people',
      factsOf({ members: [idle('a'), neverUsed('b'), member('c')] }),
      '⚠️ 2 unused Tabnine seats in Payments',
      'Details hidden for groups under 5.',
    ],
    [
      'a team that never started',
      factsOf({ members: ['a', 'b', 'c', 'd', 'e'].map(name => neverUsed(name)), invited: [invited('f', 30)] }),
      '⚠️ Nobody in Payments has ever used Tabnine',
      'None of the 5 members has used Tabnine yet. The rest of the company does. 6 of the 6 seats checked are unused.',
    ],
    [
      'a team that has stopped',
      factsOf({ members: ['a', 'b', 'c', 'd', 'e'].map(name => idle(name)) }),
      '⚠️ Nobody in Payments uses Tabnine any more',
      'None of the 5 members uses Tabnine any more (last use: 24 Oct 2026). The rest of the company does. 5 of the 5 seats checked are unused.',
    ],
    [
      'a quiet organization',
      factsOf({ organizationUsed: false }),
      'No data about Tabnine seats in Payments',
      'Tabnine reported no activity for anyone on 9–22 Nov 2026. That usually means missing data, not that nobody used it.',
    ],
    [
      'a frozen server',
      factsOf({ isFrozen: true }),
      'No data about Tabnine seats in Payments',
      'Tabnine has stopped counting usage, so nobody can see who uses a seat. I’ll check again tomorrow.',
    ],
    [
      'the end',
      factsOf({ members: crowd }, { episode: resolved }),
      '✅ All clear in Payments',
      'None of the 14 seats is unused any more. It took 17 days.',
    ],
    [
      'numbers of invites',
      pending(4),
      '⚠️ Up to 4 old invites in Payments',
      '4 invites were open or expired at each of the 15 daily counts since 9 Nov 2026. Tabnine doesn’t list invites here, so up to 4 may be that old; I can’t see whose.',
    ],
    ['a number of zero', pending(0), '✅ No unused Tabnine seats in Payments', '5 seats checked.'],
  ])('of %s', (_what, facts, title, summary) => {
    const message = renderUnused(facts, rendering, totals)
    expect([message.title, message.summary]).toEqual([title, summary])
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

test('a server that does not list invitations is mentioned, as long as nothing is known of them', () => {
  const seats = { registered: 5, invited: 3, deactivated: 0 }
  const texts = textsIn(renderUnused(factsOf({ members: crowd, invited: null, counts: seats }), rendering, totals))
  expect(texts.join('\n')).toMatch(/doesn’t list invites here\. I need some days of counts/)
})

test('the first post states that it is one, and what could not be checked', () => {
  const facts = factsOf(
    { members: [...crowd, neverUsed('svc-ci'), member('u', { usedInWindow: null, hasEverUsed: null })] },
    { isBaseline: true },
  )
  const message = renderUnused(facts, rendering, totals)
  expect(message.summary).toBe(
    '7 seats checked. First check. I’ll update this message daily and post here when something changes.',
  )
  expect(textsIn(message)).toContain('1 seat not checked (no dates from Tabnine).')
  expect(notesIn(message)).toEqual(['New members (14 days) and service accounts don’t count · No names in channels'])
})

test('what is settled offers nothing to remind or to snooze', () => {
  const { episode } = exampleUnused
  const settled = { ...exampleUnused, episode: episode && { ...episode, resolvedOn: NOW } }
  expect(actionsIn(renderUnused(settled, rendering, named))).toEqual([{ label: 'See seats', line: 'seats team-1' }])
})

test('the button to remind is there where a person would be asked', () => {
  const { episode } = exampleUnused
  const linesOf = (members: SeatRecord[], waiting: SeatRecord[] = []) =>
    actionsIn(renderUnused(factsOf({ members, invited: waiting }, { episode }), rendering, named)).map(
      ({ line }) => line,
    )
  expect(linesOf([...crowd, idle('a')])).toEqual([
    ...['remind 12', 'snooze 12 7d', 'why team-1'],
    ...['exclude', 'export 12', 'alerts off team-1'],
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
    expect(renderUnusedNews(facts, added, rendering, totals)).toMatchObject({
      title: '⚠️ 2 more unused Tabnine seats in Payments',
      summary: '3 in total: 1 never used and 2 not used for 14 days.',
    })
  })
  test('or repeats what is still unused', () => {
    expect(renderUnusedNews(facts, [], rendering, totals)).toMatchObject({
      title: '⚠️ 3 Tabnine seats still unused in Payments',
      summary: '3 in total: 1 never used and 2 not used for 14 days.',
    })
  })
  test('with what changed and the next step', () => {
    const { episode } = exampleUnused
    const message = renderUnusedNews({ ...facts, episode, remindable: 2 }, [], rendering, totals)
    expect(message.parts).toContainEqual({
      kind: 'facts',
      facts: [{ label: 'Since 9 Nov 2026', value: '6 joined · 1 in use again · 2 freed' }],
    })
    expect(actionsIn(message)).toEqual([{ label: 'Remind people…', line: 'remind 12', style: 'primary' }])
  })
  test('of a whole team it is one sentence', () => {
    const zero = factsOf({ members: ['a', 'b', 'c', 'd', 'e'].map(name => neverUsed(name)) })
    const { title, summary } = renderUnusedNews(zero, seatsOf(zero.findings), rendering, totals)
    expect(title).toBe('⚠️ Nobody in Payments has ever used Tabnine')
    expect(summary).toMatch(/^None of the 5 members/)
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

test('no matter who is listed, no text has a gap, and without permission to name people no one is named', () => {
  fc.assert(
    fc.property(anyFacts, facts => {
      const { verdicts } = facts.findings
      const messages = [
        renderUnused(facts, rendering, totals),
        renderUnusedNews(facts, seatsOf(facts.findings), rendering, totals),
      ]
      const texts = messages.flatMap(textsIn).join('\n')
      expect(texts).not.toMatch(/NaN|undefined|null|Infinity|Invalid|\[object/)
      for (const { record } of verdicts) {
        expect(texts).not.toContain(record.email)
        if (record.id !== null) expect(texts).not.toContain(record.id)
      }
    }),
  )
})

test('a person who is spared is named to no one', () => {
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
