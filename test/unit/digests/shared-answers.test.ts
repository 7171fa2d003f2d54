import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestReport } from '../../../src/digests/digest.ts'
import { shareAnswers } from '../../../src/digests/shared-answers.ts'
import type { Subject, UsageApi } from '../../../src/ports.ts'
import { fakeUsageApi, sourcesOf } from '../../helpers/fake-usage-api.ts'

const monday = new Date('2026-11-23T09:00:00Z')

/** Counts each question, by what is asked. */
function countQuestions(answers: Partial<UsageApi> = {}) {
  const asked = new Map<string, number>()
  const fake = fakeUsageApi(answers)
  const counting = <T>(question: readonly unknown[], ask: () => Promise<T>): Promise<T> => {
    const key = JSON.stringify(question)
    asked.set(key, (asked.get(key) ?? 0) + 1)
    return ask()
  }
  const usageApi: UsageApi = {
    ...fake,
    teamSeats: team => counting(['seats', team], () => fake.teamSeats(team)),
    organizationSeats: () => counting(['seats'], () => fake.organizationSeats()),
    usage: (...question) => counting(['usage', ...question], () => fake.usage(...question)),
    freshness: () => counting(['freshness'], () => fake.freshness()),
  }
  return { usageApi, asked }
}

const subjects: fc.Arbitrary<Subject> = fc.oneof(
  fc.constant<Subject>({ kind: 'organization', name: 'Northwind' }),
  fc.constantFrom('team-1', 'team-2', 'team-3').map((id): Subject => ({ kind: 'team', id, name: id })),
)
const digests = fc.array(
  fc.record({
    subjects: fc.array(subjects, { minLength: 1, maxLength: 3 }),
    unit: fc.constantFrom('week' as const, 'month' as const),
    zone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
  }),
  { minLength: 1, maxLength: 30 },
)

describe('digests due together', () => {
  it('ask each question once, whatever their zones, and say what each would say alone', async () => {
    await fc.assert(
      fc.asyncProperty(digests, async wanted => {
        const { usageApi, asked } = countQuestions()
        const askFor = shareAnswers(usageApi)
        const collect = (usageApi: UsageApi, digest: (typeof wanted)[number]) =>
          digestReport.collect(sourcesOf(usageApi), digest, monday)
        const together = await Promise.all(wanted.map(digest => collect(askFor(monday), digest)))
        const later = await Promise.all(wanted.map(digest => collect(askFor(monday), digest)))
        expect([...asked.values()].filter(times => times !== 1)).toEqual([])
        const alone = await Promise.all(wanted.map(digest => collect(fakeUsageApi(), digest)))
        expect(together).toEqual(alone)
        expect(later).toEqual(alone)
      }),
    )
  })

  it('are asked for again when others are due', async () => {
    const { usageApi, asked } = countQuestions()
    const askFor = shareAnswers(usageApi)
    await askFor(monday).teamSeats('team-1')
    await askFor(new Date('2026-11-23T09:05:00Z')).teamSeats('team-1')
    expect([...asked.values()]).toEqual([2])
  })

  it('do not repeat a failure of the past', async () => {
    let failures = 1
    const { usageApi } = countQuestions({
      teamSeats: async () => {
        if (failures-- > 0) throw new Error('the server is away')
        return { registered: 1, invited: 0, deactivated: 0 }
      },
    })
    const askFor = shareAnswers(usageApi)
    await expect(askFor(monday).teamSeats('team-1')).rejects.toThrow('the server is away')
    expect(await askFor(monday).teamSeats('team-1')).toMatchObject({ registered: 1 })
  })
})
