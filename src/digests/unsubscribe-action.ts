import type { Action } from '../message/message.ts'
import type { Words } from '../message/words.ts'

/** It takes something away from everybody in the channel, so it asks first. */
export function unsubscribeAction(id: number, { subscription: w }: Words): Action {
  return {
    label: w.unsubscribe,
    line: `unsubscribe ${id}`,
    style: 'danger',
    confirm: w.confirmUnsubscribe,
    isMore: true,
  }
}
