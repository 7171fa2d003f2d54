import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { createChartLinks } from '../../../adapters/chart-links.ts'
import { openPainter } from '../../../adapters/chart-png.ts'
import { createWeb, serveCharts, type Web } from '../../../adapters/http.ts'
import { alwaysReady } from '../../../adapters/readiness.ts'
import { createWords } from '../../../src/message/words.ts'
import { anyChart, goldenCharts } from '../../helpers/charts.ts'
import { recordLog } from '../../helpers/recording-log.ts'

const day = 86_400_000
let now = new Date('2026-11-23T10:00:00Z')
const clock = { now: () => now }
const links = createChartLinks('a secret of many letters', 'https://bot.example/', clock)
const paint = await openPainter(createWords('en'))

let web: Web | undefined
afterEach(async () => {
  now = new Date('2026-11-23T10:00:00Z')
  await web?.close()
})

function idOf(address: string | null): string {
  return /^https:\/\/bot\.example\/charts\/(.+)\.png$/.exec(address ?? '')?.[1] ?? ''
}
const id = idOf(links.addressOf(goldenCharts.line))

describe('an address', () => {
  test('holds its chart', () => {
    const { shape, title, categories, series } = goldenCharts.line
    expect(links.open(id)).toMatchObject({ chart: { kind: 'chart', shape, title, categories, series, altText: '' } })
  })

  test('holds the language that writes its numbers', () => {
    const address = links.addressOf({ ...goldenCharts.bar, language: 'de' })
    expect(links.open(idOf(address))).toMatchObject({ chart: { language: 'de' } })
  })

  test('of any chart is short enough and opens, or there is none', () => {
    fc.assert(
      fc.property(anyChart(), chart => {
        const address = links.addressOf(chart)
        if (address === null) return
        expect(address.length).toBeLessThanOrEqual(2_000)
        expect(links.open(idOf(address))).toMatchObject({ chart: { title: chart.title, categories: chart.categories } })
      }),
    )
  })

  test('is the same all day, so that a picture is fetched once', () => {
    now = new Date('2026-11-23T23:00:00Z')
    expect(idOf(links.addressOf(goldenCharts.line))).toBe(id)
  })

  test('there is none for what would be too long', () => {
    const categories = Array.from({ length: 500 }, (_, at) => `${at} ${Math.sin(at)}`)
    expect(links.addressOf({ ...goldenCharts.line, categories })).toBeNull()
  })

  test('ends after ninety days', () => {
    now = new Date(now.getTime() + 90 * day)
    expect(links.open(id)).not.toBe('expired')
    now = new Date(now.getTime() + day)
    expect(links.open(id)).toBe('expired')
  })

  test('changed anywhere is unknown', () => {
    for (let at = 0; at < id.length - 1; at++) {
      const changed = `${id.slice(0, at)}${id[at] === 'x' ? 'y' : 'x'}${id.slice(at + 1)}`
      expect([at, links.open(changed)]).toEqual([at, 'unknown'])
    }
  })

  test.each(['!', '~', '=', '%', '\n', '+'])('with %j anywhere in its signature is unknown', extra => {
    for (let at = id.lastIndexOf('.') + 1; at <= id.length; at++)
      expect(links.open(`${id.slice(0, at)}${extra}${id.slice(at)}`)).toBe('unknown')
  })

  test('whose last character differs only in bits that decoding drops is unknown', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const others = [...alphabet].filter(last => !id.endsWith(last)).map(last => links.open(`${id.slice(0, -1)}${last}`))
    expect(others).toEqual(Array.from({ length: 63 }, () => 'unknown'))
  })

  test.each(['', '.', '..', '...', 'a.b.c', `${id}.more`, id.split('.').slice(0, 2).join('.')])(
    '%j is unknown',
    other => {
      expect(links.open(other)).toBe('unknown')
    },
  )

  test('that the key of before signed opens, and new ones are of the key of today', () => {
    const after = createChartLinks('another secret, of today', 'https://bot.example', clock, 'a secret of many letters')
    expect(after.open(id)).toMatchObject({ chart: { title: goldenCharts.line.title } })
    const fresh = idOf(after.addressOf(goldenCharts.line))
    expect(after.open(fresh)).toMatchObject({ chart: { title: goldenCharts.line.title } })
    expect(links.open(fresh)).toBe('unknown')
  })

  test('of a process with another secret is unknown', () => {
    expect(createChartLinks('another secret of letters', 'https://bot.example', clock).open(id)).toBe('unknown')
  })
})

describe('GET /charts', () => {
  async function start() {
    let painted = 0
    const log = recordLog()
    web = createWeb(log, alwaysReady)
    serveCharts(web.application, links, chart => {
      painted++
      return paint(chart)
    })
    const { port } = await web.listen(0, '127.0.0.1')
    return { get: (path: string) => fetch(`http://127.0.0.1:${port}${path}`), painted: () => painted }
  }

  test('gives the picture, drawn once however many look at it', async () => {
    const { get, painted } = await start()
    for (let look = 0; look < 3; look++) {
      const response = await get(`/charts/${id}.png`)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('image/png')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(Buffer.from(await response.arrayBuffer()).equals(paint(goldenCharts.line))).toBe(true)
    }
    expect(painted()).toBe(1)
  })

  test('draws a chart once for all days on which its address was made, and for all who ask at once', async () => {
    const { get, painted } = await start()
    now = new Date(now.getTime() + day)
    const next = idOf(links.addressOf(goldenCharts.line))
    expect(next).not.toBe(id)
    const looks = await Promise.all([id, next, id, next].map(each => get(`/charts/${each}.png`)))
    expect(looks.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(painted()).toBe(1)
  })

  test('draws again what could not be drawn', async () => {
    let attempts = 0
    const log = recordLog()
    web = createWeb(log, alwaysReady)
    serveCharts(web.application, links, chart => {
      attempts++
      if (attempts === 1) throw new Error('no room')
      return paint(chart)
    })
    const { port } = await web.listen(0, '127.0.0.1')
    const look = async () => (await fetch(`http://127.0.0.1:${port}/charts/${id}.png`)).status
    expect([await look(), await look()]).toEqual([500, 200])
  })

  test('lets other work run between two pictures', async () => {
    const ticksAtDrawing: number[] = []
    let ticks = 0
    let counting = setImmediate(function count() {
      ticks++
      counting = setImmediate(count)
    })
    web = createWeb(recordLog(), alwaysReady)
    serveCharts(web.application, links, () => {
      ticksAtDrawing.push(ticks)
      return Buffer.from('picture')
    })
    const { port } = await web.listen(0, '127.0.0.1')
    const drawn = Array.from({ length: 8 }, (_, at) =>
      idOf(links.addressOf({ ...goldenCharts.line, title: `Chart ${at}` })),
    )
    await Promise.all(drawn.map(each => fetch(`http://127.0.0.1:${port}/charts/${each}.png`)))
    clearImmediate(counting)
    expect(new Set(ticksAtDrawing).size).toBe(8)
  })

  test.each([`/charts/x${id}.png`, `/charts/${id}`, '/charts/.png', '/charts/%00.png', '/charts/a.b.c.png'])(
    '%s is not found, and nothing is drawn',
    async path => {
      const { get, painted } = await start()
      const response = await get(path)
      expect([response.status, await response.json()]).toEqual([404, { error: 'not found' }])
      expect(painted()).toBe(0)
    },
  )

  test('a picture of long ago is gone', async () => {
    const { get, painted } = await start()
    now = new Date(now.getTime() + 100 * day)
    expect((await get(`/charts/${id}.png`)).status).toBe(410)
    expect(painted()).toBe(0)
  })
})
