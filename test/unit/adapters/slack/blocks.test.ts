import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderSlack, renderSlackText } from '../../../../adapters/slack/blocks.ts'
import { digestReport } from '../../../../src/digests/digest.ts'
import { AppError, errorCodes } from '../../../../src/errors.ts'
import {
  actions,
  cellText,
  facts,
  type Message,
  note,
  type TablePart,
  table,
  text,
} from '../../../../src/message/message.ts'
import { renderError } from '../../../../src/message/render-error.ts'
import { createWords } from '../../../../src/message/words.ts'
import { seatsReport } from '../../../../src/seats/seats.ts'
import { teamReport } from '../../../../src/seats/team.ts'
import { teamsReport } from '../../../../src/seats/teams.ts'
import { usageReport } from '../../../../src/usage/usage.ts'
import { userReport } from '../../../../src/usage/user.ts'
import { validateBlocks } from '../../../clouds/slack/blocks/validate.ts'
import { anyChart } from '../../../helpers/charts.ts'
import { textsIn } from '../../../helpers/message-content.ts'
import { fallbackOf, readBlocks } from '../../../helpers/slack-text.ts'

const words = createWords('en')
const reading = { t: words, isAdmin: true }
const rendering = { t: words, timeZone: 'Europe/Berlin', commandPrefix: '/tabnine ' }

/** What is wrong with it for Slack; nothing should be. */
function findProblems(message: Message): string[] {
  const { text: top, blocks } = renderSlack(message, words)
  return [
    ...(blocks ? validateBlocks(blocks, 'message') : []),
    ...[top, renderSlackText(message, words).text].flatMap(findTextProblems),
  ]
}

function findTextProblems(text: string): string[] {
  return [
    ...(text.length === 0 || text.length > 4_000 ? [`text of ${text.length} characters`] : []),
    ...(/[<>]|&(?!amp;|lt;|gt;)/.test(text) ? [`not escaped: ${text}`] : []),
  ]
}

/** Pieces of a message, without the lines that buttons carry, that are missing in what Slack shows. */
function findUnshown({ summary, ...rest }: Message): string[] {
  const { blocks, text } = renderSlack({ summary, ...rest }, words)
  const shown = joinLines(`${readBlocks(blocks)}\n${readEscaped(text)}`)
  const lines = rest.parts.flatMap(part => (part.kind === 'actions' ? part.actions.map(({ line }) => line) : []))
  return textsIn({ summary: '', ...rest }).filter(piece => !lines.includes(piece) && !shown.includes(joinLines(piece)))
}

const readEscaped = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Spans of one paragraph and lines of one note are read on without a break. */
function joinLines(shown: string): string {
  return shown.replaceAll('\n', '')
}

const examples: [string, Message][] = [
  [usageReport.name, usageReport.render(usageReport.example, rendering)],
  [teamReport.name, teamReport.render(teamReport.example, rendering)],
  [teamsReport.name, teamsReport.render(teamsReport.example, rendering)],
  [seatsReport.name, seatsReport.render(seatsReport.example, rendering)],
  [userReport.name, userReport.render(userReport.example, rendering)],
  [digestReport.name, digestReport.render(digestReport.example, rendering)],
]

const suggestions = (count: number, length = 0) =>
  Array.from({ length: count }, (_, at) => ({ label: `Team ${at}`, line: `usage team-${at}${'x'.repeat(length)}` }))

describe.each(examples)('the example of %s', (_name, message) => {
  it('is what Slack takes', () => {
    expect(findProblems(message)).toEqual([])
  })

  it('is shown whole', () => {
    expect(findUnshown(message)).toEqual([])
  })

  it('has its title and summary for notifications', () => {
    const { text, blocks, mrkdwn } = renderSlack(message, words)
    expect([text, mrkdwn]).toEqual([fallbackOf(message, blocks), false])
    expect(text.split('\n')[0]).toBe(`${message.title}: ${message.summary}`)
  })
})

