import { createHash } from 'node:crypto'
import type { Activity } from 'botbuilder'
import type { TeamsSubmission } from './forms.ts'

/** What distinguishes a sent form from every other: who sent what, where. Short however much was filled in, and nothing can be read in it. */
export function keyOfSent({ conversation, from }: Activity, { data }: TeamsSubmission): string {
  return hash([conversation.id, from.id, data])
}

/** The same for both halves of a double click on a button; `null` where no button of a message was pressed. */
export function keyOfPress({ conversation, from, replyToId, value }: Activity): string | null {
  if (value === undefined || replyToId === undefined) return null
  return hash([conversation.id, from.id, replyToId, value])
}

function hash(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64')
}
