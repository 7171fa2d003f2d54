/** Makes the database of a first start, which the package carries. A part of `npm run build`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPrepared, prepareDatabase } from '../../src/storage/prepared.ts'

const folder = mkdtempSync(join(tmpdir(), 'prepared-'))
try {
  await prepareDatabase(folder, process.argv[2] ?? findPrepared())
} finally {
  rmSync(folder, { recursive: true })
}
