import { openPainter } from '../../adapters/chart-png.ts'
import { renderSlack } from '../../adapters/slack/blocks.ts'
import { renderTeams } from '../../adapters/teams/card.ts'
import { digestReport } from '../../src/digests/digest.ts'
import type { DigestPart } from '../../src/digests/part.ts'
import { type ChartPart, chart, type Message } from '../../src/message/message.ts'
import { createWords } from '../../src/message/words.ts'
import { addDays } from '../../src/time/utc-days.ts'
import { type Figure, report } from './figures.ts'

const words = createWords('en')
/** As many as one subscription may name. */
const mostTeams = 20
const warmUp = 50
const rounds = 100

/** Two lines of thirty points: the chart the libraries were compared with. */
const drawing: ChartPart = chart({
  shape: 'line',
  title: 'Active people by day',
  categories: Array.from({ length: 30 }, (_, at) => `${at + 1} Sep`),
  series: ['Payments', 'Web'].map((label, line) => ({
    label,
    values: Array.from({ length: 30 }, (_, at) => 20 + line * 10 + ((at * 7) % 13)),
  })),
  altText: 'Two teams.',
})

/** How long it takes to draw a chart as a picture, and to say the largest digest in each platform's own form. */
export async function measureRendering(): Promise<Figure[]> {
  const paint = await openPainter(words)
  const digests = Array.from({ length: warmUp + rounds }, largestDigest)
  return [
    {
      what: 'a chart as a PNG of 800 × 400, warm',
      unit: 'ms',
      values: timeEach(() => paint(drawing)),
      bound: { is: '<', than: 30 },
    },
    {
      what: 'the largest digest as blocks',
      unit: 'ms',
      values: timeEach(round => renderSlack(digests[round] ?? largestDigest(), words)),
      bound: { is: '<', than: 5 },
    },
    {
      what: 'the largest digest as a card',
      unit: 'ms',
      values: timeEach(round => renderTeams(digests[round] ?? largestDigest(), words)),
      bound: { is: '<', than: 5 },
    },
  ]
}

function timeEach(work: (round: number) => unknown): number[] {
  const values: number[] = []
  for (let round = 0; round < warmUp + rounds; round++) {
    const started = performance.now()
    work(round)
    if (round >= warmUp) values.push(performance.now() - started)
  }
  return values
}

/** Eight weeks of each of them; a new message each time, because rendered ones are cached. */
function largestDigest(): Message {
  const [part] = digestReport.example.parts
  if (!part) throw new Error('the example has no team')
  const [week] = part.trend
  if (!week) throw new Error('the example has no trend')
  const trend = Array.from({ length: 8 }, (_, at) => {
    const from = addDays(week.period.from, at * 7)
    return { ...week, period: { from, to: addDays(from, 7) } }
  })
  const parts = Array.from({ length: mostTeams }, (_, at): DigestPart => {
    return { ...part, subject: { kind: 'team', id: `team-${at}`, name: `Team number ${at}` }, trend }
  })
  return digestReport.render({ unit: 'week', parts }, { t: words, timeZone: 'UTC', commandPrefix: '/tabnine ' })
}

if (import.meta.main) await report(measureRendering)
