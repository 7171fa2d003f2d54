/** What the commands about unused seats have in common. */

import type { Context } from '../../command/command.ts'
import { isManagedHere, requirePlace } from '../../command/persistence.ts'
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
