import type { Writable } from 'node:stream'
import pino from 'pino'
import pretty from 'pino-pretty'
import type { Log } from '../src/ports.ts'
import { currentReference } from './reference.ts'

/**
 * JSON lines, or readable ones on a terminal. Secrets are masked in the written line, whether they came from a field, an
 * error or a nested cause.
 */
export function createLog(
  level: string,
  secrets: readonly string[],
  out: NodeJS.WriteStream | Writable = process.stdout,
): Log {
  const isTerminal = 'isTTY' in out && out.isTTY === true
  const target = isTerminal ? pretty({ colorize: true, destination: out, sync: true }) : out
  const mask = maskSecrets(secrets)
  // Written at once: the last line before an exit is often the most important one.
  const masked = { write: (line: string) => void target.write(mask(line)) }
  const serializers = { err: describeCause, cause: describeCause }
  return pino({ level, base: null, errorKey: 'err', serializers, mixin: nameReference }, masked)
}

/** A function that replaces each secret with stars, also in its JSON and URL encoding. */
export function maskSecrets(secrets: readonly string[]): (line: string) => string {
  const forms = secrets
    .filter(secret => secret.length > 0)
    .flatMap(secret => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .sort((a, b) => b.length - a.length)
  return line => forms.reduce((masked, form) => masked.replaceAll(form, '***'), line)
}

/** An error with its stack and the whole chain of its causes; anything else as it is. */
function describeCause(thrown: unknown): unknown {
  return thrown instanceof Error ? pino.stdSerializers.errWithCause(thrown) : thrown
}

/** All lines of one answer, or of one delivery, are found by one search. */
function nameReference(): { reference?: string } {
  const reference = currentReference()
  return reference === undefined ? {} : { reference }
}
