import { expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import { settleZone } from '../../../src/time/zones.ts'
import { days } from '../../helpers/facts.ts'

const words = createWords('en')

test.each(['week', 'month'] as const)('advice of a %s is about that time', unit => {
  expect(words.digest.advice({ kind: 'stopped', before: 8 }, null, unit)).toContain(`8 people did the ${unit} before.`)
  expect(words.digest.advice({ kind: 'fewer-active', fewer: 6 }, null, unit)).toBe(
    `6 fewer people used Tabnine than the ${unit} before. See which days.`,
  )
})

test.each([
  [1, '1 digest so far'],
  [2, 'Last 2 digests'],
])('a history of %i', (rows, caption) => {
  expect(words.subscription.historyOf(rows)).toBe(caption)
})

test.each([
  ['2026-W48', 'Week of 23 Nov', 'Woche vom 23. Nov.'],
  ['2026-12', words.month(new Date('2026-11-01T00:00:00Z')), 'Nov. 2026'],
  ['run', 'Posted by hand', 'Von Hand gepostet'],
])('a digest of the slot %s is named by its days', (slot, english, german) => {
  expect(words.subscription.about(slot)).toBe(english)
  expect(createWords('de').subscription.about(slot)).toBe(german)
})

test.each([
  ['2026-W48', `The Web digest for ${words.days(days('2026-11-16', '2026-11-22'))} wasn’t posted.`],
  ['2026-12', `The Web digest for ${words.days(days('2026-11-01', '2026-11-30'))} wasn’t posted.`],
  ['run', 'The Web digest wasn’t posted.'],
  ['subscription 1 · run 2026-11-19T12:00', 'The Web digest wasn’t posted.'],
])('a notice about %s shows no key of ours', (slot, sentence) => {
  expect(words.notice.happened.failed('Web', slot)).toBe(sentence)
})

test.each([
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['Asia/Calcutta', 'Asia/Calcutta'],
  ['US/Eastern', 'America/New_York'],
  ['EST5EDT', 'America/New_York'],
  ['PRC', 'Asia/Shanghai'],
  ['Mars/Olympus', 'UTC'],
  ['', 'UTC'],
])('a profile’s zone %j is kept as %s', (zone, kept) => {
  expect(settleZone(zone)).toBe(kept)
})
