import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pickAction, readPick, renderModal, renderNotice, renderOptions } from '../../../../adapters/slack/modal.ts'
import { readOpened, readState, writeOpened } from '../../../../adapters/slack/opened-form.ts'
import { commands, formOf } from '../../../../src/commands.ts'
import type { Form, FormField, Input, Option, Pick } from '../../../../src/message/form.ts'
import { createWords } from '../../../../src/message/words.ts'
import { validateView } from '../../../clouds/slack/view.ts'
import { fillView, stateOf } from '../../../helpers/slack-form.ts'

const words = createWords('en')

/** Names as people give them: long, in other scripts, full of what Slack would read as a format. */
const nasty = [
  '<!channel>',
  '*bold* _it_ ~s~ `c`',
  '<@U1>',
  '&amp; <https://evil.example|click>',
  'فريق المدفوعات',
  '🦊',
  ' ',
]
const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(...nasty),
  fc.constantFrom(...nasty).map(text => text.repeat(500).slice(0, 500)),
)
const anyOption: fc.Arbitrary<Option> = fc.record({ label: anyText, value: anyText })
const anyPick: fc.Arbitrary<Pick> = fc.record({
  of: fc.constantFrom('team', 'person', 'team or person'),
  all: fc.boolean(),
})
const anyInput: fc.Arbitrary<Input> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text' as const, 'days' as const, 'date' as const) }),
  fc.record({ kind: fc.constant('choice' as const), options: fc.array(anyOption, { maxLength: 120 }) }),
  fc.record({ kind: fc.constant('pick' as const), pick: anyPick, most: fc.integer({ min: 1, max: 30 }) }),
)
const anyValue = fc.oneof(
  anyText,
  fc.nat({ max: 5_000 }).map(String),
  fc.constantFrom('2026-12-24', '2026-02-30', '-1', '1e3'),
)
const anyField: fc.Arbitrary<FormField> = fc.record({
  name: fc.stringMatching(/^[a-z]{1,12}$/),
  label: anyText,
  hint: fc.option(anyText),
  isOptional: fc.boolean(),
  input: anyInput,
  value: fc.array(fc.record({ label: anyText, value: anyValue }), { maxLength: 40 }),
})
const anyForm: fc.Arbitrary<Form> = fc.record({
  verb: fc.constantFrom('subscribe', 'alerts'),
  title: anyText,
  about: anyText,
  submit: anyText,
  cancel: anyText,
  given: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), anyText, { maxKeys: 3 }),
  fields: fc.uniqueArray(anyField, { selector: ({ name }) => name, maxLength: 12 }),
})

const place = { channel: 'C1', thread: '1.2', address: { url: 'https://hooks.example/1', isOwn: true } }

/** As much as Slack shows of a modal without knowing what is drawn. */
function listTexts(node: unknown): { type: unknown; text: string }[] {
  if (Array.isArray(node)) return node.flatMap(listTexts)
  if (node === null || typeof node !== 'object') return []
  const own =
    'text' in node && typeof node.text === 'string' && 'type' in node ? [{ type: node.type, text: node.text }] : []
  return [...own, ...Object.values(node).flatMap(listTexts)]
}

describe('any form', () => {
  it('is a modal that Slack takes, all of it plain text', () => {
    let shown = 0
    fc.assert(
      fc.property(anyForm, form => {
        const view = renderModal(form, writeOpened(form, place), words)
        // Only one that carries too much along cannot be shown.
        if (!view) return void expect(writeOpened(form, place).length).toBeGreaterThan(3_000)
        shown += 1
        expect(validateView(view)).toEqual([])
        expect(new Set(listTexts(view).map(({ type }) => type))).toEqual(new Set(['plain_text']))
      }),
    )
    expect(shown).toBeGreaterThan(10)
  })

  it('carries along what it was opened with', () => {
    fc.assert(
      fc.property(anyForm, form => {
        const { verb, given } = form
        expect(readOpened(writeOpened(form, place))).toEqual({ verb, given, place })
        expect(readOpened(writeOpened(form, null))).toEqual({ verb, given, place: null })
      }),
    )
  })

  it('gives back its initial values and what a person put in', () => {
    fc.assert(
      fc.property(anyForm, fc.array(fc.tuple(anyText, anyText), { minLength: 12, maxLength: 12 }), (form, typed) => {
        const view = renderModal(form, '{}', words)
        if (!view) return
        const fresh = readState(stateOf({ ...view }).values)
        for (const { name, value } of form.fields)
          for (const expected of [fresh[name] ?? []].flat()) expect(value.map(one => one.value)).toContain(expected)
        const filled = Object.fromEntries(
          form.fields.flatMap(({ name, input }, at): [string, string | string[]][] => {
            const texts = [...new Set(typed[at] ?? [])].filter(text => text !== '')
            if (input.kind === 'pick') return [[name, input.most > 1 ? texts : (texts[0] ?? 'x')]]
            return input.kind === 'choice' ? [] : [[name, texts[0] ?? 'x']]
          }),
        )
        const read = readState(stateOf({ ...view }, filled).values)
        for (const [name, put] of Object.entries(filled)) expect(read[name]).toEqual([put].flat())
      }),
    )
  })

  it('offers the very options that fit, and none cut into another', () => {
    fc.assert(
      fc.property(fc.array(anyOption, { maxLength: 300 }), options => {
        const shown = renderOptions(options)
        expect(shown.length).toBeLessThanOrEqual(100)
        const values = options.map(({ value }) => value)
        for (const { value, text } of shown) {
          expect(values).toContain(value)
          expect(text.text.length).toBeLessThanOrEqual(75)
        }
        expect(new Set(shown.map(({ value }) => value)).size).toBe(shown.length)
      }),
    )
  })
})

