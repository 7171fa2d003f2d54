/**
 * `npm run pictures`: every message on each platform, in each language, on a desktop and on a phone, as a picture in
 * `out/messages`, and those of the README in `docs/`; with `--docs` these alone. The same code makes the same pictures.
 */

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog } from '../adapters/log.ts'
import { platforms } from '../src/platform.ts'
import { openBrowser } from './browser.ts'
import { type MessageView, openMessageViews, shootElement, waitUntilShown } from './message-view.ts'
import { createGallery } from './playground/gallery.ts'
import { createPictures } from './playground/pictures.ts'
import { openPlayground } from './playground/playground.ts'
import { servePlayground } from './playground/server.ts'
import { createWorlds } from './playground/worlds.ts'

type Png = `${string}.png`

const languages = ['en', 'de'] as const
const devices = ['desktop', 'phone'] as const
const themes = ['light', 'dark'] as const

/** Scenes of the README: which entry of the stream each shows, and as which platform. */
const scenes = [
  { scene: 'digest', platform: 'slack', entry: '.stream > li.entry:last-child' },
  { scene: 'alert', platform: 'teams', entry: '.stream > li.entry' },
] as const

const folder = mkdtempSync(join(tmpdir(), 'tabnine-usage-pictures-'))
const still = new Date()
const worlds = createWorlds(language =>
  openPlayground(join(folder, language), { language, hasStory: true, clock: { now: () => still } }),
)
const served = await servePlayground(worlds, [0], createLog('error', [], process.stderr))
const browser = await openBrowser()
try {
  await shootScenes('docs')
  if (!process.argv.includes('--docs')) await shootMessages(join('out', 'messages'))
} finally {
  await browser.close()
  await served.close()
  await worlds.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function shootMessages(target: string): Promise<void> {
  mkdirSync(target, { recursive: true })
  const views = await openMessageViews(browser, served.url)
  let count = 0
  for (const { name, readers } of createGallery(createPictures(), worlds).index()) {
    for (const platform of platforms) {
      for (const language of languages) {
        for (const device of devices) {
          const view: MessageView = { name, reader: readers[0] ?? 'channel', platform, language, device }
          await views.shoot(view, join(target, `${slugOf(name)}-${platform}-${language}-${device}.png`) as Png)
          count += 1
        }
      }
    }
  }
  console.log(`Wrote ${count} pictures to ${target}.`)
}

/** As they stand in the channel, light and dark. */
async function shootScenes(target: string): Promise<void> {
  mkdirSync(target, { recursive: true })
  const page = await browser.newPage()
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])
  // So high that the whole message is in the window of the stream.
  await page.setViewport({ width: 1440, height: 2_400, deviceScaleFactor: 2 })
  for (const { scene, platform, entry } of scenes) {
    for (const theme of themes) {
      await page.goto(new URL(`/?scene=${scene}&platform=${platform}&theme=${theme}&plain=1`, served.url).href)
      await waitUntilShown(page)
      await shootElement(page, `.${platform}-frame ${entry}`, join(target, `${scene}-${theme}.png`) as Png)
    }
  }
  console.log(`Wrote the pictures of the README to ${target}.`)
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
}
