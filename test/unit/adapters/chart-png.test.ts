import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openPainter } from '../../../adapters/chart-png.ts'
import { type ChartPart, chart } from '../../../src/message/message.ts'
import { createWords } from '../../../src/message/words.ts'
import { anyChart, goldenCharts, hardCharts } from '../../helpers/charts.ts'
import { partOfRuns } from '../../helpers/sizes.ts'

const paint = await openPainter(createWords('en'))
const golden = join(import.meta.dirname, '../../golden')
/** Where a person can look at them; no part of the repository. */
const out = join(import.meta.dirname, '../../../out/charts')
await mkdir(out, { recursive: true })

const size = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) })

/** The pixels of a PNG, four bytes each, as any other program reads them. */
function pixelsOf(png: Buffer): Buffer {
  const href = `data:image/png;base64,${png.toString('base64')}`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"><image href="${href}" width="800" height="400"/></svg>`
  return new Resvg(svg).render().pixels
}

/** How many pixels in a part of the picture are dark, as only its text is. */
function countInk(png: Buffer, box: { left: number; right: number; top: number; bottom: number }): number {
  const pixels = pixelsOf(png)
  let dark = 0
  for (let y = box.top; y < box.bottom; y++)
    for (let x = box.left; x < box.right; x++) {
      const at = (y * 800 + x) * 4
      if (Math.max(pixels[at] ?? 255, pixels[at + 1] ?? 255, pixels[at + 2] ?? 255) < 130) dark++
    }
  return dark
}

describe.each(Object.keys(goldenCharts) as ChartPart['shape'][])('the picture of a chart of shape %s', shape => {
  const png = paint(goldenCharts[shape])

  test('is the one that was looked at', async () => {
    await writeFile(join(out, `${shape}.png`), png)
    const kept = await readFile(join(golden, `chart-${shape}.png`))
    const isSame = pixelsOf(png).equals(pixelsOf(kept))
    expect(
      isSame,
      `look at out/charts/${shape}.png; where it is right, copy it to test/golden/chart-${shape}.png`,
    ).toBe(true)
  })

  test('is 800 × 400 and the same each time', () => {
    expect(size(png)).toEqual({ width: 800, height: 400 })
    expect(paint(goldenCharts[shape]).equals(png)).toBe(true)
  })
})

describe('text', () => {
  const titleBox = { left: 20, right: 400, top: 15, bottom: 45 }
  const titled = (title: string) => paint(chart({ shape: 'bar', title, categories: ['a'], series: [], altText: '' }))

  test('is in the picture, because a drawing program without a typeface omits it silently', () => {
    expect(countInk(titled(''), titleBox)).toBe(0)
    expect(countInk(titled('Active people'), titleBox)).toBeGreaterThan(500)
  })

  test('of Arabic names is there, and other than that of Latin ones', () => {
    const arabic = titled('فريق البيانات')
    expect(countInk(arabic, titleBox)).toBeGreaterThan(200)
    expect(arabic.equals(titled('xxxx xxxxxxxx'))).toBe(false)
  })

  test('writes numbers as the language of the chart does', () => {
    const thousands = chart({
      shape: 'bar',
      title: '',
      categories: ['a'],
      series: [{ label: 'a', values: [1_234] }],
      altText: '',
    })
    expect(paint({ ...thousands, language: 'de' }).equals(paint(thousands))).toBe(false)
    expect(paint({ ...thousands, language: 'en' }).equals(paint(thousands))).toBe(true)
  })

  test('of an axis is drawn below and next to the chart', () => {
    const png = paint(goldenCharts.bar)
    const ofAxis = { left: 30, right: 780, top: 365, bottom: 385 }
    expect(countInk(png, ofAxis)).toBeGreaterThan(200)
  })
})

test.each(hardCharts)('%s makes a picture', async (what, hard) => {
  const png = paint(hard)
  await writeFile(join(out, `${what.replaceAll(' ', '-')}.png`), png)
  expect(size(png)).toEqual({ width: 800, height: 400 })
})

test('any chart makes a picture', () => {
  fc.assert(
    fc.property(anyChart(), any => {
      expect(size(paint(any))).toEqual({ width: 800, height: 400 })
    }),
    { numRuns: partOfRuns(1 / 3) },
  )
})