describe('the forms there are', () => {
  const lines = commands.map(({ name }) => name)
  const forms = lines.flatMap(line => formOf(line, words, value => value) ?? [])

  it.each(forms.map(form => [form.verb, form] as const))('%s is a modal as it stands', (_verb, form) => {
    const view = renderModal(form, writeOpened(form, place), words)
    expect(view && validateView(view)).toEqual([])
    expect(view?.blocks.slice(1).map(({ block_id }) => block_id)).toEqual(form.fields.map(({ name }) => name))
  })

  it('are more than five', () => expect(forms.length).toBeGreaterThan(5))

  it('of subscribe, in German, is typed into, chosen from and filled', () => {
    const form = formOf('subscribe payments every monday at 9:00', createWords('de'), value => value.toUpperCase())
    const view = form && renderModal({ ...form, language: 'de' }, writeOpened(form, place), words)
    const [about, teams, ...others] = view?.blocks ?? []
    expect(view).toMatchObject({
      type: 'modal',
      callback_id: 'form',
      submit: { text: 'Abonnieren' },
      close: { text: 'Abbrechen' },
    })
    expect(about).toMatchObject({ type: 'section', text: { type: 'plain_text' } })
    expect(teams).toMatchObject({
      type: 'input',
      block_id: 'teams',
      element: {
        type: 'multi_external_select',
        min_query_length: 0,
        placeholder: { text: 'Zum Suchen tippen' },
        initial_options: [{ text: { text: 'PAYMENTS' }, value: 'payments' }],
        max_selected_items: expect.any(Number),
      },
    })
    expect(others.map(block => ('element' in block ? block.element?.type : block.type))).toContain('static_select')
  })
})

it('a form too large to be carried along is no modal', () => {
  const form = formOf('export', words, value => value)
  expect(form && renderModal(form, 'x'.repeat(3_000), words)).toMatchObject({ type: 'modal' })
  expect(form && renderModal(form, 'x'.repeat(3_001), words)).toBeNull()
  const many = Array.from({ length: 100 }, (_, at) => ({ ...form?.fields[0], name: `f${at}` }) as FormField)
  expect(form && renderModal({ ...form, fields: many }, '', words)).toBeNull()
  expect(form && renderModal({ ...form, fields: many.slice(1) }, '', words)).toMatchObject({ type: 'modal' })
})

it('a choice of nothing is typed', () => {
  const field: FormField = {
    ...{ name: 'by', label: 'By', hint: null, isOptional: true, value: [] },
    input: { kind: 'choice', options: [{ label: 'x', value: 'x'.repeat(151) }] },
  }
  const form = formOf('usage', words, value => value)
  const view = form && renderModal({ ...form, fields: [field] }, '', words)
  expect(view?.blocks[1]).toMatchObject({ element: { type: 'plain_text_input' } })
  expect(view && validateView(view)).toEqual([])
})

it.each(['', 'x', '{}', '[]', '{"verb":"","given":{},"place":null}', '{"verb":"usage","given":{"a":1},"place":null}'])(
  'what no form carried along is not read: %j',
  metadata => expect(readOpened(metadata)).toBeNull(),
)

it('a picker says what it offers, and nothing else does', () => {
  fc.assert(
    fc.property(anyPick, pick => {
      const form = formOf('usage', words, value => value)
      const field: FormField = {
        ...{ name: 'team', label: 'Team', hint: null, isOptional: true, value: [] },
        input: { kind: 'pick', pick, most: 1 },
      }
      const view = form && renderModal({ ...form, fields: [field] }, '', words)
      const [action = ''] = Object.keys(stateOf({ ...view }).values.team ?? {})
      expect(pickAction.test(action)).toBe(true)
      expect(readPick(action)).toEqual(pick)
    }),
  )
  for (const other of ['', 'pick', 'pick teams', 'ask-0', 'pick team or', 'xpick team'])
    expect(readPick(other)).toBeNull()
})

it('a notice is a view without fields', () => {
  const view = renderNotice('T'.repeat(30), '<!channel>', 'Close')
  expect(validateView(view)).toEqual([])
  expect(fillView({ ...view }).state).toEqual({ values: {} })
})
