import { setFlagsFromString } from 'node:v8'
import type { Config } from '../../src/config.ts'

/**
 * V8 lets its heap grow to a multiple of the live data before it collects garbage: 200 MB for a thousand digests. V8 reads
 * these two flags at each collection, so they work in the running process: the old generation may double between two
 * collections, and the young one stays small. They set no limit: a company that needs more memory gets it.
 */
const thrift = ['--heap-growing-percent=100', '--semi-space-growth-factor=1']

/**
 * The embedded database is WebAssembly, and with V8's quick compiler alone it takes a fifth of the memory: 144 MB at a
 * start instead of 700, for some per cent of speed that a bot does not notice. V8 reads that flag only from the command
 * line, so this process becomes another one: the same id, standard streams and parent, and nothing to pass signals or exit
 * codes on. Where the system cannot do that (Windows), the bot runs as it is.
 */
export function saveMemory({ database }: { readonly database: Pick<Config['database'], 'databaseUrl'> }): void {
  for (const flag of thrift) setFlagsFromString(flag)
  const flag = '--liftoff-only'
  if (database.databaseUrl || process.execArgv.includes(flag) || process.platform === 'win32') return
  process.execve?.(process.execPath, [process.execPath, flag, ...process.execArgv, ...process.argv.slice(1)])
}
