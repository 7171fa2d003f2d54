import fc from 'fast-check'
import { expect, test } from 'vitest'
import { footer, longestFooter } from '../../../src/message/footer.ts'
import { type Moment, type NotePart, plain } from '../../../src/message/message.ts'

const moment: Moment = { moment: new Date('2026-12-07T09:00:00Z'), show: 'dayAndTime', text: 'Mon 7 Dec, 9:00 AM' }
const readLine = ({ lines }: NotePart) => lines.map(plain)

test('bits stand in one line, with a dot between them', () => {
  expect(footer('Compared with 23–29 Nov', null, '', 'Digest 2').lines).toEqual(['Compared with 23–29 Nov · Digest 2'])
})

test('a moment stays one, for each reader’s own zone', () => {
  const made = footer('Compared with 23–29 Nov', moment, 'Digest 2')
  expect(made.lines).toEqual([['Compared with 23–29 Nov', ' · ', moment, ' · ', 'Digest 2']])
  expect(readLine(made)).toEqual(['Compared with 23–29 Nov · Mon 7 Dec, 9:00 AM · Digest 2'])
})

test('what does not fit is left out from the end, however short what follows it is', () => {
  expect(readLine(footer('a'.repeat(50), 'b'.repeat(37), 'c'))).toEqual([`${'a'.repeat(50)} · ${'b'.repeat(37)}`])
  expect(readLine(footer('a'.repeat(50), 'b'.repeat(38), 'c'))).toEqual(['a'.repeat(50)])
  expect(readLine(footer(null))).toEqual([''])
})

test('is never longer than 90 characters', () => {
  expect(longestFooter).toBe(90)
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ maxLength: 120 }), fc.constant(moment), fc.constant(null))), bits => {
      const [line, ...more] = readLine(footer(...bits))
      expect(line?.length).toBeLessThanOrEqual(90)
      expect(more).toEqual([])
    }),
  )
})
