import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** A JSON schema node, as far as we look into it. */
export type Schema = { [keyword: string]: Json }
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type BlockSchema = { definitions: Record<string, Schema> }

const fromHere = createRequire(import.meta.url)

/**
 * The JSON schema of `KnownBlock`, generated from the installed @slack/types. Generating takes near two seconds, so the
 * result is kept under node_modules/.cache, one file for each version of the types.
 */
export async function loadBlockSchema(): Promise<BlockSchema> {
  const index = fromHere.resolve('@slack/types')
  const { version } = JSON.parse(readFileSync(join(dirname(index), '../package.json'), 'utf8')) as { version: string }
  const folder = join(dirname(fromHere.resolve('ajv/package.json')), '../.cache/slack-blocks')
  const file = join(folder, `types-${version}.json`)
  return readCache(file) ?? writeCache(folder, file, await generate(join(dirname(index), 'block-kit/blocks.d.ts')))
}

function readCache(file: string): BlockSchema | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as BlockSchema
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Written to a temporary file and renamed, because several test workers may generate at the same moment. */
function writeCache(folder: string, file: string, schema: BlockSchema): BlockSchema {
  mkdirSync(folder, { recursive: true })
  const temporary = `${file}.${process.pid}`
  writeFileSync(temporary, JSON.stringify(schema))
  renameSync(temporary, file)
  return schema
}

async function generate(path: string): Promise<BlockSchema> {
  const { createGenerator } = await import('ts-json-schema-generator')
  const generator = createGenerator({ path, type: 'KnownBlock', expose: 'all', skipTypeCheck: true, jsDoc: 'none' })
  return generator.createSchema('KnownBlock') as BlockSchema
}
