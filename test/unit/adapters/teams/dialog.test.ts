import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type OpenForm, renderDialog, renderForm } from '../../../../adapters/teams/dialog.ts'
import { nameDataset, readDataset, readFields, toChoice } from '../../../../adapters/teams/form-field.ts'
import { plainTitle } from '../../../../adapters/teams/plain-title.ts'
import type { FormField, Input, Option } from '../../../../src/message/form.ts'
import { createWords } from '../../../../src/message/words.ts'
import { cardBudget, measureUtf16, validateCard } from '../../../clouds/microsoft/card.ts'
import { fillIn } from '../../../clouds/microsoft/dialog.ts'
import { listTexts } from '../../../helpers/card-text.ts'

const words = createWords('en')

const odd = [
  '',
  ' ',
  '**bold**',
  '<at>all</at>',
  '<!channel>',
  'Sales, EMEA',
  '100% "of" them',
  'مرحبا',
  'x'.repeat(500),
]
const text = fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'binary', maxLength: 40 }))
/** Names of teams and ids: never empty, and without spaces around. */
const name = text.map(one => one.trim() || 'a')
const option: fc.Arbitrary<Option> = fc.record({ label: text, value: name })
const pick = fc.record({ of: fc.constantFrom('team', 'person', 'team or person'), all: fc.boolean() })
const input: fc.Arbitrary<Input> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text', 'days', 'date') }),
  fc.record({
    kind: fc.constant('choice' as const),
    options: fc.uniqueArray(option, { minLength: 1, maxLength: 6, selector: ({ value }) => value }),
  }),
  fc.record({ kind: fc.constant('pick' as const), pick, most: fc.constantFrom(1, 20) }),
)
const field: fc.Arbitrary<FormField> = input.chain(of =>
  fc.record({
    name: fc.stringMatching(/^[a-z]{1,9}$/),
    label: text,
    hint: fc.option(text),
    isOptional: fc.boolean(),
    input: fc.constant(of),
    value: fc.uniqueArray(of.kind === 'choice' ? fc.constantFrom(...of.options) : option, {
      maxLength: of.kind === 'pick' ? of.most : 1,
      selector: ({ value }) => value,
    }),
  }),
)
const open: fc.Arbitrary<OpenForm> = fc.uniqueArray(field, { maxLength: 6, selector: one => one.name }).chain(fields =>
  fc.record({
    form: fc.record({
      verb: fc.constant('usage'),
      title: text,
      about: text,
      submit: text,
      cancel: text,
      given: fc.constant({}),
      fields: fc.constant(fields),
    }),
    line: text,
    token: text,
    offered: fc
      .constant(fields)
      .chain(all =>
        fc
          .tuple(...all.map(() => fc.array(option, { maxLength: 60 })))
          .map(lists => Object.fromEntries(all.map((one, at) => [one.name, lists[at] ?? []]))),
      ),
    mistakes: fc.dictionary(fc.constantFrom(...fields.map(one => one.name), 'nowhere'), text, { maxKeys: 4 }),
  }),
)

describe.each(['dialog', 'card'] as const)('any form as a %s', place => {
  test('is what Teams takes', () => {
    fc.assert(
      fc.property(open, one => {
        const card = renderForm(one, words, place)
        expect(validateCard(card)).toEqual([])
        expect(measureUtf16(card)).toBeLessThan(cardBudget)
        const info = renderDialog(one, words)
        expect(info.title.length).toBeLessThanOrEqual(64)
      }),
    )
  })

  test('sent unchanged, gives back its initial values', () => {
    fc.assert(
      fc.property(open, one => {
        const sent = fillIn(renderForm({ ...one, mistakes: {} }, words, place), {})
        const read = readFields(one.form.fields, sent)
        for (const { name: asked, input: of, value } of one.form.fields) {
          const values = value.map(given => given.value)
          const [first = ''] = values
          if (of.kind === 'pick' && of.most > 1) {
            // A comma inside of quotes is what cannot be typed; what can be chosen comes back as it is.
            if (place === 'dialog' || !values.join().includes('"')) expect(read[asked]).toEqual(values)
          } else if (of.kind === 'choice' || (of.kind === 'pick' && place === 'dialog')) expect(read[asked]).toBe(first)
          else if (of.kind === 'text') expect(read[asked]).toBe(first)
          else if (of.kind === 'days') expect(read[asked]).toBe(/^\d{1,9}$/.test(first) ? String(Number(first)) : '')
        }
      }),
    )
  })
})

