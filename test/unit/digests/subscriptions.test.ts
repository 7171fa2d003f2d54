import { expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import { settleZone } from '../../../src/time/zones.ts'

const words = createWords('en')
const advised = { members: 50, inactive: 20, open: 0, expired: 0 }

test.each([
  ['week', 'last week', 'the week before'],
  ['month', 'last month', 'the month before'],
] as const)('advice of a %s is about that time', (unit, last, before) => {
  expect(words.digest.advice['many-inactive'](advised, unit)).toContain(`20 of 50 members did not use Tabnine ${last};`)
  expect(words.digest.advice['look-closer'](advised, unit)).toContain(`than ${before};`)
})

test.each([
  [1, 'There was one digest so far.'],
  [2, 'The last 2 digests, newest first.'],
])('a history of %i', (rows, told) => {
  expect(words.subscription.historyOf(1, rows)).toBe(told)
})

test.each([
  ['2026-W48', 'The digest of Web for 16–22 Nov 2026 (subscription 1) was not posted.'],
  ['2026-12', 'The digest of Web for 1–30 Nov 2026 (subscription 1) was not posted.'],
  ['run', 'The digest of Web that was asked for by hand (subscription 1) was not posted.'],
  [
    'subscription 1 · run 2026-11-19T12:00',
    'The digest of Web that was asked for by hand (subscription 1) was not posted.',
  ],
])('a notice about %s shows no key of ours', (slot, told) => {
  expect(words.notice.happened.failed(1, 'Web', slot)).toBe(told)
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
