import { expect, test } from 'vitest'
import { createTeamsVersions } from '../../../../adapters/teams/versions.ts'
import { type Charts, nativeCharts, noCharts } from '../../../../src/message/chart.ts'
import { type Message, type Part, text } from '../../../../src/message/message.ts'
import { createWords } from '../../../../src/message/words.ts'
import { goldenCharts } from '../../../helpers/charts.ts'

const message = (...parts: Part[]): Message => ({ title: 'Title', summary: 'Summary.', parts })
const pictureOf = () => 'https://bot.example/charts/x.png'

/** What is drawn in each version, where Teams takes none. */
function listVersions(charts: Charts, message: Message): string[] {
  return createTeamsVersions(
    createWords('en'),
    charts,
  )(message).map(version => {
    const { attachments } = version()
    const body: { type: string }[] = attachments?.[0]?.content.body ?? []
    const drawn = body.map(({ type }) => type).filter(type => type !== 'RichTextBlock')
    return attachments ? drawn.join('+') : 'text'
  })
}

const chart = message(goldenCharts.bar)

test.each<[string, Charts, Message, string[]]>([
  [
    'native, with an address',
    { native: true, pictureOf },
    chart,
    ['Chart.VerticalBar+Table', 'Image+Table', 'Table', 'text'],
  ],
  ['native, without one', nativeCharts, chart, ['Chart.VerticalBar+Table', 'Table', 'text']],
  ['image', { native: false, pictureOf }, chart, ['Image+Table', 'Table', 'text']],
  ['image without an address, or text', noCharts, chart, ['Table', 'text']],
  ['nothing to draw', { native: true, pictureOf }, message(text('hello')), ['', 'text']],
])('%s', (_what, charts, message, versions) => {
  expect(listVersions(charts, message)).toEqual(versions)
})

test('what a notification shows is short, however long the summary is', () => {
  const [first] = createTeamsVersions(createWords('en'), noCharts)({ ...message(), summary: 'x'.repeat(9_000) })
  expect(first?.().summary).toHaveLength(1_000)
})
