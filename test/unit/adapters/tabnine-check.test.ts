import { expect, test } from 'vitest'
import { createHealth } from '../../../adapters/health.ts'
import { createReadiness } from '../../../adapters/readiness.ts'
import { checkTabnine } from '../../../adapters/tabnine-check.ts'
import { AppError, type ErrorCode } from '../../../src/errors.ts'
import { createManualTimers } from '../../helpers/manual-timers.ts'
import { recordLog } from '../../helpers/recording-log.ts'

/** A bot whose Tabnine answers as the script says, one attempt after another. */
async function check(script: (AppError | null)[]) {
  const timers = createManualTimers()
  const log = recordLog()
  const readiness = createReadiness()
  readiness.setReady()
  let attempts = 0
  const organization = async () => {
    const next = script[attempts]
    attempts += 1
    if (next) throw next
    return { id: 'o', name: 'Northwind' }
  }
  const health = createHealth({ readiness, log, observe: () => {} })
  await checkTabnine({ organization }, { health, after: timers.after }).firstAttempt(1_000)
  return { timers, notes: () => readiness.read().notes, attempts: () => attempts, log }
}

test.each<[ErrorCode, string, RegExp]>([
  ['bad-token', 'refused', /^Tabnine refuses TABNINE_TOKEN\. /],
  ['forbidden', 'forbidden', /^TABNINE_TOKEN may not read the organization\. /],
  ['contract', 'unknown', /^TABNINE_URL does not lead to the Usage API/],
  ['not-found', 'unknown', /^TABNINE_URL does not lead to the Usage API/],
  ['unreachable', 'unreachable', /^Tabnine does not answer; /],
])('%s is one word and one sentence, and is over when Tabnine answers', async (code, word, sentence) => {
  const { timers, notes, log, attempts } = await check([new AppError(code), new AppError(code), null])
  expect(notes()).toEqual({ tabnine: word })
  await timers.advance(1_000)
  await timers.advance(2_000)
  expect(attempts()).toBe(3)
  expect(notes()).toEqual({})
  expect(log.records.map(({ text }) => text)).toEqual([expect.stringMatching(sentence), 'Tabnine is connected.'])
})

test('an answer at once is no line at all, and a time that Tabnine names is kept', async () => {
  expect((await check([null])).log.records).toEqual([])
  const { timers, attempts } = await check([new AppError('rate-limited', { retryAfter: 40 }), null])
  await timers.advance(39_999)
  expect(attempts()).toBe(1)
  await timers.advance(1)
  expect(attempts()).toBe(2)
})
