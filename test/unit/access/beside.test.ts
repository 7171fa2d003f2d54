import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseBeside, chooseBesideInSeats, findBesideInUse } from '../../../src/access/beside.ts'
import { days, metricsOfAll } from '../../helpers/facts.ts'
import { fakeUsageApi, usageWith } from '../../helpers/fake-usage-api.ts'

const floor = 5
const sized = (sizes: readonly (number | null)[]) =>
  sizes.map((size, at) => ({ id: `t${at}`, name: `Team ${at}`, size }))

describe('what is left out besides', () => {
  test.each<[rule: string, sizes: readonly (number | null)[], beside: string[]]>([
    ['nothing where all are large', [9, 7, 5], []],
    ['the smallest of the others', [9, 3, 7], ['t2']],
    ['of two of one size the first by name', [7, 3, 7], ['t0']],
    ['nothing where nobody is in the small one', [9, 0, 7], []],
    ['nothing where the small ones are many people together', [9, 3, 2], []],
    ['one where they are not', [9, 1, 2], ['t0']],
    ['nothing where no other is large', [3], []],
    ['none of which nobody knows the size', [null, 3, 8], ['t2']],
  ])('%s', (_rule, sizes, beside) => {
    expect([...chooseBeside(sized(sizes), floor)]).toEqual(beside)
  })

  test('whatever the teams: who has the sum and all that are told has no few people', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 }), { maxLength: 8 }), fc.integer({ min: 2, max: 8 }), (sizes, least) => {
        const teams = sized(sizes)
        const beside = chooseBeside(teams, least)
        const left = teams.filter(({ id, size }) => size !== null && size > 0 && (size < least || beside.has(id)))
        const people = left.reduce((sum, { size }) => sum + (size ?? 0), 0)
        const all = sizes.reduce((sum, size) => sum + size, 0)
        // Where all of it is few, the sum is not told either.
        expect(people === 0 || people >= least || people === all).toBe(true)
      }),
    )
  })
})

describe('by the use of teams', () => {
  const period = days('2026-11-16', '2026-11-22')
  /** `rest`: how many are active who are in no team. */
  const company = (teams: readonly { people: number | null; active: number }[], rest = 0) => {
    const asked: string[] = []
    const usageApi = fakeUsageApi({
      teams: async () => teams.map(({ people }, at) => ({ id: `t${at}`, name: `Team ${at}`, people })),
      usage: async (subject, span) => {
        const id = subject.kind === 'team' ? subject.id : ''
        asked.push(id)
        const all = teams.reduce((sum, { active }) => sum + active, rest)
        return usageWith(span, metricsOfAll(id === '' ? all : (teams[Number(id.slice(1))]?.active ?? 0)))
      },
    })
    return { usageApi, asked }
  }

  test('one request tells of a large team that it needs not be left out', async () => {
    const { usageApi, asked } = company([
      { people: 40, active: 30 },
      { people: 20, active: 2 },
      { people: 8, active: 7 },
    ])
    expect(await findBesideInUse(usageApi, ['t0'], period, floor)).toEqual(new Set())
    expect(asked).toEqual(['t2'])
  })

  test('the smallest of enough is left out where another is under the floor', async () => {
    const { usageApi } = company([
      { people: 40, active: 30 },
      { people: 20, active: 2 },
      { people: 8, active: 7 },
    ])
    expect(await findBesideInUse(usageApi, ['t2'], period, floor)).toEqual(new Set(['t2']))
  })

  test('and told where none is', async () => {
    const { usageApi } = company([
      { people: 40, active: 30 },
      { people: 20, active: 0 },
      { people: 8, active: 7 },
    ])
    expect(await findBesideInUse(usageApi, ['t2'], period, floor)).toEqual(new Set())
  })

  test('a team of few people counts although none of them was active', async () => {
    const { usageApi } = company([
      { people: 40, active: 30 },
      { people: 3, active: 0 },
    ])
    expect(await findBesideInUse(usageApi, ['t0'], period, floor)).toEqual(new Set(['t0']))
  })

  test.each([
    [0, []],
    [2, ['t1']],
    [5, []],
  ])('where %i people are active who are in no team, left out is %j', async (rest, beside) => {
    const teams = [
      { people: 40, active: 30 },
      { people: 8, active: 7 },
    ]
    const { usageApi } = company(teams, rest)
    expect([...(await findBesideInUse(usageApi, ['t1'], period, floor))]).toEqual(beside)
  })

  test('whatever the company: with all teams asked, what is missing is nobody or many', async () => {
    const team = fc.record({ people: fc.integer({ min: 5, max: 30 }), active: fc.nat({ max: 12 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(team, { minLength: 1, maxLength: 7 }), fc.nat({ max: 7 }), async (teams, rest) => {
        const { usageApi } = company(teams, rest)
        const hidden = await Promise.all(
          teams.map(async ({ active }, at) => {
            const beside = await findBesideInUse(usageApi, [`t${at}`], period, floor)
            return (active > 0 && active < floor) || beside.has(`t${at}`) ? active : 0
          }),
        )
        const missing = hidden.reduce((sum, active) => sum + active, rest)
        const all = teams.reduce((sum, { active }) => sum + active, rest)
        expect(missing === 0 || missing >= floor || missing === all).toBe(true)
      }),
    )
  })
})

test('where many are in no team, a small team hides among them', () => {
  const teams = [40, 8, 2].map((people, at) => ({ id: `t${at}`, name: `Team ${at}`, people }))
  expect([50, 52, 53].map(all => [...chooseBesideInSeats(teams, all, floor)])).toEqual([['t1'], ['t1'], []])
})

test('of seats, the few who are in no team are as a small team', () => {
  const teams = [40, 8].map((people, at) => ({ id: `t${at}`, name: `Team ${at}`, people }))
  expect([48, 50, 53, null].map(all => [...chooseBesideInSeats(teams, all, floor)])).toEqual([[], ['t1'], [], []])
})
