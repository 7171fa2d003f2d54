/** What `src` asks of the outside: types only, so that this is a leaf. */

export type * from './ports/alerts.ts'
export type * from './ports/memory.ts'
export type * from './ports/seats.ts'
export type * from './ports/store.ts'
export type * from './ports/usage-api.ts'

export interface Clock {
  now(): Date
}

export interface Log {
  debug(fields: Record<string, unknown>, text: string): void
  info(fields: Record<string, unknown>, text: string): void
  warn(fields: Record<string, unknown>, text: string): void
  error(fields: Record<string, unknown>, text: string): void
}
