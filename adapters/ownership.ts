/** Whose data a database holds. A bot of someone else would find none of its conversations there, and pause them all. */

import { ConfigError } from '../src/config.ts'
import { hasCode } from '../src/errors.ts'
import type { OwnerKind } from '../src/platform.ts'
import type { Owner, Store, UsageApi } from '../src/ports.ts'

const kindNames: Readonly<Record<OwnerKind, string>> = {
  slack: 'Slack workspace',
  teams: 'Teams tenant',
  tabnine: 'Tabnine organization',
}

const settingsOf: Readonly<Record<OwnerKind, string>> = {
  slack: 'SLACK_BOT_TOKEN',
  teams: 'MICROSOFT_APP_TENANT_ID',
  tabnine: 'TABNINE_TOKEN',
}

/**
 * Stores the owner of the data, or compares it with the stored one.
 * @throws ConfigError if the data belongs to another owner
 * @internal
 */
export async function confirmOwner(store: Pick<Store, 'owners'>, owner: Owner): Promise<void> {
  const kept = await store.owners.keep(owner)
  if (kept.id === owner.id) return
  const { kind } = owner
  throw new ConfigError([
    `The database belongs to the ${describeOwner(kept)}, and ${settingsOf[kind]} is of the ${describeOwner(owner)}: correct DATABASE_URL, DATA_DIR or ${settingsOf[kind]}. To move it: npm run store -- move-owner ${kind}`,
  ])
}

export function describeOwner({ kind, id, name }: Owner): string {
  return `${kindNames[kind]} ${name === id || name === '' ? id : `${name} (${id})`}`
}

export type OwnerChecks = {
  /** Compares now, or as soon as the database answers. @throws ConfigError where the data is another's */
  confirm(owner: Owner): Promise<void>
  /** Compares what could not be compared before; nothing may be posted before this resolves. @throws ConfigError */
  confirmLeft(): Promise<void>
}

export function createOwnerChecks(store: Pick<Store, 'owners'>): OwnerChecks {
  const left = new Map<OwnerKind, Owner>()

  async function confirmLeft(): Promise<void> {
    for (const owner of left.values()) {
      await confirmOwner(store, owner)
      left.delete(owner.kind)
    }
  }

  return {
    confirmLeft,
    async confirm(owner) {
      left.set(owner.kind, owner)
      try {
        await confirmLeft()
      } catch (error) {
        // Look-ups need no database, so the bot connects without it.
        if (!hasCode(error, 'store-unavailable')) throw error
      }
    },
  }
}

/**
 * Confirms the Tabnine organization once, as soon as the Usage API names it; calls at the same time share one question.
 * @returns resolves once it is confirmed
 */
export function createOrganizationCheck(
  store: Pick<Store, 'owners'>,
  usageApi: Pick<UsageApi, 'organization'>,
  onRefused: (error: unknown) => void,
): () => Promise<void> {
  let underway: Promise<void> | null = null

  async function confirm(): Promise<void> {
    const { id, name } = await usageApi.organization()
    try {
      await confirmOwner(store, { kind: 'tabnine', id, name })
    } catch (error) {
      if (error instanceof ConfigError) onRefused(error)
      throw error
    }
  }

  return () => {
    underway ??= confirm().catch((error: unknown) => {
      underway = null
      throw error
    })
    return underway
  }
}
