import { expect, test } from 'vitest'
import { deliverJob } from '../../src/delivery/enqueue.ts'
import { believedWaitMs, platformOf } from '../../src/platform.ts'

test.each([
  ['slack:C0123', 'slack'],
  ['slack:U0123', 'slack'],
  ['teams:19:a@thread.tacv2', 'teams'],
])('%s is on %s', (conversation, platform) => {
  expect(platformOf(conversation)).toBe(platform)
  expect(deliverJob({ id: 7, conversation })).toEqual({ kind: 'deliver', delivery: 7, platform })
})

test.each([
  [0, 0],
  [30, 30_000],
  [3_600, 3_600_000],
  [3_601, null],
  [30_000_000, null],
  [-1, null],
  [Number.NaN, null],
])('of a Retry-After of %d seconds %s milliseconds are believed', (seconds, ms) => {
  expect(believedWaitMs(seconds)).toBe(ms)
})
