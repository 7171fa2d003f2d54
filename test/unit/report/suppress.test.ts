import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderSlack } from '../../../adapters/slack/blocks.ts'
import { renderTeams } from '../../../adapters/teams/card.ts'
import { digestReport } from '../../../src/digests/digest.ts'
import type { DigestFacts } from '../../../src/digests/facts.ts'
import type { DigestPart } from '../../../src/digests/part.ts'
import { sheetOfDigest } from '../../../src/digests/sheet.ts'
import { writeCsv } from '../../../src/message/csv.ts'
import type { Message } from '../../../src/message/message.ts'
import { renderText } from '../../../src/message/text.ts'
import { createWords } from '../../../src/message/words.ts'
import type { Count, Metrics, SeatCounts } from '../../../src/ports.ts'
import { isBelowMinGroupSize, tools } from '../../../src/privacy/min-group-size.ts'
import { type SeatsFacts, seatsReport } from '../../../src/seats/seats.ts'
import { sheetOfSeats, sheetOfTeam, sheetOfTeams } from '../../../src/seats/sheet.ts'
import { type TeamFacts, teamReport } from '../../../src/seats/team.ts'
import { type TeamsFacts, teamsReport } from '../../../src/seats/teams.ts'
import { addDays } from '../../../src/time/utc-days.ts'
import type { Activity } from '../../../src/usage/activity.ts'
import { exampleActivity } from '../../../src/usage/example.ts'
import { sheetOfUsage } from '../../../src/usage/sheet.ts'
import type { TrendRow } from '../../../src/usage/trend.ts'
import { type UsageFacts, usageReport } from '../../../src/usage/usage.ts'
import { day, metricsOfAll } from '../../helpers/facts.ts'
import { rowsIn, textsIn } from '../../helpers/message-content.ts'

const languages = ['en', 'de'] as const
const words = createWords('en')
const rendering = { t: words, timeZone: 'UTC', commandPrefix: '/tabnine ' }
const size = 5

/** Every rendering of a message, in every language, and its file: digits without separators. */
function renderAll(render: (language: (typeof languages)[number]) => Message, csv: string): string {
  const shown = languages.map(language => {
    const w = createWords(language)
    const message = render(language)
    return JSON.stringify([renderSlack(message, w), renderTeams(message, w)]) + renderText(message, w)
  })
  // In a file a comma separates numbers, and is no thousands separator.
  return `${shown.join('\n').replaceAll(/(?<=\d)[,.](?=\d{3})/g, '')}\n${csv}`
}

/** People behind a number, and a unique number: made of `people` and of its place. */
const numberOf = (people: number, place: number) => (people === 0 ? 0 : 1_000_000 + place * 1000 + people)

/** Metrics whose counts identify where they come from. @param place different for each */
function metricsOf(active: number, users: readonly number[], place: number): Metrics {
  const nothing = metricsOfAll(0)
  const [completions = 0, chat = 0, agent = 0] = users.map(count => Math.min(count, active))
  return {
    ...nothing,
    activeUsers: active,
    completions: { ...nothing.completions, activeUsers: completions, accepted: numberOf(completions, 3 * place) },
    chat: { ...nothing.chat, activeUsers: chat, interactions: numberOf(chat, 3 * place + 1) },
    agent: { ...nothing.agent, activeUsers: agent, interactions: numberOf(agent, 3 * place + 2) },
  }
}

const people = fc.nat(12)
const use = fc.record({ active: people, users: fc.array(people, { minLength: 3, maxLength: 3 }) })
const seatCounts: fc.Arbitrary<SeatCounts> = fc.record({
  registered: fc.oneof(people, fc.constant(null)),
  invited: fc.oneof(people, fc.constant(null)),
  deactivated: fc.oneof(people, fc.constant(null)),
})
type Used = { readonly active: number; readonly users: readonly number[] }

/** A trend, and the whole of which its steps are the parts. */
function activityOf(weeks: readonly Used[], before: Used | null, place: number) {
  const trend = weeks.map(
    ({ active, users }, at): TrendRow => ({
      period: { from: addDays(day('2026-08-03'), 7 * at), to: addDays(day('2026-08-10'), 7 * at) },
      metrics: metricsOf(active, users, place + at + 2),
    }),
  )
  const most = Math.max(0, ...weeks.map(({ active }) => active))
  const users = tools.map((_, tool) => Math.max(0, ...weeks.map(week => Math.min(week.users[tool] ?? 0, week.active))))
  const total = { metrics: metricsOf(most, users, place), isLowerBound: false }
  const activity: Activity = {
    ...exampleActivity,
    state: most > 0 ? 'active' : 'quiet',
    total,
    before: before && {
      period: exampleActivity.asked.previous ?? exampleActivity.asked.period,
      total: { metrics: metricsOf(before.active, before.users, place + 1), isLowerBound: false },
    },
  }
  return { activity, trend }
}

