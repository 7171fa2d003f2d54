/**
 * Reads many texts of up to 10,000 characters with every parser, and reports the most CPU that one took. `npm run fuzz`;
 * `PROPERTY_RUNS` is the number of texts for each parser, `FUZZ_SEED` repeats a run.
 */
import fc from 'fast-check'
import { type Bench, report } from '../bench/figures.ts'
import { maxLength, repeat } from './any-text.ts'
import { cpuMs } from './cpu.ts'
import { type Parser, tryToRead } from './parser.ts'
import { parsers } from './parsers.ts'
import { seed } from './seed.ts'

const runs = Number(process.env.PROPERTY_RUNS ?? 300)

/** Milliseconds of CPU for one text. */
const maxCpuMs = 50

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
    const what = `${parser.name}; slowest ${JSON.stringify(texts[slowest]?.slice(0, 20))}`
    return [{ what, unit: 'ms', values, value: values[slowest] ?? 0, bound: { is: '≤', than: maxCpuMs } }]
  }
}

console.log(`seed ${seed}, ${runs} texts for each parser; again with FUZZ_SEED=${seed} npm run fuzz`)
// Code that runs for the first time is compiled, which is no work of the text.
for (const parser of parsers) for (const piece of parser.pieces) tryToRead(parser, piece)
await report(...parsers.map(measure))
