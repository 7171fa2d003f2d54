import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderTeams, renderTeamsText } from '../../../../adapters/teams/card.ts'
import type { Message, Part, Span } from '../../../../src/message/message.ts'
import { createWords } from '../../../../src/message/words.ts'
import { validateCard } from '../../../clouds/microsoft/card.ts'
import { anyChart } from '../../../helpers/charts.ts'

const words = createWords('en')

/** What people call their teams, and what would be markup, a mention or a format where it is read as such. */
const odd = [
  '**bold** _it_ ~~gone~~ `code`',
  '[click](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '<at>all</at>',
  '&nbsp;&lt;b&gt;',
  '<b>bold</b><script>',
  '# heading\n- item\r\n1. one',
  '{{DATE(2026-09-24,SHORT)}}',
  '👩‍👩‍👧‍👦🦊',
  'שלום \u202Eעולם\u202C مرحبا',
  '\u0000\u0007\u001b[31m',
  '\ud800 lone',
  '"quoted" \\ back',
  'x'.repeat(500),
  '',
  ' ',
]
const anyString = fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'binary', maxLength: 60 }))
const span: fc.Arbitrary<Span> = fc.oneof(anyString, fc.record({ code: anyString }), fc.record({ strong: anyString }))
const part: fc.Arbitrary<Part> = fc.oneof(
  anyChart(anyString),
  fc.record({ kind: fc.constant('text' as const), text: fc.array(span, { maxLength: 5 }) }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: anyString, value: anyString })),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    caption: anyString,
    columns: fc.array(fc.record({ label: anyString, align: fc.constantFrom('left', 'right') }), { maxLength: 12 }),
    rows: fc.array(fc.array(anyString, { maxLength: 12 }), { maxLength: 80 }),
    more: fc.nat(1_000),
  }),
  fc.record({ kind: fc.constant('note' as const), lines: fc.array(anyString) }),
  fc.record({
    kind: fc.constant('metrics' as const),
    metrics: fc.array(
      fc.record({
        label: anyString,
        value: anyString,
        change: anyString,
        tone: fc.constantFrom('good', 'bad', undefined),
      }),
    ),
  }),
  fc.record({
    kind: fc.constant('actions' as const),
    actions: fc.array(
      fc.record(
        {
          label: anyString,
          line: anyString,
          style: fc.constantFrom('primary', 'danger'),
          confirm: fc.record({ title: anyString, text: anyString, confirm: anyString, cancel: anyString }),
          isMore: fc.constant(true as const),
        },
        { requiredKeys: ['label', 'line'] },
      ),
    ),
    links: fc.array(fc.record({ label: anyString, url: fc.constant('https://a.example/') })),
  }),
)
const message: fc.Arbitrary<Message> = fc.record({ title: anyString, summary: anyString, parts: fc.array(part) })

/** Every string of a card with the name of its field. */
function listFields(node: unknown, field = ''): [field: string, value: string][] {
  if (typeof node === 'string') return [[field, node]]
  if (Array.isArray(node)) return node.flatMap(item => listFields(item, field))
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([name, value]) => listFields(value, name === 'text' ? `${field} text` : name))
}

test('any message becomes a card that Teams takes, and a text it takes', () => {
  fc.assert(
    fc.property(message, any => {
      expect(validateCard(renderTeams(any, words))).toEqual([])
      expect(renderTeamsText(any, words).length).toBeLessThanOrEqual(4_000)
    }),
  )
})

test.each(odd.filter(one => one.trim() !== ''))(
  '%j is shown as it is, and only where nothing is read as markup',
  user => {
    const card = renderTeams(
      {
        title: user,
        summary: user,
        parts: [
          { kind: 'text', text: [user, { code: user }, { strong: user }] },
          { kind: 'facts', facts: [{ label: user, value: user }] },
          { kind: 'table', caption: user, columns: [{ label: user, align: 'left' }], rows: [[user]], more: 0 },
          { kind: 'metrics', metrics: [{ label: user, value: user, change: user }] },
          { kind: 'note', lines: [user] },
          { kind: 'actions', actions: [{ label: user, line: user }] },
        ],
      },
      words,
    )
    const places = listFields(card).filter(([, value]) => value.includes(user.slice(0, 60)))
    // A run is shown letter by letter, and so is a button's title; its line is for the bot.
    expect(new Set(places.map(([field]) => field))).toEqual(new Set(['inlines', 'inlines text', 'title', 'line']))
    // A fact's value follows two spaces, a button's title is cut.
    for (const [field, value] of places.filter(([field]) => field !== 'title'))
      expect([field, value.replace(/^ {2}/, '')]).toEqual([field, user])
  },
)
