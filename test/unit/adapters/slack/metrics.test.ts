import fc from 'fast-check'
import { expect, it } from 'vitest'
import { renderMetrics } from '../../../../adapters/slack/blocks.ts'
import type { Metric } from '../../../../src/message/message.ts'
import { validateBlocks } from '../../../clouds/slack/blocks/validate.ts'
import { readBlocks } from '../../../helpers/slack-text.ts'

const metric = (label: string, value: string, change?: string): Metric => ({ label, value, change })

it('numbers are in two columns: the label above, the value bold, its change after it', () => {
  const drawn = renderMetrics([metric('Active members', '77 of 97', '+2'), metric('Completions', '11,778')])
  expect(drawn).toEqual([
    {
      type: 'section',
      fields: [
        { type: 'mrkdwn', text: 'Active members\n*77 of 97*  +2', verbatim: true },
        { type: 'mrkdwn', text: 'Completions\n*11,778*', verbatim: true },
      ],
    },
  ])
})

it.each(['*b*', '_i_', '~s~', '`c`', ':tada:', '@here', '#general', 'a\nb', '|'])(
  'what might be markup is plain text: %s',
  name => {
    const fields = [metric(name, '3'), metric('Active', name), metric('Active', '3', name)]
    const drawn = renderMetrics(fields)
    expect(drawn).toMatchObject([{ fields: fields.map(() => ({ type: 'plain_text', emoji: false })) }])
    expect(readBlocks(drawn)).toContain(name)
  },
)

it('a sign of mentions and links is escaped', () => {
  expect(renderMetrics([metric('R&D <!here>', '< 5')])).toMatchObject([
    { fields: [{ text: 'R&amp;D &lt;!here&gt;\n*&lt; 5*' }] },
  ])
  expect(renderMetrics([metric('R&D', '< 5')])).toMatchObject([{ fields: [{ text: 'R&amp;D\n*&lt; 5*' }] }])
})

it('any number of them is what Slack takes, and is shown whole', () => {
  const piece = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map(text => `x${text}x`)
  const any = fc.record({ label: piece, value: piece, change: fc.option(piece, { nil: undefined }) })
  fc.assert(
    fc.property(fc.array(any, { maxLength: 25 }), metrics => {
      const blocks = renderMetrics(metrics)
      expect(validateBlocks(blocks, 'message')).toEqual([])
      const shown = readBlocks(blocks)
      for (const { label, value, change = '' } of metrics)
        for (const text of [label, value, change]) expect(shown).toContain(text)
    }),
  )
})

it('of a long one as much is shown as a field takes', () => {
  const long = '&'.repeat(5_000)
  expect(validateBlocks(renderMetrics([metric(long, long, long), metric('', '')]), 'message')).toEqual([])
})
