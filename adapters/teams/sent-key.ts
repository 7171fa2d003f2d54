import { createHash } from 'node:crypto'
import type { Activity } from 'botbuilder'
import type { SentForm } from './forms.ts'

/** What tells a sent form from every other: who sent what, where. Short however much was filled in, and nothing can be read in it. */
export function keyOfSent({ conversation, from }: Activity, { data }: SentForm): string {
  return createHash('sha256')
    .update(JSON.stringify([conversation.id, from.id, data]))
    .digest('base64')
}
