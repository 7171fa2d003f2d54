/** The languages that the bot speaks. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

/** The language of a locale such as `de-AT`, where it is one that the bot speaks. */
export function languageOf(locale: unknown): Language | null {
  if (typeof locale !== 'string') return null
  const [name] = locale.toLowerCase().split(/[-_]/)
  return languages.find(language => language === name) ?? null
}
