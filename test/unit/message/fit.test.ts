import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutText, fitMessage } from '../../../src/message/fit.ts'
import { actions, chart, facts, type Message, note, type Part, table, text } from '../../../src/message/message.ts'
import { anyChart } from '../../helpers/charts.ts'
import { anyText } from '../../helpers/texts.ts'

function rows(count: number, word = 'row'): string[][] {
  return Array.from({ length: count }, (_, at) => [`${word} ${at}`])
}

const drawing = chart({ shape: 'bar', title: 'seats', categories: ['a'], series: [], altText: 'says' })
const people = (count: number) => table('people', [{ label: 'who', align: 'left' }], rows(count))

const message = (...parts: Part[]): Message => ({
  title: 'title',
  summary: 'summary',
  parts: [text('summary'), ...parts],
})

/** Every message on the way from whole to least, as a place that takes nothing sees them. */
function wayDown(whole: Message): Message[] {
  const seen: Message[] = []
  fitMessage(
    whole,
    fitting => seen.push(fitting),
    () => false,
  )
  return seen
}

const shapeOf = ({ parts }: Message) =>
  parts.map(part => (part.kind === 'table' ? `${part.rows.length} ${part.look ?? 'rows'}` : part.kind))

/** What a place with a limit of characters shows, where a list costs less than a table. */
function shown(
  whole: Message,
  room: number,
  cost: { rows: number; plain?: number; list: number } = { rows: 20, list: 10 },
): string[] {
  const size = ({ parts }: Message) =>
    parts.reduce((sum, part) => {
      if (part.kind === 'chart') return sum + 500
      if (part.kind !== 'table') return sum + 10
      return sum + 10 + part.rows.length * (cost[part.look ?? 'rows'] ?? cost.rows)
    }, 0)
  const fitted = fitMessage(
    whole,
    fitting => fitting,
    fitting => size(fitting) <= room,
  )
  return shapeOf(fitted)
}

describe('the order of giving way', () => {
  test('what fits is not touched', () => {
    const whole = message(people(100), note('small print'))
    expect(
      fitMessage(
        whole,
        fitting => fitting,
        () => true,
      ),
    ).toBe(whole)
  })

  const whole = message(
    facts([{ label: 'a', value: 'b' }]),
    drawing,
    people(8),
    text('more'),
    note('small print'),
    actions([{ label: 'Ask', line: 'help' }]),
  )

  test.each([
    [2_000, ['text', 'facts', 'chart', '8 rows', 'text', 'note', 'actions']],
    [600, ['text', 'facts', 'text', '8 rows', 'text', 'note', 'actions']],
    [150, ['text', 'facts', 'text', '8 list', 'text', 'note', 'actions']],
    [140, ['text', 'facts', 'text', '7 list', 'text', 'note', 'actions']],
    [80, ['text', 'facts', 'text', '1 list', 'text', 'note', 'actions']],
    [70, ['text', 'facts', 'text', '0 rows', 'text', 'note', 'actions']],
    [60, ['text', 'facts', 'text', 'text', 'note', 'actions']],
    [50, ['text', 'facts', 'text', 'text', 'note']],
    [40, ['text', 'facts', 'text', 'note']],
    [30, ['text', 'facts', 'note']],
    [20, ['text', 'note']],
    [10, ['text']],
  ])(
    'in room for %i: chart, table to list, rows, buttons, text from the end, and the small print last',
    (room, shapes) => {
      expect(shown(whole, room)).toEqual(shapes)
    },
  )

  test('a chart that is dropped is described in words', () => {
    const [, second] = wayDown(message(drawing))
    expect(second?.parts[1]).toEqual(text('seats: says'))
  })

  test('where a list shows no more rows than a table, it stays a table', () => {
    expect(shown(message(people(8)), 100, { rows: 10, list: 11 })).toEqual(['text', '8 rows'])
    expect(shown(message(people(8)), 75, { rows: 10, list: 11 })).toEqual(['text', '5 rows'])
  })

  test('of two tables the longer one', () => {
    expect(shown(message(people(4), people(6)), 110, { rows: 10, list: 10 })).toEqual(['text', '4 rows', '4 rows'])
    expect(shown(message(people(4), people(6)), 90, { rows: 10, list: 10 })).toEqual(['text', '3 rows', '3 rows'])
  })

  test('of several notes the last one first', () => {
    expect(wayDown(message(note('dates'), note('more'))).map(shapeOf)).toEqual([
      ['text', 'note', 'note'],
      ['text', 'note'],
      ['text'],
    ])
  })
})

