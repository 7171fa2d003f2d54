import { expect, test } from 'vitest'
import { deliverJob, platformOf } from '../../src/platform.ts'

test.each([
  ['slack:C0123', 'slack'],
  ['slack:U0123', 'slack'],
  ['teams:19:a@thread.tacv2', 'teams'],
])('%s is on %s', (conversation, platform) => {
  expect(platformOf(conversation)).toBe(platform)
  expect(deliverJob({ id: 7, conversation })).toEqual({ kind: 'deliver', delivery: 7, platform })
})
