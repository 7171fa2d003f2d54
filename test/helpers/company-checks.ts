import type { Company } from '../../demo/sandbox/company/company.ts'
import type { KnownPerson } from '../../src/ports.ts'
import { addDays } from '../../src/time/utc-days.ts'
import { listAccounts } from './company-truth.ts'
import { knownPerson } from './known-people.ts'

/** What daily checks see of a sandbox's company, each in the first minute of its day. */
export function createChecks(company: Company) {
  const found = new Map<number, ReturnType<typeof readMembers>>()

  function readMembers(at: Date) {
    const accounts = listAccounts(company, at).filter(({ state }) => state !== 'deactivated')
    return new Map(accounts.map(truth => [truth.userId, truth]))
  }

  /** Members at the check of a day, by id. */
  function membersOn(day: Date): ReturnType<typeof readMembers> {
    const members = found.get(day.getTime()) ?? readMembers(day)
    found.set(day.getTime(), members)
    return members
  }

  /** Those seen since a day who are not members any more at the check of another. */
  function leaversSince(since: Date, today: Date): KnownPerson[] {
    const leavers = new Map<string, KnownPerson>()
    for (let day = since; day < today; day = addDays(day, 1))
      for (const [id, { teamId, lastUsedOn }] of membersOn(day)) {
        if (membersOn(today).has(id)) continue
        leavers.set(
          id,
          knownPerson(id, {
            teamId,
            knownFrom: addDays(since, -40),
            knownTo: day,
            lastUsedOn: lastUsedOn === null ? null : new Date(lastUsedOn),
            seenOn: day,
          }),
        )
      }
    return [...leavers.values()]
  }

  return { membersOn, leaversSince }
}
