import type { Context } from '../command/command.ts'
import { type Exported, exportSurface } from '../command/export.ts'
import { authorizeAnswer } from '../command/guards.ts'
import { requirePersistence } from '../command/persistence.ts'
import { AppError } from '../errors.ts'
import { unreadIn } from '../report/unread.ts'
import { findAlert } from './commands/alert.ts'
import { collectUnused, sheetOfUnused } from './findings.ts'
import { viewFor } from './view.ts'

/** The unused seats of an alert, as rows for machines. */
export async function exportAlert(number: number, context: Context): Promise<Exported> {
  const { store, watching, keyOfPseudonyms } = requirePersistence(context)
  const { now, rendering } = context
  const authorization = await authorizeAnswer(context, 'groups', exportSurface)
  const alert = await findAlert(number, context)
  const findings = await collectUnused(store, alert, watching.policy, now)
  if (!findings) throw new AppError('not-checked')
  const sheet = sheetOfUnused(findings, viewFor(authorization, await keyOfPseudonyms()))
  const hasPeople = sheet.columns.includes('person')
  return {
    name: `alert-${alert.id}`,
    sheet,
    about: rendering.t.exports.unusedOf(alert.id, rendering.t.subject(alert.subject), findings.day),
    unread: unreadIn(findings),
    holds: !hasPeople ? 'totals' : authorization.level === 'named' ? 'personal' : 'pseudonyms',
  }
}
