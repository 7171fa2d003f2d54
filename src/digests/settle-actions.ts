import type { Action } from '../message/message.ts'
import type { Words } from '../message/words.ts'

/** The answers to whether an unconfirmed digest arrived. */
export function settleActions(id: number, t: Words): Action[] {
  return (['sent', 'resend', 'drop'] as const).map(how => ({
    label: t.subscription.settleAs[how],
    line: `settle ${id} ${how}`,
  }))
}
