import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BarProgress, type Output, startProgressBar } from '../../../adapters/cli/progress-bar.ts'

/** A terminal that exposes its last line, and time that a test advances. */
function openTerminal({ isTTY = true, columns = 80 }: Pick<Output, 'isTTY' | 'columns'> = {}) {
  const written: string[] = []
  let now = 0
  let beat: (() => void) | null = null
  const bar = startProgressBar('Asking: teams', {
    output: { isTTY, columns, write: text => written.push(text) },
    clock: { now: () => new Date(now) },
    every(_milliseconds, run) {
      beat = run
      return () => {
        beat = null
      }
    },
  })
  return {
    bar,
    written,
    /** Whether it would still be drawn. */
    isGoing: () => beat !== null,
    wait(milliseconds: number): string {
      now += milliseconds
      beat?.()
      const [, ...lines] = (written.at(-1) ?? '').split('\r\u001b[2K')
      return lines.join('\n')
    },
  }
}

test('nothing is shown of what is quick', () => {
  const { bar, written, wait, isGoing } = openTerminal()
  wait(900)
  bar.end()
  expect(written).toEqual([])
  expect(isGoing()).toBe(false)
})

test('it shows what is being done, and for how long, while the progress is unknown', () => {
  const { wait } = openTerminal()
  expect(wait(1_000)).toBe('[-----#--------------] Asking: teams (1 s)')
  expect(wait(1_200)).toBe('[-----------#--------] Asking: teams (2 s)')
})

test('and how far it is where that is known', () => {
  const { bar, wait } = openTerminal()
  bar.show({ label: '3 of 12 teams read', done: 3, of: 12 })
  expect(wait(2_000)).toBe('[#####---------------] 3 of 12 teams read (2 s)')
  bar.show({ label: '2,000 people read', done: 2_000, of: null })
  expect(wait(200)).toMatch(/^\[-*#-*\] 2,000 people read \(2 s\)$/)
})

test('it is taken away at the end, and never comes back', () => {
  const { bar, written, wait } = openTerminal()
  wait(1_000)
  bar.end()
  expect(written.at(-1)).toBe('\r\u001b[2K')
  const before = written.length
  bar.show({ label: 'late', done: 1, of: 1 })
  wait(5_000)
  expect(written).toHaveLength(before)
})

test('where the output is no terminal nothing is written, and no timer runs', () => {
  const { bar, written, wait, isGoing } = openTerminal({ isTTY: false })
  expect(isGoing()).toBe(false)
  bar.show({ label: '1 of 2', done: 1, of: 2 })
  wait(60_000)
  bar.end()
  expect(written).toEqual([])
})

describe('whatever is reported', () => {
  const far = fc.record<BarProgress>({
    label: fc.string({ maxLength: 200 }).map(text => text.replace(/\p{C}/gu, '')),
    done: fc.nat(),
    of: fc.option(fc.nat()),
  })

  test('the line is shorter than the terminal is wide, and the bar keeps its width', () => {
    fc.assert(
      fc.property(far, fc.integer({ min: 40, max: 200 }), (seconds, columns) => {
        const { bar, wait } = openTerminal({ columns })
        bar.show(seconds)
        const line = wait(3_000)
        expect(line.length).toBeLessThan(columns)
        expect(line).toMatch(/^\[[#-]{20}\] /)
      }),
    )
  })
})
