import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../scripts/docs/documents.ts'
import { findPrepared } from '../../src/storage/prepared.ts'

const run = promisify(execFile)

type Locked = { readonly dev?: boolean; readonly inBundle?: boolean; readonly link?: boolean }

/**
 * Packs the bot as `npm pack` does and lays it into an empty folder as `npm install` would. In a copy, so that the work
 * tree stays as it is, and without the network: the packages around it are those of the work tree.
 * @returns the folder that it is installed in, and the paths in the package
 */
export async function installPacked(folder: string): Promise<{ readonly folder: string; readonly files: string[] }> {
  const [copy, app] = [join(folder, 'copy'), join(folder, 'app')]
  const { stdout } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  const tracked = stdout.split('\n').filter(path => path !== '' && !path.startsWith('test/'))
  for (const path of tracked) await cp(join(root, path), join(copy, path), { recursive: true })
  const packages = await topPackages()
  // npm bundles only what is there. Links are the stubs, which lie in the copy as well.
  for (const { path } of packages.filter(({ inBundle, link }) => inBundle || link))
    await cp(join(root, path), join(copy, path), { recursive: true, verbatimSymlinks: true })
  await run(join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json', '--outDir', join(copy, 'dist')], {
    cwd: root,
  })
  const prepare = join(root, 'scripts/release/prepare-database.ts')
  await run(process.execPath, [prepare, join(copy, 'dist', basename(findPrepared()))], { cwd: root })
  const packed = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: copy,
    maxBuffer: 1e8,
  })
  const [{ filename, files }] = JSON.parse(packed.stdout)
  const target = join(app, 'node_modules/tabnine-usage-bot')
  await mkdir(target, { recursive: true })
  await run('tar', ['xzf', join(folder, filename), '-C', target, '--strip-components=1'])
  for (const { path } of packages.filter(({ path }) => !existsSync(join(target, path)))) {
    await mkdir(dirname(join(app, path)), { recursive: true })
    await symlink(join(root, path), join(app, path))
  }
  return { folder: app, files: files.map(({ path }: { path: string }) => path) }
}

/** The packages of a production install that lie directly in `node_modules`. */
async function topPackages(): Promise<(Locked & { readonly path: string })[]> {
  const { packages }: { packages: Record<string, Locked> } = JSON.parse(
    await readFile(join(root, 'package-lock.json'), 'utf8'),
  )
  return Object.entries(packages)
    .filter(([path, { dev }]) => /^node_modules\/(?!.*\/node_modules\/)/.test(path) && !dev)
    .map(([path, locked]) => ({ ...locked, path }))
}
