import { type English, english } from './english.ts'
import { createFormats } from './formats.ts'
import { german } from './german.ts'
import type { Language } from './languages.ts'
import type { Message } from './message.ts'

/** Everything the bot can say in one language: sentences, and how that language writes numbers and dates. */
export type Words = English

/** Another language is another file beside `english.ts` and a line here. */
const makers: Readonly<Record<Language, () => Words>> = {
  en: () => english(createFormats('en-GB')),
  de: () => german(createFormats('de-DE')),
}

const made = new Map<Language, Words>()

/** Made once for each language that is spoken, for the formats of `Intl` are slow to make. */
export function createWords(language: Language): Words {
  const words = made.get(language) ?? makers[language]()
  made.set(language, words)
  return words
}

/** The words of the language that a message is told in, for what a renderer adds to it. */
export function wordsOf({ language }: Pick<Message, 'language'>, otherwise: Words): Words {
  return language === undefined ? otherwise : createWords(language)
}
