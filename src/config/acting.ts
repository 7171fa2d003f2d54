/** Which changes in Tabnine the settings switch on. */
import { z } from 'zod'

/** What the bot may change in Tabnine, with commas between them. */
export const actionList = z
  .string()
  .transform(value => value.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(z.enum(['invitations', 'seats'], 'must be invitations, seats, or both with a comma between them')))
  .transform(groups => [...new Set(groups)])

/** Changing seats needs a token of its own, so that reading numbers never holds the right to change them. */
export function findActionGaps({
  ACTIONS,
  TABNINE_ACTION_TOKEN,
  TABNINE_TOKEN,
}: Readonly<Record<string, string | undefined>>): string[] {
  if (!ACTIONS) return TABNINE_ACTION_TOKEN ? ['TABNINE_ACTION_TOKEN needs ACTIONS as well: name what it is for.'] : []
  if (!TABNINE_ACTION_TOKEN) return ['TABNINE_ACTION_TOKEN is missing: ACTIONS needs a token of its own.']
  return TABNINE_ACTION_TOKEN === TABNINE_TOKEN
    ? ['TABNINE_ACTION_TOKEN must differ from TABNINE_TOKEN: create a second token for changes.']
    : []
}
