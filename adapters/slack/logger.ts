import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../../src/ports.ts'

/** Bolt's own log lines among ours. What it says in detail is of use only to who looks for a fault in it. */
export function toBoltLogger(log: Log): Logger {
  const write =
    (level: 'debug' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const text = parts.map(part => (part instanceof Error ? part.message : String(part))).join(' ')
      log[level]({ from: 'bolt' }, text)
    }
  return {
    debug: () => {},
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}
