import { openBrowser } from '../../demo/browser.ts'
import { type Figure, report, time } from './figures.ts'
import { serveDemo } from './processes/bot.ts'

const roundCount = 5

/**
 * From starting `npm run demo` until its page shows the two weeks of the story, and until the first question there is
 * answered: server and browser are new each time.
 */
export async function measurePageReady(): Promise<Figure[]> {
  const rounds: Round[] = []
  for (let round = 0; round < roundCount; round++) rounds.push(await openOnce())
  const what = 'page of the demo'
  return [
    {
      what: `${what}, with its story, after its server`,
      unit: 'ms',
      values: rounds.map(({ page }) => page),
      bound: { is: '<', than: 1_000 },
    },
    {
      what: `${what}, with its story, from the start of the process`,
      unit: 'ms',
      values: rounds.map(({ all }) => all),
    },
    { what: `${what}, first question answered`, unit: 'ms', values: rounds.map(({ answer }) => answer) },
  ]
}

/** Milliseconds: of the page alone, of the page with its server, and until an answer came. */
type Round = { readonly page: number; readonly all: number; readonly answer: number }

/** The digest and the alert of the channel that is open. */
const isStoryShown =
  "document.body?.getAttribute('aria-busy') === 'false' && document.querySelectorAll('.stream .message').length >= 2"

async function openOnce(): Promise<Round> {
  const browser = await openBrowser()
  const page = await browser.newPage()
  const started = performance.now()
  const demo = await serveDemo()
  try {
    const url = String(demo.ready.url)
    const pageMs = await time(async () => {
      await page.goto(url, { waitUntil: 'domcontentloaded' })
      await page.waitForFunction(isStoryShown, { polling: 'mutation' })
    })
    const all = performance.now() - started
    const asker = { person: 'admin', place: 'private', language: 'en' }
    const answer = await fetch(new URL('/ask', url), {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ line: 'help', asker }),
    })
    if (!answer.ok) throw new Error(`the demo answers with ${answer.status}`)
    await answer.arrayBuffer()
    return { page: pageMs, all, answer: performance.now() - started }
  } finally {
    await demo.close()
    await browser.close()
  }
}

if (import.meta.main) await report(measurePageReady)
