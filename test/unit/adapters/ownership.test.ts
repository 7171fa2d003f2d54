import { describe, expect, it, vi } from 'vitest'
import { confirmOwner, createOrganizationCheck, createOwnerChecks } from '../../../adapters/ownership.ts'
import { ConfigError } from '../../../src/config.ts'
import { AppError } from '../../../src/errors.ts'
import type { OwnerKind } from '../../../src/platform.ts'
import type { Owner, Store } from '../../../src/ports.ts'

/** Keeps owners as the database does. */
function createOwners(): Pick<Store, 'owners'> {
  const kept = new Map<OwnerKind, Owner>()
  return {
    owners: {
      async keep(owner) {
        const first = kept.get(owner.kind) ?? owner
        kept.set(owner.kind, first)
        return first
      },
      forget: async () => null,
    },
  }
}

const acme = { kind: 'slack', id: 'T1', name: 'Acme' } as const

describe('the owner of a database', () => {
  it('is the one that comes first, and stays so under another name', async () => {
    const store = createOwners()
    await confirmOwner(store, acme)
    await confirmOwner(store, { ...acme, name: 'Acme Inc' })
    await confirmOwner(store, { kind: 'teams', id: 'tenant', name: '' })
  })

  it('is reported to another one, with what to do', async () => {
    const store = createOwners()
    await confirmOwner(store, acme)
    const failure = await confirmOwner(store, { kind: 'slack', id: 'T2', name: 'Other' }).catch(error => error)
    expect(failure).toBeInstanceOf(ConfigError)
    expect(failure.problems).toEqual([
      'The database belongs to the Slack workspace Acme (T1), and SLACK_BOT_TOKEN is of the Slack workspace Other (T2): correct DATABASE_URL, DATA_DIR or SLACK_BOT_TOKEN. To move it: npm run store -- move-owner slack',
    ])
  })
})

describe('an owner that cannot be compared because the database is away', () => {
  it('prevents no one from connecting, and is compared before anything is posted', async () => {
    const store = createOwners()
    await confirmOwner(store, acme)
    let isAway = true
    const { keep } = store.owners
    const checks = createOwnerChecks({
      owners: {
        ...store.owners,
        async keep(owner) {
          if (isAway) throw new AppError('store-unavailable')
          return keep(owner)
        },
      },
    })
    await checks.confirm({ kind: 'slack', id: 'T2', name: 'Other' })
    await expect(checks.confirmLeft()).rejects.toMatchObject({ code: 'store-unavailable' })
    isAway = false
    await expect(checks.confirmLeft()).rejects.toBeInstanceOf(ConfigError)
    await checks.confirm(acme)
    await checks.confirmLeft()
  })
})

describe('the Tabnine organization', () => {
  const organization = (id: string) => vi.fn(async () => ({ id, name: 'Northwind' }))

  it('is asked for once, by all who need it', async () => {
    const ask = organization('o1')
    const check = createOrganizationCheck(createOwners(), { organization: ask }, () => {})
    await Promise.all([check(), check()])
    await check()
    expect(ask).toHaveBeenCalledTimes(1)
  })

  it('is asked for again while the Usage API is away, and no one is refused', async () => {
    const ask = organization('o1').mockRejectedValueOnce(new AppError('unreachable'))
    const onRefused = vi.fn()
    const check = createOrganizationCheck(createOwners(), { organization: ask }, onRefused)
    await expect(check()).rejects.toMatchObject({ code: 'unreachable' })
    await check()
    expect(onRefused).not.toHaveBeenCalled()
  })

  it('is refused where the data is of another one', async () => {
    const store = createOwners()
    await createOrganizationCheck(store, { organization: organization('o1') }, () => {})()
    const onRefused = vi.fn()
    const check = createOrganizationCheck(store, { organization: organization('o2') }, onRefused)
    await expect(check()).rejects.toBeInstanceOf(ConfigError)
    expect(onRefused).toHaveBeenCalledTimes(1)
    // Nothing is done with it later either.
    await expect(check()).rejects.toBeInstanceOf(ConfigError)
  })
})
