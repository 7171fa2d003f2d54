import type { Browser } from 'puppeteer-core'
import { openPlayground } from '../../adapters/web/playground.ts'
import { servePlayground } from '../../adapters/web/server.ts'
import { makeHome } from '../helpers/home.ts'
import { recordLog } from '../helpers/recording-log.ts'
import { openBrowser } from './browser.ts'
import { visit } from './visit.ts'

export type Page = Awaited<ReturnType<typeof openPage>>

/** What `npm run demo` serves, open in a real browser. Its clock stands still but for what the tests move it. */
export async function openPage(path: string, now: Date) {
  const playground = await openPlayground(makeHome().folder, { now: () => now })
  const served = await servePlayground(playground, [0], recordLog())
  let browser: Browser | undefined
  const close = async () => {
    await browser?.close()
    await served.close()
    await playground.stop()
  }
  try {
    browser = await openBrowser()
    const tab = await visit(browser, served.url)
    await tab.open(path)
    return { tab, url: served.url, close }
  } catch (error) {
    await close()
    throw error
  }
}