/** The numbers of these metrics that may not be shown anywhere, because too small groups are behind them. */
function forbiddenIn(metrics: Metrics | null | undefined): number[] {
  if (!metrics) return []
  return tools.flatMap(tool => {
    const count = tool === 'completions' ? metrics.completions.accepted : metrics[tool].interactions
    return count !== null && isBelowMinGroupSize(metrics[tool].activeUsers, size) ? [count] : []
  })
}

function expectNoneOf(numbers: readonly number[], shown: string): void {
  expect(numbers.filter(number => shown.includes(String(number)))).toEqual([])
}

const isShown = (count: Count) => !isBelowMinGroupSize(count, size)

describe('usage', () => {
  test('shows no number of fewer people, and none that follows from the total and its parts', () => {
    const anyUse = fc.record({
      weeks: fc.array(use, { minLength: 1, maxLength: 5 }),
      before: fc.option(use),
      seats: seatCounts,
    })
    fc.assert(
      fc.property(anyUse, ({ weeks, before, seats }) => {
        const { activity, trend } = activityOf(weeks, before, 0)
        const facts: UsageFacts = { ...usageReport.example, by: 'weekly', seats, activity, trend }
        const reduced = usageReport.suppress(facts, size)
        const shown = renderAll(
          language => usageReport.render(reduced, { ...rendering, t: createWords(language) }),
          writeCsv(sheetOfUsage(reduced)),
        )
        const all = [activity.total?.metrics, before && metricsOf(before.active, before.users, 1)]
        expectNoneOf([...all, ...trend.map(row => row.metrics)].flatMap(forbiddenIn), shown)
        expect(isShown(reduced.activity.total?.metrics.activeUsers ?? null)).toBe(true)
        expect(reduced.trend.every(row => isShown(row.metrics?.activeUsers ?? null))).toBe(true)
        // All steps are shown or none: no missing one follows from the sum.
        expect([0, trend.length]).toContain(reduced.trend.length)
        for (const tool of tools) {
          const counts = reduced.trend.map(({ metrics }) => metrics?.[tool].activeUsers ?? null)
          expect(counts.every(count => count === null) || counts.every(count => count !== null)).toBe(true)
        }
      }),
    )
  })

  test('of many people is shown as it is', () => {
    const { example } = usageReport
    const { total, trend } = { ...example.activity, trend: [] }
    const { activity } = usageReport.suppress({ ...example, trend }, size)
    expect(activity.total).toEqual(total)
  })

  test('of fewer than five people is one sentence', () => {
    const { activity } = activityOf([{ active: 3, users: [3, 3, 3] }], null, 0)
    const message = usageReport.render(usageReport.suppress({ ...usageReport.example, activity }, size), rendering)
    expect(message.summary).toBe('Hidden: fewer than 5 people are behind these numbers.')
    expect(rowsIn(message)).toEqual([])
  })

  test('by tool becomes one total where fewer than five used one of them', () => {
    const { activity, trend } = activityOf([{ active: 9, users: [9, 2, 0] }], null, 0)
    const message = usageReport.render(
      usageReport.suppress({ ...usageReport.example, activity, trend }, size),
      rendering,
    )
    expect(message.title).toMatch(/ 9 (?:people|of)/)
    expect(textsIn(message)).not.toContain('Chat')
    expect(textsIn(message)).toContain('Numbers by tool are hidden: fewer than 5 people used one of the tools.')
  })

  test('says so where a week is missing', () => {
    const { activity, trend } = activityOf(
      [
        { active: 9, users: [9, 9, 9] },
        { active: 2, users: [2, 0, 0] },
      ],
      null,
      0,
    )
    const message = usageReport.render(
      usageReport.suppress({ ...usageReport.example, activity, trend }, size),
      rendering,
    )
    expect(textsIn(message)).toContain(
      'Weekly numbers are hidden: fewer than 5 people were active in one of the weeks.',
    )
  })
})

