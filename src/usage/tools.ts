/** The IDEs and languages that one person used. Tabnine names them in answers about a person, and in no others. */
import type { Language } from '../message/languages.ts'
import { facts, type Part, text } from '../message/message.ts'
import type { Words } from '../message/words.ts'

/** What usage can be listed by, besides models. */
export const toolChoices = ['by ide', 'by language'] as const
export type ToolChoice = (typeof toolChoices)[number]

const words = {
  en: {
    labels: { 'by ide': 'IDEs', 'by language': 'Languages' },
    unknown: {
      'by ide': 'Tabnine doesn’t report IDEs for these days.',
      'by language': 'Tabnine doesn’t report languages for these days.',
    },
    ofGroup: {
      'by ide': 'Tabnine reports IDEs for single people only, not for teams. Ask “me by ide” for your own.',
      'by language':
        'Tabnine reports languages for single people only, not for teams. Ask “me by language” for your own.',
    },
  },
  de: {
    labels: { 'by ide': 'IDEs', 'by language': 'Sprachen' },
    unknown: {
      'by ide': 'Für diese Tage meldet Tabnine keine IDEs.',
      'by language': 'Für diese Tage meldet Tabnine keine Sprachen.',
    },
    ofGroup: {
      'by ide': 'IDEs meldet Tabnine nur für einzelne Personen, nicht für Teams. Die eigenen zeigt „ich nach ide“.',
      'by language':
        'Sprachen meldet Tabnine nur für einzelne Personen, nicht für Teams. Die eigenen zeigt „ich nach sprache“.',
    },
  },
} as const satisfies Readonly<Record<Language, unknown>>

/** @param names as the server lists them; `null`: it does not */
export function renderTools(by: ToolChoice, names: readonly string[] | null, t: Words): Part[] {
  const w = words[t.language]
  if (names === null || names.length === 0) return [text(w.unknown[by])]
  return [facts([{ label: w.labels[by], value: t.list(names) }])]
}

export function renderToolsOfGroup(by: ToolChoice, t: Words): Part {
  return text(words[t.language].ofGroup[by])
}
