/** What a report does not show where others read along: set by its `suppress`, and one sentence of its message. */
import { type TextPart, text } from '../message/message.ts'
import type { Words } from '../message/words.ts'

/** The tools that usage is counted by. */
export const tools = ['completions', 'chat', 'agent'] as const
export type Tool = (typeof tools)[number]

/** What is hidden. `group`: everything. Else the breakdown that would show groups below the minimum size. */
export type Hidden = 'group' | 'tools' | 'steps' | 'teams' | 'states'

/** The sentence on what a message leaves out; none where nothing is. */
export function renderHidden(
  hidden: readonly (Hidden | null | undefined)[],
  minGroupSize: number | undefined,
  t: Words,
): TextPart[] {
  const kinds = new Set(hidden.filter(kind => kind !== null && kind !== undefined))
  const [first] = kinds
  if (first === undefined || minGroupSize === undefined) return []
  return [text(kinds.size === 1 ? t.hidden[first](minGroupSize) : t.hidden.some(minGroupSize))]
}