describe('seats', () => {
  test('show no state of fewer than five people', () => {
    fc.assert(
      fc.property(seatCounts, fc.array(seatCounts, { maxLength: 4 }), use, (seats, months, week) => {
        const { activity } = activityOf([week], null, 0)
        const facts: SeatsFacts = {
          ...seatsReport.example,
          seats,
          activity,
          months: months.map((month, at) => ({ ...month, month: `2026-0${at + 1}` })),
        }
        const reduced = seatsReport.suppress(facts, size)
        const sheet = sheetOfSeats(reduced)
        const counts = sheet.rows.flat().filter(cell => typeof cell === 'number')
        expect(counts.filter(count => isBelowMinGroupSize(count, size))).toEqual([])
        const message = seatsReport.render(reduced, rendering)
        const cells = rowsIn(message).flatMap(([, ...counted]) => counted)
        expect(cells.filter(cell => /^[1-4]$/.test(cell))).toEqual([])
        expect(textsIn(message).join('\n')).not.toMatch(/left out/)
      }),
    )
  })

  test('hide fewer than five invites with their ages, and say so', () => {
    const invitations = {
      open: 2,
      expired: 0,
      oldest: new Date('2026-07-14T09:00:00Z'),
      older: [{ days: 14, count: 2 }],
    }
    const facts: SeatsFacts = {
      ...seatsReport.example,
      invitations,
      seats: { registered: 57, invited: 2, deactivated: 0 },
    }
    const message = seatsReport.render(seatsReport.suppress(facts, size), rendering)
    expect(textsIn(message).join('\n')).not.toMatch(/Jul|open invite/)
    expect(textsIn(message)).toContain('Counts of fewer than 5 people are hidden.')
  })
})

describe('teams', () => {
  const listOf = (sizes: readonly (readonly [string, number])[]): TeamsFacts => ({
    ...teamsReport.example,
    total: sizes.length,
    teams: sizes.map(([name, count]) => ({
      team: { id: name, name, people: count },
      seats: { registered: count, invited: 0, deactivated: 0 },
    })),
  })

  test('leaves small teams out, in one sentence', () => {
    const facts = listOf([
      ['Web', 30],
      ['Shop', 8],
      ['Zebra', 4],
      ['Data', 1],
    ])
    const message = teamsReport.render(teamsReport.suppress(facts, size), rendering)
    expect(rowsIn(message).map(([name]) => name)).toEqual(['Web', 'Shop'])
    expect(textsIn(message)).toContain('2 teams with fewer than 5 people aren’t listed.')
  })

  test('does not depend on the sizes of those left out', () => {
    const sizes = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.integer({ min: 1, max: 9 })), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(sizes, fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 6, maxLength: 6 }), (given, others) => {
        const named = given.map(([name, count], at) => [`${name}${at}`, count] as const)
        const changed = named.map(([name, count], at) => [name, count < size ? (others[at] ?? 1) : count] as const)
        const [one, other] = [named, changed].map(list => {
          const reduced = teamsReport.suppress(listOf(list), size)
          return renderAll(
            language => teamsReport.render(reduced, { ...rendering, t: createWords(language) }),
            writeCsv(sheetOfTeams(reduced)),
          )
        })
        expect(one).toBe(other)
      }),
    )
  })

  test('shows no count below five in any row', () => {
    fc.assert(
      fc.property(fc.array(seatCounts, { maxLength: 8 }), rows => {
        const facts: TeamsFacts = {
          ...teamsReport.example,
          teams: rows.map((seats, at) => ({ team: { id: `t${at}`, name: `T${at}`, people: seats.registered }, seats })),
        }
        const reduced = teamsReport.suppress(facts, size)
        const counts = sheetOfTeams(reduced).rows.flat()
        expect(counts.filter(cell => typeof cell === 'number' && isBelowMinGroupSize(cell, size))).toEqual([])
      }),
    )
  })
})

describe('a team', () => {
  test('shows unused seats and use of five or more alone', () => {
    const reduce = (changes: Partial<TeamFacts>) => teamReport.suppress({ ...teamReport.example, ...changes }, size)
    expect([reduce({ unused: 4 }).unused, reduce({ unused: 5 }).unused, reduce({ unused: 0 }).unused]).toEqual([
      null,
      5,
      0,
    ])
    const small = reduce({ seats: { registered: 4, invited: 0, deactivated: 0 } })
    expect(small).toMatchObject({
      unused: null,
      activity: { total: null, state: 'unknown' },
      hidden: { what: 'group' },
    })
    const { total } = exampleActivity
    const quiet = { ...exampleActivity, total: total && { ...total, metrics: { ...total.metrics, activeUsers: 3 } } }
    expect(reduce({ activity: quiet }).activity.total).toBeNull()
  })

  test('shows no role of fewer than five, and no list from which the deactivated follow', () => {
    const anyTeam = fc.record({ seats: seatCounts, roles: fc.array(people, { maxLength: 4 }), people: fc.nat(30) })
    fc.assert(
      fc.property(anyTeam, ({ seats, roles, people: listed }) => {
        const facts: TeamFacts = {
          ...teamReport.example,
          seats,
          people: listed,
          roles: roles.map((count, at) => ({ role: `Role ${at}`, people: count })),
          deactivatedInList: Math.max(0, listed - (seats.registered ?? 0)),
        }
        const reduced = teamReport.suppress(facts, size)
        const counts = sheetOfTeam(reduced).rows.map(row => row[4])
        expect(counts.filter(cell => typeof cell === 'number' && isBelowMinGroupSize(cell, size))).toEqual([])
        if (reduced.people !== null && reduced.seats.registered !== null)
          expect(isShown(reduced.people - reduced.seats.registered)).toBe(true)
      }),
    )
  })
})

