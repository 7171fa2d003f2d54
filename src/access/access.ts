import {
  type Caller,
  defaultPrivacy,
  type Level,
  levelFor,
  type Privacy,
  type Question,
  type Role,
  type Surface,
} from './policy.ts'
import { everybody, type Roles, roleOf } from './roles.ts'

export type AccessSettings = {
  readonly roles?: Roles
  readonly privacy?: Privacy
}

/** Who is what, and who may see what: all that `authorize` decides by. */
export type AccessPolicy = { readonly roles: Roles; readonly privacy: Privacy }

/** @param admins whom `ADMINS` names, besides those of the roles */
export function accessPolicyOf(admins: readonly string[], settings: AccessSettings = {}): AccessPolicy {
  const { roles = everybody, privacy = defaultPrivacy } = settings
  return { roles: { ...roles, admin: [...admins, ...roles.admin] }, privacy }
}

/** What one caller may see. Their role is found out once, and only where it matters. */
export type Access = {
  readonly floor: number
  role(): Promise<Role | null>
  level(about: Pick<Question, 'subject' | 'isSelf'> & { readonly surface: Surface }): Promise<Level>
}

/** @param admins whom `ADMINS` names, besides those of the roles */
export function createAccess(caller: Caller, admins: readonly string[], settings: AccessSettings = {}): Access {
  const { roles, privacy } = accessPolicyOf(admins, settings)
  let found: Promise<Role | null> | undefined
  const role = () => {
    found ??= roleOf(caller, roles)
    return found
  }
  return {
    floor: privacy.floor,
    role,
    level: async about => levelFor({ ...about, role: await role(), privacy }),
  }
}
