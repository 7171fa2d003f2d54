import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Line, planPermit, takePermit } from '../../../src/storage/rate-limits.ts'

const begin = Date.parse('2026-11-23T09:00:00Z')
const shared = 200
const own = 1_000

/** Limits of one platform and of each conversation in it, used by no other test. */
function openLines() {
  const lines = new Map<string, Line>()
  const fresh = new Date(begin)
  const lanesOf = (conversation: string) =>
    [
      { scope: 'slack', intervalMs: shared },
      { scope: conversation, intervalMs: own },
    ].map(limit => ({
      limit,
      line: lines.get(limit.scope) ?? { freeAt: fresh, plannedAt: fresh, opensAt: fresh },
    }))
  return {
    decide<T>(
      conversation: string,
      by: (lanes: ReturnType<typeof lanesOf>) => { answer: T; lines: readonly Line[] },
    ): T {
      const lanes = lanesOf(conversation)
      const { answer, lines: next } = by(lanes)
      for (const [at, { limit }] of lanes.entries()) {
        const line = next[at]
        if (line) lines.set(limit.scope, line)
      }
      return answer
    },
  }
}

const asks = fc.array(fc.record({ conversation: fc.constantFrom('a', 'b', 'c', 'd'), pause: fc.nat(600) }), {
  minLength: 1,
  maxLength: 60,
})

describe('slots', () => {
  it('keep every limit, and are taken at the moment that is returned', () => {
    fc.assert(
      fc.property(asks, asked => {
        const { decide } = openLines()
        const taken = new Map<string, number[]>()
        let now = begin
        for (const { conversation, pause } of asked) {
          now += pause
          const { at, isTaken } = decide(conversation, lanes =>
            takePermit(lanes, new Date(now + 60_000), new Date(now)),
          )
          expect(at.getTime()).toBeGreaterThanOrEqual(now)
          if (!isTaken) continue
          for (const scope of ['slack', conversation]) taken.set(scope, [...(taken.get(scope) ?? []), at.getTime()])
        }
        for (const [scope, moments] of taken) {
          const gaps = moments.slice(1).map((moment, before) => moment - (moments[before] ?? 0))
          expect(Math.min(...gaps, Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(scope === 'slack' ? shared : own)
        }
      }),
    )
  })

  it('leave no moment unused that another conversation could have had', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 40 }), busy => {
        const { decide } = openLines()
        const take = (conversation: string) =>
          decide(conversation, lanes => takePermit(lanes, new Date(begin + 60_000), new Date(begin)))
        const taken = busy.filter(name => take(`busy ${name}`).isTaken).length
        expect(take('someone else')).toEqual({ at: new Date(begin + taken * shared), isTaken: true })
      }),
    )
  })

  it('are planned no faster than they can be taken', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 2, maxLength: 40 }), names => {
        const { decide } = openLines()
        const planned = names.map(name => decide(name, lanes => planPermit(lanes, new Date(begin))))
        const moments = planned.map(Number)
        expect(Math.max(...moments)).toBeGreaterThanOrEqual(begin + (names.length - 1) * shared)
      }),
    )
  })
})
