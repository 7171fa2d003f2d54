import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderFittingText } from '../../../src/message/fit-text.ts'
import { type Message, note, table, withWhole } from '../../../src/message/message.ts'
import { renderText } from '../../../src/message/text.ts'
import { createWords } from '../../../src/message/words.ts'
import { goldenCharts } from '../../helpers/charts.ts'

const words = createWords('en')
const rows = (count: number) => Array.from({ length: count }, (_, at) => [`team-${at}.`, `${at}`])
const columns = ['Team', 'Seats'].map(label => ({ label, align: 'left' as const }))
const messageOf = (count: number): Message => {
  const parts = [goldenCharts.bar, table('Teams', columns, rows(count)), note('Source.')]
  return withWhole({ title: 'Teams', summary: 'All teams.', parts }, '/tabnine export teams')
}

test('what fits is as it is everywhere', () => {
  expect(renderFittingText(messageOf(20), words, 4_000)).toBe(renderText(messageOf(20), words))
})

test('rows that do not fit are counted, the text explains how to get them, and the small print stays', () => {
  fc.assert(
    fc.property(fc.nat(2_000), fc.integer({ min: 400, max: 4_000 }), (count, longest) => {
      const text = renderFittingText(messageOf(count), words, longest)
      expect(text.length).toBeLessThanOrEqual(longest)
      expect(text.endsWith('Source.')).toBe(true)
      const shown = text.match(/team-\d+\./g)?.length ?? 0
      if (shown === count) return
      expect(text).toContain('/tabnine export teams')
      expect(shown + Number(/^and ([\d,]+) more$/m.exec(text)?.[1]?.replace(',', ''))).toBe(count)
    }),
  )
})

test('what is written longer by the place is measured as it is written', () => {
  const doubled = renderFittingText(messageOf(300), words, 1_000, text => text.replaceAll('-', '&amp;'))
  expect(doubled.length).toBeLessThanOrEqual(1_000)
  expect(doubled).toMatch(/team&amp;0\.[\s\S]*and \d+ more/)
})
