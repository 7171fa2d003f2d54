import { type Acts, applyActs } from './company/acts.ts'
import { dayOf } from './company/calendar.ts'
import type { Company } from './company/company.ts'
import type { CompanyAccount, CompanyDirectory } from './company/directory.ts'
import type { CompanyTeam } from './company/teams.ts'
import { refuse, type WireAnswer } from './wire/answers.ts'
import type { Dialect } from './wire/profiles.ts'

/** What every answer is made from. */
export type World = {
  company: Company
  dialect: Dialect
  now: () => number
  /** First day that only v2 usage knows; what lies before is only in v1. Null: v1 is live. */
  freezeDay: number | null
  /** The licence holds agent usage; else it is refused. */
  hasAgentUsage: boolean
  readDirectory: (day: number) => CompanyDirectory
  acts: Acts
  /** People from the company's directory are changed there alone. */
  isIdpSynced: boolean
}

export function readToday({ now, readDirectory, acts }: World): CompanyDirectory {
  return applyActs(readDirectory(dayOf(now())), acts)
}

export function findTeam({ company, dialect }: World, id: string): { team: CompanyTeam } | { missing: WireAnswer } {
  const team = company.teams.find(one => one.id === id)
  return team ? { team } : { missing: refuse(dialect, 404, 'Team not found') }
}

export function findAccount(world: World, id: string): { account: CompanyAccount } | { missing: WireAnswer } {
  const account = readToday(world).byId.get(id)
  return account ? { account } : { missing: refuse(world.dialect, 404, 'User not found in organization') }
}
