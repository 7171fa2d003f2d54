/** Applies changed settings while the bot runs: `kill -HUP <pid>`. */
import { ConfigError, readConfig, readEnvironment } from '../src/config.ts'

/**
 * Calls back at each SIGHUP. A terminal that is closed sends it too, and then it ends the process as usual; where the system
 * cannot start a process in place of this one (Windows), nothing listens.
 */
export function onReloadSignal(reload: () => void): void {
  if (process.stdout.isTTY || !process.execve) return
  process.on('SIGHUP', reload)
}

/** What is wrong with the settings as they are now, a sentence each. */
export function findProblems(): readonly string[] {
  try {
    readConfig(readEnvironment(), 'bot')
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

/** The same program with the same arguments, in place of this process. */
export function restartProcess(): void {
  process.execve?.(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)])
}
