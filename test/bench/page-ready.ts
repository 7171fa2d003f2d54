import { openBrowser } from '../../demo/browser.ts'
import { type Figure, report, time } from './figures.ts'
import { serveDemo } from './processes/bot.ts'

const rounds = 5

/** From the moment at which `npm run demo` says where its page is, until one can ask there: server and browser are new each time. */
export async function measurePageReady(): Promise<Figure[]> {
  const values: number[] = []
  for (let round = 0; round < rounds; round++) values.push(await openOnce())
  return [{ what: 'page of the demo, ready after its server', unit: 'ms', values, bound: { is: '<', than: 1_000 } }]
}

async function openOnce(): Promise<number> {
  const browser = await openBrowser()
  const demo = await serveDemo()
  try {
    const page = await browser.newPage()
    return await time(async () => {
      await page.goto(String(demo.ready.url), { waitUntil: 'domcontentloaded' })
      await page.waitForFunction(
        "document.body?.getAttribute('aria-busy') === 'false' && document.querySelector('.stream .message') !== null",
        { polling: 'mutation' },
      )
    })
  } finally {
    await demo.close()
    await browser.close()
  }
}

if (import.meta.main) await report(measurePageReady)
