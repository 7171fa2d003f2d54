import { distance } from 'fastest-levenshtein'

/** German verbs that people may type; a command itself has one spelling. */
const inGerman: Readonly<Record<string, string>> = {
  hilfe: 'help',
  nutzung: 'usage',
  verbrauch: 'usage',
  plätze: 'seats',
  lizenzen: 'seats',
  ich: 'me',
  person: 'user',
  bericht: 'digest',
  abonnieren: 'subscribe',
  abonnements: 'subscriptions',
  abos: 'subscriptions',
  abbestellen: 'unsubscribe',
  ändern: 'edit',
  pausieren: 'pause',
  fortsetzen: 'resume',
  verlauf: 'history',
  meldung: 'alerts',
  meldungen: 'alerts',
  warum: 'why',
  stumm: 'snooze',
  stummschalten: 'snooze',
  erinnern: 'remind',
  erinnerungen: 'reminders',
  ausnehmen: 'exclude',
  teilen: 'share',
  start: 'home',
  protokoll: 'audit',
  exportieren: 'export',
}

/** Verbs that were probably meant: they begin alike, or are a letter or two away. Best first, three at most. */
export function suggestVerbs(typed: string, verbs: readonly string[]): string[] {
  const word = typed.normalize('NFC').toLowerCase().slice(0, 40)
  const meant = Object.hasOwn(inGerman, word) ? inGerman[word] : undefined
  if (meant !== undefined && verbs.includes(meant)) return [meant]
  return verbs
    .map(verb => ({ verb, away: word.length >= 2 && verb.startsWith(word) ? 0 : distance(verb, word) }))
    .filter(({ verb, away }) => away <= Math.min(2, Math.floor(verb.length / 2)))
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .map(({ verb }) => verb)
}
