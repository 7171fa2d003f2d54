import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import { readPeriod } from '../../../src/time/read-period.ts'

const months = [
  ...[
    ['Januar', 'Jan'],
    ['Februar', 'Feb'],
    ['März', 'Mar'],
    ['April', 'Apr'],
    ['Mai', 'May'],
    ['Juni', 'Jun'],
  ],
  ...[
    ['Juli', 'Jul'],
    ['August', 'Aug'],
    ['September', 'Sep'],
    ['Oktober', 'Oct'],
    ['Dezember', 'Dec'],
    ['Okt', 'Oct'],
  ],
] as const
const weekdays = [
  ...[
    ['Montag', 'Monday'],
    ['Dienstag', 'Tue'],
    ['Mittwoch', 'wed'],
    ['Donnerstag', 'Thursday'],
    ['Freitag', 'fri'],
  ],
  ...[
    ['Samstag', 'saturday'],
    ['Sonnabend', 'Sat'],
    ['Sonntag', 'Sunday'],
  ],
] as const
const units = [
  ['Tage', 'days'],
  ['Wochen', 'weeks'],
  ['Monate', 'months'],
  ['Tagen', 'days'],
  ['Monaten', 'months'],
] as const

const day = fc
  .tuple(fc.integer({ min: 1, max: 31 }), fc.constantFrom(...months), fc.option(fc.integer({ min: 2015, max: 2030 })))
  .map(([number, [german, english], year]) => {
    const ending = year === null ? '' : ` ${year}`
    return [`${number}. ${german}${ending}`, `${number} ${english}${ending}`] as const
  })

/** The same period in German and in English. */
const both = fc.oneof(
  day,
  fc.tuple(day, day).map(([from, to]) => [`${from[0]} bis ${to[0]}`, `${from[1]} to ${to[1]}`] as const),
  day.map(([german, english]) => [`seit dem ${german}`, `since ${english}`] as const),
  fc.constantFrom(...weekdays).map(([german, english]) => [`seit ${german}`, `since ${english}`] as const),
  fc.constantFrom(...months).map(([german, english]) => [`im ${german}`, english] as const),
  fc
    .tuple(
      fc.constantFrom('letzte', 'die letzten', 'vergangene'),
      fc.integer({ min: 1, max: 99 }),
      fc.constantFrom(...units),
    )
    .map(([word, count, [german, english]]) => [`${word} ${count} ${german}`, `last ${count} ${english}`] as const),
  fc
    .tuple(fc.constantFrom('KW', 'Woche', 'Kalenderwoche'), fc.integer({ min: 1, max: 53 }))
    .map(([word, week]) => [`${word} ${week}`, `week ${week}`] as const),
)

test('a period in German is the same as in English', () => {
  fc.assert(
    fc.property(both, ([german, english]) => {
      expect(readPeriod(german)).not.toBeNull()
      expect(readPeriod(german)).toEqual(readPeriod(english))
    }),
  )
})

test.each(['en', 'de'] as const)('every period that help names in %s is one', language => {
  const { periods } = createWords(language).help
  const [, list = ''] = /: (.+?)\.(?: |$)(?!Sep)/.exec(periods) ?? []
  const named = list.split(', ')
  expect(named.length).toBeGreaterThan(15)
  expect(named.filter(words => readPeriod(words) === null)).toEqual([])
})
