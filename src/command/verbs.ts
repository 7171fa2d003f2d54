import { distance } from 'fastest-levenshtein'
import type { Language } from '../message/languages.ts'

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
