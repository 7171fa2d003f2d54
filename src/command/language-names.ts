import type { Language } from '../message/languages.ts'
import type { Caller } from '../privacy/policy.ts'

/** How people say in which language something is to be posted, at the end of a line. */
export const languageNames = ['in english', 'in german', 'auf deutsch'] as const

export const languageIn: Readonly<Record<(typeof languageNames)[number], Language>> = {
  'in english': 'en',
  'in german': 'de',
  'auf deutsch': 'de',
}

/** The language of a post: the requested one, else that of the person who asks; `null`: the language of the settings. */
export async function languageOfWish(
  asked: keyof typeof languageIn | undefined,
  caller: Caller,
): Promise<Language | null> {
  return asked ? languageIn[asked] : ((await caller.profile()).language ?? null)
}
