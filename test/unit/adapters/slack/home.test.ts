import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderHome } from '../../../../adapters/slack/home.ts'
import { digestReport } from '../../../../src/digests/digest.ts'
import {
  actions,
  cellText,
  facts,
  type Message,
  note,
  type Part,
  table,
  text,
} from '../../../../src/message/message.ts'
import { createWords } from '../../../../src/message/words.ts'
import { teamsReport } from '../../../../src/seats/teams.ts'
import { usageReport } from '../../../../src/usage/usage.ts'
import { validateView } from '../../../clouds/slack/view.ts'
import { anyChart } from '../../../helpers/charts.ts'
import { readBlocks } from '../../../helpers/slack-text.ts'

const words = createWords('en')
const rendering = { t: words, timeZone: 'Europe/Berlin', commandPrefix: '/tabnine ' }

const anyText = fc.oneof(fc.string(), fc.constantFrom('<!channel> *x* `y` &', 'استخدام', 'x'.repeat(4_000), '', ' '))
const anyPart: fc.Arbitrary<Part> = fc.oneof(
  anyText.map(one => text(one, { strong: one }, { code: one })),
  fc.array(fc.record({ label: anyText, value: anyText }), { maxLength: 30 }).map(facts),
  fc.array(fc.tuple(anyText, anyText), { maxLength: 120 }).map(rows =>
    table(
      'Rows',
      [
        { label: 'a', align: 'left' },
        { label: 'b', align: 'right' },
      ],
      rows,
    ),
  ),
  fc.array(anyText, { maxLength: 5 }).map(lines => note(...lines)),
  fc
    .array(fc.record({ label: anyText, line: anyText, opens: fc.constant('form' as const) }), { maxLength: 30 })
    .map(actions),
  anyChart(anyText),
)
const anyMessage: fc.Arbitrary<Message> = fc.record({
  title: anyText,
  summary: anyText,
  parts: fc.array(anyPart, { maxLength: 60 }),
})

describe('the Home tab', () => {
  it('of any message is one that Slack takes', () => {
    fc.assert(fc.property(anyMessage, message => void expect(validateView(renderHome(message, words))).toEqual([])))
  })

  it.each([
    [usageReport.name, usageReport.render(usageReport.example, rendering)],
    [teamsReport.name, teamsReport.render(teamsReport.example, rendering)],
    [digestReport.name, digestReport.render(digestReport.example, rendering)],
  ])('describes the charts and tables of %s in words', (_name, message) => {
    const { type, blocks } = renderHome(message, words)
    expect(type).toBe('home')
    const kinds = blocks.map(block => block.type)
    expect(kinds).not.toContain('table')
    expect(kinds).not.toContain('data_table')
    expect(kinds).not.toContain('data_visualization')
    for (const part of message.parts)
      if (part.kind === 'table') for (const row of part.rows) expect(readBlocks(blocks)).toContain(cellText(row[0]))
  })

  it('has buttons that ask, and buttons that open', () => {
    const { blocks } = renderHome(
      {
        title: 't',
        summary: 's',
        parts: [
          actions([
            { label: 'a', line: 'usage' },
            { label: 'b', line: 'usage', opens: 'form' },
          ]),
        ],
      },
      words,
    )
    expect(blocks.at(-1)).toMatchObject({ elements: [{ action_id: 'ask-0' }, { action_id: 'form-1' }] })
  })
})
