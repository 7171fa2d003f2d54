import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import type { Command } from '../../command/command.ts'
import { findAuthorization } from '../../command/guards.ts'
import { callerKey, requirePersistence } from '../../command/persistence.ts'
import { AppError, hasCode } from '../../errors.ts'
import { renderActed } from '../acting/render.ts'
import { actingWords } from '../acting/words.ts'
import { refreshAt, refreshNow } from '../alert/refresh.ts'

const args = z.object({ token: argument.name() })

/** After this time an answer has ended, whatever happened to it. */
const lookAgainMs = 3 * 60_000

/** Does what a preview has shown. The door decides whether this caller may, and records that also where they may not. */
export const confirmCommand: Command<z.output<typeof args>, 'nothing'> = {
  name: 'confirm',
  usage: 'confirm <token>',
  about: {
    en: { summary: 'confirm a change of seats that you previewed', examples: ['confirm 4f7k2m'] },
    de: { summary: 'eine Änderung nach ihrer Vorschau bestätigen', examples: ['bestätigen 4f7k2m'] },
  },
  needsBot: true,
  surface: 'personal',
  holds: 'nothing',
  args,
  async run({ token }, context) {
    const { seatDoor, store, jobs } = requirePersistence(context)
    const { now, rendering, sources } = context
    const pressing = seatDoor.press({
      ...{ token, actor: callerKey(context), now, signal: sources.signal },
      authorization: await findAuthorization(context, 'admin', 'personal'),
      // If this process ends in the middle, another look at the alert offers what is left.
      onAccepted: (tx, alert) => refreshAt(tx, jobs, alert, new Date(now.getTime() + lookAgainMs)),
    })
    const acted = await pressing.catch(error => {
      throw labelAgain(error, actingWords[rendering.t.language].look)
    })
    await store.transaction(tx => refreshNow(tx, jobs, acted.alert, now))
    return { facts: acted, message: renderActed(acted, rendering), replacesPressed: true }
  },
}

/** The door knows which line shows the preview again, and no language. */
function labelAgain(error: unknown, label: string): unknown {
  if (!hasCode(error, 'preview-expired')) return error
  const suggestions = (error.details.suggestions ?? []).map(({ line }) => ({ label, line }))
  return new AppError(error.code, { suggestions }, { cause: error })
}
