import type { CompanyAccount, CompanyDirectory, InvitationRecord } from './directory.ts'

/** What was changed over the writing endpoints since the sandbox started. */
export type Acts = {
  readonly withdrawn: Set<string>
  readonly invited: InvitationRecord[]
  /** By the account's id: when it was deactivated; null: it was made active. */
  readonly deactivated: Map<string, number | null>
}

export function noActs(): Acts {
  return { withdrawn: new Set(), invited: [], deactivated: new Map() }
}

/** The directory of a day with what was changed since; the same one where nothing was. */
export function applyActs(directory: CompanyDirectory, acts: Acts): CompanyDirectory {
  if (acts.withdrawn.size + acts.invited.length + acts.deactivated.size === 0) return directory
  const accounts = directory.accounts.map((account): CompanyAccount => {
    const deactivatedAt = acts.deactivated.get(account.id)
    return deactivatedAt === undefined ? account : { ...account, deactivatedAt }
  })
  const joined = new Set(accounts.map(({ email }) => email.toLowerCase()))
  const invitations = [...directory.invitations, ...acts.invited].filter(
    ({ id, email }) => !acts.withdrawn.has(id) && !joined.has(email.toLowerCase()),
  )
  return {
    accounts,
    invitations,
    byTeam: new Map(
      [...directory.byTeam.keys()].map(index => [
        index,
        {
          accounts: accounts.filter(({ team }) => team?.index === index),
          invitations: invitations.filter(({ team }) => team.index === index),
        },
      ]),
    ),
    byId: new Map(accounts.map(account => [account.id, account])),
    byEmail: new Map(accounts.map(account => [account.email, account])),
  }
}
