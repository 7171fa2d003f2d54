/**
 * Reads many texts of up to 10,000 characters with every parser, and reports the most CPU that one took and how the work
 * grows with the length. `npm run fuzz`;
 * `PROPERTY_RUNS` is the number of texts for each parser, `FUZZ_SEED` repeats a run.
 */
import fc from 'fast-check'
import { type Bench, report } from '../bench/figures.ts'
import { maxLength, repeat } from './any-text.ts'
import { cpuMs, growthOf } from './cpu.ts'
import { type Parser, tryToRead } from './parser.ts'
import { parsers } from './parsers.ts'

const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
const runs = Number(process.env.PROPERTY_RUNS ?? 300)

/** Milliseconds of CPU for one text. */
const maxCpuMs = 50

/** Four times the length is four times the work, or a little more; where it grows with the square it is sixteen times. */
const maxGrowth = 9

function measure(parser: Parser): Bench {
  return async () => {
    const drawn = fc.sample(parser.anyText, { seed, numRuns: runs })
    const texts = [...parser.pieces.map(piece => repeat(piece, maxLength)), ...drawn]
    const values = texts.map(text => {
      try {
        return cpuMs(parser, text)
      } catch (error) {
        console.log(`${parser.name} threw on ${JSON.stringify(text.slice(0, 300))}:`, error)
        process.exitCode = 1
        return 0
      }
    })
    const slowest = values.indexOf(Math.max(...values))
    const growths = parser.pieces.map(piece => growthOf(parser, piece))
    const steepest = growths.indexOf(Math.max(...growths))
    const nameOf = (text = '') => `${parser.name}; ${JSON.stringify(text.slice(0, 20))}`
    return [
      {
        what: `${nameOf(texts[slowest])} is slowest`,
        unit: 'ms',
        values,
        value: values[slowest] ?? 0,
        bound: { is: '≤', than: maxCpuMs },
      },
      {
        what: `${nameOf(parser.pieces[steepest])} grows most, for four times the length`,
        unit: '×',
        values: growths,
        value: growths[steepest] ?? 0,
        bound: { is: '≤', than: maxGrowth },
      },
    ]
  }
}

console.log(`seed ${seed}, ${runs} texts for each parser; again with FUZZ_SEED=${seed} npm run fuzz`)
// Code that runs for the first time is compiled, which does not count for the text.
for (const parser of parsers) for (const piece of parser.pieces) tryToRead(parser, piece)
await report(...parsers.map(measure))
