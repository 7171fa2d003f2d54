import type { Conversation } from '../ports.ts'
import type { Reader } from './authorize.ts'
import { type Caller, defaultPrivacy, type Privacy, type Role, type Surface, surfaceOf } from './policy.ts'
import { type ChatPerson, findRole, openRoles, type Roles, roleOf } from './roles.ts'

export type AccessSettings = {
  readonly roles?: Roles
  readonly privacy?: Privacy
}

/** Roles and privacy settings: everything that `authorize` needs. */
export type AccessPolicy = { readonly roles: Roles; readonly privacy: Privacy }

/** @param admins the people in `ADMINS`, in addition to those of the roles */
export function accessPolicyOf(admins: readonly string[], settings: AccessSettings = {}): AccessPolicy {
  const { roles = openRoles, privacy = defaultPrivacy } = settings
  return { roles: { ...roles, admin: [...admins, ...roles.admin] }, privacy }
}

/** The access of one caller. Their role is looked up once, and only if it matters. */
export type Access = {
  readonly privacy: Privacy
  /** `null`: none, or it cannot be found out. */
  role(): Promise<Role | null>
}

export function createAccess(caller: ChatPerson, { roles, privacy }: AccessPolicy): Access {
  let found: Promise<Role | null> | undefined
  return {
    privacy,
    role() {
      found ??= roleOf(caller, roles)
      return found
    },
  }
}

/** Who reads the answer to a question. @param meantFor of the command; one that is for everyone there may have one reader */
export function readerOfAnswer(caller: Caller, access: Access, meantFor: Surface): Reader {
  const isAlone = meantFor === 'channel' && caller.place?.conversation.kind === 'personal'
  const surface = isAlone ? 'personal' : surfaceOf(caller, meantFor)
  return { surface, isStranger: caller.isStranger, role: access.role }
}

/** Who reads a post: in a personal chat its one person, if the platform says who that is; anywhere else everyone there. */
export function readerOfPost(
  { roles }: AccessPolicy,
  conversation: Pick<Conversation, 'kind'> | null,
  person: ChatPerson | null,
): Reader {
  const reader = conversation?.kind === 'personal' ? person : null
  return {
    surface: conversation?.kind === 'personal' ? 'personal' : 'channel',
    isStranger: reader?.isStranger ?? false,
    role: async () => (reader ? findRole(reader, roles) : 'unknown'),
  }
}
