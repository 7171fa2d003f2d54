import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import { createKnownState, type DatabaseState } from '../../../src/storage/known-state.ts'
import { recordLog } from '../../helpers/recording-log.ts'

const failure = (code: string) =>
  new AppError('store-unavailable', {}, { cause: Object.assign(new Error('x'), { code }) })

const log = recordLog()

describe('what is known of the database', () => {
  it.each<[string, unknown, DatabaseState]>([
    ['a lost connection', failure('ECONNREFUSED'), 'unreachable'],
    ['a server that shuts down', failure('57P01'), 'unreachable'],
    ['a server that became a standby', failure('25006'), 'read-only'],
    ['a folder that was removed', failure('FOLDER_GONE'), 'gone'],
    ['a full disk', new AppError('store-full'), 'full'],
    ['a statement that took too long', failure('57014'), 'ok'],
    ['a lost race', failure('40001'), 'ok'],
    ['a fault of ours', new AppError('internal'), 'ok'],
    ['what a command threw', new AppError('unknown-team'), 'ok'],
  ])('after %s', (_what, thrown, state) => {
    const known = createKnownState(log)
    known.noteFailure(thrown)
    expect(known.state()).toBe(state)
  })

  it('is one line of the log for each change', () => {
    const lines = recordLog()
    const known = createKnownState(lines)
    for (let n = 0; n < 3; n += 1) known.noteFailure(failure('ECONNREFUSED'))
    known.noteWrite()
    known.noteWrite()
    expect(lines.records.map(({ level, text }) => [level, text])).toEqual([
      ['error', 'The database cannot be reached. Look-ups go on, and what is due waits.'],
      ['info', 'The database works again.'],
    ])
  })

  it('an answer ends an outage, but only a change proves that changes are taken again', () => {
    const known = createKnownState(log)
    known.noteFailure(failure('ECONNRESET'))
    known.noteAnswer()
    expect(known.state()).toBe('ok')
    known.noteFailure(failure('25006'))
    known.noteAnswer()
    expect(known.state()).toBe('read-only')
    known.noteWrite()
    expect(known.state()).toBe('ok')
  })
})
