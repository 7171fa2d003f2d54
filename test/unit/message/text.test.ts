import { describe, expect, test } from 'vitest'
import { actions, facts, type Message, note, table, text } from '../../../src/message/message.ts'
import { renderTable, renderText } from '../../../src/message/text.ts'
import { createWords } from '../../../src/message/words.ts'

const words = createWords('en')

function lines(...parts: Message['parts']): string[] {
  return renderText({ title: 'Title', summary: 'Summary', parts }, words).split('\n')
}

const seats = table(
  'Seats',
  [
    { label: 'Team', align: 'left' },
    { label: 'Registered', align: 'right' },
  ],
  [
    ['Payments', '57'],
    ['Web', '1,200'],
  ],
)

test('title, then each part apart from the next', () => {
  expect(lines(text('One ', { code: 'two' }, ' ', { strong: 'three' }), note('four', null, 'five'))).toEqual([
    'Title',
    '',
    'One two three',
    '',
    'four',
    'five',
  ])
})

test('parts without content leave no gap', () => {
  expect(lines(facts([]), text('a'), note(null), actions([]))).toEqual(['Title', '', 'a'])
})

test('facts are in two columns', () => {
  const list = facts([
    { label: 'Active people', value: '42' },
    { label: 'Chat', value: '7' },
  ])
  expect(lines(list)).toEqual(['Title', '', 'Active people  42', 'Chat           7'])
})

test('a button is what it asks', () => {
  expect(lines(actions([{ label: 'By day', line: 'usage all daily' }])).at(-1)).toBe('[By day] usage all daily')
})

test('one that only opens a form is left out, because text has no forms', () => {
  const opens = { label: 'Watch seats…', line: 'alerts', opens: 'form' } as const
  expect(lines(text('a'), actions([opens, { label: 'Why', line: 'why all' }]))).toEqual([
    ...['Title', '', 'a', '', '[Why] why all'],
  ])
  expect(lines(text('a'), actions([opens]), text('b'))).toEqual(['Title', '', 'a', '', 'b'])
})

describe('a table', () => {
  test('has columns of one width, text to the left and numbers to the right', () => {
    expect(renderTable(seats, words).split('\n')).toEqual([
      'Seats',
      'Team      Registered',
      'Payments          57',
      'Web            1,200',
    ])
  })

  test('says how many rows are left out', () => {
    expect(
      renderTable({ ...seats, more: 1_234 }, words)
        .split('\n')
        .at(-1),
    ).toBe('and 1,234 more')
  })

  test('without rows is its heading', () => {
    expect(renderTable({ ...seats, rows: [] }, words).split('\n')).toEqual(['Seats', 'Team  Registered'])
  })

  test('takes a row that is too short', () => {
    expect(renderTable({ ...seats, rows: [['Web']] }, words).split('\n')).toEqual(['Seats', 'Team  Registered', 'Web'])
  })

  test.each([
    ['emoji', '🚀🚀', 4],
    ['a family of four in one place', '👩‍👩‍👧‍👦', 2],
    ['CJK', '統計', 4],
    ['accents that are characters of their own', 'e\u0301te\u0301', 3],
    ['Arabic', 'فريق', 4],
  ])('lines up by what people see: %s', (_what, name, places) => {
    const [, , row = ''] = renderTable(
      {
        ...seats,
        rows: [
          [name, '7'],
          ['x'.repeat(8), '1'],
        ],
      },
      words,
    ).split('\n')
    expect(row).toBe(`${name}${' '.repeat(8 - places + 2 + 9)}7`)
  })
})
