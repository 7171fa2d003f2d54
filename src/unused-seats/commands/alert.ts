/** What the commands about unused seats have in common. */

import type { Context, Memory, Reply } from '../../command/command.ts'
import { isManagedHere, rememberedPlace } from '../../digests/commands/subscription.ts'
import { AppError } from '../../errors.ts'
import { type Message, text } from '../../message/message.ts'
import type { Alert } from '../../ports.ts'
import { unwatched } from '../alert/said.ts'

/** An alert that is managed from where it is asked for, as subscriptions are; others are not told of. */
export async function findAlert(id: number, context: Context): Promise<Alert> {
  const found = await rememberedPlace(context).store.alerts.get(id)
  if (!found || found.closed === unwatched || !isManagedHere(found, context))
    throw new AppError('unknown-alert', { subject: String(id) })
  return found
}

/** Memory without a place: what is true of the whole installation. */
export function remembered({ memory }: Context): Memory {
  if (!memory) throw new AppError('no-memory')
  return memory
}

/** Who asks, as the audit trail and the memory name them. */
export function whoAsks({ caller }: Context): string {
  return `${caller.platform}:${caller.id}`
}

export function replyLine(title: string, sentence: string, facts: unknown, parts: Message['parts'] = []): Reply {
  return { facts, message: { title, summary: sentence, parts: [text(sentence), ...parts] } }
}
