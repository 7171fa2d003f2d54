import type { Config } from '../../src/config.ts'
import { nativeCharts, noCharts } from '../../src/message/chart.ts'
import { languages } from '../../src/message/languages.ts'
import { createWords } from '../../src/message/words.ts'
import { audiences, listExamples } from './examples.ts'
import { listFormExamples } from './form-examples.ts'
import { type DrawnForm, drawForm } from './open-forms.ts'
import type { Pictures } from './pictures.ts'
import { type Shown, show } from './shown.ts'

type Choice = { readonly id: string; readonly label: string }

/** What a visitor may choose, each with what is shown first in front. */
const choices = {
  audience: audiences.map(({ id, label }): Choice => ({ id, label })),
  language: [
    { id: 'en', label: 'English' },
    { id: 'de', label: 'Deutsch' },
  ] satisfies readonly Choice[],
  charts: [
    { id: 'native', label: 'drawn by Slack and Teams' },
    { id: 'image', label: 'as pictures' },
    { id: 'text', label: 'in words' },
  ] satisfies readonly Choice[],
} as const

export type Gallery = {
  readonly choices: Readonly<Record<keyof typeof choices, readonly Choice[]>>
  /** `null` for what cannot be chosen. */
  examples(chosen: Readonly<Record<string, unknown>>): readonly GalleryExample[] | null
}

type GalleryExample = { readonly name: string } & ({ readonly shown: Shown } | { readonly form: DrawnForm })

/** Every report's own example and every form, as each of its readers would be told in each language and with each kind of charts. */
export function createGallery(pictures: Pictures): Gallery {
  const looks: Readonly<Record<Config['charts'], Parameters<typeof show>[2]>> = {
    native: { slack: nativeCharts, teams: nativeCharts },
    image: pictures.looks,
    text: { slack: noCharts, teams: noCharts },
  }

  return {
    choices,
    examples(chosen) {
      const audience = audiences.find(({ id }) => id === chosen.audience)
      const language = languages.find(name => name === chosen.language)
      const look = isLook(chosen.charts) ? looks[chosen.charts] : undefined
      if (!audience || !language || !look) return null
      const words = createWords(language)
      return [
        ...listExamples(words, audience).map(({ name, message }) => ({ name, shown: show(message, words, look) })),
        ...listFormExamples(words).map(({ name, line, form }) => ({ name, form: drawForm(form, line, name, words) })),
      ]
    },
  }
}

function isLook(name: unknown): name is Config['charts'] {
  return choices.charts.some(({ id }) => id === name)
}
