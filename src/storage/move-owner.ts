import type { OwnerKind } from '../platform.ts'
import type { Owner } from '../ports.ts'
import { type DatabaseSettings, read } from './db.ts'
import { sql } from './drizzle.ts'
import { createOwners } from './owners.ts'
import { withDatabase } from './transfer.ts'

/**
 * Removes the stored owner: the next process that names a workspace, tenant or organization becomes the owner.
 * @returns the previous owner; `null` if none was stored
 * @throws StoreError also if there is no database yet
 */
export function moveOwner(kind: OwnerKind, settings: DatabaseSettings): Promise<Owner | null> {
  return withDatabase({ ...settings, mustExist: true }, async ({ queries }) => {
    // An older version kept no owners.
    const [table] = await read(queries, sql`select to_regclass('owners') is not null as found`)
    return table?.found === true ? createOwners(queries).forget(kind) : null
  })
}
