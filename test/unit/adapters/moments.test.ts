/** Times that each reader sees in their own zone, on both platforms. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderSlack, renderSlackText } from '../../../adapters/slack/blocks.ts'
import { renderTeams, renderTeamsText } from '../../../adapters/teams/card.ts'
import { type Message, type Moment, note, type Span, type Text, text } from '../../../src/message/message.ts'
import { createWords } from '../../../src/message/words.ts'
import { validateCard } from '../../clouds/microsoft/card.ts'
import { validateBlocks } from '../../clouds/slack/blocks/validate.ts'
import { listTexts } from '../../helpers/card-text.ts'
import { readMoments } from '../../helpers/moments.ts'
import { readBlocks } from '../../helpers/slack-text.ts'

const words = createWords('en')
const seconds = 1_796_634_000
const momentOf = (show: Moment['show'], read = 'Mon 7 Dec, 9:00 AM'): Moment => ({
  ...{ moment: new Date(seconds * 1_000 + 123), show, text: read },
})
const inText = (...spans: Span[]): Message => ({ title: 'Title', summary: 'S', parts: [text(...spans)] })
const inNote = (...lines: (string | Text)[]): Message => ({ title: 'Title', summary: 'S', parts: [note(...lines)] })

/** The block behind the title, as Slack and as Teams are sent it; both must be what they take. */
function draw(message: Message) {
  const { blocks = [] } = renderSlack(message, words)
  const card = renderTeams(message, words)
  expect({ slack: validateBlocks(blocks, 'message'), teams: validateCard(card) }).toEqual({ slack: [], teams: [] })
  return { slack: blocks[1], teams: card.body[1] }
}

describe.each([
  ['time', '{time}', '{{TIME(2026-12-07T09:00:00Z)}}'],
  ['day', '{date_short_pretty}', '{{DATE(2026-12-07T09:00:00Z, SHORT)}}'],
  [
    'dayAndTime',
    '{date_short_pretty}, {time}',
    '{{DATE(2026-12-07T09:00:00Z, SHORT)}}, {{TIME(2026-12-07T09:00:00Z)}}',
  ],
] as const)('a moment as %s', (show, format, functions) => {
  const moment = momentOf(show)

  test('in a sentence', () => {
    const { slack, teams } = draw(inText('First one: ', moment, '.'))
    const date = { type: 'date', timestamp: seconds, format, fallback: moment.text }
    expect(slack).toMatchObject({ elements: [{ elements: [{ text: 'First one: ' }, date, { text: '.' }] }] })
    expect(teams).toEqual({ type: 'TextBlock', text: `First one: ${functions}.`, wrap: true })
  })

  test('in small print', () => {
    const { slack, teams } = draw(inNote('Compared with 23–29 Nov', ['Updated ', moment, ' · Digest 2 & 3 < 5']))
    const date = `<!date^${seconds}^${format}|${moment.text}>`
    const shown = `Compared with 23–29 Nov\nUpdated ${date} · Digest 2 &amp; 3 &lt; 5`
    expect(slack).toEqual({ type: 'context', elements: [{ type: 'mrkdwn', text: shown, verbatim: true }] })
    expect(teams).toMatchObject({ type: 'RichTextBlock', inlines: [{ text: 'Compared with 23–29 Nov' }] })
    expect(draw(inNote(['Updated ', moment, ' · Digest 2'])).teams).toEqual({
      ...{ type: 'TextBlock', text: `Updated ${functions} · Digest 2`, wrap: true },
      ...{ size: 'Small', isSubtle: true, spacing: 'Small' },
    })
  })

  test('as text is read as it is written', () => {
    const message = inText('First one: ', moment, '.')
    expect(renderSlackText(message, words).text).toContain('First one: Mon 7 Dec, 9:00 AM.')
    expect(renderTeamsText(message, words)).toContain('First one: Mon 7 Dec, 9:00 AM.')
  })
})

test.each(['*bold*', '_it_', '`code`', '[a](https://a.example)', '{{DATE(x)}}', '# 1', '~s~', '@all', '<!here>*'])(
  'next to what might be markup it is read as it is written: %s',
  name => {
    const moment = momentOf('time')
    const line = [`${name} at `, moment]
    const [{ slack }, { teams }] = [draw(inNote(line)), draw(inText(...line))]
    expect(slack).toMatchObject({ elements: [{ type: 'plain_text', text: `${name} at ${moment.text}` }] })
    expect(teams).toMatchObject({ type: 'RichTextBlock', inlines: [`${name} at `, moment.text] })
  },
)

test.each(['- item ', '1. item ', 'evil.example '])('in Teams also what begins a list or is a link: %s', start => {
  expect(draw(inText(start, momentOf('time'))).teams).toMatchObject({ type: 'RichTextBlock' })
})

test.each([':tada: ', '> quoted '])('in Slack also what is an emoji or a quote: %s', start => {
  expect(draw(inNote([start, momentOf('time')])).slack).toMatchObject({ elements: [{ type: 'plain_text' }] })
})

test('any line with a moment is what both take, and is shown whole', () => {
  const piece = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map(one => `x${one.replace(/\s+/g, ' ')}x`)
  const shows = fc.constantFrom('time' as const, 'day' as const, 'dayAndTime' as const)
  const line = fc.tuple(piece, shows, piece).map(([before, show, read]) => [before, momentOf(show, read), ' · end'])
  fc.assert(
    fc.property(line, spans => {
      for (const message of [inText(...spans), inNote(spans)]) {
        draw(message)
        const [, read] = spans as [string, Moment]
        const fact = `${spans[0]}${read.text} · end`
        const slack = readBlocks(renderSlack(message, words).blocks).replaceAll('\n', '')
        // Of an alternative text Slack knows no upright line.
        expect([fact, fact.replaceAll('|', ' ')].some(one => slack.includes(one))).toBe(true)
        expect(readMoments(listTexts(renderTeams(message, words)).join('\n'), message)).toContain(fact)
      }
    }),
  )
})
