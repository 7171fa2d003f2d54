import type { AppError, Suggestion } from '../errors.ts'
import { type Action, actions, type Message, note, text } from './message.ts'
import type { RenderContext } from './render-context.ts'
import type { Words } from './words.ts'

/** An error as a message: what happened, what to do, what was probably meant, and a reference that is in the log. */
export function renderError(
  error: AppError,
  reference: string,
  { t, commandPrefix }: Pick<RenderContext, 't' | 'commandPrefix'>,
): Message {
  const { happened, todo } = t.errors.explain(error.code, error.details)
  const { suggestions = [], isQuestion = false } = error.details
  if (isQuestion) return renderNearest(suggestions, t)
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
            actions(suggestions.map(toAction)),
          ]),
      note(t.errors.reference(reference)),
    ],
  }
}

/** The commands that come closest to a question in a sentence. */
function renderNearest(suggestions: readonly Suggestion[], t: Words): Message {
  const { title, summary } = t.questions
  const buttons = suggestions.map((suggestion, at) => ({
    ...toAction(suggestion),
    ...(at === 0 ? { style: 'primary' as const } : {}),
  }))
  return { title, summary, parts: [text(summary), actions(buttons)] }
}

function toAction({ label, line, opens }: Suggestion): Action {
  return { label, line, ...(opens ? { opens } : {}) }
}
