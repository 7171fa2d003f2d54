import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openMemory } from '../../../src/store/store.ts'
import { recordLog } from '../../helpers/recording-log.ts'

const folders: string[] = []
let empty: Promise<string> | undefined

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder with an empty database. Making one takes seconds, copying it does not. */
export async function makeHome(): Promise<{ folder: string; remove(): void }> {
  empty ??= makeEmpty()
  const folder = makeFolder()
  cpSync(await empty, folder, { recursive: true })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

async function makeEmpty(): Promise<string> {
  const dataDir = makeFolder()
  const { close } = await openMemory({ dataDir, log: recordLog() })
  await close()
  return dataDir
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'digest-'))
  folders.push(folder)
  return folder
}
