import { describe, expect, it } from 'vitest'
import { validateView } from '../view.ts'
import { COUNT_LIMITS, TEXT_LIMITS } from './limit-cases.ts'
import { SHAPES } from './shape-cases.ts'
import { validateBlocks } from './validate.ts'

const divider = { type: 'divider' }
const title = { type: 'plain_text', text: 'Usage' }

describe('validateBlocks', () => {
  it.each([...TEXT_LIMITS, ...COUNT_LIMITS])('lets $limit pass, and not one more', ({ at, over, says }) => {
    expect(validateBlocks(at, 'message')).toEqual([])
    expect(validateBlocks(over, 'message').join()).toContain(says)
  })

  it.each(SHAPES)('refuses: $wrong', ({ blocks, says }) => {
    expect(validateBlocks(blocks, 'message').join()).toContain(says)
  })

  it('reports one wrong field once, at its place', () => {
    const button = { type: 'button', text: { type: 'plain_text', text: 'x', colour: 'red' } }
    const problems = ['invalid additional property: colour [json-pointer:/blocks/1/elements/0/text]']
    expect(validateBlocks([divider, { type: 'actions', elements: [button] }], 'message')).toEqual(problems)
  })

  it('counts a text as JavaScript does: an emoji is two characters', () => {
    const header = (text: string) => [{ type: 'header', text: { type: 'plain_text', text } }]
    expect(validateBlocks(header('🦊'.repeat(75)), 'message')).toEqual([])
    expect(validateBlocks(header('🦊'.repeat(76)), 'message')).toHaveLength(1)
  })

  it('counts the characters of all blocks, markup as entities and a fee for each header', () => {
    const sections = (...texts: string[]) => texts.map(text => ({ type: 'section', text: { type: 'mrkdwn', text } }))
    const full = ['a', 'b', 'c', 'd'].map(letter => letter.repeat(3000))
    expect(validateBlocks(sections(...full, 'x'.repeat(1200)), 'message')).toEqual([])
    expect(validateBlocks(sections(...full, 'x'.repeat(1201)), 'message')[0]).toContain('msg_blocks_too_long: 13201')
    expect(validateBlocks(sections(...full, '&'.repeat(241)), 'message')[0]).toContain('msg_blocks_too_long: 13205')
    const header = { type: 'header', text: title }
    expect(validateBlocks([header, ...sections(...full, 'x'.repeat(1096))], 'message')[0]).toContain('13201')
  })

  it('knows where a block is allowed', () => {
    const alert = { type: 'alert', text: title }
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }
    expect(validateBlocks([alert], 'modal')).toEqual([])
    expect(validateBlocks([table], 'home')).toEqual(['unsupported type: table [json-pointer:/blocks/0/type]'])
    expect(validateBlocks(Array(100).fill(divider), 'home')).toEqual([])
    expect(validateBlocks(Array(101).fill(divider), 'modal')).toEqual([
      'no more than 100 items allowed [json-pointer:/blocks]',
    ])
  })

  it('refuses what is no list', () => {
    expect(validateBlocks({ type: 'divider' }, 'message')).toEqual(['must be an array [json-pointer:/blocks]'])
  })
})

describe('validateView', () => {
  const text = (size: number) => ({ type: 'plain_text', text: 'x'.repeat(size) })
  const modal = (more: object) => validateView({ type: 'modal', title, blocks: [divider], ...more })
  const input = { type: 'input', label: title, element: { type: 'plain_text_input' } }

  it.each(['title', 'submit', 'close'])('lets 24 characters of %s pass, and not one more', name => {
    expect(modal({ [name]: text(24) })).toEqual([])
    expect(modal({ [name]: text(25) }).join()).toContain(`/view/${name}`)
  })

  it('limits what a modal remembers', () => {
    expect(modal({ private_metadata: 'x'.repeat(3000) })).toEqual([])
    expect(modal({ private_metadata: 'x'.repeat(3001) }).join()).toContain('less than 3001 characters')
  })

  it('wants a title in a modal, none in a Home tab, and a submit button for a form', () => {
    expect(modal({ title: undefined })).toEqual(['missing required field: title [json-pointer:/view]'])
    expect(validateView({ type: 'home', blocks: [divider] })).toEqual([])
    expect(modal({ blocks: [input] })).toEqual(['missing required field: submit [json-pointer:/view]'])
    expect(modal({ blocks: [input], submit: title })).toEqual([])
  })

  it('points into the view', () => {
    expect(modal({ blocks: [{ type: 'nonsense' }] })).toEqual([
      'unsupported type: nonsense [json-pointer:/view/blocks/0/type]',
    ])
  })
})
