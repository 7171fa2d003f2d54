/** German words of arguments, as the English ones that commands read. Periods and schedules have words of their own. */
import type { Token } from './line.ts'

/** Words with which a name is not a name, see `keywords` of an argument. */
const keywords: Readonly<Record<string, string>> = { alle: 'all', alles: 'all', aus: 'off', ich: 'me', mich: 'me' }

const choices: Readonly<Record<string, string>> = {
  täglich: 'daily',
  wöchentlich: 'weekly',
  monatlich: 'monthly',
  an: 'on',
  ein: 'on',
  aus: 'off',
  'auf englisch': 'in english',
  'nach modell': 'by model',
  senden: 'send',
  antworten: 'answers',
  gesendet: 'sent',
  erneut: 'resend',
  verwerfen: 'drop',
}

const phrases: readonly (readonly [RegExp, string])[] = [
  [/^nach (\d{1,3}) tag(?:en)?$/i, 'after $1 days'],
  [/^(?:wiederholen )?alle (\d{1,3}) tage$/i, 'repeat every $1 days'],
  [/^alle (\d{1,3}) tage wiederholen$/i, 'repeat every $1 days'],
  [/^(\d{1,3}) ?(?:t|tage?n?)$/i, '$1d'],
]

/** `alle` and `aus payments`, where `all` and `off` have a meaning. A team of such a name is written in quotes. */
export function toEnglishKeyword(words: readonly Token[], isKeyword: (text: string) => boolean): readonly Token[] {
  const [first, ...rest] = words
  if (!first || first.quoted) return words
  const english = lookUp(keywords, first.text)
  if (english === undefined) return words
  const translated = [{ text: english, quoted: false }, ...rest]
  return isKeyword(translated.map(({ text }) => text).join(' ')) ? translated : words
}

export function toEnglishChoice(text: string, options: readonly string[]): string {
  const english = options.includes(text) ? undefined : lookUp(choices, text)
  return english !== undefined && options.includes(english) ? english : text
}

export function toEnglishPhrase(text: string): string {
  const [form, english] = phrases.find(([form]) => form.test(text)) ?? []
  return form && english ? text.replace(form, english) : text
}

export function toEnglishUntil(text: string): string {
  return text.replace(/^bis (?:zum )?(?=\S)/i, 'until ')
}

function lookUp(words: Readonly<Record<string, string>>, text: string): string | undefined {
  const word = text.normalize('NFC').toLowerCase()
  return Object.hasOwn(words, word) ? words[word] : undefined
}