const anyPart: fc.Arbitrary<Part> = fc.oneof(
  anyText().map(words => text(words)),
  fc.nat({ max: 60 }).map(people),
  anyChart(),
  fc.array(fc.record({ label: anyText(), value: anyText() }), { maxLength: 4 }).map(facts),
  anyText().map(words => note(words)),
  fc.array(fc.record({ label: anyText(), line: anyText() }), { maxLength: 4 }).map(actions),
)
const anyMessage: fc.Arbitrary<Message> = fc.array(anyPart, { maxLength: 7 }).map(parts => message(...parts))

describe('whatever the message and however little the place takes', () => {
  const size = (fitting: Message) => JSON.stringify(fitting).length
  const least = size(message())

  test('it ends, and the result fits wherever title and summary do', () => {
    fc.assert(
      fc.property(anyMessage, fc.nat({ max: 5_000 }), (whole, room) => {
        const fitted = fitMessage(
          whole,
          fitting => fitting,
          fitting => size(fitting) <= least + room,
        )
        expect(size(fitted)).toBeLessThanOrEqual(least + room)
        expect(fitted).toMatchObject({ title: 'title', summary: 'summary' })
        expect(fitted.parts[0]).toEqual(text('summary'))
      }),
    )
  })

  test('where not even they fit, they are what is left', () => {
    fc.assert(
      fc.property(anyMessage, whole => {
        expect(wayDown(whole).at(-1)).toEqual(message())
      }),
    )
  })

  test('no row is left out that would have fitted', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.nat({ max: 3_000 }), (count, room) => {
        const [, table] = shown(message(people(count)), room)
        if (table === undefined || table === `${count} rows`) return
        // The first part and the head of the table cost ten each.
        expect(Number.parseInt(table, 10)).toBe(Math.min(count, Math.max(0, Math.floor((room - 20) / 10))))
      }),
    )
  })

  test('the small print, title and summary survive wherever they fit', () => {
    fc.assert(
      fc.property(anyMessage, whole => {
        const notes = whole.parts.filter(part => part.kind === 'note')
        const [first] = whole.parts
        const room = size({ ...whole, parts: [...(first ? [first] : []), ...notes] })
        const fitted = fitMessage(
          whole,
          fitting => fitting,
          fitting => size(fitting) <= room,
        )
        expect(fitted.parts.filter(part => part.kind === 'note')).toEqual(notes)
      }),
    )
  })

  test('rows left out are counted, as long as the table is there', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.nat({ max: 50 }), (count, more) => {
        const whole = message({ ...people(count), more })
        for (const { parts } of wayDown(whole)) {
          const [shown] = parts.filter(part => part.kind === 'table')
          if (shown) expect(shown.rows.length + shown.more).toBe(count + more)
        }
      }),
    )
  })
})

describe('cutText', () => {
  test.each([
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['one too many', 11, 'one too ma…'],
    ['👩🏽👩🏽', 4, '…'],
    ['👩🏽👩🏽', 5, '👩🏽…'],
    ['a👩🏽', 4, 'a…'],
    ['👩🏽b', 4, '…'],
    ['🇩🇪🇫🇷', 5, '🇩🇪…'],
    ['e\u0301e\u0301', 3, 'e\u0301…'],
    ['e\u0301e\u0301', 2, '…'],
    ['ab', 1, '…'],
  ])('%j to %i is %j', (value, longest, cut) => {
    expect(cutText(value, longest)).toBe(cut)
  })

  test('never longer than asked, never in the middle of what people see as one character', () => {
    const segmenter = new Intl.Segmenter()
    fc.assert(
      fc.property(anyText({ maxLength: 120 }), fc.integer({ min: 1, max: 60 }), (value, longest) => {
        const cut = cutText(value, longest)
        expect(cut.length).toBeLessThanOrEqual(longest)
        if (cut === value) return
        const kept = cut.slice(0, -1)
        expect(cut.endsWith('…')).toBe(true)
        expect(value.startsWith(kept)).toBe(true)
        const ends = [0, ...[...segmenter.segment(value)].map(({ index, segment }) => index + segment.length)]
        expect(ends).toContain(kept.length)
      }),
    )
  })
})
