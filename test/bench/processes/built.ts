import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { findPrepared } from '../../../src/storage/prepared.ts'

const root = join(import.meta.dirname, '../../..')
const run = promisify(execFile)

/** The bot as the package and the container image have it: compiled, and with the database of a first start. */
export async function buildBot(): Promise<{ readonly entry: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-built-'))
  for (const path of ['adapters/fonts', 'bin', 'manifest', 'package.json', 'src/storage/migrations'])
    cpSync(join(root, path), join(folder, path), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const dist = join(folder, 'dist')
  await run(join(root, 'node_modules/.bin/tsc'), ['-p', join(root, 'tsconfig.build.json'), '--outDir', dist])
  const prepare = join(root, 'scripts/release/prepare-database.ts')
  await run(process.execPath, [prepare, join(dist, basename(findPrepared()))])
  return { entry: join(folder, 'bin/bot.mjs'), remove: () => rmSync(folder, { recursive: true }) }
}
