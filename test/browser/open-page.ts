import type { Browser } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { openBrowser } from '../../demo/browser.ts'
import { openPlayground } from '../../demo/playground/playground.ts'
import { servePlayground } from '../../demo/playground/server.ts'
import { createWorlds, type Worlds } from '../../demo/playground/worlds.ts'
import { makeStoryHome } from '../helpers/home.ts'
import { recordLog } from '../helpers/recording-log.ts'
import { type Visit, visit } from './visit.ts'

const friday = new Date('2026-11-20T08:00:00Z')

/** Milliseconds: store, bot and browser are started, on machines that do other work too. */
const patience = 180_000

/** The newest entry of the conversation that is open, as each platform shows it. */
export const slack = '.slack-frame .stream > li:last-child'
export const teams = '.teams-frame .stream > li:last-child'
export const dialog = 'dialog[open]'

export type Page = Visit & { readonly url: string; readonly worlds: Worlds }

/** For the tests of one file: the demo, opened in a browser of its own. Whatever the page complains of fails the test. */
export function openPage(path = '/?platform=both'): () => Page {
  let worlds: Worlds | undefined
  let served: Awaited<ReturnType<typeof servePlayground>> | undefined
  let browser: Browser | undefined
  let page: Page | undefined

  beforeAll(async () => {
    // The page's clock moves only when a test moves it.
    worlds = createWorlds(async language =>
      openPlayground((await makeStoryHome(language)).folder, {
        language,
        hasStory: true,
        clock: { now: () => friday },
      }),
    )
    served = await servePlayground(worlds, [0], recordLog())
    browser = await openBrowser()
    page = { ...(await visit(browser, served.url)), url: served.url, worlds }
    await page.open(path)
  }, patience)

  afterAll(async () => {
    await browser?.close()
    await served?.close()
    await worlds?.stop()
  }, patience)

  afterEach(() => {
    expect(page?.complaints.splice(0)).toEqual([])
  })

  return () => {
    if (!page) throw new Error('the page is opened before the tests and not before')
    return page
  }
}
