import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderTeams } from '../../../../adapters/teams/card.ts'
import { countCell, type Message, type Part, table } from '../../../../src/message/message.ts'
import { createWords } from '../../../../src/message/words.ts'
import { validateCard } from '../../../clouds/microsoft/card.ts'
import { listTexts } from '../../../helpers/card-text.ts'

const columns = [
  { label: 'Team', align: 'left' },
  { label: 'Seats', align: 'right' },
] as const
const message = (...parts: Part[]): Message => ({ title: 'Title', summary: 'Summary.', parts })
const rows = (count: number) => Array.from({ length: count }, (_, at) => [`team-${at}.`, countCell(`${at}`, at)])
const bodyOf = (...parts: Part[]) => renderTeams(message(...parts), createWords('en')).body
const teamsIn = (shown: unknown) => listTexts(shown).filter(one => /^team-\d+\./.test(one)).length

test('a table of up to 15 rows is seen whole', () => {
  const [, caption, drawn, ...others] = bodyOf(table('Teams', columns, rows(15)))
  expect([listTexts(caption), teamsIn(drawn), others]).toEqual([['Teams'], 15, []])
})

test('of a longer one the first ten rows are seen, and the others when a button is pressed', () => {
  const [, , first, others, show, hide] = bodyOf(table('Teams', columns, rows(20)))
  expect(teamsIn(first)).toBe(10)
  expect(others).toMatchObject({ type: 'Container', isVisible: false, items: [{ type: 'Table' }] })
  expect([teamsIn(others), listTexts(others).slice(0, 2)]).toEqual([10, ['Team', 'Seats']])
  const toggled = { targetElements: ['part-0-rows', 'part-0-rows-show', 'part-0-rows-hide'] }
  expect(others).toMatchObject({ id: toggled.targetElements[0] })
  expect(show).toMatchObject({ id: toggled.targetElements[1], actions: [{ title: 'Show 10 more rows', ...toggled }] })
  expect(hide).toMatchObject({ id: toggled.targetElements[2], isVisible: false, actions: [toggled] })
})

describe('a table of more columns than a phone shows', () => {
  const labels = ['Team', 'Active', 'Idle', 'Invited', 'Chat', 'Agent']
  const wide = labels.map(label => ({ label, align: 'left' as const }))
  const drawn = table('Teams', wide, [['Web', countCell('1', 1), '2', '', '4', '5']])

  test('shows the first three, and all of them row by row when a button is pressed', () => {
    const [, , first, others, show, hide] = bodyOf(drawn)
    expect(first).toMatchObject({ type: 'Table', columns: [{}, {}, {}] })
    expect(listTexts(first)).toEqual(['Team', 'Active', 'Idle', 'Web', '1', '2'])
    expect(others).toMatchObject({ type: 'Container', id: 'part-0-columns', isVisible: false })
    expect(listTexts(others)).toEqual(['Team: Web  Active: 1 · Idle: 2 · Invited: – · Chat: 4 · Agent: 5'])
    const toggled = { targetElements: ['part-0-columns', 'part-0-columns-show', 'part-0-columns-hide'] }
    expect(show).toMatchObject({ id: toggled.targetElements[1], actions: [{ title: 'Show all columns', ...toggled }] })
    expect(hide).toMatchObject({ id: toggled.targetElements[2], isVisible: false, actions: [toggled] })
  })

  test('is row by row alone where it is to be read plain', () => {
    expect(listTexts(bodyOf({ ...drawn, look: 'plain' }))).toEqual([
      ...['Title', 'Teams', 'Team: Web  Active: 1 · Idle: 2 · Invited: – · Chat: 4 · Agent: 5'],
    ])
  })

  test('and of more rows than are seen at once has a button for each', () => {
    const many = rows(20).map(row => [...row, '1', '2', '3', '4'])
    const body = bodyOf(table('Teams', wide, many))
    expect(teamsIn(body[2])).toBe(10)
    const ids = body.flatMap(element => ('id' in element ? [element.id] : []))
    const rowIds = ['part-0-rows', 'part-0-rows-show', 'part-0-rows-hide']
    expect(ids).toEqual([...rowIds, 'part-0-columns', 'part-0-columns-show', 'part-0-columns-hide'])
  })
})

test('a long list has its button as well', () => {
  const body = bodyOf(table('Teams', columns, rows(61), 4))
  expect(body.map(({ type }) => type)).toEqual([
    ...Array(13).fill('RichTextBlock'),
    'Container',
    'ActionSet',
    'ActionSet',
    'RichTextBlock',
  ])
  expect([teamsIn(body), listTexts(body.at(-1))]).toEqual([61, ['and 4 more']])
})

test('any number of tables: each row is there or counted, and every button moves what is there', () => {
  const sizes = fc.array(fc.nat(90), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(sizes, counts => {
      const card = renderTeams(message(...counts.map(count => table('Teams', columns, rows(count)))), createWords('en'))
      expect(validateCard(card)).toEqual([])
      const shown = listTexts(card.body).join('\n')
      const more = [...shown.matchAll(/and ([\d,]+) more$/gm)].reduce((sum, [, count]) => sum + Number(count), 0)
      const all = counts.reduce((sum, count) => sum + count, 0)
      // Where not even a row of each fits, tables go as a whole.
      if (teamsIn(card.body) > 0 || more > 0) expect(teamsIn(card.body) + more).toBe(all)
      const ids = card.body.flatMap(element => ('id' in element ? [element.id] : []))
      const targets = JSON.stringify(card.body).match(/"part-\d+-(rows|columns)(-show|-hide)?"/g) ?? []
      for (const target of targets) expect(ids).toContain(JSON.parse(target))
    }),
  )
})
