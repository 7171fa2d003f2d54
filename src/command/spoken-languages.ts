import type { Language } from '../message/languages.ts'

/** How people say in which language something is to be posted, at the end of a line. */
export const spokenLanguages = ['in english', 'in german', 'auf deutsch'] as const

export const languageIn: Readonly<Record<(typeof spokenLanguages)[number], Language>> = {
  'in english': 'en',
  'in german': 'de',
  'auf deutsch': 'de',
}
