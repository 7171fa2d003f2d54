/** The bill of materials of a production install, in CycloneDX: `npm run sbom`. */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../docs/documents.ts'

const run = promisify(execFile)

type Locked = { dev?: boolean; dependencies?: Record<string, string>; devDependencies?: Record<string, string> }
type Lock = { packages: Record<string, Locked> }

/**
 * The bill that npm writes from the lock file, as JSON. npm refuses `adaptivecards`, a name that `overrides` give to
 * another package (docs/dependencies.md), so it is left out of a copy. What it stands for is in the bill by its own name.
 */
export async function writeSbom(): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'sbom-'))
  try {
    // With the development packages listed npm leaves out those that production needs as well, such as `pg`.
    const {
      overrides,
      devDependencies: _,
      ...packageFile
    } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    // npm names the bill after the folder.
    const folder = join(scratch, packageFile.name)
    await mkdir(folder)
    delete overrides['botframework-schema']
    await writeFile(join(folder, 'package.json'), JSON.stringify({ ...packageFile, overrides }))
    const lock: Lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'))
    const schema = 'node_modules/botframework-schema'
    delete lock.packages['']?.devDependencies
    for (const [path, { dev }] of Object.entries(lock.packages)) if (dev) delete lock.packages[path]
    delete lock.packages[`${schema}/node_modules/adaptivecards`]
    delete lock.packages[schema]?.dependencies?.adaptivecards
    await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock))
    await cp(join(root, 'stubs'), join(folder, 'stubs'), { recursive: true })
    const options = ['--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application']
    const { stdout } = await run('npm', ['sbom', ...options], { cwd: folder, maxBuffer: 1e8 })
    return stdout
  } finally {
    await rm(scratch, { recursive: true })
  }
}

if (import.meta.main) console.log(await writeSbom())
