import { cpSync, rmSync } from 'node:fs'
import { makeScratch } from './scratch.ts'
import { askShared } from './shared.ts'

export type Home = { readonly folder: string; remove(): void }

/** A folder with an empty embedded database. */
export async function makeHome(): Promise<Home> {
  const folder = makeScratch('home-')
  cpSync((await askShared('home')).folder, folder, { recursive: true })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
