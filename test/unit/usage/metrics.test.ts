import { describe, expect, test } from 'vitest'
import {
  agentLines,
  automationFactor,
  consumptionRate,
  productivityFactor,
  totalOf,
} from '../../../src/usage/metrics.ts'
import { days, metrics, metricsOfAll, segment, usageOf } from '../../helpers/facts.ts'

const before = days('2026-09-01', '2026-09-14')
const after = days('2026-09-15', '2026-09-30')

describe('the total of a question', () => {
  test('is what one version reported, unchanged', () => {
    const metrics = metricsOfAll(7)
    expect(totalOf(usageOf(segment('v2', after, metrics)))).toEqual({ metrics, isLowerBound: false })
  })

  test('is unknown where the server reported nothing', () => {
    expect(totalOf(usageOf(segment('v2', after)))).toBeNull()
    expect(totalOf(usageOf(segment('v1', before), segment('v2', after)))).toBeNull()
  })

  test('of two versions never adds people: at least as many as the larger says', () => {
    const total = totalOf(usageOf(segment('v1', before, metricsOfAll(30)), segment('v2', after, metricsOfAll(40))))
    expect(total?.isLowerBound).toBe(true)
    expect(total?.metrics).toMatchObject({
      activeUsers: 40,
      completions: { activeUsers: 40 },
      chat: { activeUsers: 40 },
      agent: { activeUsers: 40 },
    })
  })

  test('of two versions adds what both count alike, and nothing else', () => {
    const total = totalOf(usageOf(segment('v1', before, metricsOfAll(30)), segment('v2', after, metricsOfAll(40))))
    expect(total?.metrics).toMatchObject({
      completions: { accepted: 70, chars: 70, keystrokes: 70, lines: 70 },
      chat: { interactions: null, useful: null, lines: null, chars: null },
      agent: { interactions: null, linesAdded: 70, linesAddedAccepted: 70, linesRemoved: 70, linesRemovedAccepted: 70 },
      reported: { automation: null, consumption: null, productivity: null },
    })
  })

  test('of two versions knows nothing of what one of them did not report', () => {
    const total = totalOf(usageOf(segment('v1', before, metrics()), segment('v2', after, metricsOfAll(40))))
    expect(total?.metrics).toEqual(metricsOfAll(null))
  })

  test('is a lower bound of what both count alike where one version is silent about its days (N16)', () => {
    const metrics = metricsOfAll(30)
    const expected = {
      metrics: {
        ...metrics,
        completions: { ...metrics.completions, keystrokes: null },
        chat: { ...metrics.chat, interactions: null, useful: null, lines: null, chars: null },
        agent: { ...metrics.agent, interactions: null },
        reported: { automation: null, consumption: null, productivity: null },
      },
      isLowerBound: true,
      isPartial: true,
    }
    expect(totalOf(usageOf(segment('v1', before, metrics), segment('v2', after)))).toEqual(expected)
    expect(totalOf(usageOf(segment('v1', before), segment('v2', after, metrics)))).toEqual(expected)
  })
})

describe('a rate is recomputed from its counts', () => {
  test.each([
    ['completed of all typed or completed', { completions: { chars: 300, keystrokes: 700 } }, 0.3],
    [
      'before what the server computed',
      { completions: { chars: 300, keystrokes: 700 }, reported: { automation: 0.9 } },
      0.3,
    ],
    ['else as the server computed it', { completions: { chars: 300 }, reported: { automation: 0.9 } }, 0.9],
    [
      'of nothing: as the server computed it',
      { completions: { chars: 0, keystrokes: 0 }, reported: { automation: 0 } },
      0,
    ],
    ['of nothing, and the server is silent: unknown', { completions: { chars: 0, keystrokes: 0 } }, null],
    ['of what was not reported: unknown', { completions: { keystrokes: 5 } }, null],
  ])('automation factor, %s', (_rule, parts, expected) => {
    expect(automationFactor(metrics(parts))).toBe(expected)
  })

  test.each([
    ['used of all interactions', { chat: { useful: 3, interactions: 12 } }, 0.25],
    ['of no interaction', { chat: { useful: 0, interactions: 0 } }, null],
    ['as the server computed it', { chat: { interactions: 12 }, reported: { consumption: 0.5 } }, 0.5],
    ['unknown', { chat: { interactions: 12 } }, null],
  ])('consumption rate, %s', (_rule, parts, expected) => {
    expect(consumptionRate(metrics(parts))).toBe(expected)
  })

  test.each([
    ['from completions and chat', { completions: { chars: 20, keystrokes: 60 }, chat: { chars: 20 } }, 0.4],
    ['as the server computed it', { completions: { chars: 20, keystrokes: 60 }, reported: { productivity: 0.7 } }, 0.7],
    ['unknown', { completions: { chars: 20, keystrokes: 60 } }, null],
  ])('productivity factor, %s', (_rule, parts, expected) => {
    expect(productivityFactor(metrics(parts))).toBe(expected)
  })
})

test.each([
  [{ linesAdded: 90, linesRemoved: 10, linesAddedAccepted: 80, linesRemovedAccepted: 5 }, 100, 85],
  [{ linesAdded: 0, linesRemoved: 0, linesAddedAccepted: 0, linesRemovedAccepted: 0 }, 0, 0],
  [{ linesAdded: 90, linesAddedAccepted: 80 }, null, null],
])('the agent’s lines are those added and removed: %o', (agent, proposed, accepted) => {
  expect(agentLines(metrics({ agent }))).toEqual({ proposed, accepted })
})
