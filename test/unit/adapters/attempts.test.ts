import { describe, expect, test } from 'vitest'
import { type Strategy, tryInTurn } from '../../../adapters/answer.ts'
import { recordLog } from '../../helpers/recording-log.ts'

/** Attempts under these names; those that fail reject with what is given. */
function makeAttempts(...outcomes: [way: string, failure?: { with: unknown }][]) {
  const tried: string[] = []
  const attempts = outcomes.map(([way, failure]): Strategy => {
    const run = async () => {
      tried.push(way)
      if (failure) throw failure.with
    }
    return { way, run }
  })
  return { attempts, tried }
}

describe('saying something in one of several ways', () => {
  test('is over with the first that works', async () => {
    const log = recordLog()
    const { attempts, tried } = makeAttempts(['reply'], ['personal chat'])
    expect(await tryInTurn(attempts, log)).toBe(true)
    expect(tried).toEqual(['reply'])
    expect(log.records).toEqual([])
  })

  test('continues where one fails, and keeps its reason', async () => {
    const log = recordLog()
    const refused = new Error('403')
    const { attempts, tried } = makeAttempts(['reply', { with: refused }], ['personal chat'], ['mail'])
    expect(await tryInTurn(attempts, log, { user: 'U1' })).toBe(true)
    expect(tried).toEqual(['reply', 'personal chat'])
    expect(log.records).toMatchObject([{ level: 'warn', fields: { user: 'U1', way: 'reply', err: refused } }])
  })

  test.each([[new Error('closed')], ['a word'], [undefined], [null]])(
    'never throws, whatever fails: %s',
    async thrown => {
      const log = recordLog()
      const { attempts } = makeAttempts(['reply', { with: thrown }], ['personal chat', { with: thrown }])
      expect(await tryInTurn(attempts, log, { user: 'U1' })).toBe(false)
      expect(log.records.map(({ level }) => level)).toEqual(['warn', 'warn', 'error'])
      expect(log.records.at(-1)?.fields).toEqual({ user: 'U1', ways: ['reply', 'personal chat'] })
    },
  )

  test('takes what throws at once like what rejects', async () => {
    const run = () => {
      throw new Error('at once')
    }
    expect(await tryInTurn([{ way: 'reply', run }, ...makeAttempts(['personal chat']).attempts], recordLog())).toBe(
      true,
    )
  })

  test('is lost where there is no way', async () => {
    const log = recordLog()
    expect(await tryInTurn([], log)).toBe(false)
    expect(log.records).toMatchObject([{ level: 'error', fields: { ways: [] } }])
  })
})
