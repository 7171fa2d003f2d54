import { describe, expect, it } from 'vitest'
import { pressed, readPress } from '../../../../adapters/slack/actions.ts'
import { renderSlack } from '../../../../adapters/slack/blocks.ts'
import { type Action, actions, type Link } from '../../../../src/message/message.ts'
import { createWords } from '../../../../src/message/words.ts'
import { validateBlocks } from '../../../clouds/slack/blocks/validate.ts'

const words = createWords('en')
const plain = (text: string) => ({ type: 'plain_text', text, emoji: false })
const confirm = { title: 'Remind 20 people?', text: 'They get one message.', confirm: 'Remind', cancel: 'Cancel' }
const remind: Action = { label: 'Remind 20 people…', line: 'remind 1', style: 'primary', confirm }
const edit: Action = { label: 'Edit…', line: 'edit 1', opens: 'form', isMore: true }
const pause: Action = { label: 'Pause', line: 'pause 1', isMore: true }

type Element = { type: string; action_id: string; options?: { value: string }[]; [key: string]: unknown }

function draw(list: readonly Action[], links?: readonly Link[]): Element[] {
  const { blocks = [] } = renderSlack({ title: 'Title', summary: '', parts: [actions(list, links)] }, words)
  expect(validateBlocks(blocks, 'message')).toEqual([])
  return blocks.flatMap(block => (block.type === 'actions' ? (block.elements as unknown as Element[]) : []))
}

describe('a button', () => {
  it('that asks first has Slack ask, with a button that repeats the verb', () => {
    expect(draw([remind])).toEqual([
      {
        type: 'button',
        action_id: 'ask-0',
        text: plain('Remind 20 people…'),
        value: 'remind 1',
        style: 'primary',
        confirm: {
          title: plain('Remind 20 people?'),
          text: plain('They get one message.'),
          confirm: plain('Remind'),
          deny: plain('Cancel'),
          style: 'primary',
        },
      },
    ])
  })

  it('that takes something away is red, and so is the one that confirms it', () => {
    const [button] = draw([{ label: 'Unsubscribe', line: 'unsubscribe 1', style: 'danger', confirm }])
    expect(button).toMatchObject({ style: 'danger', confirm: { style: 'danger' } })
  })

  it('that belongs in a menu but asks first is plain, and only its question is red', () => {
    const unsubscribe = { label: 'Unsubscribe', line: 'unsubscribe 1', style: 'danger', confirm, isMore: true } as const
    const [button] = draw([unsubscribe])
    expect(button).toMatchObject({ type: 'button', confirm: { style: 'danger' } })
    expect(button).not.toHaveProperty('style')
  })

  it('that belongs in a menu but asks first has its own button: at most three are next to the menu', () => {
    const unsubscribe = { label: 'Unsubscribe', line: 'unsubscribe 1', style: 'danger', confirm, isMore: true } as const
    const see: Action[] = ['See unused seats', 'See all weeks'].map((label, at) => ({ label, line: `see ${at}` }))
    const elements = draw([remind, ...see, edit, unsubscribe])
    expect(elements.map(({ type, value }) => value ?? type)).toEqual(['remind 1', 'see 0', 'unsubscribe 1', 'overflow'])
    expect(elements.at(-1)?.options).toHaveLength(2)
    expect(JSON.stringify(elements.at(-1))).toContain('See all weeks')
  })

  it('is primary once in a set, whatever the message holds', () => {
    expect(draw([remind, { ...remind, line: 'remind 2' }]).map(({ style }) => style)).toEqual(['primary', undefined])
  })

  it('has a question of any length shortened to what Slack takes', () => {
    const long = 'x'.repeat(400)
    expect(draw([{ ...remind, confirm: { title: long, text: long, confirm: long, cancel: long } }])).toHaveLength(1)
  })
})

describe('a link', () => {
  it('is a button with an address, behind the buttons that ask', () => {
    const [, link] = draw(
      [pause, { label: 'See seats', line: 'seats' }],
      [{ label: 'Install', url: 'https://a.example/' }],
    )
    expect(link).toEqual({ type: 'button', action_id: 'link-0', text: plain('Install'), url: 'https://a.example/' })
  })

  it('is left out where its address is longer than Slack takes', () => {
    expect(draw([pause], [{ label: 'Install', url: `https://a.example/${'x'.repeat(3_000)}` }])).toHaveLength(1)
  })
})

describe('what is behind a menu', () => {
  it('is in one menu, last, and is read back with whether it opens a form', () => {
    const [first, menu] = draw([edit, remind, pause])
    expect(first?.type).toBe('button')
    expect(menu).toMatchObject({ type: 'overflow', action_id: 'more-0' })
    const presses = menu?.options?.map(option => readPress({ action_id: 'more-0', selected_option: option }))
    expect(presses).toEqual([
      { line: 'edit 1', opensForm: true },
      { line: 'pause 1', opensForm: false },
    ])
    expect(pressed.test('more-0')).toBe(true)
  })

  it('is five to a menu', () => {
    const menus = draw(Array.from({ length: 7 }, (_, at) => ({ ...pause, line: `pause ${at}` })))
    expect(menus.map(({ type, options }) => `${type} ${options?.length}`)).toEqual(['overflow 5', 'overflow 2'])
  })

  it('stays a button where its line is too long for an option, or where it asks first', () => {
    const drawn = draw([
      { ...pause, line: 'x'.repeat(147) },
      { ...pause, confirm },
      { ...pause, line: 'x'.repeat(146) },
    ])
    expect(drawn.map(({ type }) => type)).toEqual(['button', 'button', 'overflow'])
  })
})

it('a press of a button brings back its line, and whether it opens a form', () => {
  expect(readPress({ action_id: 'ask-3', value: 'form x' })).toEqual({ line: 'form x', opensForm: false })
  expect(readPress({ action_id: 'form-0', value: 'usage' })).toEqual({ line: 'usage', opensForm: true })
  expect(readPress({ action_id: 'more-0', selected_option: null })).toEqual({ line: '', opensForm: false })
})
