/** German words of command lines: names of commands, and words of arguments. Periods and schedules have words of their own. */

import { distance } from 'fastest-levenshtein'
import type { Language } from '../message/languages.ts'
import type { Token } from './line.ts'

/** German names of the commands: a line may begin with one of them. The first of a command is shown in German help. */
const german: Readonly<Record<string, string>> = {
  hilfe: 'help',
  befehle: 'help',
  nutzung: 'usage',
  verbrauch: 'usage',
  plätze: 'seats',
  lizenzen: 'seats',
  kosten: 'cost',
  ich: 'me',
  person: 'user',
  bericht: 'digest',
  abonnieren: 'subscribe',
  abos: 'subscriptions',
  abonnements: 'subscriptions',
  berichte: 'subscriptions',
  abbestellen: 'unsubscribe',
  ändern: 'edit',
  pausieren: 'pause',
  fortsetzen: 'resume',
  posten: 'run',
  verlauf: 'history',
  klären: 'settle',
  meldungen: 'alerts',
  meldung: 'alerts',
  warum: 'why',
  woher: 'about',
  stummschalten: 'snooze',
  stumm: 'snooze',
  erinnern: 'remind',
  erinnerungen: 'reminders',
  handeln: 'act',
  bestätigen: 'confirm',
  ausnehmen: 'exclude',
  aufnehmen: 'include',
  teilen: 'share',
  start: 'home',
  werbinich: 'whoami',
  übersicht: 'home',
  protokoll: 'audit',
  exportieren: 'export',
}

/** Keyboards without umlauts write "plaetze". */
const verbOfGerman = new Map(
  Object.entries(german).flatMap(([name, verb]): [string, string][] => [
    [name, verb],
    [name.replace('ä', 'ae').replace('ü', 'ue'), verb],
  ]),
)

/** The command's own name for the first word of a line; a word that is not a German name stays unchanged. */
export function toVerb(word: string): string {
  return verbOfGerman.get(word) ?? word
}

/** What a speaker of this language can type instead of a command's own name. */
export function namesIn(language: Language, verb: string): string[] {
  return language === 'de' ? Object.keys(german).filter(name => german[name] === verb) : []
}

/** Verbs that were probably meant, as they can be typed: they begin alike, or are one or two letters away. Best first. */
export function suggestVerbs(typed: string, verbs: readonly string[]): string[] {
  const word = typed.normalize('NFC').toLowerCase().slice(0, 40)
  const germanOfThese = Object.keys(german).filter(name => verbs.includes(toVerb(name)))
  const near = [...verbs, ...germanOfThese]
    .map(name => ({ name, away: word.length >= 2 && name.startsWith(word) ? 0 : distance(name, word) }))
    .filter(({ name, away }) => away <= Math.min(2, Math.floor(name.length / 2)))
    .sort((a, b) => a.away - b.away)
    .map(({ name }) => name)
  const commands = near.map(toVerb)
  return near.filter((_name, at) => commands.indexOf(commands[at] ?? '') === at).slice(0, 3)
}

/** Words with which a name is not a name, see `keywords` of an argument. */
const keywords: Readonly<Record<string, string>> = {
  alle: 'all',
  alles: 'all',
  aus: 'off',
  ich: 'me',
  mich: 'me',
  beantwortet: 'answered',
}

const choices: Readonly<Record<string, string>> = {
  täglich: 'daily',
  wöchentlich: 'weekly',
  monatlich: 'monthly',
  an: 'on',
  ein: 'on',
  aus: 'off',
  'auf englisch': 'in english',
  'nach modell': 'by model',
  'nach ide': 'by ide',
  'nach sprache': 'by language',
  senden: 'send',
  antworten: 'answers',
  gesendet: 'sent',
  erneut: 'resend',
  verwerfen: 'drop',
  zurückziehen: 'withdraw',
  einladen: 'invite',
  freigeben: 'free',
  zurückgeben: 'restore',
  ruhen: 'snooze',
  stummschalten: 'mute',
  fortsetzen: 'resume',
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
