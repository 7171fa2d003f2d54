import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { describe, expect, it } from 'vitest'
import { findMigrations } from '../../../src/storage/migrate.ts'
import * as schema from '../../../src/storage/schema.ts'

const meta = join(findMigrations(), 'meta')

describe('the migrations', () => {
  it('lead to the tables as schema.ts has them (if not: npm run migration)', async () => {
    const newest = readdirSync(meta)
      .filter(file => file.endsWith('_snapshot.json'))
      .sort()
      .at(-1)
    const written = JSON.parse(readFileSync(join(meta, String(newest)), 'utf8'))
    expect(await generateMigration(written, generateDrizzleJson(schema, written.id))).toEqual([])
  })

  it('are numbered without a gap and only ever go forward', () => {
    const { entries } = JSON.parse(readFileSync(join(meta, '_journal.json'), 'utf8')) as {
      entries: { idx: number; tag: string; when: number }[]
    }
    expect(entries.map(({ idx }) => idx)).toEqual(entries.map((_, at) => at))
    expect(entries.map(({ when }) => when)).toEqual(entries.map(({ when }) => when).toSorted((a, b) => a - b))
    const files = readdirSync(findMigrations()).filter(file => file.endsWith('.sql'))
    expect(files.sort()).toEqual(entries.map(({ tag }) => `${tag}.sql`))
  })
})
