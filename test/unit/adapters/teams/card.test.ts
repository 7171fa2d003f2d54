import { describe, expect, test } from 'vitest'
import { renderTeams, renderTeamsText } from '../../../../adapters/teams/card.ts'
import { createWelcome } from '../../../../adapters/teams/welcome.ts'
import { digestReport } from '../../../../src/digests/digest.ts'
import { AppError, type ErrorCode, errorCodes } from '../../../../src/errors.ts'
import { type HomeFacts, renderHome } from '../../../../src/home/home.ts'
import { actions, facts, type Message, note, table, text, withWhole } from '../../../../src/message/message.ts'
import { renderError } from '../../../../src/message/render-error.ts'
import { createWords } from '../../../../src/message/words.ts'
import { seatsReport } from '../../../../src/seats/seats.ts'
import { teamReport } from '../../../../src/seats/team.ts'
import { teamsReport } from '../../../../src/seats/teams.ts'
import { usageReport } from '../../../../src/usage/usage.ts'
import { userReport } from '../../../../src/usage/user.ts'
import { validateCard } from '../../../clouds/microsoft/card.ts'
import { linesIn, listTexts } from '../../../helpers/card-text.ts'
import { actionsIn, textsIn } from '../../../helpers/message-content.ts'
import { readMoments } from '../../../helpers/moments.ts'

const words = createWords('en')
const rendering = { t: words, timeZone: 'Europe/Berlin', commandPrefix: '@Tabnine ' }

const examples: [name: string, message: Message][] = [
  ['digest', digestReport.render(digestReport.example, rendering)],
  ['seats', seatsReport.render(seatsReport.example, rendering)],
  ['team', teamReport.render(teamReport.example, rendering)],
  ['teams', teamsReport.render(teamsReport.example, rendering)],
  ['usage', usageReport.render(usageReport.example, rendering)],
  ['user', userReport.render(userReport.example, rendering)],
  ['welcome', createWelcome(words, '@Tabnine ')],
]

describe.each(examples)('%s as a card', (_name, message) => {
  const card = renderTeams(message, words)

  test('is one that Teams takes', () => expect(validateCard(card)).toEqual([]))

  test('holds all text of the message', () => {
    // The summary is what a notification shows, next to the card.
    const shown = readMoments([...listTexts(card), ...linesIn(card), message.summary].join('\n'), message)
    for (const text of textsIn(message)) expect(shown).toContain(text)
  })

  test('holds the lines of its buttons', () => {
    const lines = message.parts.flatMap(part => (part.kind === 'actions' ? part.actions.map(({ line }) => line) : []))
    expect(linesIn(card)).toEqual(lines)
  })

  test('says the same as plain text', () => {
    const shown = renderTeamsText(message, words)
    // What only opens a form is no use in a text.
    const forms = actionsIn(message).flatMap(({ label, line, opens }) => (opens ? [label, line] : []))
    const expected = textsIn(message).filter(text => text !== message.summary && !forms.includes(text))
    for (const text of expected) expect(shown).toContain(text)
  })
})

test.each(Object.keys(errorCodes) as ErrorCode[])('the error %s is one that Teams takes', code => {
  const suggestions = Array.from({ length: 9 }, (_, at) => ({ label: `Team ${at}`, line: `usage "${at}"` }))
  const error = new AppError(code, { subject: 'x'.repeat(9_000), suggestions, retryAfter: 7, command: 'usage' })
  const card = renderTeams(renderError(error, 'ABC234', { t: words, isAdmin: true, again: 'usage' }), words)
  expect(validateCard(card)).toEqual([])
  expect(listTexts(card).join('\n').includes('Reference ABC234')).toBe(error.referenceFor !== undefined)
  for (const { line } of suggestions) expect(JSON.stringify(card)).toContain(JSON.stringify(line))
})

