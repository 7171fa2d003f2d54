import { english } from './english.ts'
import { createFormats } from './formats.ts'

export const languages = ['en'] as const
export type Language = (typeof languages)[number]

/** Everything the bot can say in one language: sentences, and how that language writes numbers and dates. */
export type Words = ReturnType<typeof english>

/** Another language is another file beside `english.ts` and a line here. */
export function createWords(language: Language): Words {
  switch (language) {
    case 'en':
      return english(createFormats('en-GB'))
  }
}
