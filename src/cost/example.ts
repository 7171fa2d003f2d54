import { utcDay } from '../time/utc-days.ts'
import type { CostFacts } from './facts.ts'

/** Made up. */
export const exampleCost: CostFacts = {
  subject: { kind: 'team', id: 'team-1', name: 'Payments' },
  asked: {
    period: { from: utcDay(2026, 10, 1), to: utcDay(2026, 10, 24) },
    previous: null,
    isOver: false,
    words: 'this month',
  },
  askedAt: new Date('2026-11-23T10:25:00Z'),
  state: 'known',
  reason: null,
  currency: 'USD',
  total: { cost: 412.37, inputTokens: 61_200_000, outputTokens: 5_100_000, activeUsers: 31 },
  models: [
    { model: 'model-1', name: 'Large model', cost: 301.12, inputTokens: 38_000_000, outputTokens: 3_200_000 },
    { model: 'model-2', name: null, cost: 111.25, inputTokens: 23_200_000, outputTokens: 1_900_000 },
  ],
  types: [
    {
      ...{ type: 'ide', cost: 322.37, inputTokens: 47_000_000, outputTokens: 4_000_000 },
      ...{ activeUsers: 29, interactions: 3_420 },
    },
    {
      ...{ type: 'cli', cost: 90, inputTokens: 14_200_000, outputTokens: 1_100_000 },
      ...{ activeUsers: 8, interactions: 951 },
    },
  ],
  projection: {
    end: utcDay(2026, 11, 1),
    low: 508.2,
    high: 571.95,
    weeks: [
      { from: utcDay(2026, 10, 16), cost: 139.6, people: 24 },
      { from: utcDay(2026, 10, 9), cost: 83.8, people: 21 },
    ],
  },
}
