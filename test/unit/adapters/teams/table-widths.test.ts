/** Columns of a card's table: Teams breaks words in the middle where a column is narrower than they are. */
import { expect, test } from 'vitest'
import { renderTeams } from '../../../../adapters/teams/card.ts'
import { languages } from '../../../../src/message/languages.ts'
import { cellText, type Message, type TablePart, table } from '../../../../src/message/message.ts'
import { createWords } from '../../../../src/message/words.ts'
import { teamsReport } from '../../../../src/seats/teams.ts'
import { usageReport } from '../../../../src/usage/usage.ts'
import { listTexts } from '../../../helpers/card-text.ts'

type Drawn = { readonly columns: readonly { readonly width: number }[] }

/** The pixels of each column of each table, on a card of 340 pixels, as on a phone: 15 are lost at either side, and 8 between two. */
function pixelsOf(message: Message, language: (typeof languages)[number] = 'en'): number[][] {
  const found: Drawn[] = []
  JSON.stringify(renderTeams(message, createWords(language)), (_key, value) => {
    if (value?.type === 'Table') found.push(value)
    return value
  })
  return found.map(({ columns }) => {
    const whole = columns.reduce((sum, { width }) => sum + width, 0)
    const room = 310 - 8 * (columns.length - 1)
    return columns.map(({ width }) => (room * width) / whole)
  })
}

/** What a bold letter takes in the font of Teams, on average. */
const letter = 7.3
const longestOf = (text: string) => Math.max(...text.split(' ').map(({ length }) => length))

const cases = languages.flatMap(language => {
  const rendering = { t: createWords(language), timeZone: 'Europe/Berlin', commandPrefix: '' }
  const messages = [
    usageReport.render({ ...usageReport.example, hasSteps: true }, rendering),
    teamsReport.render(teamsReport.example, rendering),
  ]
  return messages.map(message => [language, message.title, message] as const)
})

test.each(cases)('in %s no word of a heading or a cell is broken: %s', (language, _title, message) => {
  const part = message.parts.find((one): one is TablePart => one.kind === 'table') ?? expect.fail('there is a table')
  const [pixels = []] = pixelsOf(message, language)
  expect(pixels.length).toBeGreaterThanOrEqual(Math.min(2, part.columns.length))
  expect(pixels.length).toBeLessThanOrEqual(3)
  for (const [at, { label }] of part.columns.slice(0, pixels.length).entries()) {
    const words = [label, ...part.rows.map(row => cellText(row[at]))]
    for (const word of words) expect([word, pixels[at]]).toEqual([word, expect.toSatisfy(fits(word))])
  }
})

const fits = (text: string) => (width: unknown) => Number(width) >= longestOf(text) * letter

const columns = [
  { label: 'Person', align: 'left' },
  { label: 'Team', align: 'left' },
  { label: 'Completions', align: 'right' },
] as const
const widthsOf = (rows: readonly (readonly string[])[]) =>
  pixelsOf({ title: 'T', summary: 'S', parts: [table('People', columns, rows)] })

test('of three columns whose words do not fit next to each other two are shown, and all of them after a press', () => {
  const long = ['Abteilungsname', 'Vervollständigungen', 'Änderungsanfragen'].map(label => ({ ...columns[0], label }))
  const row = ['Zahlungsverkehr', '1', '2']
  const card = renderTeams({ title: 'T', summary: 'S', parts: [table('People', long, [row])] }, createWords('de'))
  const { body } = card
  expect(listTexts(body.slice(2))).toEqual([
    ...['Abteilungsname', 'Vervollständigungen', 'Zahlungsverkehr', '1'],
    'Abteilungsname: Zahlungsverkehr  Vervollständigungen: 1 · Änderungsanfragen: 2',
    ...['Alle Spalten zeigen', 'Weniger Spalten zeigen'],
  ])
})

test('a word too long for any column leaves the others theirs', () => {
  const [[, , completions = 0] = []] = widthsOf([['x'.repeat(200), 'Web', '1']])
  expect(completions).toBeGreaterThan(11 * letter)
  const [[, team = 0] = []] = widthsOf([[`${'x'.repeat(200)}@northwind.example`, 'Web', '1']])
  expect(team).toBeGreaterThan(4 * letter)
})

test('an e-mail is not broken: where three columns do not fit next to it, two are shown', () => {
  const email = 'katherine@northwind.example'
  const [pixels = []] = widthsOf([[email, 'Web', '1']])
  expect(pixels).toHaveLength(2)
  expect(pixels).toEqual([expect.toSatisfy(fits(email)), expect.toSatisfy(fits('Team'))])
  expect(widthsOf([['Ada', 'Web', '1']])[0]).toHaveLength(3)
})

test('a column with longer texts is wider', () => {
  const [[person = 0, team = 0] = []] = widthsOf([['Ada', 'All that is left of the old web team', '1']])
  expect(team).toBeGreaterThan(2 * person)
})

test('rows that are shown after a press use the columns of the others', () => {
  const rows = Array.from({ length: 30 }, (_, at) => ['Ada', at === 29 ? 'Telecommunications' : 'Web', '1'])
  const [shown, more] = widthsOf(rows)
  expect(more).toEqual(shown)
})