describe('a digest', () => {
  const [example] = digestReport.example.parts
  if (!example) throw new Error('the example has a part')
  const { outlook: _, unusedCount: __, members: ___, ...bare } = example
  const partOf = (name: string | null, weeks: readonly Used[], place: number, seats: SeatCounts): DigestPart => ({
    ...bare,
    ...activityOf(weeks, null, place),
    subject: name === null ? { kind: 'organization', name: 'Northwind' } : { kind: 'team', id: name, name },
    seats,
    seatsBefore: null,
  })
  const weeks = fc.array(use, { minLength: 3, maxLength: 3 })
  const unused = (count: number) => ({ alert: 1, unused: count, remindable: count, expired: 0, isSnoozed: false })

  test('of unused seats shows no number below five, and none that follows from the others', () => {
    const counts = fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30)).map(([remindable, expired, others]) => ({
      ...{ alert: 1, unused: remindable + expired + others, remindable, expired, isSnoozed: false },
    }))
    fc.assert(
      fc.property(counts, count => {
        const { unusedCount } = digestReport.suppress({ unit: 'week', parts: [{ ...bare, unusedCount: count }] }, size)
          .parts[0] as DigestPart
        if (!unusedCount) {
          expect(isBelowMinGroupSize(count.unused, size)).toBe(true)
          return
        }
        const { unused: all, remindable, expired } = unusedCount
        const known = [all, remindable, expired, remindable === null ? null : all - remindable]
        const rest = [
          expired === null ? null : all - expired,
          remindable === null || expired === null ? null : all - remindable - expired,
        ]
        expect([...known, ...rest].filter(number => isBelowMinGroupSize(number, size))).toEqual([])
      }),
    )
  })

  test('of the whole next to its teams shows no unused seats that leave those of a small group', () => {
    const of = (active: number) => [{ active, users: [active, active, active] }]
    const many = { registered: 60, invited: 0, deactivated: 0 }
    const unusedOf = (whole: number, team: number) => {
      const parts = [
        { ...partOf(null, of(40), 0, many), unusedCount: unused(whole) },
        { ...partOf('Web', of(20), 10, { ...many, registered: 30 }), unusedCount: unused(team) },
      ]
      return digestReport.suppress({ unit: 'week', parts }, size).parts.map(each => each.unusedCount?.unused ?? null)
    }
    expect(unusedOf(20, 10)).toEqual([20, 10])
    expect(unusedOf(12, 10)).toEqual([null, 10])
  })

  test('of teams next to the whole: it holds no number below five, nor does one follow', () => {
    const anyTeams = fc.array(fc.record({ weeks, seats: seatCounts }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(anyTeams, weeks, seatCounts, (teams, rest, restSeats) => {
        const add = (counts: readonly Count[]) => counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)
        const whole = [0, 1, 2].map(at => {
          const all = [...teams.map(team => team.weeks[at]), rest[at]]
          return {
            active: add(all.map(week => week?.active ?? 0)),
            users: [0, 1, 2].map(tool => add(all.map(week => Math.min(week?.users[tool] ?? 0, week?.active ?? 0)))),
          }
        })
        const seats = {
          registered: add([...teams.map(team => team.seats.registered), restSeats.registered]),
          invited: add([...teams.map(team => team.seats.invited), restSeats.invited]),
          deactivated: add([...teams.map(team => team.seats.deactivated), restSeats.deactivated]),
        }
        const facts: DigestFacts = {
          unit: 'week',
          parts: [
            partOf(null, whole, 0, seats),
            ...teams.map((team, at) => partOf(`Team ${at}`, team.weeks, 10 * (at + 1), team.seats)),
          ],
        }
        const reduced = digestReport.suppress(facts, size)
        const shown = renderAll(
          language => digestReport.render(reduced, { ...rendering, t: createWords(language) }),
          writeCsv(sheetOfDigest(reduced)),
        )
        const all = facts.parts.flatMap(({ activity, trend }) => [
          activity.total?.metrics,
          ...trend.map(({ metrics }) => metrics),
        ])
        expectNoneOf(all.flatMap(forbiddenIn), shown)
        const [first, ...others] = reduced.parts
        if (first?.subject.kind !== 'organization') return
        const left = (countOf: (part: DigestPart) => Count) =>
          countOf(first) === null || others.length === 0 ? 0 : (countOf(first) ?? 0) - add(others.map(countOf))
        const measures: ((part: DigestPart) => Count)[] = [
          ({ activity }) => activity.total?.metrics.activeUsers ?? null,
          ...tools.map(
            tool =>
              ({ activity }: DigestPart) =>
                activity.total?.metrics[tool].activeUsers ?? null,
          ),
          ...[0, 1, 2].map(
            at =>
              ({ trend }: DigestPart) =>
                trend[at]?.metrics?.activeUsers ?? null,
          ),
          ...(['registered', 'invited', 'deactivated'] as const).map(state => (part: DigestPart) => part.seats[state]),
        ]
        expect(measures.map(left).filter(count => isBelowMinGroupSize(count, size))).toEqual([])
      }),
    )
  })

  test('has no column of which a number is hidden, and calls nothing hidden not reported', () => {
    const seats = (invited: number) => ({ registered: 20, invited, deactivated: 0 })
    const many = [{ active: 9, users: [9, 9, 9] }]
    const facts: DigestFacts = {
      unit: 'week',
      parts: [
        { ...partOf('Web', many, 0, seats(2)), unusedCount: unused(3) },
        { ...partOf('Shop', [{ active: 9, users: [9, 2, 9] }], 10, seats(0)), unusedCount: unused(8) },
      ],
    }
    const message = digestReport.render(digestReport.suppress(facts, size), rendering)
    const [table] = message.parts.filter(part => part.kind === 'table')
    // The unused seats of one of them are those of a small group.
    expect(table?.columns.map(({ label }) => label)).toEqual(['Team', 'Active'])
    expect(textsIn(message).join('\n')).not.toContain(words.notReported)
  })

  test('names the teams that are too small, in one sentence and not in a row', () => {
    const seats = { registered: 20, invited: 0, deactivated: 0 }
    const many = [{ active: 9, users: [9, 9, 9] }]
    const facts: DigestFacts = {
      unit: 'week',
      parts: [
        partOf('Web', many, 0, seats),
        partOf('Shop', many, 10, seats),
        partOf('Data', [{ active: 3, users: [3, 0, 0] }], 20, seats),
      ],
    }
    const message = digestReport.render(digestReport.suppress(facts, size), rendering)
    expect(rowsIn(message).map(([name]) => name)).toEqual(['Web', 'Shop'])
    expect(textsIn(message)).toContain('Data: hidden, because fewer than 5 people are behind the numbers.')
  })

  test('shows the whole without its teams where the teams would reveal a small group', () => {
    const seats = (registered: number) => ({ registered, invited: 0, deactivated: 0 })
    const of = (active: number) => [{ active, users: [active, active, active] }]
    const facts: DigestFacts = {
      unit: 'week',
      parts: [partOf(null, of(12), 0, seats(30)), partOf('Web', of(9), 10, seats(20))],
    }
    const message = digestReport.render(digestReport.suppress(facts, size), rendering)
    expect(message.summary).toMatch(/^12/)
    expect(textsIn(message).join('\n')).not.toContain('Web')
    expect(textsIn(message)).toContain(
      'Teams are hidden: next to the total they would reveal a group of fewer than 5 people.',
    )
  })
})

test('how people came to use their seats is shown of many only', () => {
  const [part] = digestReport.example.parts
  if (!part?.outlook) throw new Error('the example has an outlook')
  const of = (count: number) => ({ count, ofTeams: [] })
  const { outlook } = part
  const render = (some: DigestPart, isReduced: boolean) => {
    const facts: DigestFacts = { unit: 'week', parts: [some] }
    return textsIn(digestReport.render(isReduced ? digestReport.suppress(facts, size) : facts, rendering)).join('\n')
  }
  const small = { ...part, outlook: { ...outlook, flows: outlook.flows && { ...outlook.flows, started: of(4) } } }
  const phrase = 'for the first time'
  expect(render(small, false)).toContain(phrase)
  expect(render(small, true)).not.toContain(phrase)
  expect(render({ ...part, seats: { registered: 4, invited: 0, deactivated: 0 } }, true)).not.toMatch(/People:|began/)
})
