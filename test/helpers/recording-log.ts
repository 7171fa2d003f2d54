import { inspect } from 'node:util'
import type { Log } from '../../src/ports.ts'

export type LogRecord = {
  readonly level: keyof Log
  readonly fields: Readonly<Record<string, unknown>>
  readonly text: string
}

/** A log that keeps its records, in order. */
export function recordLog(): Log & { readonly records: LogRecord[] } {
  const records: LogRecord[] = []
  const keep = (level: keyof Log) => (fields: Record<string, unknown>, text: string) => {
    records.push({ level, fields, text })
  }
  return { records, debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') }
}

/** All that could be read from a value: as JSON and as Node prints it, with causes, headers and hidden fields. */
export function reveal(value: unknown): string {
  const written = JSON.stringify(value, (_key, part: unknown) =>
    part instanceof Error ? { ...part, message: part.message, stack: part.stack, cause: part.cause } : part,
  )
  return `${written}\n${inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null })}`
}
