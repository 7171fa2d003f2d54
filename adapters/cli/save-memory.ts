import type { Config } from '../../src/config.ts'

/**
 * The embedded database is WebAssembly, and with V8's quick compiler alone it takes a fifth of the memory: 144 MB at a
 * start instead of 700, for some per cent of speed that a bot does not notice. V8 reads that flag only from the command
 * line, so this process becomes another one: the same id, standard streams and parent, and nothing to pass signals or exit
 * codes on. Where the system cannot do that (Windows), the bot runs as it is.
 */
export function saveMemory({ memory }: Pick<Config, 'memory'>): void {
  const flag = '--liftoff-only'
  if (memory.databaseUrl || process.execArgv.includes(flag) || process.platform === 'win32') return
  process.execve?.(process.execPath, [process.execPath, flag, ...process.execArgv, ...process.argv.slice(1)])
}
