/** People who are mentioned in a line instead of being named by e-mail. */
import type { Caller, Profile } from '../privacy/policy.ts'
import { fieldsOf } from './argument.ts'
import type { Command } from './command.ts'

const mention = /<@([^<>|\s]{1,200})>/g

/** The mention of a person in a line; adapters write it in place of what their platform sends. */
export function writeMention(id: string): string {
  return `<@${id}>`
}

/** A text whose mentions are not looked up yet: shown without the ids, which mean nothing to people. */
export function hideMentions(text: string): string {
  return text.replace(mention, '@…')
}

/** Looked up at most so many in one line. */
const maxMentions = 5

/**
 * The arguments with people in place of their mentions: an argument for a person gets their e-mail, any other `@name`.
 * If the platform does not reveal the e-mail, the name stands in for it, which matches no account.
 */
export async function resolveMentions(
  command: Command<never>,
  args: Readonly<Record<string, unknown>>,
  caller: Pick<Caller, 'mentioned'>,
): Promise<Readonly<Record<string, unknown>>> {
  const ids = new Set(Object.values(args).flatMap(idsIn))
  if (ids.size === 0) return args
  const known = new Map<string, Profile | null>()
  for (const id of [...ids].slice(0, maxMentions)) known.set(id, (await caller.mentioned?.(id)) ?? null)
  const ofPeople = fieldsOf(command).filter(({ pick }) => pick !== undefined && pick.of !== 'team')
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => {
      const isPerson = ofPeople.some(field => field.name === name)
      const replace = (text: string) => text.replace(mention, (_all, id) => callOf(known.get(id) ?? null, isPerson))
      if (typeof value === 'string') return [name, replace(value)]
      return [name, Array.isArray(value) ? value.map(one => (typeof one === 'string' ? replace(one) : one)) : value]
    }),
  )
}

function callOf(profile: Profile | null, isPerson: boolean): string {
  if (isPerson && profile?.email) return profile.email
  return `@${profile?.name ?? '…'}`
}

function idsIn(value: unknown): string[] {
  const texts = Array.isArray(value) ? value : [value]
  return texts.flatMap(text => (typeof text === 'string' ? [...text.matchAll(mention)].map(([, id = '']) => id) : []))
}
