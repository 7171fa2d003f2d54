/** Who may see what is about to be sent: decided at the moment of sending, for the person or the conversation that reads it. */
import { AppError } from '../errors.ts'
import type { Conversation } from '../ports.ts'
import type { AccessPolicy } from './access.ts'
import { type Level, levelFor, type Role, type Surface } from './policy.ts'
import { findRole, type Person } from './roles.ts'

/** Who reads something, and where. `person`: the one who asked or reads; `null`: everybody in a channel, or unknown. */
export type Reader = { readonly surface: Surface; readonly person: Person | null }

export type Authorization = {
  readonly surface: Surface
  readonly role: Role | 'unknown' | null
  readonly level: Exclude<Level, 'off'>
  /** Numbers of groups of fewer people are left out; 0: this reader may see all of them. */
  readonly minGroupSize: number
}

/**
 * Authorizes one reader to see numbers of groups.
 * @throws AppError `stranger` for an external user, `not-told-here` where the reader may see nothing
 */
export async function authorize({ roles, privacy }: AccessPolicy, reader: Reader): Promise<Authorization> {
  const { surface, person } = reader
  if (person?.isStranger) throw new AppError('stranger')
  const role = person ? await findRole(person, roles) : 'unknown'
  const level = levelFor({ role, surface, subject: 'group', isSelf: false, privacy })
  if (level === 'off') throw new AppError('not-told-here')
  return { surface, role, level, minGroupSize: level === 'named' ? 0 : privacy.floor }
}

/** Who reads a post: in a personal chat its one person, as far as the platform tells; anywhere else everybody there. */
export function readerOfPost(conversation: Pick<Conversation, 'kind'> | null, person: Person | null): Reader {
  return conversation?.kind === 'personal' ? { surface: 'personal', person } : { surface: 'channel', person: null }
}
