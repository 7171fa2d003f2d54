/**
 * Makes a release of the tag that is checked out, in `out/release`: the npm package, its bill of materials, the notes
 * and their checksums. `npm run release`.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../docs/documents.ts'
import { findProblems, notesOf } from './check.ts'
import { writeSbom } from './sbom.ts'

const run = promisify(execFile)

const read = (path: string) => readFile(join(root, path), 'utf8')

async function linesOf(...command: readonly string[]): Promise<string[]> {
  const { stdout } = await run('git', command, { cwd: root })
  return stdout.split('\n').filter(Boolean)
}

const { name, version }: { name: string; version: string } = JSON.parse(await read('package.json'))
const changelog = await read('CHANGELOG.md')
const problems = findProblems({
  version,
  lockedVersion: JSON.parse(await read('package-lock.json')).version,
  tags: await linesOf('tag', '--points-at', 'HEAD'),
  changed: await linesOf('status', '--porcelain'),
  changelog,
})
if (problems.length > 0) {
  for (const problem of problems) console.error(problem)
  process.exit(2)
}

const folder = join(root, 'out/release')
await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
await run('npm', ['pack', '--pack-destination', folder], { cwd: root, maxBuffer: 1e8 })
await writeFile(join(folder, `${name}-${version}.cdx.json`), await writeSbom())
await writeFile(join(folder, 'notes.md'), `${notesOf(changelog, version)}\n`)
const sums = await Promise.all(
  (await readdir(folder)).sort().map(async file => {
    const hash = createHash('sha256').update(await readFile(join(folder, file)))
    return `${hash.digest('hex')}  ${file}\n`
  }),
)
await writeFile(join(folder, 'SHA256SUMS'), sums.join(''))
console.log(`Wrote ${version} to out/release:\n${sums.join('')}`)
