import type { Browser } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { openPlayground, type Playground } from '../../demo/playground/playground.ts'
import { servePlayground } from '../../demo/playground/server.ts'
import { makeHome } from '../helpers/home.ts'
import { recordLog } from '../helpers/recording-log.ts'
import { openBrowser } from './browser.ts'
import { type Visit, visit } from './visit.ts'

const friday = new Date('2026-11-20T08:00:00Z')

/** Milliseconds: store, bot and browser are started, on machines that do other work too. */
const patience = 180_000

export const slack = '#answers figure[aria-label$="in Slack"]'
export const teams = '#answers figure[aria-label$="in Teams"]'
export const dialog = 'dialog[open]'

export type Page = Visit & { readonly url: string; readonly playground: Playground }

/** For the tests of one file: the playground, opened in a browser of its own. Whatever the page complains of fails the test. */
export function openPage(path = '/'): () => Page {
  let playground: Playground | undefined
  let served: Awaited<ReturnType<typeof servePlayground>> | undefined
  let browser: Browser | undefined
  let page: Page | undefined

  beforeAll(async () => {
    // The page's clock stands still but for what the tests move it.
    playground = await openPlayground((await makeHome()).folder, { clock: { now: () => friday } })
    served = await servePlayground(playground, [0], recordLog())
    browser = await openBrowser()
    page = { ...(await visit(browser, served.url)), url: served.url, playground }
    await page.open(path)
  }, patience)

  afterAll(async () => {
    await browser?.close()
    await served?.close()
    await playground?.stop()
  }, patience)

  afterEach(() => {
    expect(page?.complaints.splice(0)).toEqual([])
  })

  return () => {
    if (!page) throw new Error('the page is opened before the tests and not before')
    return page
  }
}
