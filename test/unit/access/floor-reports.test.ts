import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderSlack } from '../../../adapters/slack/blocks.ts'
import { renderTeams } from '../../../adapters/teams/card.ts'
import type { Floor } from '../../../src/access/floor.ts'
import { floorDigest, floorSeats, floorTeam, floorTeams, floorUsage } from '../../../src/access/floor-reports.ts'
import type { Message } from '../../../src/message/message.ts'
import { createWords } from '../../../src/message/words.ts'
import type { Metrics } from '../../../src/ports.ts'
import type { Activity } from '../../../src/report/activity.ts'
import { digestReport } from '../../../src/report/digest.ts'
import { exampleActivity } from '../../../src/report/example.ts'
import { seatsReport } from '../../../src/report/seats.ts'
import { teamReport } from '../../../src/report/team.ts'
import { teamsReport } from '../../../src/report/teams.ts'
import { usageReport } from '../../../src/report/usage.ts'
import { metricsOfAll } from '../../helpers/facts.ts'
import { factIn, notesIn, rowsIn, textsIn } from '../../helpers/said.ts'

const words = createWords('en')
const voice = { words, zone: 'UTC', prefix: '/tabnine ' }
const none = new Set<string>()
const of = (count: number) => ({ count, ofTeams: [] })
const floor: Floor = { people: 5, besideInUse: none, besideBefore: none, besideInSeats: none }
const told = (message: Message) =>
  JSON.stringify(renderSlack(message, words)) + JSON.stringify(renderTeams(message, words))

/** A number that stands nowhere else, for each count. */
const rare = 987_654
function used(active: number): Activity {
  const metrics: Metrics = { ...metricsOfAll(rare), activeUsers: active }
  return { ...exampleActivity, total: { metrics, isLowerBound: false } }
}

test('without a floor every report stays as it is', () => {
  expect(floorUsage(usageReport.example, null)).toBe(usageReport.example)
  expect(floorSeats(seatsReport.example, null)).toBe(seatsReport.example)
  expect(floorTeam(teamReport.example, null)).toBe(teamReport.example)
  expect(floorTeams(teamsReport.example, null)).toBe(teamsReport.example)
  expect(floorDigest(digestReport.example, null)).toBe(digestReport.example)
})

test('of many people everything is told as before', () => {
  const { example } = usageReport
  expect(told(usageReport.tell(floorUsage({ ...example, trend: [] }, floor), voice))).toBe(
    told(usageReport.tell({ ...example, trend: [] }, voice)),
  )
})

describe('a report on few people says why its numbers are missing', () => {
  const why = 'Numbers of fewer than 5 people are not told here, for they would be about single persons.'

  test('usage', () => {
    const message = usageReport.tell(floorUsage({ ...usageReport.example, activity: used(3) }, floor), voice)
    expect(message.summary).toBe(why)
    expect(rowsIn(message)).toEqual([])
    expect(told(message)).not.toContain('987')
  })

  test('seats, of which the use is that of few', () => {
    const message = seatsReport.tell(floorSeats({ ...seatsReport.example, activity: used(3) }, floor), voice)
    expect(factIn(message, 'Members')).toBe('57')
    expect([factIn(message, 'Active'), factIn(message, 'Not active')]).toEqual(['left out', 'left out'])
    expect(notesIn(message)).toContainEqual(expect.stringContaining('Some numbers are left out'))
  })

  test('seats of few', () => {
    const seats = { registered: 4, invited: 2, deactivated: 1 }
    const message = seatsReport.tell(floorSeats({ ...seatsReport.example, seats }, floor), voice)
    expect(message.summary).toBe(why)
    expect(told(message)).not.toMatch(/Jul|invitation/)
  })

  test('ages of few invitations', () => {
    const invitations = {
      open: 2,
      expired: 0,
      oldest: new Date('2026-07-14T09:00:00Z'),
      older: [{ days: 14, count: 2 }],
    }
    const message = seatsReport.tell(floorSeats({ ...seatsReport.example, invitations }, floor), voice)
    expect(told(message)).toContain('2 invitations wait for an answer; how long is not told for fewer than 5.')
    expect(told(message)).not.toContain('Jul')
  })

  test('a team', () => {
    const seats = { registered: 4, invited: 0, deactivated: 0 }
    const message = teamReport.tell(floorTeam({ ...teamReport.example, seats, people: 4 }, floor), voice)
    expect(message.summary).toBe(why)
    expect(told(message)).not.toContain('TeamLead')
  })

  test('a digest of one', () => {
    const [part] = digestReport.example.parts
    if (!part) throw new Error('the example has a part')
    const message = digestReport.tell(
      floorDigest({ unit: 'week', parts: [{ ...part, activity: used(2) }] }, floor),
      voice,
    )
    expect(message.summary).toBe(why)
    expect(told(message)).not.toContain('987')
    expect(factIn(message, 'Members')).toBe('57 (▲ +2)')
  })

  test('a digest of several, in which the sum of all would tell of one', () => {
    const [part] = digestReport.example.parts
    if (!part) throw new Error('the example has a part')
    const team = (name: string, active: number) => ({
      ...part,
      subject: { kind: 'team' as const, id: name, name },
      activity: used(active),
    })
    const all = { ...part, subject: { kind: 'organization' as const, name: 'Northwind' }, activity: used(42) }
    const facts = { unit: 'week' as const, parts: [all, team('Web', 30), team('Data', 3), team('Shop', 9)] }
    const message = digestReport.tell(floorDigest(facts, floor), voice)
    expect(rowsIn(message).map(([name, active]) => [name, active])).toEqual([
      ['Northwind', '42 (▲ +3)'],
      ['Web', '30 (▼ −9)'],
      ['Data', 'left out'],
      ['Shop', 'left out'],
    ])
    expect(message.summary).toBe('Active people: Northwind 42 and Web 30.')
  })
})

