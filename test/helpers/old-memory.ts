import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, constants } from 'node:zlib'
import { z } from 'zod'

const fixtures = join(import.meta.dirname, '../fixtures/memory-0.1.0')

const Entries = z.array(z.object({ path: z.string(), mode: z.int(), size: z.int().nullable() }))

/** Makes `DATA_DIR` as version 0.1.0 left it; see the README of the fixture. */
export function unpackOldMemory(folder: string): void {
  const archive = unpack('data.br')
  const listEnd = 4 + archive.readUInt32BE(0)
  const entries = Entries.parse(JSON.parse(archive.toString('utf8', 4, listEnd)))
  mkdirSync(folder, { recursive: true })
  let at = listEnd
  for (const { path, mode, size } of entries) {
    const target = join(folder, path)
    if (size === null) mkdirSync(target)
    else {
      writeFileSync(target, archive.subarray(at, at + size))
      at += size
    }
    chmodSync(target, mode)
  }
}

/** The lines of `store export` that version 0.1.0 wrote of the same folder. */
export function readOldExport(): string {
  return unpack('memory.jsonl.br').toString('utf8')
}

function unpack(name: string): Buffer {
  const params = { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 }
  return brotliDecompressSync(readFileSync(join(fixtures, name)), { params })
}
