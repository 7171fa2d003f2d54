import { expect, test } from 'vitest'
import { renderTeams } from '../../../../adapters/teams/card.ts'
import { renderMetrics } from '../../../../adapters/teams/metrics.ts'
import type { Metric } from '../../../../src/message/message.ts'
import { createWords } from '../../../../src/message/words.ts'
import { validateCard } from '../../../clouds/microsoft/card.ts'

const metric = (at: number): Metric => ({ label: `Metric ${at}`, value: `${at}` })
const count = (number: number) => Array.from({ length: number }, (_, at) => metric(at))

test('a number is large, its label subtle below it, and its change coloured besides its sign', () => {
  const run = (text: string, look: object) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...look }] })
  const good = { label: 'Active members', value: '77 of 97', change: '+2', tone: 'good' } as const
  expect(renderMetrics([good, { ...good, change: '−13%', tone: 'bad' }, { ...good, tone: undefined }])).toMatchObject([
    {
      columns: [
        {
          items: [
            run('77 of 97', { size: 'Large', weight: 'Bolder' }),
            { ...run('Active members', { size: 'Small', isSubtle: true }), spacing: 'None' },
            { ...run('+2', { size: 'Small', color: 'Good' }), spacing: 'None' },
          ],
        },
        { items: [{}, {}, run('−13%', { size: 'Small', color: 'Attention' })] },
        { items: [{}, {}, run('+2', { size: 'Small', isSubtle: true })] },
      ],
    },
  ])
})

test.each([
  [0, []],
  [1, [1]],
  [3, [3]],
  [4, [2, 2]],
  [5, [3, 2]],
  [7, [3, 3, 1]],
])('%i numbers are at most three in a row', (number, rows) => {
  const drawn = renderMetrics(count(number))
  expect(drawn.map(({ columns }) => columns.filter(({ items }) => items.length > 0).length)).toEqual(rows)
  expect(new Set(drawn.map(({ columns }) => columns.length)).size).toBeLessThanOrEqual(1)
})

test('what people named is no markup, and any length is what Teams takes', () => {
  const odd = { label: '**bold**', value: '[a](https://a.example)', change: '{{DATE(2026-01-01)}}' }
  const long = { label: 'x'.repeat(500), value: '', change: ' ' }
  const parts = [{ kind: 'metrics' as const, metrics: [odd, long] }]
  const card = renderTeams({ title: 'Title', summary: '', parts }, createWords('en'))
  expect(validateCard(card)).toEqual([])
  expect(JSON.stringify(card)).not.toContain('"TextBlock"')
  for (const text of Object.values(odd)) expect(JSON.stringify(card)).toContain(JSON.stringify(text))
})
