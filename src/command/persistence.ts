/** What commands need that set something up: the store, and the conversation in which they are asked. */
import { AppError } from '../errors.ts'
import type { Place } from '../privacy/policy.ts'
import type { Context, Persistence } from './command.ts'

/** Database and place. @throws AppError that says which of them is missing here */
export function requirePlace({ persistence, caller }: Context): Persistence & Place {
  if (!persistence) throw new AppError('no-database')
  if (!caller.place) throw new AppError('no-conversation')
  return { ...persistence, ...caller.place }
}

/** Memory without a place: what is true of the whole installation. */
export function requirePersistence({ persistence }: Context): Persistence {
  if (!persistence) throw new AppError('no-database')
  return persistence
}

/** Whether a conversation's digests and alerts can be changed from this conversation. */
export function isManagedHere(
  { conversation, owner }: { readonly conversation: string; readonly owner: string },
  { caller: { place } }: Context,
): boolean {
  if (!place) return false
  return conversation === place.conversation.id || (place.conversation.kind === 'personal' && owner === place.person.id)
}

/** Who asks, as the access log and the database name them. */
export function callerKey({ caller }: Context): string {
  return `${caller.platform}:${caller.id}`
}
