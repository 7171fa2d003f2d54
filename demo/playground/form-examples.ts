import { commands, formOf } from '../../src/commands.ts'
import type { Form } from '../../src/message/form.ts'
import type { Words } from '../../src/message/words.ts'

export type FormExample = { readonly name: string; readonly line: string; readonly form: Form }

/** Lines that fill in more of their form than their verb alone does. */
const filled: Readonly<Record<string, string>> = {
  edit: 'edit 1 team-1, team-2 every friday at 16:00',
  alerts: 'alerts team-1 after 14 days',
  usage: 'usage team-1 last week daily',
  snooze: 'snooze 12 7d',
  pause: 'pause 1 until 2026-12-24',
  exclude: 'exclude grace@northwind.example on parental leave until 2026-12-24',
}

/** The form of every command that has one. It is the same for everyone; a missing permission shows in the answer. */
export function listFormExamples(words: Words): readonly FormExample[] {
  const names: Readonly<Record<string, string>> = {
    'team-1': 'Payments',
    'team-2': 'Web',
    all: words.forms.wholeOrganization,
  }
  return commands.flatMap(({ name }) => {
    const line = filled[name] ?? name
    const form = formOf(line, words, value => names[value] ?? value)
    return form
      ? [
          {
            name: `${name.charAt(0).toUpperCase()}${name.slice(1)} form`,
            line,
            form: { ...form, language: words.language },
          },
        ]
      : []
  })
}
