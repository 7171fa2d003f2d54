import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { colours, drawChart } from '../../../src/message/chart-svg.ts'
import { createWords } from '../../../src/message/words.ts'
import { anyChart, goldenCharts, hardCharts } from '../../helpers/charts.ts'

const words = createWords('en')

describe('the colours', () => {
  test.each(colours)('%s stands out from the white card', colour => {
    expect(1.05 / (luminance(linear(colour)) + 0.05)).toBeGreaterThan(3)
  })

  test.each(Object.entries(sights()))('can be distinguished by people with %s', (_sight, see) => {
    for (const [at, one] of colours.entries())
      for (const other of colours.slice(at + 1))
        expect([one, other, Math.round(distance(see(linear(one)), see(linear(other))))]).toSatisfy(
          ([, , apart]) => Number(apart) >= 20,
        )
  })
})

describe('the drawing', () => {
  test.each(hardCharts)('of %s is whole', (_what, chart) => {
    expect(findProblems(drawChart(chart, words))).toEqual([])
  })

  test('of any chart is whole, and the same each time', () => {
    fc.assert(
      fc.property(anyChart(), chart => {
        const svg = drawChart(chart, words)
        expect(findProblems(svg)).toEqual([])
        expect(drawChart(chart, words)).toBe(svg)
      }),
    )
  })

  test('shows its title, its labels and its numbers', () => {
    const svg = drawChart(goldenCharts.bar, words)
    for (const text of ['What one looks at', 'Active', 'Deactivated', '42', '15'])
      expect(svg).toContain(`>${text}</text>`)
  })

  test('of a line is broken where a number is missing', () => {
    expect(drawChart(goldenCharts.line, words).match(/<polyline/g)).toHaveLength(3)
  })

  test('of a line has the numbers of its last points, and no others', () => {
    const svg = drawChart(goldenCharts.line, words)
    expect([...svg.matchAll(/font-weight="bold" text-anchor="middle">([^<]*)</g)].map(([, text]) => text)).toEqual([
      '0',
      '4',
    ])
    expect(svg).not.toContain('>33</text>')
  })

  test('keeps the numbers of two lines that end together apart', () => {
    const ends = { ...goldenCharts.line, series: ['A', 'B'].map(label => ({ label, values: [1, 2, 3, 4, 5, 97] })) }
    const tops = [...drawChart(ends, words).matchAll(/y="([\d.]+)"[^>]*>97</g)].map(([, top]) => Number(top))
    expect(Math.abs((tops[0] ?? 0) - (tops[1] ?? 0))).toBeGreaterThanOrEqual(13)
  })

  test('shows a point with nothing known on either side, however many there are', () => {
    const values = Array.from({ length: 60 }, (_, at) => (at === 30 ? 7 : at < 25 ? at : null))
    const lonely = { ...goldenCharts.line, categories: values.map(String), series: [{ label: 'A', values }] }
    expect(drawChart(lonely, words).match(/<circle/g)).toHaveLength(1)
  })

  test('begins near the smallest number where the chart says so, and marks it', () => {
    const active = { ...goldenCharts.line, series: [{ label: 'Active', values: [77, 75, 75, 78, 74, 70] }] }
    const marks = (svg: string) => svg.match(/stroke-width="2"\/>/g)?.length ?? 0
    expect([marks(drawChart(active, words)), drawChart(active, words).includes('>0</text>')]).toEqual([0, true])
    const marked = drawChart({ ...active, axis: 'marked' }, words)
    expect([marks(marked), marked.includes('>65</text>'), marked.includes('>0</text>')]).toEqual([2, true, false])
  })

  test('of nothing says so', () => {
    for (const [what, chart] of hardCharts.filter(([what]) => /^no /.test(what)))
      expect([what, drawChart(chart, words)]).toEqual([what, expect.stringContaining(words.chart.nothing)])
  })

  test('of only zeros has an axis and its line', () => {
    const [, zeros] = hardCharts.find(([what]) => what === 'only zeros') ?? []
    expect(zeros && drawChart(zeros, words)).toContain('<polyline')
  })

  test('reads no name as markup', () => {
    const [, hard] = hardCharts.find(([what]) => what === 'hard names') ?? []
    expect(hard && drawChart(hard, words)).toContain('&#60;!channel&#62;')
  })
})

/** Everything is within the picture, is a number, and no character is left that XML does not allow. */
function findProblems(svg: string): string[] {
  const numbers = [...svg.matchAll(/ (x|y|x1|x2|y1|y2|cx|cy|width|height)="([^"]*)"/g)]
  const outside = numbers.filter(([, axis = '', value]) => {
    const most = /y|height/.test(axis) ? 400 : 800
    return !(Number(value) >= 0 && Number(value) <= most)
  })
  const points = [...svg.matchAll(/points="([^"]*)"/g)].flatMap(([, list = '']) => list.split(/[ ,]/))
  return [
    ...outside.map(([whole]) => whole),
    ...points.filter(point => !Number.isFinite(Number(point))),
    ...(svg.replaceAll('\n', '').match(/[\p{Cs}\p{Cc}\ufffe\uffff]/gu) ?? []).map(found => JSON.stringify(found)),
  ]
}

type Light = readonly [red: number, green: number, blue: number]

function linear(hex: string): Light {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return [red, green, blue]
}

function luminance([red, green, blue]: Light): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** How light reaches people who lack one kind of cone; matrices of Machado, Oliveira and Fernandes, 2009. */
function sights(): Record<string, (light: Light) => Light> {
  const through =
    (...rows: Light[]) =>
    ([red, green, blue]: Light): Light => {
      const [r = 0, g = 0, b = 0] = rows.map(([x, y, z]) => Math.min(1, Math.max(0, x * red + y * green + z * blue)))
      return [r, g, b]
    }
  return {
    'all cones': light => light,
    protanopia: through(
      [0.152286, 1.052583, -0.204868],
      [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ),
    deuteranopia: through(
      [0.367322, 0.860646, -0.227968],
      [0.280085, 0.672501, 0.047413],
      [-0.01182, 0.04294, 0.968881],
    ),
    tritanopia: through(
      [1.255528, -0.076749, -0.178779],
      [-0.078411, 0.930809, 0.147602],
      [0.004733, 0.691367, 0.3039],
    ),
  }
}

/** Distance in CIE Lab: from about 2 people see a difference, from 20 without a doubt. */
function distance(one: Light, other: Light): number {
  const [a, b] = [toLab(one), toLab(other)]
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

function toLab([red, green, blue]: Light): Light {
  const bend = (share: number) => (share > 216 / 24_389 ? Math.cbrt(share) : (share * 24_389) / 27 / 116 + 16 / 116)
  const x = bend((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
  const y = bend(0.2126 * red + 0.7152 * green + 0.0722 * blue)
  const z = bend((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}
