import { createHash } from 'node:crypto'
import type { Config } from '../../src/config.ts'
import { type Charts, isDrawable, nativeCharts, noCharts } from '../../src/message/chart.ts'
import { languages } from '../../src/message/languages.ts'
import type { ChartPart } from '../../src/message/message.ts'
import { createWords } from '../../src/message/words.ts'
import { openPainter, type Painter } from '../chart-png.ts'
import { audiences, listExamples } from './examples.ts'
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
  examples(chosen: Readonly<Record<string, unknown>>): readonly (Shown & { readonly name: string })[] | null
  /** The picture that an example shows; `null` where none of them does. */
  picture(name: string): Promise<Buffer | null>
}

/** Every report's own example, as each of its readers would be told in each language and with each kind of charts. */
export function createGallery(): Gallery {
  const pictures = new Map<string, ChartPart>()
  let painter: Promise<Painter> | undefined

  /** Named by what it shows, so that there are as many as there are examples. */
  function nameOf(chart: ChartPart): string {
    const name = createHash('sha256').update(JSON.stringify(chart)).digest('hex').slice(0, 16)
    pictures.set(name, chart)
    return name
  }

  const pictureAt = (place: string): Charts => ({
    native: false,
    pictureOf: chart => (isDrawable(chart) ? `${place}${nameOf(chart)}` : null),
  })
  const looks: Readonly<Record<Config['charts'], Parameters<typeof show>[2]>> = {
    native: { slack: nativeCharts, teams: nativeCharts },
    // In Slack it is a file, in Teams an address.
    image: { slack: pictureAt(''), teams: pictureAt('/pictures/') },
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
      return listExamples(words, audience).map(({ name, message }) => ({ name, ...show(message, words, look) }))
    },
    async picture(name) {
      const chart = pictures.get(name)
      if (!chart) return null
      painter ??= openPainter(createWords('en'))
      return (await painter)(chart)
    },
  }
}

function isLook(name: unknown): name is Config['charts'] {
  return choices.charts.some(({ id }) => id === name)
}
