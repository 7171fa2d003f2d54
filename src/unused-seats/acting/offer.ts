import { maxTargets } from '../../acting/door.ts'
import type { Action } from '../../message/message.ts'
import type { Words } from '../../message/words.ts'
import type { ActionGroup, SeatActionKind } from '../../ports.ts'
import { actingWords } from './words.ts'

/** The buttons of an alert and of its list of answers. @param counts of people, where they may be shown */
export function offerActions(
  alert: number,
  offered: readonly (readonly [SeatActionKind, count: number | null])[],
  allowed: readonly ActionGroup[],
  t: Words,
  scope: 'answered' | null = null,
): Action[] {
  const w = actingWords[t.language]
  return offered
    .filter(([kind]) => allowed.includes(kind === 'free' || kind === 'restore' ? 'seats' : 'invitations'))
    .map(([kind, count]) => ({
      label: count === null ? w.open[kind] : w.openSome[kind](Math.min(count, maxTargets), t),
      line: ['act', alert, scope, kind].filter(word => word !== null).join(' '),
    }))
}
