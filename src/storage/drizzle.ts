/**
 * What we use of drizzle, from its CommonJS build: for each of the 450 files of the other one Node reads drizzle's
 * package.json again, which is large, so that it takes half a second and 150 MB to load instead of a tenth and 30.
 */
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const orm = require('drizzle-orm') as typeof import('drizzle-orm')
const core = require('drizzle-orm/pg-core') as typeof import('drizzle-orm/pg-core')

export const {
  and,
  asc,
  between,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  min,
  ne,
  or,
  sql,
} = orm
export const { DrizzleQueryError, getTableColumns, getTableName } = orm
export const { boolean, customType, date, index, integer, pgTable, primaryKey, text, timestamp, uniqueIndex } = core

/** Each loads its client, and a bot has one of the two homes. */
export function loadServerDrivers() {
  const { Client, Pool } = require('pg') as typeof import('pg')
  const { drizzle } = require('drizzle-orm/node-postgres') as typeof import('drizzle-orm/node-postgres')
  return { Client, Pool, overServer: drizzle }
}

export function loadEmbeddedDrivers() {
  const { PGlite } = require('@electric-sql/pglite') as typeof import('@electric-sql/pglite')
  const { drizzle } = require('drizzle-orm/pglite') as typeof import('drizzle-orm/pglite')
  return { PGlite, overPglite: drizzle }
}

export type { SQL } from 'drizzle-orm'
export type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
