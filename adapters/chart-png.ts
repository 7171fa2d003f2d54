import { readFile } from 'node:fs/promises'
import type { ResvgRenderOptions } from '@resvg/resvg-js'
import { drawChart, typeface } from '../src/message/chart-svg.ts'
import type { ChartPart } from '../src/message/message.ts'
import { type Words, wordsOf } from '../src/message/words.ts'
import { pathInPackage } from './package-files.ts'

/** Makes the picture of a chart: a PNG of 800 × 400. */
export type Painter = (chart: ChartPart) => Buffer

/**
 * Opens what draws pictures. Only the typeface that comes with the bot is used: with none the drawing has no text and
 * nothing says so, and with those of the machine it would differ from machine to machine.
 *
 * @throws where the machine has no drawing program for it, or the typeface cannot be read
 */
export async function openPainter(words: Words): Promise<Painter> {
  const { Resvg } = await import('@resvg/resvg-js')
  const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map(name => pathInPackage(`adapters/fonts/${name}`))
  await Promise.all(fontFiles.map(file => readFile(file)))
  const options: ResvgRenderOptions = {
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: typeface },
    logLevel: 'off',
  }
  return chart => new Resvg(drawChart(chart, wordsOf(chart, words)), options).render().asPng()
}
