import { describe, expect, test } from 'vitest'
import { validateCard } from './card.ts'

const card = (changes: object = {}) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'Payments', wrap: true }],
  ...changes,
})
const inBody = (...body: object[]) => card({ body })

describe('a card', () => {
  const series = { legend: 'active', values: [{ x: '2026-09-01', y: 3 }] }
  const chart = { type: 'Chart.Line', data: [series] }
  const table = { type: 'Table', columns: [{ width: 1 }], rows: [] }
  const withSeries = (...data: object[]) => inBody({ ...chart, data, fallback: table })
  const input = { type: 'Input.Text', id: 'a', label: 'Team' }
  const x = { title: 'X', value: 'x' }
  const withChoices = (choices: object[], more: object = {}) =>
    inBody({ ...input, type: 'Input.ChoiceSet', choices, ...more })
  const query = { type: 'Data.Query', dataset: 'team' }
  const textBlock = (text: string) => inBody({ type: 'TextBlock', text, wrap: true })
  test.each([
    ['text', card()],
    ['a date and a time', textBlock('{{DATE(2026-12-07T09:00:00Z, SHORT)}}, {{TIME(2026-12-07T09:00:00+01:00)}}')],
    ['choices', withChoices([x, { title: 'Y', value: 'y' }], { isMultiSelect: true, value: 'x,y' })],
    ['a search', withChoices([], { style: 'filtered', 'choices.data': query, isRequired: true, errorMessage: 'x' })],
    ['a chart with a fallback', inBody({ ...chart, fallback: table })],
    ['facts and columns', inBody({ type: 'FactSet', facts: [{ title: 'Idle', value: '3' }] }, { type: 'ColumnSet' })],
    ['any data on a button', card({ actions: [{ type: 'Action.Submit', title: 'Go', data: { command: 'x', n: 1 } }] })],
  ])('is good with %s', (_what, good) => expect(validateCard(good)).toEqual([]))

  test.each([
    ['no object', 'text', '/ must be object'],
    ['another version', card({ version: '1.6' }), '/version must be "1.5"'],
    ['an unknown element', inBody({ type: 'Text' }), '/body/0 value of tag "type" must be in oneOf (Text)'],
    ['a missing field', inBody({ type: 'TextBlock' }), "/body/0 must have required property 'text'"],
    ['an unknown field', inBody({ type: 'TextBlock', text: '', colour: 'x' }), 'additional properties (colour)'],
    ['an unknown value', inBody({ type: 'TextBlock', text: '', size: 'big' }), '/body/0/size must be equal to one of'],
    ['an unknown action', card({ actions: [{ type: 'Action.Http' }] }), '(Action.Http)'],
    ['seven actions', card({ actions: Array(7).fill({ type: 'Action.Submit' }) }), 'has 7 actions, Teams shows 6'],
    ['a picture over http', inBody({ type: 'Image', url: 'http://x/y.png' }), '/body/0/url must be an https address'],
    ['a chart alone', inBody(chart), '/body/0 needs a fallback'],
    ['a chart of nothing', inBody({ ...chart, data: [], fallback: table }), '/body/0/data has nothing to draw'],
    ['a series of nothing', withSeries({ legend: 'active', values: [] }), '/body/0/data/0 has no point'],
    ['a series without legend', withSeries({ values: [{ x: 1, y: 1 }] }), '/body/0/data has a series without a legend'],
    ['two series of one name', withSeries(series, series), '/body/0/data has two series of one legend'],
    ['a point without y', withSeries({ legend: 'a', values: [{ x: 1 }] }), '/body/0/data/0 has a point without y'],
    ['a point without x', withSeries({ legend: 'a', values: [{ y: 1 }] }), '/body/0/data/0 has a point without x'],
    [
      'two points at one x',
      withSeries({ legend: 'a', values: [series.values[0], series.values[0]] }),
      'two points at one x',
    ],
    ['a line over names', withSeries({ legend: 'a', values: [{ x: 'Web', y: 1 }] }), 'no number and no day'],
    ['an input without id', inBody({ type: 'Input.Text', label: 'a' }), '/body/0 needs an id'],
    ['an input without label', inBody({ type: 'Input.Text', id: 'a' }), '/body/0 needs a label'],
    [
      'a required field without a message',
      inBody({ ...input, isRequired: true }),
      '/body/0 is needed and does not say so',
    ],
    ['an invalid date', inBody({ ...input, type: 'Input.Date', value: 'today' }), '/body/0/value is no day'],
    ['a choice without title', withChoices([{ value: 'x' }]), '/body/0/choices has one without title'],
    ['a duplicate choice', withChoices([x, x]), '/body/0/choices has one value twice'],
    ['a comma in a choice', withChoices([{ title: 'x', value: 'x,y' }], { isMultiSelect: true }), 'a comma in a value'],
    ['a choice that does not exist', withChoices([x], { value: 'y' }), '/body/0/value is none of its choices'],
    ['a search that no one answers', withChoices([x], { 'choices.data': { type: 'Data.Query' } }), 'asks for nothing'],
    ['an id used twice', inBody({ ...table, id: 'a' }, { ...table, id: 'a' }), '/body/1/id a is used twice'],
    ['a date with milliseconds', textBlock('{{DATE(2026-12-07T09:00:00.000Z)}}'), '/body/0/text shows {{DATE('],
    ['a date in no form', textBlock('{{DATE(2026-12-07T09:00:00Z, TINY)}}'), '/body/0/text shows {{DATE('],
    ['an invalid moment', textBlock('{{TIME(2026-13-07T09:00:00Z)}}'), '/body/0/text shows {{TIME('],
    ['a time that does not end', textBlock('{{TIME(2026-12-07T09:00:00Z)'), '/body/0/text shows {{TIME('],
    ['15,000 characters', inBody({ type: 'TextBlock', text: 'x'.repeat(15_000) }), 'budget 28672'],
  ])('is bad with %s', (_what, bad, problem) => expect(validateCard(bad).join('\n')).toContain(problem))

  test('may be as large as wanted where the budget is off', () => {
    const large = inBody({ type: 'TextBlock', text: 'x'.repeat(15_000) })
    expect(validateCard(large, { budget: false })).toEqual([])
  })
})
