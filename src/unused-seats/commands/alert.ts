/** What the commands about unused seats have in common. */

import type { AuthorizedContext, Context } from '../../command/command.ts'
import { isManagedHere, requirePersistence, requirePlace } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import type { Alert } from '../../ports.ts'
import { unwatched } from '../alert/notified-state.ts'

/** An alert that is managed from this conversation, as subscriptions are. Any other alert is unknown here. */
export async function findAlert(id: number, context: Context): Promise<Alert> {
  const found = await requirePlace(context).store.alerts.get(id)
  if (!found || found.closed === unwatched || !isManagedHere(found, context))
    throw new AppError('unknown-alert', { subject: String(id) })
  return found
}

/** An alert from which this admin can change seats: managed from here, or any in private. */
export async function findForAdmin(id: number, context: AuthorizedContext<'admin'>): Promise<Alert> {
  const { place } = context.caller
  const found = await requirePersistence(context).store.alerts.get(id)
  const isAlone = !place || place.conversation.kind === 'personal'
  if (!found || found.closed === unwatched || !(isAlone || isManagedHere(found, context)))
    throw new AppError('unknown-alert', { subject: String(id) })
  if (found.closed !== null) throw new AppError('nothing-open', { subject: String(id) })
  return found
}
