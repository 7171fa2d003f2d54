import { type English, english } from './english.ts'
import { createFormats } from './formats.ts'
import { german } from './german.ts'
import type { Language } from './languages.ts'
import type { Message } from './message.ts'

/** All texts of the bot in one language, and how that language writes numbers and dates. */
export type Words = English

/** Another language is another file next to `english.ts` and a line here. */
const makers: Readonly<Record<Language, (currentYear: number | null) => Words>> = {
  en: currentYear => english(createFormats('en-GB', currentYear)),
  de: currentYear => german(createFormats('de-DE', currentYear)),
}

const cache = new Map<string, Words>()

/**
 * Cached by language and year, because the formats of `Intl` are slow to make.
 * @param now dates of its year are written without the year; missing: every date has its year
 */
export function createWords(language: Language, now?: Date): Words {
  const currentYear = now?.getUTCFullYear() ?? null
  const key = `${language} ${currentYear}`
  const words = cache.get(key) ?? makers[language](currentYear)
  cache.set(key, words)
  return words
}

/** The words of the language that a message is in, for what a renderer adds to it. */
export function wordsOf({ language }: Pick<Message, 'language'>, otherwise: Words): Words {
  return language === undefined ? otherwise : createWords(language)
}
