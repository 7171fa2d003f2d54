import { AppError } from '../errors.ts'
import type { AuditEntry } from '../ports.ts'
import type { Context } from './command.ts'
import { callerKey } from './persistence.ts'

/**
 * Logs who is about to see named people or to export numbers; does nothing without a database, as in a terminal.
 * @throws AppError `not-recorded`: then the answer must not be shown
 */
export async function record(context: Context, what: AuditEntry['what'], line: string): Promise<void> {
  if (!context.persistence) return
  try {
    await context.persistence.store.audit.add(entryOf(context, what, line))
  } catch (error) {
    throw new AppError('not-recorded', {}, { cause: error })
  }
}

/** Who did what, for those who write it in the transaction of what was done. */
export function entryOf(context: Context, what: AuditEntry['what'], line: string): AuditEntry {
  return { at: context.now, who: callerKey(context), what, line, surface: 'personal' }
}
