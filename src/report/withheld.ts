/** What a report leaves out where others read along, and why: set by `access/floor.ts`, told by each report. */
import { type NotePart, note } from '../message/message.ts'
import type { Words } from '../message/words.ts'

/**
 * `few`: the numbers are those of fewer people than the floor. `beside`: together with other numbers they would give such
 * ones away. `unknown`: the server does not say how many people they are of.
 */
export type Withheld = { readonly why: 'few' | 'beside' | 'unknown'; readonly floor: number }

/** The tools that usage is counted by. */
export const tools = ['completions', 'chat', 'agent'] as const
export type Tool = (typeof tools)[number]

/**
 * What may be left out of a piece of facts: all of it, or the tools that fewer people than the floor used; `atEdges`:
 * those of them that few used only on the days with which the period begins or ends.
 */
export type LeftOut = {
  readonly withheld?: Withheld
  readonly few?: { readonly tools: readonly Tool[]; readonly floor: number; readonly atEdges?: readonly Tool[] }
}

export function tellWithheld({ why, floor }: Withheld, w: Words): string {
  return w.withheld[why](floor)
}

/** The small print where some numbers of a message are left out; none where none are. */
export function tellLeftOut(pieces: readonly LeftOut[], w: Words): NotePart[] {
  const floor = pieces.map(({ withheld, few }) => withheld?.floor ?? few?.floor).find(found => found !== undefined)
  return floor === undefined ? [] : [note(w.withheld.some(floor))]
}