it.each(Object.keys(errorCodes) as (keyof typeof errorCodes)[])(
  'the error %s is what Slack takes, and is shown whole',
  code => {
    const details = { subject: '<!here> & *you*', suggestions: suggestions(5), retryAfter: 30 }
    const message = renderError(new AppError(code, details), 'ABC234', reading)
    expect({ problems: findProblems(message), unshown: findUnshown(message) }).toEqual({ problems: [], unshown: [] })
  },
)

const long = (character: string, length = 500) => character.repeat(length)
const column = { label: 'Team', align: 'left' } as const
const message = (...parts: Message['parts']): Message => ({ title: 'Title', summary: 'Summary.', parts })
const origin = note('Source: Tabnine Usage API.')

function teamsOf(count: number, name: (at: number) => string): Message {
  const [team] = teamsReport.example.teams
  if (!team) throw new Error('The example has no team')
  const all = Array.from({ length: count }, (_, at) => ({ ...team, team: { ...team.team, name: name(at) } }))
  return teamsReport.render({ ...teamsReport.example, teams: all, total: count }, rendering)
}

describe('what is much', () => {
  it.each<[string, Message]>([
    ['500 teams', teamsOf(500, at => `Team ${at}`)],
    ['500 teams with names of 500 characters', teamsOf(500, at => `${at}${long('n')}`)],
    ['500 teams with names of 500 characters that are escaped', teamsOf(500, at => `${at}${long('&')}`)],
    ['500 teams with names of 500 emoji', teamsOf(500, at => `${at}${long('👩‍👩‍👧')}`)],
    [
      '60 suggestions',
      renderError(new AppError('ambiguous-team', { suggestions: suggestions(60) }), 'ABC234', reading),
    ],
    [
      '60 long ones',
      renderError(new AppError('ambiguous-team', { suggestions: suggestions(60, 1_990) }), 'A', reading),
    ],
    ['lines too long for a button', message(actions(suggestions(3, 2_000)))],
    ['a table of nothing', message(table('Empty', [column], []), origin)],
    ['a table without columns', message(table('Empty', [], [['x']]), origin)],
    ['three tables', message(...[1, 2, 3].map(() => table('Big', [column], [[long('a')], [long('b')]])))],
    ['a table of 500 rows next to another', message(table('A', [column], [['x']]), table('B', [column], rowsOf(500)))],
    ['a table of 30 columns', message(table('Wide', Array(30).fill(column), [Array(30).fill('x')]))],
    ['cells of 4,000 characters', message(table('Long', [column], [[long('x', 4_000)]]))],
    ['100 paragraphs', message(...Array.from({ length: 100 }, (_, at) => text(`paragraph ${at}`)))],
    ['100 notes', message(...Array.from({ length: 100 }, () => origin))],
    ['one paragraph of 50 parts of 3,000 characters', message(text(...Array(50).fill(long('x', 3_000))))],
    ['nothing but what is escaped', message(text(long('&', 3_000), long('<', 3_000)))],
    ['nothing at all', { title: '', summary: '', parts: [] }],
    ['emptiness', { title: ' ', summary: '', parts: [text(), text(''), facts([]), note(''), note(), actions([])] }],
    ['a title of 500 characters', { ...message(), title: long('t') }],
  ])('is what Slack takes: %s', (_what, big) => {
    expect(findProblems(big)).toEqual([])
  })

  it('of 60 suggestions the best are buttons', () => {
    const message = renderError(new AppError('ambiguous-team', { suggestions: suggestions(60) }), 'ABC234', reading)
    const shown = JSON.stringify(renderSlack(message, words).blocks)
    expect(suggestions(8).filter(({ line }) => !shown.includes(line))).toEqual([])
  })

  it.each([99, 100, 101, 500])('of %i rows all are shown or counted', count => {
    expectAllRowsCounted(message(table('Rows', [column], rowsOf(count)), origin), count)
  })

  it('of 500 rows beyond those that were asked for all are counted', () => {
    expectAllRowsCounted(message(table('Rows', [column], rowsOf(100), 400), origin), 500)
  })

  it('of a second table all rows are shown or counted', () => {
    expectAllRowsCounted(message(table('A', [column], [['x']]), table('B', [column], rowsOf(500)), origin), 500)
  })
})

