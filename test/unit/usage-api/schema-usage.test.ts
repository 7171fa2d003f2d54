import { describe, expect, test } from 'vitest'
import type { Metrics } from '../../../src/ports.ts'
import { UsageRows } from '../../../src/usage-api/schema.ts'
import { metrics } from '../../helpers/facts.ts'

/** The metrics of one bucket, whatever else is in the answer around it. */
function readBucket(fields: Record<string, unknown>): Metrics | undefined {
  const bucket = { from: '2026-09-01T00:00:00Z', to: '2026-09-02T00:00:00Z', ...fields }
  return UsageRows.parse({ organizationId: 'o1', usage: { granularity: 'all', data: [bucket] } }).rows[0]?.metrics
}

describe('usage in one shape', () => {
  test('v1: all fields in their places', () => {
    const read = readBucket({
      activeUsers: 20,
      productivityFactor: 0.433,
      codeCompletions: {
        activeUsers: 2,
        completions: 3,
        charsCompleted: 4,
        keystrokes: 5,
        lines: 6,
        automationFactor: 0.426,
      },
      chat: {
        activeUsers: 7,
        interactions: 8,
        usefulChatInteractions: 9,
        lines: 10,
        charsCompleted: 11,
        chatConsumptionRate: 0.556,
      },
      instruct: { acceptedCount: 12 },
      agent: {
        activeUsers: 13,
        interactions: 14,
        linesAdded: 15,
        linesAddedAccepted: 16,
        linesRemoved: 17,
        linesRemovedAccepted: 18,
      },
      agentChat: { activeUsers: 19, interactions: 20 },
      somethingNew: { from: 'a later server' },
    })
    expect(read).toEqual({
      activeUsers: 20,
      completions: { activeUsers: 2, accepted: 3, chars: 4, keystrokes: 5, lines: 6 },
      chat: { activeUsers: 7, interactions: 8, useful: 9, lines: 10, chars: 11 },
      agent: {
        activeUsers: 13,
        interactions: 14,
        linesAdded: 15,
        linesAddedAccepted: 16,
        linesRemoved: 17,
        linesRemovedAccepted: 18,
      },
      reported: { automation: 0.426, consumption: 0.556, productivity: 0.433 },
    })
  })

  test('v2: messages are interactions, lines added are lines, and there are no factors', () => {
    const read = readBucket({
      activeUsers: 20,
      codeCompletions: { activeUsers: 2, completions: 3, charsCompleted: 4, keystrokes: 5, lines: 6 },
      chat: { activeUsers: 7, messages: 8, linesAdded: 9, models: [{ model: 'm', messages: 8 }] },
      agent: { activeUsers: 10, messages: 11, linesAdded: 12, linesAddedAccepted: 13, models: [] },
      ides: null,
      languages: 'Go, YAML,,Go',
    })
    expect(read).toEqual({
      ...metrics({
        activeUsers: 20,
        completions: { activeUsers: 2, accepted: 3, chars: 4, keystrokes: 5, lines: 6 },
        chat: { activeUsers: 7, interactions: 8, lines: 9 },
        agent: { activeUsers: 10, interactions: 11, linesAdded: 12, linesAddedAccepted: 13 },
      }),
      models: [{ model: 'm', chat: { messages: 8, members: null }, agent: { messages: 0, members: 0 } }],
      languages: ['Go', 'YAML'],
    })
    for (const broken of [5, '', ' , ', ['Go'], 'x'.repeat(10_001)])
      expect(readBucket({ languages: broken })).not.toHaveProperty('languages')
  })

  test('broken lists of models are not reported, and broken rows are left out', () => {
    expect(readBucket({ chat: { messages: 8, models: 'x' }, agent: { models: { model: 'm' } } })).not.toHaveProperty(
      'models',
    )
    const read = readBucket({
      chat: { models: [5, { model: '' }, { model: 'a', messages: -1, uniqueUsers: 2 }] },
      agent: { models: [{ model: 'b', messages: 4, uniqueUsers: 3 }] },
    })
    expect(read).toMatchObject({
      models: [
        { model: 'a', chat: { messages: null, members: 2 }, agent: { messages: 0, members: 0 } },
        { model: 'b', chat: { messages: 0, members: 0 }, agent: { messages: 4, members: 3 } },
      ],
    })
  })

  test.each<[string, Record<string, unknown>]>([
    ['absent tools', {}],
    ['tools that are null', { activeUsers: null, codeCompletions: null, chat: null, agent: null }],
    ['tools without fields', { codeCompletions: {}, chat: {}, agent: {} }],
    [
      'fields that are null',
      {
        productivityFactor: null,
        codeCompletions: { completions: null, automationFactor: null },
        chat: { interactions: null, messages: null, chatConsumptionRate: null },
        agent: { interactions: null },
      },
    ],
  ])('%s are not reported, which is not 0', (_name, fields) => {
    expect(readBucket(fields)).toEqual(metrics())
  })

  test('0 is 0', () => {
    const read = readBucket({ activeUsers: 0, chat: { interactions: 0, messages: 9 }, productivityFactor: 0 })
    expect(read).toMatchObject({ activeUsers: 0, chat: { interactions: 0 }, reported: { productivity: 0 } })
  })

  test.each([
    [1, 1],
    [1.5, 1.5],
    [1.501, null],
    [43.3, null],
    [-0.1, null],
  ])('a factor of %d is used as %d: percent would be another unit', (written, used) => {
    const read = readBucket({
      productivityFactor: written,
      codeCompletions: { automationFactor: written },
      chat: { chatConsumptionRate: written },
    })
    expect(read?.reported).toEqual({ automation: used, consumption: used, productivity: used })
  })

  test.each([
    ['2026-09-01T00:00:00Z', '2026-09-01T00:00:00.000Z'],
    ['2026-09-01T00:00:00.5Z', '2026-09-01T00:00:00.500Z'],
    ['2026-09-01T00:00:00.25Z', '2026-09-01T00:00:00.250Z'],
    ['2026-09-01T02:00:00+02:00', '2026-09-01T00:00:00.000Z'],
    ['2026-09-01T00:00:00', '2026-09-01T00:00:00.000Z'],
  ])('the moment %s is %s, in whatever zone this runs', (written, read) => {
    const [row] = UsageRows.parse({ usage: { data: [{ from: written, to: written }] } }).rows
    expect(row?.from.toISOString()).toBe(read)
  })
})

