/** How much work a text is, in CPU time: what else the machine does meanwhile does not count. */
import { lengths, repeat } from './any-text.ts'
import { type Parser, tryToRead } from './parser.ts'

/** Milliseconds of CPU that reading a text takes, the minimum of several runs: garbage collection is not its work. */
export function cpuMs(parser: Pick<Parser, 'read'>, text: string, { tries = 3, enoughMs = 5 } = {}): number {
  let least = Number.POSITIVE_INFINITY
  for (let left = tries; left > 0 && least > enoughMs; left--) {
    const before = process.cpuUsage()
    tryToRead(parser, text)
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1_000)
  }
  return least
}

/** Milliseconds below which growth cannot be measured. */
const tooLittleMs = 12

/**
 * How many times more work a text is than its first quarter, at the length where that is most; 0 where the work is too
 * little to measure. The minimum of several measurements: code gets faster while it runs.
 */
export function growthOf(parser: Pick<Parser, 'read'>, piece: string): number {
  return Math.max(...lengths.map(length => growthAt(parser, piece, length)))
}

function growthAt(parser: Pick<Parser, 'read'>, piece: string, length: number): number {
  const long = repeat(piece, length)
  const short = repeat(piece, length / 4)
  let least = Number.POSITIVE_INFINITY
  for (let left = 3; left > 0 && least > 6; left--) {
    const longMs = cpuMs(parser, long)
    if (longMs <= tooLittleMs) return 0
    least = Math.min(least, longMs / Math.max(cpuMs(parser, short, { enoughMs: 0 }), 0.5))
  }
  return least
}
