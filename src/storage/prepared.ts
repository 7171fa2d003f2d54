/**
 * The embedded database of a first start. PGlite takes 2 seconds and 600 MB to create one, and it is always the same. So
 * the build creates it once, and the package carries its files: a zip archive without compression, in Zstandard, whose
 * large window finds the same catalog in all three databases of a cluster (1.2 MB instead of 4.4).
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { unzipSync, zipSync } from 'fflate'
import { z } from 'zod'
import { StoreError } from './errors.ts'
import { openPglite } from './pglite.ts'

/**
 * Where the build puts it; a checkout without a build has none. PGlite's version is in the name: another one may have
 * another format.
 */
export function findPrepared(): string {
  const [own, pglite] = [findPackageJSON(import.meta.url), findPackageJSON('@electric-sql/pglite', import.meta.url)]
  if (!own || !pglite) throw new StoreError('The package of the bot is incomplete: install it again.')
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(pglite, 'utf8')))
  return join(dirname(own), `dist/empty-database-${version}.zip.zst`)
}

/** Fills an empty folder with an empty database. */
export async function fillWithDatabase(folder: string, prepared = findPrepared()): Promise<void> {
  if (existsSync(prepared)) unpack(prepared, folder)
  else await (await openPglite(folder)).close()
}

/** Creates an empty database in an empty folder and writes it to a file, for `fillWithDatabase`. */
export async function prepareDatabase(folder: string, file: string): Promise<void> {
  await (await openPglite(folder)).close()
  const paths = readdirSync(folder, { encoding: 'utf8', recursive: true }).sort()
  const entries = paths.map(path => {
    const isFolder = statSync(join(folder, path)).isDirectory()
    return isFolder ? [`${path}/`, new Uint8Array()] : [path, readFileSync(join(folder, path))]
  })
  const archive = zipSync(Object.fromEntries(entries), { level: 0 })
  const { ZSTD_c_compressionLevel, ZSTD_c_enableLongDistanceMatching, ZSTD_c_windowLog } = constants
  const params = { [ZSTD_c_compressionLevel]: 17, [ZSTD_c_enableLongDistanceMatching]: 1, [ZSTD_c_windowLog]: 26 }
  writeFileSync(file, zstdCompressSync(archive, { params }))
}

function unpack(file: string, folder: string): void {
  for (const [path, content] of Object.entries(unzipSync(zstdDecompressSync(readFileSync(file))))) {
    if (path.endsWith('/')) mkdirSync(join(folder, path), { recursive: true, mode: 0o700 })
    else writeFileSync(join(folder, path), content, { mode: 0o600 })
  }
}
