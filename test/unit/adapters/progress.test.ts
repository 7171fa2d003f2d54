import { describe, expect, test } from 'vitest'
import { createProgress, renderProgress } from '../../../adapters/answer.ts'
import type { Progress } from '../../../src/message/progress.ts'
import { createWords } from '../../../src/message/words.ts'
import { createManualTimers } from '../../helpers/manual-timers.ts'

function start(most?: number, show = async (_progress: Progress | null): Promise<void> => {}) {
  const timers = createManualTimers()
  const shown: (Progress | null)[] = []
  const failures: unknown[] = []
  const progress = createProgress({
    after: timers.after,
    show: async one => {
      shown.push(one)
      await show(one)
    },
    onFailure: error => failures.push(error),
    ...(most === undefined ? {} : { most }),
  })
  return { timers, shown, failures, progress }
}

const read = (done: number): Progress => ({ done, of: 20, what: 'teams' })

describe('what is shown while a person waits', () => {
  test('is nothing where the answer comes within two seconds', async () => {
    const { timers, shown, progress } = start()
    progress.onProgress(read(3))
    await timers.advance(1_999)
    await progress.end()
    await timers.advance(60_000)
    expect(shown).toEqual([])
    expect(timers.waiting()).toBe(0)
  })

  test('is first that it is being worked on, then its progress, and nothing that is already shown', async () => {
    const { timers, shown, progress } = start()
    await timers.advance(2_000)
    expect(shown).toEqual([null])
    await timers.advance(8_000)
    expect(shown).toEqual([null])
    progress.onProgress(read(4))
    progress.onProgress(read(5))
    await timers.advance(4_000)
    expect(shown).toEqual([null, read(5)])
    await progress.end()
    progress.onProgress(read(6))
    await timers.advance(60_000)
    expect(shown).toEqual([null, read(5)])
    expect(timers.waiting()).toBe(0)
  })

  test('is shown at most as often as allowed', async () => {
    const { timers, shown, progress } = start(2)
    for (let done = 1; done <= 10; done++) {
      progress.onProgress(read(done))
      await timers.advance(4_000)
    }
    expect(shown).toEqual([read(1), read(2)])
    expect(timers.waiting()).toBe(0)
    await progress.end()
  })

  test('is given up where it cannot be shown', async () => {
    const refusal = new Error('refused')
    const { timers, shown, failures, progress } = start(9, () => Promise.reject(refusal))
    await timers.advance(2_000)
    progress.onProgress(read(1))
    await timers.advance(60_000)
    expect(shown).toEqual([null])
    expect(failures).toEqual([refusal])
    await progress.end()
  })

  test('is there before the end is, so that it cannot take the place of the answer', async () => {
    let arrive = () => {}
    const arrival = new Promise<void>(resolve => {
      arrive = resolve
    })
    const { timers, progress } = start(9, () => arrival)
    await timers.advance(2_000)
    const order: string[] = []
    const ended = progress.end().then(() => order.push('ended'))
    await new Promise(setImmediate)
    order.push('arrived')
    arrive()
    await ended
    expect(order).toEqual(['arrived', 'ended'])
    expect(timers.waiting()).toBe(0)
  })
})

test('it shows the question and its progress, in the language of the person who waits', () => {
  expect(renderProgress('teams', null, createWords('en'))).toMatchObject({
    title: 'Working on: teams',
    summary: '…',
    parts: [],
    language: 'en',
  })
  const german = renderProgress('teams', read(5), createWords('de'))
  expect(german).toMatchObject({ title: 'In Arbeit: teams', summary: '5 von 20 Teams gelesen' })
  expect(renderProgress('x'.repeat(5_000), null, createWords('en')).title.length).toBeLessThan(150)
})
