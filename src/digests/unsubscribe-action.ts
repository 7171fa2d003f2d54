import type { Action } from '../message/message.ts'
import type { Words } from '../message/words.ts'

/** Everyone in the channel loses the digest, so the button asks first. */
export function unsubscribeAction(id: number, { subscription: w }: Words): Action {
  return {
    label: w.unsubscribe,
    line: `unsubscribe ${id}`,
    style: 'danger',
    confirm: w.confirmUnsubscribe,
    isMore: true,
  }
}
