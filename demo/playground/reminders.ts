import { findAnswerLine, type ReminderAnswer } from './colleagues.ts'
import type { Entry } from './stream.ts'

/** A reminder, and the line that answers it. */
export type ReminderReply = { readonly entry: string; readonly to: string; readonly line: string }

type OpenReminder = {
  readonly entry: string
  readonly to: string
  readonly at: Date
  readonly answers: Readonly<Record<ReminderAnswer, string | null>>
}

/** Reminders in the stream without an answer yet. An answered one holds the line of its answer. */
export function listReminders(entries: readonly Entry[]): readonly OpenReminder[] {
  return entries.flatMap(({ id, conversation, at, content }) => {
    if (content.kind !== 'message' || content.line !== null) return []
    const { message } = content
    const answers = {
      use: findAnswerLine(message, 'use'),
      release: findAnswerLine(message, 'release'),
      later: findAnswerLine(message, 'later'),
    }
    return answers.use === null ? [] : [{ entry: id, to: conversation, at, answers }]
  })
}
