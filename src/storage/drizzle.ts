/**
 * What we use of drizzle, from its CommonJS build: for each of the 450 files of the other one Node reads drizzle's
 * package.json again, which is large, so that it takes half a second and 150 MB to load instead of a tenth and 30.
 */
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const orm = require('drizzle-orm') as typeof import('drizzle-orm')
const core = require('drizzle-orm/pg-core') as typeof import('drizzle-orm/pg-core')
const onServer = require('drizzle-orm/node-postgres') as typeof import('drizzle-orm/node-postgres')
const onPglite = require('drizzle-orm/pglite') as typeof import('drizzle-orm/pglite')

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
export const overServer = onServer.drizzle
export const overPglite = onPglite.drizzle

export type { SQL } from 'drizzle-orm'
export type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
