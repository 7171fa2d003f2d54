/** What `src` asks of the outside: types only, so that this is a leaf. */

export type * from './ports/alerts.ts'
export type * from './ports/budgets.ts'
export type * from './ports/calendar.ts'
export type * from './ports/conversations.ts'
export type * from './ports/figures.ts'
export type * from './ports/seat-actions.ts'
export type * from './ports/seat-history.ts'
export type * from './ports/seats.ts'
export type * from './ports/store.ts'
export type * from './ports/usage-api.ts'

export interface Clock {
  now(): Date
}

/** The time by a server's clock, in the `Date` of its response. */
export type ServerTime = { readonly source: 'Slack' | 'Tabnine'; readonly at: Date }

/** Asks the servers what time it is; those that do not answer are left out. Never throws. */
export type ServerTimes = () => Promise<readonly ServerTime[]>

export interface Log {
  debug(fields: Record<string, unknown>, text: string): void
  info(fields: Record<string, unknown>, text: string): void
  warn(fields: Record<string, unknown>, text: string): void
  error(fields: Record<string, unknown>, text: string): void
}
