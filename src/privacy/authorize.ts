/**
 * The one decision on what leaves the bot: every answer, post, edit, reply, file, form and suggestion needs a value that
 * only this file makes, for the one who reads it and at the moment of sending.
 */
import { AppError, type ErrorCode } from '../errors.ts'
import type { Conversation } from '../ports.ts'
import {
  type Caller,
  type ChatPerson,
  defaultPrivacy,
  explainRole,
  type FoundRole,
  findRole,
  type Level,
  levelFor,
  maySubscribe,
  openRoles,
  type Privacy,
  type Role,
  type Roles,
  type Surface,
  surfaceOf,
} from './policy.ts'

/** Exists in types alone: no other file can make a value that has it, and a changed copy of one loses it. */
declare class Seal {
  protected readonly isSealed: true
}

/**
 * What something holds. `nothing`: no data. `own`: the reader's own numbers. `settings`: what was set up or posted.
 * `posts`: the same, to change it. `groups`: numbers of teams. `people`: numbers of another person. `targets`: the names of
 * people whose seats an admin is about to change. `admin`: what only admins see or do.
 */
export type Content = 'nothing' | 'own' | 'settings' | 'posts' | 'groups' | 'people' | 'targets' | 'admin'

/** A reader may see this content here and now, as much of it as `level` says. */
export type Authorization<What extends Content = Content> = Seal & {
  readonly content: What
  readonly surface: Surface
  /** `unknown` if no one asked, or the platform does not say. `null`: none, or not looked up. */
  readonly role: Role | 'unknown' | null
  /** How much of groups this reader may see here. */
  readonly level: Level
  /** Numbers of groups of fewer people are left out; 0: this reader may see all of them. */
  readonly minGroupSize: number
}

/** A value that may be sent to the reader for whom it was authorized. */
export type Authorized<Something> = Something & Seal

/** Who reads something, and where. */
type Reader = {
  readonly surface: Surface
  /** An external user sees nothing. */
  readonly isStranger: boolean
  role(): Promise<Role | 'unknown' | null>
}

/**
 * Authorizes a reader to see some content.
 * @throws AppError `stranger` for an external user; `not-told-here`, `not-allowed`, `not-your-role` or `admins-only`
 * where the reader may not see it here
 */
export async function authorize<What extends Content>(
  privacy: Privacy,
  { surface, isStranger, role }: Reader,
  content: What,
): Promise<Authorization<What>> {
  if (isStranger) throw new AppError('stranger')
  // A platform is asked for a role only where the decision depends on it.
  const isForAnyone = content === 'nothing' || (content === 'own' && surface !== 'channel')
  const decided = decide(privacy, { surface, role: isForAnyone ? null : await role() }, content)
  if ('refusal' in decided) throw new AppError(decided.refusal)
  return decided
}

/** As `authorize`, for a reader whose role is known: the decision itself, pure. @internal */
export function decide<What extends Content>(
  privacy: Privacy,
  { surface, role }: Pick<Authorization, 'surface' | 'role'>,
  content: What,
): Authorization<What> | { readonly refusal: ErrorCode } {
  const level = levelFor({ role, surface, subject: 'group', isSelf: false, privacy })
  const refusal = refuse(privacy, { surface, role, level }, content)
  if (refusal) return { refusal }
  const minGroupSize = level === 'named' ? 0 : privacy.minGroupSize
  return { content, surface, role, level, minGroupSize } as Authorization<What>
}

function refuse(
  privacy: Privacy,
  { surface, role, level }: Pick<Authorization, 'surface' | 'role' | 'level'>,
  content: Content,
): ErrorCode | null {
  switch (content) {
    case 'nothing':
      return null
    case 'own':
      return levelFor({ role, surface, subject: 'person', isSelf: true, privacy }) === 'named' ? null : 'not-told-here'
    case 'settings':
      return role === null ? 'not-told-here' : null
    case 'posts':
      return role !== 'unknown' && maySubscribe(role) ? null : 'not-your-role'
    case 'groups':
      return level === 'off' ? 'not-told-here' : null
    case 'people': {
      const mayName = levelFor({ role, surface, subject: 'person', isSelf: false, privacy }) === 'named'
      return mayName ? null : surface === 'channel' ? 'not-told-here' : 'not-allowed'
    }
    case 'targets': {
      if (role !== 'admin') return 'admins-only'
      const { pseudonyms, namesForActions = false } = privacy
      const asked = { ...privacy, pseudonyms: pseudonyms && !namesForActions }
      const mayName = levelFor({ role, surface, subject: 'person', isSelf: false, privacy: asked }) === 'named'
      return mayName ? null : surface === 'channel' ? 'not-told-here' : 'names-hidden'
    }
    case 'admin':
      return role === 'admin' ? null : 'admins-only'
  }
}

const byWidth: readonly Surface[] = ['personal', 'private', 'channel']

/** Whether more people read on one surface than on another. */
export function isWider(surface: Surface, than: Surface): boolean {
  return byWidth.indexOf(surface) > byWidth.indexOf(than)
}

/** Marks what was made for a reader as fit to be sent to them. */
export function release<Something>(something: Something, _for: Authorization): Authorized<Something> {
  return something as Authorized<Something>
}

/** The same in another form, for the same reader: a message as a view, a form as a card. `null` stays `null`. */
export function derive<Something, Other>(
  from: Authorized<Something>,
  make: (from: Something) => Other,
): Authorized<NonNullable<Other>> | Extract<Other, null> {
  return make(from) as Authorized<NonNullable<Other>> | Extract<Other, null>
}

/** Content without data of Tabnine or of the bot's database, such as progress, a greeting or an error, is for everyone. */
export function releaseWithoutData<Something>(something: Something): Authorized<Something> {
  return something as Authorized<Something>
}

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
  /** Where the role comes from, and whether Tabnine could not be asked about a higher one. */
  roleSource(): Promise<Pick<FoundRole, 'source' | 'isUnchecked'>>
}

export function createAccess(caller: ChatPerson, { roles, privacy }: AccessPolicy): Access {
  let found: Promise<FoundRole> | undefined
  const find = () => {
    found ??= explainRole(caller, roles)
    return found
  }
  return {
    privacy,
    async role() {
      const { role } = await find()
      // An unknown role is no role.
      return role === 'unknown' ? null : role
    },
    roleSource: find,
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