describe('people are never fewer than those of one tool', () => {
  const tool = (activeUsers: number | null, uses: number) => ({ activeUsers, uses })
  type Tools = Partial<Record<'completions' | 'chat' | 'agent', ReturnType<typeof tool>>>
  const read = (activeUsers: number | null, { completions, chat, agent }: Tools) =>
    readBucket({
      activeUsers,
      codeCompletions: { activeUsers: completions?.activeUsers ?? 0, completions: completions?.uses ?? 0 },
      chat: { activeUsers: chat?.activeUsers ?? 0, interactions: chat?.uses ?? 0 },
      agent: agent ? { activeUsers: agent.activeUsers, interactions: agent.uses } : null,
    })

  test.each<
    [what: string, reported: number | null, tools: Tools, people: number | null, isLowerBound: true | undefined]
  >([
    ['agent turns of an unknown number of people', 0, { agent: tool(null, 70) }, null, undefined],
    ['agent turns reported for no one', 0, { agent: tool(0, 70) }, null, undefined],
    ['only the agent was used', 0, { agent: tool(4, 70) }, 4, undefined],
    ['two tools, whose people may be the same', 0, { chat: tool(3, 9), agent: tool(4, 70) }, 4, true],
    ['fewer than used the agent', 3, { completions: tool(3, 9), agent: tool(4, 70) }, 4, true],
    ['as many as used a tool', 4, { completions: tool(3, 9), agent: tool(4, 70) }, 4, undefined],
    ['more than used any tool', 6, { completions: tool(3, 9), agent: tool(4, 70) }, 6, undefined],
    ['no one', 0, { agent: tool(0, 0) }, 0, undefined],
    ['not reported', null, { agent: tool(4, 70) }, null, undefined],
  ])('%s', (_what, reported, tools, people, isLowerBound) => {
    const found = read(reported, tools)
    expect([found?.activeUsers, found?.isLowerBound]).toEqual([people, isLowerBound])
  })
})
