import type { Config } from '../src/config.ts'
import { type Charts, nativeCharts, noCharts } from '../src/message/chart.ts'
import type { ChartPart } from '../src/message/message.ts'
import type { Words } from '../src/message/words.ts'
import type { Clock, Log } from '../src/ports.ts'
import { type ChartLinks, createChartLinks } from './chart-links.ts'
import { openPainter, type Painter } from './chart-png.ts'

/** How charts are shown, as the settings and this machine have it. */
export type ShownCharts = {
  readonly mode: Config['charts']
  /** What draws pictures, opened when it is first asked for; `null` where this machine cannot draw any. */
  readonly openPainter: () => Promise<Painter | null>
  /** `null` where pictures have no address: without PUBLIC_URL, or ENCRYPTION_KEY to sign it with. */
  readonly served: { readonly links: ChartLinks; readonly paint: Painter } | null
  /** What Teams shows; Slack's pictures are uploaded first, see slack/pictures.ts. */
  readonly teams: Charts
}

type Settings = Pick<Config, 'charts' | 'publicUrl' | 'encryptionKey' | 'oldEncryptionKey'>

/** Never throws: a bot that cannot draw writes its numbers in words. */
export async function openCharts(
  { charts: mode, publicUrl, encryptionKey, oldEncryptionKey }: Settings,
  { words, clock, log }: { readonly words: Words; readonly clock: Clock; readonly log: Log },
): Promise<ShownCharts> {
  const links = publicUrl && encryptionKey ? createChartLinks(encryptionKey, publicUrl, clock, oldEncryptionKey) : null
  let opening: Promise<Painter | null> | undefined
  const openOnce = () => {
    opening ??= tryPainter(words, log)
    return opening
  }
  const native = mode === 'native'
  // An address in a card is a promise, so whether it can be kept is known before.
  const paint = links && mode !== 'text' ? await openOnce() : null
  if (!links || !paint) return { mode, openPainter: openOnce, served: null, teams: native ? nativeCharts : noCharts }
  const teams = { native, pictureOf: (chart: ChartPart) => links.addressOf(chart) }
  return { mode, openPainter: openOnce, served: { links, paint }, teams }
}

async function tryPainter(words: Words, log: Log): Promise<Painter | null> {
  try {
    return await openPainter(words)
  } catch (error) {
    log.warn({ err: error }, 'this machine cannot draw pictures, so charts are written out where they need one')
    return null
  }
}
