import type { Config } from '../src/config.ts'
import { type Charts, nativeCharts, noCharts } from '../src/message/chart.ts'
import type { Words } from '../src/message/words.ts'
import type { Clock, Log } from '../src/ports.ts'
import { type ChartLinks, createChartLinks } from './chart-links.ts'
import { openPainter, type Painter } from './chart-png.ts'

/** How charts are shown, as the settings and this machine have it. */
export type ShownCharts = {
  readonly mode: Config['charts']
  /** `null` where no picture is wanted, or this machine cannot draw any. */
  readonly paint: Painter | null
  /** `null` where pictures have no address: without PUBLIC_URL, or ENCRYPTION_KEY to sign it with. */
  readonly links: ChartLinks | null
  /** What Teams shows; Slack's pictures are uploaded first, see slack/pictures.ts. */
  readonly teams: Charts
}

type Settings = Pick<Config, 'charts' | 'publicUrl' | 'encryptionKey'>

/** Never throws: a bot that cannot draw tells its numbers in words. */
export async function openCharts(
  { charts: mode, publicUrl, encryptionKey }: Settings,
  { words, clock, log }: { readonly words: Words; readonly clock: Clock; readonly log: Log },
): Promise<ShownCharts> {
  const links = publicUrl && encryptionKey ? createChartLinks(encryptionKey, publicUrl, clock) : null
  // Slack draws by itself, so where Teams has no address either no picture is ever looked at.
  const isWanted = mode === 'image' || (mode === 'native' && links !== null)
  const paint = isWanted ? await tryPainter(words, log) : null
  const pictures = paint && links
  const native = mode === 'native'
  if (!pictures) return { mode, paint, links: null, teams: native ? nativeCharts : noCharts }
  return { mode, paint, links: pictures, teams: { native, pictureOf: chart => pictures.addressOf(chart) } }
}

async function tryPainter(words: Words, log: Log): Promise<Painter | null> {
  try {
    return await openPainter(words)
  } catch (error) {
    log.warn({ err: error }, 'this machine cannot draw pictures, so charts are told in words where they need one')
    return null
  }
}
