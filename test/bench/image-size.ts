import { execFile } from 'node:child_process'
import { cp, lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { lineOf, readStages } from '../helpers/dockerfile.ts'
import { type Figure, report } from './figures.ts'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)

/** `debian:bookworm-slim` for amd64, uncompressed. Known from `docker images`; not measured here. */
const baseMegabytes = 75

/**
 * What the image of the bot takes uncompressed, layer by layer, computed without Docker: the commands of the Dockerfile
 * are run in plain folders. Asks the npm registry, so it is no part of `npm run bench`. The packages are kept in `KEEP`.
 */
export async function measureImage(): Promise<Figure[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'image-size-'))
  try {
    const stages = readStages()
    const modules = process.env.KEEP ?? join(scratch, 'modules')
    const [stage] = lineOf('modules', stages)
    for (const { sources } of stage?.copies ?? [])
      for (const source of sources) await cp(join(root, source), join(modules, source), { recursive: true })
    for (const { keyword, text } of stage?.instructions ?? [])
      if (keyword === 'RUN') await run('sh', ['-c', text.replaceAll('\\\n', ' ')], { cwd: modules })
    await mkdir(join(scratch, 'built'))
    await run(
      join(root, 'node_modules/.bin/tsc'),
      ['-p', 'tsconfig.build.json', '--outDir', join(scratch, 'built/dist')],
      {
        cwd: root,
      },
    )
    let bytes = baseMegabytes * 2 ** 20
    for (const { from, sources } of lineOf('bot', stages).flatMap(({ copies }) => copies)) {
      for (const source of sources) {
        const path = source === '/usr/local/bin/node' ? process.execPath : placeOf(source, from, { modules, scratch })
        const size = await sizeOf(path)
        bytes += size
        console.log(`${(size / 2 ** 20).toFixed(1)} MB ${source}`)
      }
    }
    const what = 'the image of the bot, uncompressed: computed, not built'
    return [{ what, unit: 'MB', values: [bytes / 2 ** 20], bound: { is: '≤', than: 350 } }]
  } finally {
    await rm(scratch, { recursive: true })
  }
}

function placeOf(source: string, from: string | null, { modules, scratch }: { modules: string; scratch: string }) {
  const name = source.replace(/^\/app\//, '')
  return from === null ? join(root, name) : from === 'modules' ? join(modules, name) : join(scratch, 'built', name)
}

/** Bytes on disk, in whole blocks as `du` counts them. */
async function sizeOf(path: string): Promise<number> {
  const stats = await lstat(path)
  let sum = stats.blocks * 512
  if (stats.isDirectory()) for (const entry of await readdir(path)) sum += await sizeOf(join(path, entry))
  return sum
}

if (import.meta.main) await report(measureImage)
