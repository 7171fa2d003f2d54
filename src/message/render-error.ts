import type { AppError } from '../errors.ts'
import { actions, type Message, note, text } from './message.ts'
import type { RenderContext } from './render-context.ts'

/** An error as a message: what happened, what to do, what was probably meant, and a reference that is in the log. */
export function renderError(
  error: AppError,
  reference: string,
  { t, commandPrefix }: Pick<RenderContext, 't' | 'commandPrefix'>,
): Message {
  const { happened, todo } = t.errors.tell(error.code, error.details)
  const suggestions = error.details.suggestions ?? []
  return {
    title: t.errors.title,
    summary: happened,
    parts: [
      text(happened, ' ', todo),
      ...(suggestions.length === 0
        ? []
        : [
            text(t.errors.suggestions),
            ...suggestions.map(({ line, says = line }) => text({ code: `${commandPrefix}${says}` })),
            actions(suggestions.map(({ label, line }) => ({ label, line }))),
          ]),
      note(t.errors.reference(reference)),
    ],
  }
}
