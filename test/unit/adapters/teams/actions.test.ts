import { describe, expect, test } from 'vitest'
import { renderTeams } from '../../../../adapters/teams/card.ts'
import { type Action, actions, type Link, text } from '../../../../src/message/message.ts'
import { createWords } from '../../../../src/message/words.ts'
import { validateCard } from '../../../clouds/microsoft/card.ts'
import { linesIn, listTexts } from '../../../helpers/card-text.ts'

const words = createWords('en')
const confirm = { title: 'Remind 20 people?', text: 'They get *one* message.', confirm: 'Remind', cancel: 'Cancel' }
const remind: Action = { label: 'Remind 20 people…', line: 'remind 1', style: 'primary', confirm }
const edit: Action = { label: 'Edit…', line: 'edit 1', opens: 'form', isMore: true }
const ask = (line: string, more: Partial<Action> = {}): Action => ({ label: line, line, ...more })

function draw(list: readonly Action[], links?: readonly Link[]) {
  const card = renderTeams({ title: 'Title', summary: '', parts: [actions(list, links)] }, words)
  expect(validateCard(card)).toEqual([])
  return card
}

describe('a button that asks first', () => {
  test('only shows its question, which is hidden in the card', () => {
    const { actions: foot, body } = draw([remind])
    const [question] = body.slice(1)
    expect(foot).toEqual([
      {
        type: 'Action.ToggleVisibility',
        title: 'Remind 20 people…',
        style: 'positive',
        targetElements: [{ elementId: 'foot-question-0' }],
      },
    ])
    expect(question).toMatchObject({ type: 'Container', id: 'foot-question-0', isVisible: false })
    expect(listTexts(question)).toEqual(['Remind 20 people?', 'They get *one* message.', 'Remind', 'Cancel'])
    expect(JSON.stringify(body)).not.toContain('"TextBlock"')
  })

  test('asks its line from within the question alone, and can be called off', () => {
    const { actions: foot, body } = draw([{ ...remind, style: 'danger' }])
    expect(linesIn(foot)).toEqual([])
    expect(linesIn(body)).toEqual(['remind 1'])
    expect(JSON.stringify(body)).toContain('"title":"Remind","style":"destructive"')
    expect(JSON.stringify(body)).toContain('"targetElements":[{"elementId":"foot-question-0","isVisible":false}]')
  })

  test('has a question of its own in each of several sets', () => {
    const parts = [actions([remind]), text('between'), actions([ask('a'), remind])]
    const card = renderTeams({ title: 'Title', summary: '', parts }, words)
    expect(validateCard(card)).toEqual([])
    expect(JSON.stringify(card).match(/"id":"[^"]+"/g)).toEqual([
      '"id":"part-0-question-0"',
      '"id":"part-2-question-1"',
    ])
  })
})

test('what to do next is positive, once in a set; what takes something away is destructive', () => {
  const { actions: foot } = draw([
    ask('a', { style: 'primary' }),
    ask('b', { style: 'primary' }),
    ask('c', { style: 'danger' }),
  ])
  expect(foot?.map(({ style }) => style)).toEqual(['positive', undefined, 'destructive'])
})

test('a link opens its page, behind the buttons that ask and before the menu', () => {
  const { actions: foot } = draw([edit, ask('seats')], [{ label: 'Install', url: 'https://a.example/' }])
  expect(foot).toEqual([
    { type: 'Action.Submit', title: 'seats', data: { line: 'seats' } },
    { type: 'Action.OpenUrl', title: 'Install', url: 'https://a.example/' },
    {
      type: 'Action.Submit',
      title: 'Edit…',
      mode: 'secondary',
      data: { line: 'edit 1', opens: 'form', msteams: { type: 'task/fetch' } },
    },
  ])
})

describe('of more than Teams shows below a card', () => {
  test('buttons without a menu lose those at the end', () => {
    const lines = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    expect(linesIn(draw(lines.map(line => ask(line))))).toEqual(lines.slice(0, 6))
  })

  test('a menu that does not fit into the row of the buttons has one of its own, not a second menu', () => {
    const more = ['d', 'e', 'f', 'g'].map(line => ask(line, { isMore: true }))
    const { body } = draw([ask('a'), ask('b'), ask('c'), ...more])
    const sets = body.flatMap(element => (element.type === 'ActionSet' ? [element.actions] : []))
    expect(sets.map(set => set.map(action => `${action.title}${'mode' in action ? ' in the menu' : ''}`))).toEqual([
      ['a', 'b', 'c'],
      ['d in the menu', 'e in the menu', 'f in the menu', 'g in the menu'],
    ])
  })

  test('buttons with a menu are all in the card', () => {
    const list = [...'abcd'].map(line => ask(line)).concat([...'efg'].map(line => ask(line, { isMore: true })))
    const card = draw(list)
    expect(card.actions).toBeUndefined()
    expect(card.body.slice(1).map(set => linesIn(set).join(''))).toEqual(['abcd', 'efg'])
  })
})
