import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'

const folders: string[] = []

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder with an empty database. */
export function makeHome(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'home-'))
  folders.push(folder)
  fillHome(folder)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Puts an empty database into a folder. */
export function fillHome(folder: string): void {
  cpSync(inject('emptyHome'), folder, { recursive: true })
}
