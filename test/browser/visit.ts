import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser } from 'puppeteer-core'

/** Where a person can look at what the tests saw: `PICTURES=out/browser npm test -- test/browser`. Without it nothing is written. */
const folder = process.env.PICTURES

/** Of anything taller a browser draws its beginning again and again. */
const tallest = 6_000

/** A button whose label ends in three dots opens a form. */
const formButton = (within: string) => `${within} ::-p-xpath(.//button[@data-line][contains(., "…")])`

export type Visit = Awaited<ReturnType<typeof visit>>

/** A page in a real browser, with everything that it complains about. */
export async function visit(browser: Browser, address: string) {
  const page = await browser.newPage()
  await page.setViewport({ width: 1280, height: 900 })
  // Animations make the browser draw without end.
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])
  const complaints: string[] = []
  page.on('console', message => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('requestfailed', request => complaints.push(`${request.url()} ${request.failure()?.errorText}`))
  page.on('request', request => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:'))
      complaints.push(`asked ${request.url()}, which is elsewhere`)
  })
  // As text, because the types of a server do not include those of a page.
  const evaluate = (script: string): Promise<unknown> => page.evaluate(script)
  // By the clock of the browser and not by its frames: a busy machine skips frames.
  const waitFor = (script: string, timeout: number) => page.waitForFunction(script, { timeout, polling: 50 })
  const isDone = () => waitFor("document.body.getAttribute('aria-busy') === 'false'", 150_000)
  /** Replaces the current text. */
  async function write(selector: string, text: string): Promise<void> {
    await evaluate(`document.querySelector(${JSON.stringify(selector)}).value = ''`)
    await page.type(selector, text)
  }

  return {
    page,
    complaints,
    evaluate,
    isDone,
    async open(path: string): Promise<void> {
      await page.goto(new URL(path, address).href)
      await isDone().catch(error => {
        throw new Error(`${path} is never ready: ${complaints.join('\n') || 'it complains of nothing'}`, {
          cause: error,
        })
      })
    },
    read: async (selector: string): Promise<string> =>
      String(await evaluate(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`)),
    /** Presses the button of that name, within what is given, and waits until it is done. */
    async press(name: string, within = 'body'): Promise<void> {
      await page.locator(`${within} ::-p-aria([name="${name}"][role="button"])`).setTimeout(10_000).click()
      await isDone()
    },
    async ask(line: string): Promise<void> {
      await write('#line', line)
      await page.keyboard.press('Enter')
      await isDone()
    },
    write,
    /** Presses the first button within that whose line begins so, and waits until it is done. */
    async pressLine(begin: string, within = 'body', { opensForm = false } = {}): Promise<void> {
      await isDone()
      const button = opensForm ? formButton(within) : `${within} [data-line^="${begin}"]`
      await page.locator(button).setTimeout(10_000).click()
      await isDone()
    },
    /** Focuses the button of a message that opens a form. */
    focusForm: (within: string) => page.focus(formButton(within)),
    /** Sends the form that is open. */
    async submit(): Promise<void> {
      await page.locator('dialog[open] button[type="submit"]').click()
      await isDone()
    },
    /** Simulates a failure of the Tabnine API, from the options. */
    async fail(how: string): Promise<void> {
      await page.click('#options > button')
      await page.click(`#options [value="${how}"]`)
      await waitFor("!document.getElementById('banner').hidden", 30_000)
      await page.keyboard.press('Escape')
    },
    /** Keeps in `window` what an element last held while it was seen. */
    watch: (selector: string, name: string) =>
      evaluate(`new MutationObserver(() => {
        const element = document.querySelector(${JSON.stringify(selector)})
        if (!element.hidden) window[${JSON.stringify(name)}] = element.innerText
      }).observe(document.querySelector(${JSON.stringify(selector)}), { attributes: true, childList: true, subtree: true })`),
    /** What axe finds wrong, a line each. */
    async findBarriers(): Promise<string[]> {
      await evaluate(axe.source)
      const found = (await evaluate('axe.run(document)')) as {
        violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]
      }
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(node => `${id}: ${node.html} ${node.failureSummary}`),
      )
    },
    /** The element that has the focus: its name, or its text. */
    focused: async (): Promise<string> =>
      String(
        await evaluate(
          `(({ id, ariaLabel, innerText }) => id || ariaLabel || innerText.trim())(document.activeElement)`,
        ),
      ),
    /** Until a script says true. */
    until: (script: string) => waitFor(script, 30_000),
    async shoot(name: string): Promise<void> {
      if (!folder) return
      const pathOf = (name: string) => join(folder, `${name}.png`) as `${string}.png`
      mkdirSync(folder, { recursive: true })
      // An overlay covers only the visible part of the page.
      const fullPage = (await evaluate("document.querySelector('dialog[open]') === null")) === true
      const { width, height } = (await evaluate(
        '({ width: innerWidth, height: document.documentElement.scrollHeight })',
      )) as Record<'width' | 'height', number>
      if (!fullPage || height <= tallest) return void (await page.screenshot({ path: pathOf(name), fullPage }))
      for (let y = 0, nth = 1; y < height; y += tallest, nth++) {
        const clip = { x: 0, y, width, height: Math.min(tallest, height - y) }
        await page.screenshot({ path: pathOf(`${name}-${nth}`), clip })
      }
    },
  }
}
