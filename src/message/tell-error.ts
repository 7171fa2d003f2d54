import type { AppError } from '../errors.ts'
import { actions, type Message, note, text } from './message.ts'
import type { Words } from './words.ts'

/** An error as a message: what happened, what to do, what was probably meant, and a reference that is in the log. */
export function tellError(
  error: AppError,
  reference: string,
  { words: w, prefix }: { words: Words; prefix: string },
): Message {
  const { happened, todo } = w.errors.tell(error.code, error.details)
  const suggestions = error.details.suggestions ?? []
  return {
    title: w.errors.title,
    summary: happened,
    parts: [
      text(happened, ' ', todo),
      ...(suggestions.length === 0
        ? []
        : [
            text(w.errors.suggestions),
            ...suggestions.map(({ line, says = line }) => text({ code: `${prefix}${says}` })),
            actions(suggestions.map(({ label, line }) => ({ label, line }))),
          ]),
      note(w.errors.reference(reference)),
    ],
  }
}
