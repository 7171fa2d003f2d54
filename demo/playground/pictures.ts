import { createHash } from 'node:crypto'
import { openPainter, type Painter } from '../../adapters/chart-png.ts'
import { type Charts, isDrawable } from '../../src/message/chart.ts'
import type { ChartPart } from '../../src/message/message.ts'
import { createWords } from '../../src/message/words.ts'

export type Pictures = {
  /** Charts as pictures: for Slack by the name of a file, for Teams by an address within the page. */
  readonly looks: { readonly slack: Charts; readonly teams: Charts }
  /** `null` where nothing that was shown has a picture of that name. */
  paint(name: string): Promise<Buffer | null>
}

/** Pictures of charts, painted on first view. */
export function createPictures(): Pictures {
  const charts = new Map<string, ChartPart>()
  let painter: Promise<Painter> | undefined

  /** By what it shows, so that the same chart has one name. */
  function nameOf(chart: ChartPart): string {
    const name = createHash('sha256').update(JSON.stringify(chart)).digest('hex').slice(0, 16)
    charts.set(name, chart)
    return name
  }

  const pictureAt = (place: string): Charts => ({
    native: false,
    pictureOf: chart => (isDrawable(chart) ? `${place}${nameOf(chart)}` : null),
  })

  return {
    looks: { slack: pictureAt(''), teams: pictureAt('/pictures/') },
    async paint(name) {
      const chart = charts.get(name)
      if (!chart) return null
      painter ??= openPainter(createWords('en'))
      return (await painter)(chart)
    },
  }
}