/** Names that no other contains. */
function rowsOf(count: number): string[][] {
  return Array.from({ length: count }, (_, at) => [`row-${at}.${long('n', 40)}`])
}

function expectAllRowsCounted(message: Message, count: number): void {
  const shown = readBlocks(renderSlack(message, words).blocks)
  const more = Number(/^and ([\d,]+) more$/m.exec(shown)?.[1]?.replace(',', '') ?? 0)
  expect((shown.match(/row-\d+\./g) ?? []).length + more).toBe(count)
  expect(shown).toContain('Source: Tabnine Usage API.')
}

describe('any message', () => {
  const awkward = fc.constantFrom(
    '',
    ' ',
    '\n',
    '&',
    '<!channel>',
    '&lt;',
    '*b*',
    '`',
    ':tada:',
    '\u202e',
    '🦊',
    '\ud83e',
    'é',
  )
  const any = fc
    .array(fc.oneof(fc.string({ unit: 'grapheme' }), awkward), { maxLength: 5 })
    .map(parts => parts.join(''))
  const longer = fc.tuple(any, fc.nat(4_000)).map(([unit, length]) => unit.repeat(length).slice(0, length))

  /** Looking for the smallest message that fails is given up after some seconds. */
  const runs = { interruptAfterTimeLimit: 10_000 }

  it('is what Slack takes', () => {
    const anyMessage = messageOf(fc.oneof({ weight: 9, arbitrary: any }, longer), 60)
    fc.assert(
      fc.property(anyMessage, message => {
        expect(findProblems(message)).toEqual([])
      }),
      runs,
    )
  })

  it('that is not much is shown whole', () => {
    const visible = fc.string({ minLength: 1, maxLength: 40 }).map(piece => `x${piece.replace(/\s+/g, ' ')}x`)
    fc.assert(
      fc.property(messageOf(visible, 5), message => {
        const tables = message.parts.filter(part => part.kind === 'table')
        fc.pre(tables.length < 2)
        expect(findUnshown(message).filter(piece => !listBeyond(tables).includes(piece))).toEqual([])
      }),
      runs,
    )
  })

  /** What a table does not show: cells beyond its columns, and all of it where it has no columns or no rows. */
  function listBeyond(tables: readonly TablePart[]): string[] {
    return tables.flatMap(part =>
      part.columns.length === 0 || part.rows.length + part.more === 0
        ? textsIn(message(part))
        : part.rows.flatMap(row => row.slice(part.columns.length).map(cellText)),
    )
  }

  function messageOf(piece: fc.Arbitrary<string>, most: number): fc.Arbitrary<Message> {
    const list = <T>(item: fc.Arbitrary<T>, maxLength = most) => fc.array(item, { maxLength })
    const span = fc.oneof(
      piece,
      piece.map(code => ({ code })),
      piece.map(strong => ({ strong })),
    )
    const align = fc.constantFrom('left' as const, 'right' as const)
    const columns = list(fc.record({ label: piece, align }), Math.ceil(most / 3))
    const part = fc.oneof(
      anyChart(piece),
      list(span).map(spans => text(...spans)),
      list(fc.record({ label: piece, value: piece })).map(facts),
      list(fc.record({ label: piece, value: piece, change: piece })).map(metrics => ({
        kind: 'metrics' as const,
        metrics,
      })),
      fc.tuple(piece, columns, list(list(piece, 8)), fc.nat(300)).map(given => table(...given)),
      list(piece).map(lines => note(...lines)),
      list(fc.record({ label: piece, line: piece })).map(list => actions(list)),
      list(fc.record({ label: piece, line: piece, isMore: fc.constant(true as const) })).map(list => actions(list)),
    )
    return fc.record({ title: piece, summary: piece, parts: list(part) })
  }
})
