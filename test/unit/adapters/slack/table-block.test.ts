import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderSlack } from '../../../../adapters/slack/blocks.ts'
import type { Tables } from '../../../../adapters/slack/table-block.ts'
import { digestReport } from '../../../../src/digests/digest.ts'
import { nativeCharts } from '../../../../src/message/chart.ts'
import {
  countCell,
  dayCell,
  type Message,
  type Part,
  type TableCell,
  table,
  withWhole,
} from '../../../../src/message/message.ts'
import { createWords } from '../../../../src/message/words.ts'
import { validateBlocks } from '../../../clouds/slack/blocks/validate.ts'
import { readBlocks } from '../../../helpers/slack-text.ts'
import { anyText } from '../../../helpers/texts.ts'

const columns = [
  { label: 'Team', align: 'left' },
  { label: 'Seats', align: 'right' },
] as const
const message = (...parts: Part[]): Message => ({ title: 'Title', summary: 'Summary.', parts })
const rows = (count: number, name = 'team') =>
  Array.from({ length: count }, (_, at) => [`${name}-${at}`, countCell(`${at}`, at)])
const blocksOf = (message: Message, tables?: Tables): { type: string }[] =>
  renderSlack(message, createWords('en'), nativeCharts, tables).blocks ?? []
const typesOf = (message: Message, tables?: Tables) => blocksOf(message, tables).map(({ type }) => type)

test('a number is sorted by its value and shown as the reader’s language writes it', () => {
  const words = createWords('de')
  const part = table('Plätze', columns, [
    ['Payments', countCell(words.countAndChange(1_234, 1_200), 1_234)],
    [dayCell('Mo., 16. Nov.', new Date('2026-11-16T00:00:00Z')), 'nicht gemeldet'],
  ])
  expect(renderSlack(message(part), words).blocks?.[1]).toEqual({
    type: 'data_table',
    caption: 'Plätze',
    page_size: 14,
    rows: [
      [
        { type: 'raw_text', text: 'Team' },
        { type: 'raw_text', text: 'Seats' },
      ],
      [
        { type: 'raw_text', text: 'Payments' },
        { type: 'raw_number', value: 1_234, text: '1.234 (+34)' },
      ],
      [
        { type: 'raw_number', value: 20_261_116, text: 'Mo., 16. Nov.' },
        { type: 'raw_text', text: 'nicht gemeldet' },
      ],
    ],
  })
})

test('every table of a message can be sorted, where Slack draws one plain table only', () => {
  const two = message(table('A', columns, rows(2)), table('B', columns, rows(2)))
  expect(typesOf(two)).toEqual(['header', 'data_table', 'data_table'])
  expect(typesOf(two, 'plain')).toEqual(['header', 'rich_text', 'table', 'rich_text'])
})

describe('the order of giving way', () => {
  const long = (length: number, count = 90) => table('T', columns, rows(count, 'x'.repeat(length)))

  test.each<[string, Part, string[]]>([
    ['up to 100 rows can be sorted', table('T', columns, rows(100)), ['data_table']],
    ['more of them are a list', table('T', columns, rows(101)), ['rich_text']],
    ['a table without rows is drawn with its columns', table('T', columns, [], 3), ['rich_text', 'table', 'rich_text']],
    ['up to 10,000 characters can be sorted', long(100), ['data_table']],
    ['more of them are a plain table', long(110), ['rich_text', 'table']],
  ])('%s', (_what, part, types) => {
    expect(typesOf(message(part))).toEqual(['header', ...types])
    expect(validateBlocks(blocksOf(message(part)), 'message')).toEqual([])
  })

  test('where even a list is too long, the omitted rows are counted and offered as a file', () => {
    const whole = withWhole(message(table('T', columns, rows(300, 'x'.repeat(90)))), '/tabnine export teams')
    const shown = readBlocks(blocksOf(whole))
    const more = Number(/^and (\d+) more$/m.exec(shown)?.[1])
    expect((shown.match(/x-\d+/g) ?? []).length + more).toBe(300)
    expect(shown).toContain('/tabnine export teams')
  })
})

test('any tables are what Slack takes, sorted by finite numbers alone', () => {
  const cell: fc.Arbitrary<TableCell> = fc.oneof(
    anyText(),
    fc.record({ text: anyText(), value: fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY)) }),
  )
  const part = fc
    .tuple(
      anyText(),
      fc.array(fc.record({ label: anyText(), align: fc.constantFrom('left', 'right') }), { maxLength: 24 }),
    )
    .chain(([caption, heads]) =>
      fc
        .tuple(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 120 }), fc.nat(9))
        .map(([all, more]) => table(caption, heads, all, more)),
    )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), fc.constantFrom<Tables>('sortable', 'plain'), (parts, tables) => {
      const blocks = blocksOf(message(...parts), tables)
      expect(validateBlocks(blocks, 'message')).toEqual([])
      expect(tables === 'plain' && blocks.some(({ type }) => type === 'data_table')).toBe(false)
    }),
    { interruptAfterTimeLimit: 10_000 },
  )
})

test('a digest of several teams is sorted by its numbers, and what is not reported is no number', () => {
  const [part] = digestReport.example.parts
  if (!part) throw new Error('the example has no team')
  const silent = {
    ...part,
    activity: { ...part.activity, total: null, before: null, state: 'unknown' as const },
    subject: { kind: 'team', id: 'b', name: 'B' } as const,
  }
  const message = digestReport.render(
    { unit: 'week', parts: [part, silent] },
    { t: createWords('en'), timeZone: 'UTC', commandPrefix: '' },
  )
  const sorted = blocksOf(message).find(({ type }) => type === 'data_table')
  const [, shown, missing] = (sorted as unknown as { rows: { type: string }[][] }).rows
  expect(shown?.map(({ type }) => type)).toEqual(['raw_text', ...Array(3).fill('raw_number')])
  expect([missing?.[1]?.type, missing?.[2]?.type]).toEqual(['raw_text', 'raw_text'])
})
