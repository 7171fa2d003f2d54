import type { Dialect } from './profiles.ts'

export type WireAnswer = { status: number; body: unknown; type?: 'html' }

export function ok(body: unknown): WireAnswer {
  return { status: 200, body }
}

/** The one error body that was seen on the live service. @param errors each "<parameter>: <reason>" */
export function refuseParameters(errors: readonly string[], status = 400): WireAnswer {
  return { status, body: { error: { message: 'Validation Error', errors, status } } }
}

const CODES: Readonly<Record<number, string>> = {
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  500: 'INTERNAL_ERROR',
}

/** An error in the words of a server version: a flat message, or a machine code next to it. */
export function refuse(dialect: Dialect, status: number, message: string, code = CODES[status]): WireAnswer {
  if (dialect.errors === 'flat') return { status, body: { message, status } }
  return { status, body: { error: code ?? 'ERROR', message, status, requestId: null } }
}

/** What stands where nothing is served: older servers answer with a page. */
export function refusePath(dialect: Dialect, path: string): WireAnswer {
  if (dialect.unknownPath === 'json') return refuse(dialect, 404, `Cannot GET ${path}`)
  return {
    status: 404,
    type: 'html',
    body: '<!DOCTYPE html>\n<html lang="en"><head><title>Error</title></head><body><pre>Cannot GET</pre></body></html>\n',
  }
}
