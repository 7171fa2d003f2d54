import { cpSync, rmSync } from 'node:fs'
import { afterAll, inject } from 'vitest'
import { makeScratch } from './scratch.ts'

const folders: string[] = []

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder with an empty database. */
export function makeHome(): { folder: string; remove(): void } {
  const folder = makeScratch('home-')
  folders.push(folder)
  fillHome(folder)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Puts an empty database into a folder. */
export function fillHome(folder: string): void {
  cpSync(inject('emptyHome'), folder, { recursive: true })
}
