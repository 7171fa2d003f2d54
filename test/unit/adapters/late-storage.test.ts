import { expect, test } from 'vitest'
import { openLate } from '../../../adapters/late-storage.ts'
import { AppError, StartError } from '../../../src/errors.ts'
import type { Jobs, Store } from '../../../src/ports.ts'
import type { OpenStorage } from '../../../src/storage/store.ts'
import { createManualTimers } from '../../helpers/manual-timers.ts'
import { recordLog } from '../../helpers/recording-log.ts'

const away = new StartError('The database server at db:5432 cannot be reached: start it.', { isAway: true })

/** A database that answers each attempt to open it as the script says: an error, or nothing for success. */
function script(...attempts: (Error | undefined)[]) {
  const timers = createManualTimers()
  const log = recordLog()
  const calls: string[] = []
  const stops: Error[] = []
  let attempt = 0
  const store = {
    transaction: async (work: (tx: Store) => Promise<unknown>) => work(store),
    execute: async (text: string) => ({ rows: [{ text }] }),
    secrets: { keep: async (_name: string, value: string) => value },
  } as unknown as Store
  const storage: OpenStorage = {
    store,
    home: { kind: 'server', url: '' },
    tidy: async () => void calls.push('tidy'),
    checkWrites: async () => void calls.push('check writes'),
    figures: async () => {
      throw new Error('not asked')
    },
    state: () => 'ok',
    close: async () => void calls.push('close'),
  }
  const jobs: Jobs = {
    enqueue: async (_tx, job) => void calls.push(`enqueue ${job.kind}`),
    start: async () => void calls.push('start jobs'),
    pause: async () => void calls.push('pause'),
    stop: async () => void calls.push('stop jobs'),
  }
  const open = async () => {
    const failure = attempts[attempt]
    attempt += 1
    if (failure) throw failure
    return { storage, jobs }
  }
  const opening = openLate({ open, log, after: timers.after, onStop: reason => stops.push(reason) })
  return { opening, timers, log, calls, stops, attempts: () => attempt }
}

test('a database that is there is used at once', async () => {
  const { opening, calls, log, timers } = script()
  const late = await opening
  expect(await late.store.execute('select 1')).toEqual({ rows: [{ text: 'select 1' }] })
  expect(await late.store.secrets.keep('name', 'value')).toBe('value')
  expect(await late.store.transaction(tx => tx.secrets.keep('name', 'inside'))).toBe('inside')
  await late.whenOpen(async () => void calls.push('begin'))
  await late.tidy(new Date())
  await late.close()
  expect(calls).toEqual(['begin', 'tidy', 'close'])
  expect(late.state()).toBe('ok')
  expect(timers.waiting()).toBe(0)
  expect(log.records).toEqual([])
})

test('one that is away is tried again; requests to it meanwhile fail with that reason', async () => {
  const { opening, timers, log, calls, attempts } = script(away, away, away)
  const late = await opening
  const { secrets } = late.store
  const unavailable = new AppError('store-unavailable')
  expect(late.state()).toBe('unreachable')
  await expect(late.store.transaction(async () => 1)).rejects.toEqual(unavailable)
  await expect(secrets.keep('name', 'value')).rejects.toEqual(unavailable)
  await expect(late.tidy(new Date())).rejects.toEqual(unavailable)
  await expect(late.jobs.enqueue(late.store, { kind: 'upkeep', day: '2026-11-30' }, { key: 'k' })).rejects.toEqual(
    unavailable,
  )
  await late.whenOpen(async () => void calls.push('begin'))
  for (const seconds of [1, 2]) await timers.advance(seconds * 1_000)
  expect({ attempts: attempts(), calls }).toEqual({ attempts: 3, calls: [] })
  await timers.advance(4_000)
  expect(calls).toEqual(['begin'])
  expect(late.state()).toBe('ok')
  expect(await secrets.keep('name', 'value')).toBe('value')
  expect(log.records.map(({ level, text }) => `${level}: ${text}`)).toEqual([
    `warn: ${away.message} Until then only look-ups work.`,
    'info: the database is reached',
  ])
})

test('what trying again cannot help ends the start, and later the process', async () => {
  const refused = new StartError('The password is refused.', { isSetting: true })
  await expect(script(refused).opening).rejects.toBe(refused)
  const { opening, timers, stops } = script(away, refused)
  await opening
  await timers.advance(1_000)
  expect(stops).toEqual([refused])
  expect(timers.waiting()).toBe(0)
})

test('a stop while it is away calls the attempts off, and closes what was opened in the middle of it', async () => {
  const first = script(away)
  const late = await first.opening
  await late.jobs.pause()
  await late.jobs.stop()
  await late.close()
  await first.timers.advance(60_000)
  expect({ attempts: first.attempts(), calls: first.calls }).toEqual({ attempts: 1, calls: [] })

  const second = script(away)
  const inTheMiddle = await second.opening
  const passing = second.timers.advance(1_000)
  const closing = inTheMiddle.close()
  await Promise.all([passing, closing])
  expect(second.calls).toEqual(['close'])
})
