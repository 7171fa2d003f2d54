import { findAnswerLine, type ReminderAnswer } from './colleagues.ts'
import type { Entry } from './stream.ts'

/** A reminder to be answered with a line. */
export type Reminder = { readonly entry: string; readonly to: string; readonly line: string }

type OpenReminder = {
  readonly entry: string
  readonly to: string
  readonly at: Date
  readonly answers: Readonly<Record<ReminderAnswer, string | null>>
}

/** Reminders in the stream that nobody has answered yet: those that are answered hold their answer's line. */
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
