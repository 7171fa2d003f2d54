import { describe, expect, test } from 'vitest'
import type { Metrics, UsageApi } from '../../../src/ports.ts'
import type { UsageFacts } from '../../../src/report/usage.ts'
import { addDays } from '../../../src/utc-days.ts'
import { askLine, contextOf } from '../../helpers/contexts.ts'
import { day, metricsOfAll } from '../../helpers/facts.ts'
import { usageWith } from '../../helpers/fake-usage-api.ts'

/** What two answers may be subtracted for: a count of each tool. */
async function ask(period: string, metricsOf: (on: Date) => Metrics | null) {
  const usage: UsageApi['usage'] = async (_subject, asked, step) => {
    if (step === 'all') return usageWith(asked, metricsOfAll(9))
    const buckets = []
    for (let from = asked.from; from < asked.to; from = addDays(from, 1)) {
      const metrics = metricsOf(from)
      if (metrics) buckets.push({ period: { from, to: addDays(from, 1) }, metrics })
    }
    return { period: asked, segments: [{ version: 'v2', period: asked, buckets }] }
  }
  const { facts } = await askLine(`usage payments ${period}`, contextOf({ usageApi: { usage } }))
  const { activity, cut } = facts as UsageFacts
  const { completions, chat, agent } = activity.total?.metrics ?? metricsOfAll(null)
  const counts = { completions: completions.accepted, chat: chat.interactions, agent: agent.interactions }
  return { from: activity.asked.period.from, cut: cut?.from.from ?? null, counts }
}

describe('a period chosen freely', () => {
  test('does not begin with days of few behind empty weeks', async () => {
    const few = [day('2026-08-10'), day('2026-09-01')].map(Number)
    const used = (on: Date) => (few.includes(+on) ? metricsOfAll(1) : on < day('2026-09-02') ? null : metricsOfAll(9))
    const told = await ask('2026-07-01..2026-09-20', used)
    expect(told).toMatchObject({ from: day('2026-09-03'), cut: day('2026-07-01') })
  })

  test('is told without the tool that few used on the day behind its last', async () => {
    const { agent } = metricsOfAll(1)
    const counts = { completions: 9, chat: 9, agent: 9 }
    const agentOnFew = (few: string) => (on: Date) =>
      +on === +day(few) ? { ...metricsOfAll(9), agent } : metricsOfAll(9)
    const without = { cut: null, counts: { ...counts, agent: null } }
    expect(await ask('2026-09-02..2026-09-18', agentOnFew('2026-09-18'))).toMatchObject({ cut: null, counts })
    expect(await ask('2026-09-02..2026-09-19', agentOnFew('2026-09-20'))).toMatchObject(without)
    expect(await ask('2026-09-02..2026-09-20', agentOnFew('2026-09-20'))).toMatchObject({ cut: null, counts })
  })
})