describe('in a digest, how people came to use their seats', () => {
  const [part] = digestReport.example.parts
  if (!part?.outlook) throw new Error('the example has an outlook')
  const { outlook } = part
  const tell = (some: typeof part, given: Floor | null) =>
    textsIn(digestReport.tell(floorDigest({ unit: 'week', parts: [some] }, given), voice)).join('\n')

  test('is told of many', () => {
    expect(tell(part, floor)).toContain('People: 6 invited, 5 registered and 5 used Tabnine for the first time.')
    expect(tell(part, floor)).toContain('(21 began, 9 not yet)')
  })

  test('is not told of few of a team, nor of a team of few', () => {
    const few = { ...part, outlook: { ...outlook, flows: outlook.flows && { ...outlook.flows, started: of(4) } } }
    expect(tell(few, null)).toContain('4 used Tabnine for the first time')
    expect(tell(few, floor)).not.toContain('for the first time')
    const seats = { registered: 4, invited: 0, deactivated: 0 }
    expect(tell({ ...part, seats }, floor)).not.toMatch(/People:|began/)
  })

  test('is not told of everybody where that gives a team of few away', () => {
    const { invited } = outlook.flows ?? {}
    const flows = outlook.flows && { ...outlook.flows, invited: { count: invited?.count ?? 0, ofTeams: [3, 3] } }
    expect(tell({ ...part, outlook: { ...outlook, flows } }, floor)).toContain('6 invited')
    const besideOne = flows && { ...flows, invited: { count: 13, ofTeams: [10, 3] } }
    expect(tell({ ...part, outlook: { ...outlook, flows: besideOne } }, floor)).not.toContain('13 invited')
  })
})

describe('in the list of teams', () => {
  const listOf = (sizes: readonly (readonly [string, number])[]) => ({
    ...teamsReport.example,
    teams: sizes.map(([name, people]) => ({
      team: { id: name, name, people },
      seats: { registered: people, invited: 1, deactivated: 0 },
    })),
  })

  test('those left out stand last and by name, so that their place tells no size', () => {
    const facts = listOf([
      ['Web', 30],
      ['Shop', 8],
      ['Zebra', 4],
      ['Data', 1],
    ])
    const message = teamsReport.tell(floorTeams(facts, { ...floor, besideInSeats: new Set(['Shop']) }), voice)
    expect(rowsIn(message)).toEqual([
      ['Web', '30', '1', '0'],
      ['Data', 'left out', 'left out', 'left out'],
      ['Shop', 'left out', 'left out', 'left out'],
      ['Zebra', 'left out', 'left out', 'left out'],
    ])
  })

  test('whatever the sizes: what is told does not depend on those left out', () => {
    const sizes = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.nat({ max: 9 })), { maxLength: 6 })
    fc.assert(
      fc.property(sizes, fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 6, maxLength: 6 }), (given, others) => {
        const named = given.map(([name, size], at) => [`${name}${at}`, size] as const)
        const changed = named.map(
          ([name, size], at) => [name, size > 0 && size < 5 ? (others[at] ?? 1) : size] as const,
        )
        const [one, other] = [named, changed].map(list =>
          told(teamsReport.tell(floorTeams(listOf(list), floor), voice)),
        )
        expect(one).toBe(other)
      }),
    )
  })
})
