import { readFile } from 'node:fs/promises'
import type { ResvgRenderOptions } from '@resvg/resvg-js'
import { drawChart, typeface } from '../src/message/chart-svg.ts'
import type { ChartPart } from '../src/message/message.ts'
import { type Words, wordsOf } from '../src/message/words.ts'
import { pathInPackage } from './package-files.ts'

/** Makes the picture of a chart: a PNG of 800 × 400. */
export type Painter = (chart: ChartPart) => Buffer

/**
 * Opens the picture renderer. It uses only the bundled typeface: without one the text would be missing silently, and with
 * the machine's own typefaces pictures would differ from machine to machine.
 *
 * @throws if the renderer does not support this machine, or the typeface cannot be read
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
