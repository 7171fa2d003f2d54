import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutText, fitMessage } from '../../../src/message/fit.ts'
import { actions, facts, type Message, note, type Part, table, text } from '../../../src/message/message.ts'
import { anyText } from '../../helpers/texts.ts'

function rows(count: number, word = 'row'): string[][] {
  return Array.from({ length: count }, (_, at) => [`${word} ${at}`])
}

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
  parts.map(part => (part.kind === 'table' ? `${part.rows.length} rows` : part.kind))

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

  test('rows first, a quarter at a time; then buttons; then text from the end; the small print stays to the last', () => {
    const whole = message(
      facts([{ label: 'a', value: 'b' }]),
      people(8),
      text('more'),
      note('small print'),
      actions([{ label: 'Ask', line: 'help' }]),
    )
    expect(wayDown(whole).map(shapeOf)).toEqual([
      ['text', 'facts', '8 rows', 'text', 'note', 'actions'],
      ['text', 'facts', '6 rows', 'text', 'note', 'actions'],
      ['text', 'facts', '4 rows', 'text', 'note', 'actions'],
      ['text', 'facts', '3 rows', 'text', 'note', 'actions'],
      ['text', 'facts', '2 rows', 'text', 'note', 'actions'],
      ['text', 'facts', '1 rows', 'text', 'note', 'actions'],
      ['text', 'facts', '0 rows', 'text', 'note', 'actions'],
      ['text', 'facts', 'text', 'note', 'actions'],
      ['text', 'facts', 'text', 'note'],
      ['text', 'facts', 'note'],
      ['text', 'note'],
      ['text'],
    ])
  })

  test('of two tables the longer one', () => {
    const both = wayDown(message(people(4), people(6))).map(shapeOf)
    expect(both.slice(0, 4)).toEqual([
      ['text', '4 rows', '6 rows'],
      ['text', '4 rows', '4 rows'],
      ['text', '3 rows', '4 rows'],
      ['text', '3 rows', '3 rows'],
    ])
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

  test('each step is smaller than the one before, so that the first that fits is the richest', () => {
    fc.assert(
      fc.property(anyMessage, whole => {
        const weights = wayDown(whole).map(({ parts }) =>
          parts.reduce((sum, part) => sum + 1 + (part.kind === 'table' ? part.rows.length : 0), 0),
        )
        expect(weights).toEqual(weights.toSorted((a, b) => b - a))
        expect(new Set(weights).size).toBe(weights.length)
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
      { numRuns: 500 },
    )
  })
})
