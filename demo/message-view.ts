/** One message on a page of its own, in a browser: to be measured, or taken as a picture. */

import type { Browser, Page } from 'puppeteer-core'
import type { Platform } from '../src/platform.ts'

export type MessageView = {
  readonly name: string
  readonly reader: string
  readonly platform: Platform
  readonly language: 'en' | 'de'
  readonly device: 'desktop' | 'phone'
  readonly theme?: 'light' | 'dark'
}

/** Wide enough for a message at its normal width: 680 px in Slack, 720 px in Teams. A phone shows 390 × 844 px. */
const windows = { desktop: { width: 900, height: 1_000 }, phone: { width: 390, height: 844 } } as const

export const phoneHeight = windows.phone.height

/** @param url of the demo */
export async function openMessageViews(browser: Browser, url: string) {
  const page = await browser.newPage()
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])

  async function open(view: MessageView): Promise<void> {
    const { name, reader, platform, language, device, theme = 'light' } = view
    const wanted = { bare: '1', name, reader, platform, lang: language, device, theme, charts: 'native' }
    await page.setViewport({ ...windows[device], deviceScaleFactor: 2 })
    await page.goto(new URL(`/messages?${new URLSearchParams(wanted)}`, url).href)
    await waitUntilShown(page)
  }

  return {
    /** Height of the message itself, without the name above it, in CSS pixels. */
    async measure(view: MessageView): Promise<number> {
      await open(view)
      const box = await (await page.$('.solo .message, .form-view'))?.boundingBox()
      if (!box) throw new Error(`${view.name} is not shown to ${view.reader}`)
      return Math.round(box.height)
    },
    /** Width of the message that was measured last. */
    async width(): Promise<number> {
      const box = await (await page.$('.solo .message'))?.boundingBox()
      return Math.round(box?.width ?? 0)
    },
    async shoot(view: MessageView, path: `${string}.png`): Promise<void> {
      await open(view)
      await shootElement(page, '.stage-figure', path)
    },
    close: () => page.close(),
  }
}

/** Asked for again and again, for a page that is not in front gets no frames to wait for. */
export async function waitUntilShown(page: Page): Promise<void> {
  await page.waitForFunction("document.body.getAttribute('aria-busy') === 'false'", {
    polling: 50,
    timeout: 120_000,
  })
}

export async function shootElement(page: Page, selector: string, path: `${string}.png`): Promise<void> {
  const element = await page.waitForSelector(selector)
  if (!element) throw new Error(`there is no ${selector} to be taken as a picture`)
  await element.screenshot({ path })
}