describe('a field', () => {
  const form = (one: Partial<FormField> & Pick<FormField, 'input'>, more: Partial<OpenForm> = {}): OpenForm => {
    const field = { name: 'a', label: 'Team', hint: 'For example: web.', isOptional: false, value: [], ...one }
    const frame = { verb: 'usage', title: 'Usage', about: 'How.', submit: 'Ask', cancel: 'Cancel', given: {} }
    return { form: { ...frame, fields: [field] }, line: 'usage', token: '7', offered: {}, ...more }
  }
  const draw = (...given: Parameters<typeof form>) => renderForm(form(...given), words, 'dialog').body

  test('says whether it is needed', () => {
    const input = { kind: 'text' } as const
    expect(draw({ input })[1]).toEqual({
      type: 'Input.Text',
      id: 'field-a',
      label: 'Team',
      isRequired: true,
      errorMessage: 'Fill this in.',
    })
    expect(draw({ input, isOptional: true })[1]).toEqual({
      type: 'Input.Text',
      id: 'field-a',
      label: 'Team (optional)',
    })
  })

  test('has its mistake right below it, and the hint after that', () => {
    const drawn = draw({ input: { kind: 'days' } }, { mistakes: { a: '**No** number.', elsewhere: 'And that.' } })
    expect(drawn.map(({ type }) => type)).toEqual([
      'RichTextBlock',
      'RichTextBlock',
      'Input.Number',
      'RichTextBlock',
      'RichTextBlock',
    ])
    expect(listTexts(drawn)).toEqual(['How.', 'And that.', '**No** number.', 'For example: web.'])
    expect(drawn[3]).toMatchObject({ inlines: [{ color: 'Attention' }] })
  })

  const teams = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ label: `Team ${at}`, value: `id-${at}` }))
  const picking = { input: { kind: 'pick', pick: { of: 'team', all: true }, most: 20 } } as const

  test('lists what is chosen and what can be, and searches for more', () => {
    const [chosen] = teams(1)
    const [, drawn] = draw({ ...picking, value: chosen ? [chosen] : [] }, { offered: { a: teams(3) } })
    expect(drawn).toMatchObject({
      type: 'Input.ChoiceSet',
      style: 'filtered',
      isMultiSelect: true,
      value: 'id-0',
      choices: teams(3).map(({ label, value }) => ({ title: label, value })),
      'choices.data': { type: 'Data.Query', dataset: 'team or all' },
    })
  })

  test.each([
    ['nothing is known', 0, 'Input.Text'],
    ['all can be listed', 25, 'Input.ChoiceSet'],
    ['not all can be listed', 26, 'Input.Text'],
  ])('in a card, where %s', (_what, count, type) => {
    const one = form(picking, { offered: { a: teams(count) } })
    expect(renderForm(one, words, 'card').body[2]).toMatchObject({ type })
    expect(renderForm(one, words, 'dialog').body[1]).toMatchObject({ type: 'Input.ChoiceSet' })
  })

  test('typed names come back one by one, with commas where quotes are around them', () => {
    const { fields } = form(picking).form
    expect(readFields(fields, { 'typed-a': ' web, "Sales, EMEA" ,, payments' })).toEqual({
      a: ['web', 'Sales, EMEA', 'payments'],
    })
  })

  test.each([null, undefined, [], {}, true])('sent as %j holds nothing', value => {
    expect(readFields(form({ input: { kind: 'text' } }).form.fields, { 'field-a': value })).toEqual({ a: '' })
    expect(readFields(form(picking).form.fields, { 'field-a': value })).toEqual({ a: [] })
  })
})

test.each(['team', 'person', 'team or person'] as const)('a search for a %s names it', of => {
  for (const all of [true, false]) expect(readDataset(nameDataset({ of, all }))).toEqual({ of, all })
})

test.each(['', 'teams', 'team or', 'person or all or all', undefined, {}, 7])('nothing is searched for in %j', name => {
  expect(readDataset(name)).toBeNull()
})

describe('the title of a choice', () => {
  test.each(['Payments', 'ada.lovelace_2@example.com', 'Web – EMEA (42)', 'مرحبا', '日本 & 中国', 'a-b', 'R2.D2'])(
    'is %s as it is',
    title => expect(plainTitle(title)).toBe(title),
  )

  test.each([
    ['**bold**', ' * '],
    ['_it_', ' _ '],
    ['~~gone~~', ' ~ '],
    ['[click](https://evil.example)', ']\u2060('],
    ['![x](https://evil.example/x.png)', ']\u2060('],
    ['<at>all</at>', '<\u2060at>'],
    ['<!channel>', '<\u2060!channel>'],
    ['&lt;b&gt;', '&\u2060lt;'],
    ['`code`', 'ˋcodeˋ'],
    ['\\*', '\\\u2060'],
    ['# heading', '\u2060# heading'],
    ['1. one', '\u20601. one'],
    ['- item', '\u2060- item'],
  ])('takes %s apart', (title, part) => {
    expect(plainTitle(title).replaceAll('\u200a', ' ')).toContain(part)
    expect(toChoice({ label: title, value: title }).value).toBe(title)
  })
})
