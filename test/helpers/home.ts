import { cpSync, rmSync } from 'node:fs'
import type { Language } from '../../src/message/languages.ts'
import { makeScratch } from './scratch.ts'
import { askShared } from './shared.ts'

export type Home = { readonly folder: string; remove(): void }

/** A folder with an empty embedded database. */
export function makeHome(): Promise<Home> {
  return copyShared('home')
}

/** A folder with the database of the demo's story, and the rest of the story next to it. */
export function makeStoryHome(language: Language): Promise<Home> {
  return copyShared(`story-${language}`)
}

async function copyShared(name: 'home' | `story-${Language}`): Promise<Home> {
  const folder = makeScratch('home-')
  cpSync((await askShared(name)).folder, folder, { recursive: true })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
