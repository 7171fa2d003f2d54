import { createHash } from 'node:crypto'
import type { Message } from '../../src/message/message.ts'

/** What someone may answer to a reminder, as the lines of its buttons say it. */
export type ReminderAnswer = 'use' | 'release' | 'later'

const hour = 60 * 60_000

/** The line that a button of a reminder holds; `null` where the message has none. */
export function findAnswerLine({ parts }: Message, answer: ReminderAnswer): string | null {
  const lines = parts.flatMap(part => (part.kind === 'actions' ? part.actions.map(({ line }) => line) : []))
  return lines.find(line => readAnswer(line) === answer) ?? null
}

/** What a line answers to a reminder; `null` where it answers none. */
export function readAnswer(line: string): ReminderAnswer | null {
  const [, answer] = /^reply \S+ (use|release|later)$/.exec(line) ?? []
  return answer === 'use' || answer === 'release' || answer === 'later' ? answer : null
}

/**
 * How a colleague reacts to a reminder, the same each time: most answer within a day or two, some never.
 * @returns the answer and the milliseconds until it; `null`: no answer
 */
export function reactionOf(email: string): { answer: ReminderAnswer; afterMs: number } | null {
  const [kind = 0, wait = 0] = createHash('sha256').update(email).digest()
  const afterMs = (1 + (wait % 30)) * hour
  if (kind < 110) return { answer: 'use', afterMs }
  if (kind < 160) return { answer: 'release', afterMs }
  return kind < 185 ? { answer: 'later', afterMs } : null
}