describe('what is larger than a card', () => {
  const columns = ['Team', 'Registered'].map(label => ({ label, align: 'left' as const }))
  const rowsOf = (count: number, cell = 'Payments') =>
    Array.from({ length: count }, (_, at) => [`${cell} ${at}`, `${at}`])
  const shownRows = (card: unknown) =>
    listTexts(card).filter(one => /^.* \d+$/.test(one) && !one.startsWith('and')).length
  const moreOf = (card: unknown) => /and ([\d,]+) more/.exec(listTexts(card).join('\n'))?.[1]?.replace(',', '')
  const large = (...parts: Message['parts']): Message => ({ title: 'Teams', summary: 'All teams.', parts })

  test.each([1, 60, 61, 500, 20_000])('a table of %i rows: each is shown or counted', count => {
    const card = renderTeams(large(table('Teams', columns, rowsOf(count))), words)
    expect(validateCard(card)).toEqual([])
    expect(shownRows(card) + Number(moreOf(card) ?? 0)).toBe(count)
  })

  test('where rows are left out it says how to have all of them, and else it does not', () => {
    const line = '@Tabnine export usage payments last week daily'
    const shown = (count: number) => {
      const whole = withWhole(large(table('Teams', columns, rowsOf(count))), line)
      return listTexts(renderTeams(whole, words)).join('\n')
    }
    expect(shown(20_000)).toContain(words.whole(line))
    expect(shown(5)).not.toContain(line)
  })

  test('rows that were left out before are counted with those left out here', () => {
    const card = renderTeams(large(table('Teams', columns, rowsOf(100), 400)), words)
    expect(shownRows(card) + Number(moreOf(card))).toBe(500)
  })

  test('cells of 500 characters', () => {
    const card = renderTeams(large(table('Teams', columns, rowsOf(50, 'x'.repeat(500)))), words)
    expect(validateCard(card)).toEqual([])
    expect(shownRows(card) + Number(moreOf(card))).toBe(50)
  })

  test('a table without rows has no head', () => {
    expect(JSON.stringify(renderTeams(large(table('Teams', columns, [])), words))).not.toContain('Table')
  })

  test.each<[string, Message]>([
    ['a title', { ...large(), title: '"'.repeat(20_000) }],
    ['a summary', { ...large(), summary: 'x'.repeat(50_000) }],
    ['text', large(text('\u0000'.repeat(50_000)))],
    ['many texts', large(...Array.from({ length: 500 }, () => text('x'.repeat(500))))],
    ['many spans', large(text(...Array.from({ length: 5_000 }, () => ({ strong: 'x'.repeat(50) }))))],
    ['many facts', large(facts(Array.from({ length: 2_000 }, () => ({ label: 'Team', value: 'x' }))))],
    ['much small print', large(note(...Array.from({ length: 500 }, () => 'x'.repeat(500))))],
    ['wide tables', large(table('Wide', Array(50).fill(columns[0]), [Array(50).fill('x')]))],
    ['many buttons', large(actions(Array.from({ length: 50 }, () => ({ label: 'x'.repeat(500), line: 'help' }))))],
    ['long lines', large(actions([{ label: 'x', line: 'y'.repeat(50_000) }]))],
  ])('%s', (_what, message) => {
    const card = renderTeams(message, words)
    expect(validateCard(card)).toEqual([])
    expect(listTexts(card)[0]).toBe(message.title.length > 600 ? `${message.title.slice(0, 599)}…` : message.title)
    expect(renderTeamsText(message, words).length).toBeLessThanOrEqual(4_000)
  })
})

describe('buttons', () => {
  const buttons = (...lines: string[]) => actions(lines.map(line => ({ label: line, line })))
  const draw = (...parts: Message['parts']) => renderTeams({ title: 'Home', summary: 'Yours.', parts }, words)

  test('of the whole are below the card', () => {
    const card = draw(text('One'), buttons('a', 'b'))
    expect(linesIn(card.actions)).toEqual(['a', 'b'])
    expect(JSON.stringify(card.body)).not.toContain('ActionSet')
  })

  test('of a card with a footer stand above it', () => {
    const card = draw(text('One'), note('Small print.'), buttons('a', 'b'))
    expect(validateCard(card)).toEqual([])
    expect(card.actions).toBeUndefined()
    const [set, footer] = card.body.slice(-2)
    expect(linesIn(set)).toEqual(['a', 'b'])
    expect(listTexts(footer)).toEqual(['Small print.'])
  })

  test('of several things are next to what they are about, six in a row', () => {
    const card = draw(
      text('One'),
      buttons('a', 'b'),
      text('Two'),
      buttons('c', 'd', 'e', 'f', 'g', 'h', 'i'),
      actions([]),
    )
    expect(validateCard(card)).toEqual([])
    expect(card.actions).toBeUndefined()
    expect(card.body.slice(1).map(element => (element.type === 'ActionSet' ? element.actions.length : '–'))).toEqual([
      '–',
      2,
      '–',
      6,
      1,
    ])
  })

  test('that open a form ask Teams for a dialog, and say so where there is no dialog', () => {
    const card = draw(actions([{ label: 'Choose…', line: 'usage "1"', opens: 'form' }]))
    expect(validateCard(card)).toEqual([])
    const data = { line: 'usage "1"', opens: 'form', msteams: { type: 'task/fetch' } }
    expect(card.actions).toEqual([{ type: 'Action.Submit', title: 'Choose…', data }])
  })

  test('of the fullest page of one’s own are all there', () => {
    const team = (at: number) => ({
      kind: 'team' as const,
      id: `0fbfe756-07b7-4b03-af57-cc8703ed52${at}0`,
      name: 'Data Science',
    })
    const subjects = Array.from({ length: 5 }, (_, at) => team(at))
    const schedule = {
      every: { unit: 'week' as const, weekday: 1 as const },
      hour: 9,
      minute: 0,
      zone: 'Europe/Berlin',
    }
    const nextRunAt = new Date('2026-09-28T07:00:00Z')
    const one = {
      conversation: 'teams:1',
      owner: 'teams:2',
      subjects,
      schedule,
      language: null,
      pause: null,
      nextRunAt,
    }
    const alert = { subject: team(1), episode: { openedOn: nextRunAt, open: 3 }, closed: null }
    const fives = Array.from({ length: 5 }, (_, at) => at + 1)
    const usage = { message: userReport.render(userReport.example, rendering) }
    const facts = {
      subscriptions: fives.map(id => ({ ...one, id })) as unknown as HomeFacts['subscriptions'],
      alerts: fives.map(id => ({ ...alert, id })),
      ...{ usage, maySubscribe: true },
    }
    const ids = subjects.map(({ id }) => `"${id}"`).join(', ')
    const card = renderTeams(
      renderHome(facts, rendering, ({ id }) => `edit ${id} ${ids} every monday at 9:00`),
      words,
    )
    expect(validateCard(card)).toEqual([])
    expect(JSON.stringify(card).match(/Action\.Submit/g)).toHaveLength(3 + 3 + 5 * 3 + 5 * 2 + 1)
  })
})
