import { expect, test } from 'vitest'
import { createSlackVersions } from '../../../../adapters/slack/versions.ts'
import type { Config } from '../../../../src/config.ts'
import { noCharts } from '../../../../src/message/chart.ts'
import { type Message, type Part, table, text } from '../../../../src/message/message.ts'
import { createWords } from '../../../../src/message/words.ts'
import { goldenCharts } from '../../../helpers/charts.ts'

/** With the numbers of the chart, which needs no table of its own then. */
const seats = table('Seats', [{ label: 'Seats', align: 'left' }], [['42'], ['15'], ['6'], ['4']])
const message = (...parts: Part[]): Message => ({ title: 'Title', summary: 'Summary.', parts })
const young = ['data_visualization', 'data_table', 'image', 'table']

/** What is drawn in each version, where Slack takes none; `pause` where it is waited before the next. */
async function listVersions(mode: Config['charts'], told: Message, canUpload = true): Promise<string[]> {
  const seen: string[] = []
  const versions = createSlackVersions(
    createWords('en'),
    mode,
    async () => {
      seen.push('upload')
      return canUpload ? { native: false, pictureOf: () => 'F0123' } : noCharts
    },
    async () => seen.push('pause'),
  )
  for await (const { blocks } of versions(told)) {
    seen.push(
      blocks
        ? blocks
            .map(({ type }) => type)
            .filter(type => young.includes(type))
            .join('+')
        : 'text',
    )
  }
  return seen
}

const both = message(goldenCharts.bar, seats)

test.each<[string, Config['charts'], Message, string[]]>([
  [
    'a chart and a table',
    'native',
    both,
    ['data_visualization+data_table', 'upload', 'image+table', 'pause', 'image+table', 'table', 'text'],
  ],
  ['the same as pictures', 'image', both, ['upload', 'image+data_table', 'pause', 'image+table', 'table', 'text']],
  ['the same in words', 'text', both, ['data_table', 'table', 'text']],
  ['a chart alone in words', 'text', message(goldenCharts.bar), ['data_table', 'table', 'text']],
  ['a table', 'native', message(seats), ['data_table', 'table', 'text']],
  ['neither', 'native', message(text('hello')), ['', 'text']],
])('%s with CHARTS=%s', async (_what, mode, told, versions) => {
  expect(await listVersions(mode, told)).toEqual(versions)
})

test.each<[Config['charts'], string[]]>([
  ['native', ['data_visualization+data_table', 'upload', 'table', 'text']],
  ['image', ['upload', 'data_table', 'table', 'text']],
])('where nothing can be uploaded, CHARTS=%s is told in words', async (mode, versions) => {
  expect(await listVersions(mode, both, false)).toEqual(versions)
})

test('nothing is uploaded before the first version was refused', async () => {
  const upload = () => Promise.reject(new Error('nothing is to be uploaded'))
  const { value } = await createSlackVersions(createWords('en'), 'native', upload)(both).next()
  expect(value?.blocks?.map(({ type }) => type)).toContain('data_visualization')
})
