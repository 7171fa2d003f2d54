import { existsSync } from 'node:fs'
import { join } from 'node:path'
import carried from '@sparticuz/chromium'
import puppeteer, { type Browser } from 'puppeteer-core'

/** A real browser: the machine's own Chromium, or else the one that npm carries. @throws where neither starts */
export async function openBrowser(): Promise<Browser> {
  const own = findInstalled(['chromium', 'chromium-browser', 'google-chrome'])
  if (own === null) {
    const args = [...carried.args.filter(argument => !softwareGl.test(argument)), '--disable-gpu']
    return puppeteer.launch({ executablePath: await carried.executablePath(), args, headless: 'shell' })
  }
  return puppeteer.launch({
    executablePath: own,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    headless: true,
  })
}

/** Arguments that draw each frame with an emulated graphics card. Plain drawing takes a fraction of its time. */
const softwareGl = /swiftshader|use-gl|in-process-gpu|ignore-gpu-blocklist/

/** Where systems put programs: which browser draws the pictures is no setting. */
const folders = ['/usr/local/bin', '/usr/bin', '/bin', '/snap/bin', '/opt/homebrew/bin']

function findInstalled(names: readonly string[]): string | null {
  return folders.flatMap(folder => names.map(name => join(folder, name))).find(path => existsSync(path)) ?? null
}
