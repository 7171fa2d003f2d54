import { describe, expect, test } from 'vitest'
import { createRefusals } from '../../../adapters/refusals.ts'
import { toBoltLogger } from '../../../adapters/slack/logger.ts'
import { dropTokenErrors } from '../../../adapters/teams/library-console.ts'
import { createManualTimers } from '../../helpers/manual-timers.ts'
import { recordLog } from '../../helpers/recording-log.ts'

function open() {
  const log = recordLog()
  const timers = createManualTimers()
  const counted: string[] = []
  const note = createRefusals({
    platform: 'slack',
    log,
    after: timers.after,
    observe: ({ platform, reason }) => counted.push(`${platform} ${reason}`),
  })
  return { log, timers, counted, note }
}

describe('requests that are refused', () => {
  test('are counted one by one, and logged at once and then once a minute', async () => {
    const { log, timers, counted, note } = open()
    for (let count = 0; count < 10_000; count++) note('signature', 'it does not match', { at: count })
    expect(log.records).toEqual([{ level: 'warn', fields: { at: 0 }, text: 'it does not match' }])
    expect(counted).toHaveLength(10_000)
    await timers.advance(60_000)
    expect(log.records.at(-1)).toEqual({
      level: 'warn',
      fields: { count: 9_999 },
      text: 'it does not match (9999 more in the last minute)',
    })
    note('signature', 'it does not match')
    expect(log.records).toHaveLength(2)
    await timers.advance(60_000)
    expect(log.records).toHaveLength(3)
  })

  test('after a quiet minute are logged at once again, and nothing is waited for meanwhile', async () => {
    const { log, timers, note } = open()
    note('signature', 'it does not match')
    await timers.advance(60_000)
    expect([log.records.length, timers.waiting()]).toEqual([1, 0])
    note('signature', 'it does not match')
    expect(log.records).toHaveLength(2)
  })

  test('are distinguished by their reason', () => {
    const { log, note } = open()
    note('signature', 'it does not match')
    note('timestamp', 'it is too old')
    note('signature', 'it does not match')
    expect(log.records.map(({ text }) => text)).toEqual(['it does not match', 'it is too old'])
  })
})

describe('what Bolt says of a request that it refuses', () => {
  const boltMessage = (message: string) =>
    `Request verification failed (code: slack_bolt_receiver_authenticity_error, message: Slack request signing verification failed. ${message})`

  test.each([
    [boltMessage('Signature mismatch.'), 'slack signature', 'SLACK_SIGNING_SECRET'],
    [boltMessage('Timestamp is too old.'), 'slack timestamp', 'check the clock'],
    [boltMessage('Some headers are missing.'), 'slack headers', 'did not come from Slack'],
    [boltMessage('Timestamp is invalid.'), 'slack headers', 'did not come from Slack'],
    ['Request body exceeded the maximum allowed size (error: Error)', 'slack too-large', 'larger than 256 kB'],
    ['Failed to read request body (error: Error)', 'slack unreadable', 'cannot be read'],
    ['Parsing request body failed (error: Error)', 'slack unreadable', 'cannot be read'],
  ])('%s', (line, reason, sentence) => {
    const { log, counted, note } = open()
    const logger = toBoltLogger(log, note)
    for (let count = 0; count < 3; count++) logger.warn(line)
    expect(counted).toEqual([reason, reason, reason])
    expect(log.records).toMatchObject([{ level: 'warn', text: expect.stringContaining(sentence) }])
  })

  test('is not mixed up with what else it says', () => {
    const { log, counted, note } = open()
    toBoltLogger(log, note).error('An unhandled error', new Error('in a listener'))
    expect(counted).toEqual([])
    expect(log.records).toEqual([
      { level: 'error', fields: { from: 'bolt' }, text: 'An unhandled error in a listener' },
    ])
  })
})

test('errors of tokens are kept off the console, and nothing else is', () => {
  const written: unknown[][] = []
  const target = { error: (...parts: unknown[]) => void written.push(parts) }
  dropTokenErrors(target)
  for (const name of ['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError', 'TypeError'])
    target.error(Object.assign(new Error('eyJ'), { name }))
  target.error('a sentence', 7)
  expect(written.map(([first]) => (first instanceof Error ? first.name : first))).toEqual(['TypeError', 'a sentence'])
})
