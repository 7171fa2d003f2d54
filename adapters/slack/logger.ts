import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../../src/ports.ts'

/** What the SDK logs and also throws: whoever asked logs it with what was asked, so here it would be a second line. */
const alsoThrown = /^(http request failed|Failed to retrieve a new WSS URL)/

/** Bolt's own log lines among ours. What it says in detail is of use only to who looks for a fault in it. */
export function toBoltLogger(log: Log): Logger {
  const write =
    (level: 'debug' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const text = parts.map(part => (part instanceof Error ? part.message : String(part))).join(' ')
      log[alsoThrown.test(text) ? 'debug' : level]({ from: 'bolt' }, text)
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
