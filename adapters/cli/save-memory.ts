import { setFlagsFromString } from 'node:v8'

/**
 * V8 lets its heap grow to a multiple of the live data before it collects garbage: 200 MB for a thousand digests. With the
 * first two flags the old generation may double between two collections, and the young one stays small. They set no limit:
 * a company that needs more memory gets it.
 *
 * The embedded database is WebAssembly. Without the last two, V8 compiles its functions a second time, optimized: 550 MB at
 * a start instead of 135, to be some per cent faster, which a bot does not need.
 *
 * V8 reads all four whenever it collects or compiles, so they work in the running process.
 */
const flags = [
  '--heap-growing-percent=100',
  '--semi-space-growth-factor=1',
  '--no-wasm-tier-up',
  '--no-wasm-dynamic-tiering',
]

export function saveMemory(): void {
  for (const flag of flags) setFlagsFromString(flag)
}
