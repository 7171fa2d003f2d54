import { describe, expect, test } from 'vitest'
import type { Period, UsageApi } from '../../../src/ports.ts'
import type { UsageFacts } from '../../../src/usage/usage.ts'
import { askLine, contextOf } from '../../helpers/contexts.ts'
import { day, days, metricsOfAll } from '../../helpers/facts.ts'
import { usageWith } from '../../helpers/fake-usage-api.ts'

/** The server requests of a line where others read along. */
async function ask(line: string) {
  const asked: { period: Period; step: string }[] = []
  const usage: UsageApi['usage'] = async (_subject, period, step) => {
    asked.push({ period, step })
    return usageWith(period, metricsOfAll(9))
  }
  const { facts, message } = await askLine(line, contextOf({ usageApi: { usage } }))
  return { asked, facts: facts as UsageFacts, message }
}

describe('where others read along', () => {
  test('a custom date range is widened to whole weeks, and the answer notes it', async () => {
    const { facts, message } = await ask('usage payments 2026-09-02..2026-09-18')
    expect(facts.activity.asked.period).toEqual(days('2026-08-31', '2026-09-20'))
    expect(facts.activity.asked.previous).toEqual(days('2026-08-10', '2026-08-30'))
    expect(facts.widenedFrom).toEqual(days('2026-09-02', '2026-09-18'))
    expect(message.parts).toContainEqual({
      kind: 'text',
      text: [expect.stringMatching(/^You asked for 2–18 Sep 2026\./)],
    })
  })

  test.each(['usage payments last week', 'usage payments 2026-08', 'usage payments 2026-08-31..2026-09-13'])(
    'calendar weeks and months stay: %s',
    async line => {
      const { facts } = await ask(line)
      expect(facts.widenedFrom).toBeUndefined()
      expect([1, 31]).toContain(facts.activity.asked.period.from.getUTCDate() === 1 ? 1 : 31)
    },
  )

  test('days become weeks', async () => {
    const { asked, facts } = await ask('usage payments last week daily')
    expect(facts.by).toBe('weekly')
    expect(asked.map(({ step }) => step)).not.toContain('daily')
  })

  test('a week that is running ends today', async () => {
    const { facts } = await ask('usage payments today')
    const { period, isOver } = facts.activity.asked
    expect(period.from.getUTCDay()).toBe(1)
    expect(isOver).toBe(false)
    expect(+period.to).toBeLessThanOrEqual(+day('2026-12-31'))
  })
})

describe('what looks like a period but is invalid is refused as a period, and not looked up as a team', () => {
  test.each([
    ['usage payments 2025-W53', 'bad-period'],
    ['usage 2026-13', 'bad-period'],
    ['usage KW 54 payments', 'bad-period'],
    ['usage payments Q5', 'bad-period'],
    ['usage payments next week', 'period-in-future'],
    ['usage last 9999 days', 'period-too-long'],
  ])('%s', async (line, code) => {
    await expect(ask(line)).rejects.toMatchObject({ code })
  })
})
