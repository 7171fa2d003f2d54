import { accessSync, constants, existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { StartError } from '../../src/errors.ts'
import type { Owner } from '../../src/ports.ts'
import { readOnly, readOwners, readServer } from '../../src/storage/diagnose.ts'
import { hasDatabase } from '../../src/storage/folder.ts'
import { FolderInUseError } from '../../src/storage/lock.ts'
import { readMigrationStatus } from '../../src/storage/migrate.ts'
import { describeOwner } from '../ownership.ts'
import { type Check, type CheckFinding, fail, ok, skip, warn } from './check.ts'
import type { DoctorContext } from './context.ts'
import { textIn } from './slack-api.ts'

/** The oldest PostgreSQL that still receives fixes. */
const minServerVersion = 140_000

/** What one replica opens at most: five for statements and four for the queue. */
const connectionsPerReplica = 9

const embedded = skip('The database is embedded, so there is no server to ask.')

export const databaseChecks: readonly Check[] = [
  { id: 'database.reach', group: 'database', run: reach },
  { id: 'database.encryption', group: 'database', needs: 'database.reach', run: checkEncryption },
  { id: 'database.rights', group: 'database', needs: 'database.reach', run: checkRights },
  { id: 'database.server', group: 'database', needs: 'database.reach', run: checkServer },
  { id: 'database.connections', group: 'database', needs: 'database.reach', run: checkConnections },
  { id: 'database.tables', group: 'database', needs: 'database.reach', run: checkTables },
  { id: 'database.owner', group: 'database', needs: 'database.tables', run: checkOwners },
]

async function reach({ config, database }: DoctorContext): Promise<CheckFinding> {
  const { databaseUrl, dataDir } = config.database
  try {
    if (!databaseUrl && !hasDatabase(resolve(dataDir))) return describeAbsent(dataDir)
    await database()
    if (!databaseUrl) return ok(`The embedded database in ${dataDir} opens.`)
    return ok(`The database server at ${new URL(databaseUrl).host} lets the bot in.`)
  } catch (error) {
    if (error instanceof FolderInUseError)
      return skip(`The bot is running on ${dataDir}, which only one process can open: see /health/ready instead.`)
    if (error instanceof StartError) return fail(error.message)
    throw error
  }
}

/** Nothing is created here, so whether it could be is read from the permissions. */
function describeAbsent(dataDir: string): CheckFinding {
  const folder = findExisting(resolve(dataDir))
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch {
    return fail(`The bot may not write to ${folder}: give the folder to its user, or set DATA_DIR to another one.`)
  }
  return skip(`There is no database in ${dataDir} yet; the bot creates it at its first start.`)
}

function findExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : findExisting(dirname(path))
}

async function checkEncryption({ config, database }: DoctorContext): Promise<CheckFinding> {
  const { databaseUrl } = config.database
  if (!databaseUrl) return embedded
  const { isEncrypted } = await readServer(await database())
  if (isEncrypted) return ok('The connection to the database is encrypted.')
  const { hostname } = new URL(databaseUrl)
  return /^(localhost|127(\.\d+){3}|\[::1\]|)$/.test(hostname)
    ? ok('The database is on this machine, so the connection needs no encryption.')
    : warn('The connection to the database is not encrypted: add ?sslmode=verify-full to DATABASE_URL.')
}

async function checkRights({ config, database }: DoctorContext): Promise<CheckFinding> {
  if (!config.database.databaseUrl) return embedded
  const { isReadOnly, canCreateSchema, canCreateTable } = await readServer(await database())
  if (isReadOnly)
    return fail('The database is read-only, as after a failover: correct DATABASE_URL, or promote the server.')
  if (canCreateSchema && canCreateTable) return ok('The user of DATABASE_URL may create and change tables.')
  return fail('The user of DATABASE_URL may not create tables: grant it CREATE on the database and its schema public.')
}

async function checkServer({ config, database }: DoctorContext): Promise<CheckFinding> {
  if (!config.database.databaseUrl) return embedded
  const { version, versionNumber } = await readServer(await database())
  return versionNumber >= minServerVersion
    ? ok(`The server is PostgreSQL ${version}.`)
    : warn(`The server is PostgreSQL ${version}, which receives no more fixes: update it.`)
}

async function checkConnections({ config, database }: DoctorContext): Promise<CheckFinding> {
  if (!config.database.databaseUrl) return embedded
  const { maxConnections, usedConnections } = await readServer(await database())
  const free = Math.max(0, maxConnections - usedConnections)
  const replicas = Math.floor(free / connectionsPerReplica)
  const sentence = `${free} of ${maxConnections} connections of the server are free`
  return replicas >= 1
    ? ok(`${sentence}, enough for ${replicas} more ${replicas === 1 ? 'replica' : 'replicas'}.`)
    : warn(`${sentence}, and a replica opens up to ${connectionsPerReplica}: raise max_connections.`)
}

async function checkTables({ database }: DoctorContext): Promise<CheckFinding> {
  const { state, pending } = await readOnly(await database(), readMigrationStatus)
  switch (state) {
    case 'none':
      return skip('The database has no tables of the bot yet; it creates them at its first start.')
    case 'older':
      return skip(
        `The tables are of an older version; the next start updates them (${pending.length} steps). Back up first.`,
      )
    case 'newer':
      return fail('A newer version of the bot has updated this database: run that version, or restore an older backup.')
    case 'current':
      return ok('The tables are those of this version.')
  }
}

async function checkOwners(context: DoctorContext): Promise<CheckFinding> {
  const kept = await readOnly(await context.database(), readOwners)
  if (kept.length === 0) return ok('The database has no owner yet: the first start decides.')
  const own = await findOwn(context)
  const other = kept.find(({ kind, id }) => own[kind] !== null && own[kind] !== id)
  if (other)
    return fail(
      `The database belongs to the ${describeOwner(other)}, and the settings to ${own[other.kind]}: correct DATABASE_URL or DATA_DIR. To move it: npm run store -- move-owner ${other.kind}.`,
    )
  return ok(`The database belongs to the ${kept.map(describeOwner).join(', the ')}.`)
}

/** The owner that the settings name; `null` if not known now, which other checks report. */
async function findOwn(context: DoctorContext): Promise<Record<Owner['kind'], string | null>> {
  const { config, slackIdentity, organization } = context
  const [slack, tabnine] = await Promise.all([
    config.slack ? slackIdentity().catch(() => null) : null,
    config.usageApi.organizationId ??
      organization().then(
        ({ id }) => id,
        () => null,
      ),
  ])
  return {
    slack:
      slack && slack.error === null
        ? textIn(slack.body, slack.body.is_enterprise_install === true ? 'enterprise_id' : 'team_id')
        : null,
    teams: config.teams && !config.teams.isDev ? config.teams.tenantId.toLowerCase() : null,
    tabnine,
  }
}
