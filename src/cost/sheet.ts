/** Cost as rows for machines. */
import type { Sheet } from '../message/csv.ts'
import type { Count, TokenCost } from '../ports.ts'
import { dayCells, subjectCells } from '../report/cells.ts'
import type { CostFacts } from './facts.ts'

/** `part`: `total`, one `model`, or one `agent` type. Money is not rounded. */
export function sheetOfCost({ subject, asked, currency, total, models, types }: CostFacts): Sheet {
  const row = (part: string, name: string | null, cost: TokenCost, active: Count, interactions: Count) => [
    ...(subject.kind === 'self' ? [null, null] : subjectCells(subject)),
    ...dayCells(asked.period),
    ...[part, name, cost.cost, currency, cost.inputTokens, cost.outputTokens, active, interactions],
  ]
  return {
    columns: [
      ...['team_id', 'team', 'first_day', 'last_day', 'part', 'name', 'cost', 'currency'],
      ...['input_tokens', 'output_tokens', 'active_users', 'interactions'],
    ],
    rows: [
      ...(total ? [row('total', null, total, total.activeUsers, null)] : []),
      ...types.map(type => row('agent', type.type, type, type.activeUsers, type.interactions)),
      ...models.map(model => row('model', model.name ?? model.model, model, null, null)),
    ],
  }
}
