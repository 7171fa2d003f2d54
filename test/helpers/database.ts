import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { askShared } from './shared.ts'

export type TestDatabase = {
  readonly url: string
  /** Drops it, also while something is still connected. */
  remove(): Promise<void>
}

/** A database with the bot's tables and no rows, on the server that all tests of a run share. Takes about 30 ms. */
export async function makeDatabase(): Promise<TestDatabase> {
  return createDatabase((await askShared('postgres')).template)
}

/** A database without any table, on the same server. */
export function makeBlankDatabase(): Promise<TestDatabase> {
  return createDatabase('template0')
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(`create database ${name} template ${template} strategy file_copy`)
  const url = new URL((await askShared('postgres')).url)
  url.pathname = name
  return { url: url.href, remove: () => administer(`drop database if exists ${name} with (force)`) }
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: (await askShared('postgres')).url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
