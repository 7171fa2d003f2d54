/** Everything people read about changing seats from an alert, in both languages. */
import type { Language } from '../../message/languages.ts'
import type { Words } from '../../message/words.ts'
import type { ActionRefusal, SeatActionKind } from '../../ports.ts'
import type { ActedCount, ActedCounts } from '../findings/episode.ts'

type Kinds<T> = Readonly<Record<SeatActionKind, T>>

export type ActingWords = {
  /** The buttons of an alert, which open a preview. */
  readonly open: Kinds<string>
  readonly openSome: Kinds<(people: number, t: Words) => string>
  readonly previewTitle: Kinds<(people: number, t: Words) => string>
  readonly effect: Kinds<string>
  readonly confirm: Kinds<(people: number, t: Words) => string>
  readonly emptyTitle: Kinds<string>
  readonly empty: Kinds<string>
  readonly only: Kinds<(person: string) => string>
  readonly unlisted: (people: number, t: Words) => string
  readonly left: (people: number, t: Words) => string
  readonly yourself: string
  readonly synced: (people: number, t: Words) => string
  readonly validFor: string
  readonly state: { readonly half: string; readonly freed: string }
  readonly doneTitle: Kinds<(done: number, all: number, t: Words) => string>
  readonly done: Kinds<(people: string) => string>
  readonly missing: (missing: number, all: number, t: Words) => string
  readonly refused: Readonly<Record<ActionRefusal, (people: string) => string>>
  readonly half: (people: string) => string
  readonly unclear: (people: string) => string
  readonly taken: (people: string) => string
  readonly notTried: (people: string) => string
  readonly undo: string
  readonly look: string
  readonly counted: (counts: ActedCounts, t: Words) => string
  readonly countedLabel: string
  readonly proof: string
}

const en: ActingWords = {
  open: {
    withdraw: 'Withdraw invites…',
    invite: 'Invite again…',
    free: 'Free seats…',
    restore: 'Give seats back…',
  },
  openSome: {
    withdraw: (people, t) => `Withdraw ${invites(people, t)}…`,
    invite: (people, t) => `Invite ${persons(people, t)} again…`,
    free: (people, t) => `Free ${seats(people, t)}…`,
    restore: (people, t) => `Give ${seats(people, t)} back…`,
  },
  previewTitle: {
    withdraw: (people, t) => `Withdraw ${invites(people, t)}?`,
    invite: (people, t) => `Invite ${persons(people, t)} again?`,
    free: (people, t) => `Free ${seats(people, t)}?`,
    restore: (people, t) => `Give ${seats(people, t)} back?`,
  },
  effect: {
    withdraw: 'They can’t accept the invite any more. You can invite them again later.',
    invite: 'Each old invite is withdrawn, and a new one is sent for the same team and role.',
    free: 'Their accounts are deactivated in Tabnine. Nothing is deleted, and you can undo it.',
    restore: 'Their accounts become active in Tabnine again.',
  },
  confirm: {
    withdraw: (people, t) => `Withdraw ${invites(people, t)}`,
    invite: (people, t) => `Invite ${persons(people, t)}`,
    free: (people, t) => `Free ${seats(people, t)}`,
    restore: (people, t) => `Give ${seats(people, t)} back`,
  },
  emptyTitle: {
    withdraw: 'No invites to withdraw',
    invite: 'No one to invite again',
    free: 'No seats to free',
    restore: 'No seats to give back',
  },
  empty: {
    withdraw: 'No unused seat here waits for an invite to be accepted.',
    invite: 'No invite here has expired. To invite one person again anyway, add their e-mail.',
    free: 'No one answered that they don’t need their seat. To free one person’s seat anyway, add their e-mail.',
    restore: 'I freed no seat from this alert in the last 30 days.',
  },
  only: {
    withdraw: person => `Withdraw ${person}’s invite…`,
    invite: person => `Invite ${person} again…`,
    free: person => `Free ${person}’s seat…`,
    restore: person => `Give back ${person}’s seat…`,
  },
  unlisted: (people, t) => `${persons(people, t)} left out: Tabnine lists no invite for them.`,
  left: (people, t) => `${persons(people, t)} more: I show and change up to 50 at a time.`,
  yourself: 'You’re left out: no one can free their own seat.',
  synced: (people, t) =>
    `${persons(people, t)} in teams of your identity provider: if Tabnine refuses, change it there.`,
  validFor: 'Only you can confirm this, once, within 10 minutes',
  state: { half: 'Withdrawn, not invited again', freed: 'Seat freed' },
  doneTitle: {
    withdraw: (done, all, t) => title(done, all, 'No invite', invites(all, t), 'withdrawn', t),
    invite: (done, all, t) => title(done, all, 'No one', persons(all, t), 'invited again', t),
    free: (done, all, t) => title(done, all, 'No seat', seats(all, t), 'freed', t),
    restore: (done, all, t) => title(done, all, 'No seat', seats(all, t), 'given back', t),
  },
  done: {
    withdraw: people => `Withdrawn: ${people}.`,
    invite: people => `Invited again: ${people}.`,
    free: people => `Freed: ${people}.`,
    restore: people => `Given back: ${people}.`,
  },
  missing: (missing, all, t) => `${t.count(missing)} of ${t.count(all)} not done.`,
  refused: {
    'identity-provider': people => `${people}: your identity provider manages them, so change it there.`,
    oneself: people => `${people}: the access token is theirs, and Tabnine lets no one change themselves.`,
    role: people => `${people}: the access token’s role is too low for theirs.`,
    protected: people => `${people}: Tabnine protects this account from changes.`,
    conflict: people => `${people}: already changed in Tabnine in the meantime.`,
    gone: people => `${people}: Tabnine doesn’t have them any more.`,
    'no-right': people => `${people}: TABNINE_ACTION_TOKEN doesn’t have the right to do this.`,
    'not-licensed': people => `${people}: your Tabnine licence doesn’t include this.`,
    'bad-token': people => `${people}: Tabnine refuses TABNINE_ACTION_TOKEN.`,
    'rate-limited': people => `${people}: Tabnine is busy, so try again in a minute.`,
    refused: people => `${people}: Tabnine refused without a reason I know.`,
    unknown: people => `${people}: Tabnine didn’t answer clearly.`,
  },
  half: people => `${people}: the old invite may be withdrawn, and no new one is confirmed.`,
  unclear: people => `${people}: Tabnine didn’t answer clearly, so it may be done. Tomorrow’s check shows it.`,
  taken: people => `${people}: someone else changed this since you looked.`,
  notTried: people => `${people}: not tried.`,
  undo: 'Undo',
  look: 'See preview again…',
  counted: ({ freed, withdrawn, invited, half, unproven }, t) =>
    [
      since(freed, `${seats(freed.all, t)} freed`, 'since the last check', t),
      since(withdrawn, `${invites(withdrawn.all, t)} withdrawn`, 'since the last check', t),
      since(invited, `${t.count(invited.all)} invited again`, 'since the last check', t),
      half > 0 ? `${t.count(half)} half done (invite withdrawn, not sent again)` : null,
      unproven > 0 ? `${t.count(unproven)} not confirmed by the check` : null,
    ]
      .filter(part => part !== null)
      .join(' · '),
  countedLabel: 'Changed from here',
  proof: 'The next daily check confirms it',
}

const de: ActingWords = {
  open: {
    withdraw: 'Einladungen zurückziehen…',
    invite: 'Neu einladen…',
    free: 'Plätze freigeben…',
    restore: 'Plätze zurückgeben…',
  },
  openSome: {
    withdraw: (people, t) => `${invitesDe(people, t)} zurückziehen…`,
    invite: (people, t) => `${personsDe(people, t)} neu einladen…`,
    free: (people, t) => `${seatsDe(people, t)} freigeben…`,
    restore: (people, t) => `${seatsDe(people, t)} zurückgeben…`,
  },
  previewTitle: {
    withdraw: (people, t) => `${invitesDe(people, t)} zurückziehen?`,
    invite: (people, t) => `${personsDe(people, t)} neu einladen?`,
    free: (people, t) => `${seatsDe(people, t)} freigeben?`,
    restore: (people, t) => `${seatsDe(people, t)} zurückgeben?`,
  },
  effect: {
    withdraw: 'Die Einladung lässt sich dann nicht mehr annehmen. Neu einladen geht später immer noch.',
    invite: 'Jede alte Einladung wird zurückgezogen und eine neue für dasselbe Team und dieselbe Rolle verschickt.',
    free: 'Die Konten werden in Tabnine deaktiviert. Nichts wird gelöscht, und es lässt sich rückgängig machen.',
    restore: 'Die Konten werden in Tabnine wieder aktiv.',
  },
  confirm: {
    withdraw: (people, t) => `${invitesDe(people, t)} zurückziehen`,
    invite: (people, t) => `${personsDe(people, t)} einladen`,
    free: (people, t) => `${seatsDe(people, t)} freigeben`,
    restore: (people, t) => `${seatsDe(people, t)} zurückgeben`,
  },
  emptyTitle: {
    withdraw: 'Keine Einladungen zurückzuziehen',
    invite: 'Niemand neu einzuladen',
    free: 'Keine Plätze freizugeben',
    restore: 'Keine Plätze zurückzugeben',
  },
  empty: {
    withdraw: 'Hier wartet kein ungenutzter Platz auf die Annahme einer Einladung.',
    invite: 'Hier ist keine Einladung abgelaufen. Für eine einzelne Person die E-Mail-Adresse dazuschreiben.',
    free: 'Niemand hat den eigenen Platz als unnötig gemeldet. Für eine einzelne Person die E-Mail-Adresse dazuschreiben.',
    restore: 'Aus dieser Meldung habe ich in den letzten 30 Tagen keinen Platz freigegeben.',
  },
  only: {
    withdraw: person => `Einladung von ${person} zurückziehen…`,
    invite: person => `${person} neu einladen…`,
    free: person => `Platz von ${person} freigeben…`,
    restore: person => `Platz von ${person} zurückgeben…`,
  },
  unlisted: (people, t) => `${personsDe(people, t)} ausgelassen: Tabnine führt keine Einladung dafür.`,
  left: (people, t) => `${personsDe(people, t)} mehr: Ich zeige und ändere höchstens 50 auf einmal.`,
  yourself: 'Du bist ausgelassen: Den eigenen Platz kann niemand freigeben.',
  synced: (people, t) =>
    `${personsDe(people, t)} in Teams des Identity-Providers: Lehnt Tabnine ab, lässt es sich nur dort ändern.`,
  validFor: 'Nur du kannst das bestätigen, einmal, innerhalb von 10 Minuten',
  state: { half: 'Zurückgezogen, nicht neu eingeladen', freed: 'Platz freigegeben' },
  doneTitle: {
    withdraw: (done, all, t) => titleDe(done, all, 'Keine Einladung', invitesDe(all, t), 'zurückgezogen', t),
    invite: (done, all, t) => titleDe(done, all, 'Niemand', personsDe(all, t), 'neu eingeladen', t),
    free: (done, all, t) => titleDe(done, all, 'Kein Platz', seatsDe(all, t), 'freigegeben', t),
    restore: (done, all, t) => titleDe(done, all, 'Kein Platz', seatsDe(all, t), 'zurückgegeben', t),
  },
  done: {
    withdraw: people => `Zurückgezogen: ${people}.`,
    invite: people => `Neu eingeladen: ${people}.`,
    free: people => `Freigegeben: ${people}.`,
    restore: people => `Zurückgegeben: ${people}.`,
  },
  missing: (missing, all, t) => `${t.count(missing)} von ${t.count(all)} nicht erledigt.`,
  refused: {
    'identity-provider': people => `${people}: wird vom Identity-Provider verwaltet, also dort ändern.`,
    oneself: people => `${people}: Der Zugriffstoken gehört dieser Person, und niemand kann sich selbst ändern.`,
    role: people => `${people}: Die Rolle des Zugriffstokens reicht für diese Rolle nicht.`,
    protected: people => `${people}: Tabnine schützt dieses Konto vor Änderungen.`,
    conflict: people => `${people}: in Tabnine inzwischen schon geändert.`,
    gone: people => `${people}: in Tabnine nicht mehr vorhanden.`,
    'no-right': people => `${people}: TABNINE_ACTION_TOKEN hat nicht das Recht dazu.`,
    'not-licensed': people => `${people}: Die Tabnine-Lizenz enthält das nicht.`,
    'bad-token': people => `${people}: Tabnine lehnt TABNINE_ACTION_TOKEN ab.`,
    'rate-limited': people => `${people}: Tabnine ist ausgelastet, also in einer Minute noch einmal versuchen.`,
    refused: people => `${people}: von Tabnine ohne bekannten Grund abgelehnt.`,
    unknown: people => `${people}: keine klare Antwort von Tabnine.`,
  },
  half: people => `${people}: Die alte Einladung ist vielleicht zurückgezogen, eine neue ist nicht bestätigt.`,
  unclear: people => `${people}: keine klare Antwort, also vielleicht erledigt. Die Prüfung von morgen zeigt es.`,
  taken: people => `${people}: inzwischen von jemand anderem geändert.`,
  notTried: people => `${people}: nicht versucht.`,
  undo: 'Rückgängig machen',
  look: 'Vorschau neu zeigen…',
  counted: ({ freed, withdrawn, invited, half, unproven }, t) =>
    [
      since(freed, `${seatsDe(freed.all, t)} freigegeben`, 'seit der letzten Prüfung', t),
      since(withdrawn, `${invitesDe(withdrawn.all, t)} zurückgezogen`, 'seit der letzten Prüfung', t),
      since(invited, `${t.count(invited.all)} neu eingeladen`, 'seit der letzten Prüfung', t),
      half > 0 ? `${t.count(half)} halb erledigt (Einladung zurückgezogen, nicht neu verschickt)` : null,
      unproven > 0 ? `${t.count(unproven)} von der Prüfung nicht bestätigt` : null,
    ]
      .filter(part => part !== null)
      .join(' · '),
  countedLabel: 'Von hier aus geändert',
  proof: 'Die nächste tägliche Prüfung bestätigt es',
}

export const actingWords: Readonly<Record<Language, ActingWords>> = { en, de }

/** A number and its noun. */
function counted(one: string, other: string) {
  return (count: number, t: Words) => `${t.count(count)} ${count === 1 ? one : other}`
}

const seats = counted('seat', 'seats')
const invites = counted('invite', 'invites')
const persons = counted('person', 'people')
const seatsDe = counted('Platz', 'Plätze')
const invitesDe = counted('Einladung', 'Einladungen')
const personsDe = counted('Person', 'Personen')

/** "3 seats freed, 2 since the last check"; `null`: none. */
function since({ all, unchecked }: ActedCount, done: string, sinceCheck: string, t: Words): string | null {
  if (all === 0) return null
  if (unchecked === 0) return done
  return unchecked === all ? `${done} ${sinceCheck}` : `${done}, ${t.count(unchecked)} ${sinceCheck}`
}

function title(done: number, all: number, none: string, everything: string, verb: string, t: Words): string {
  return headline(done, all, none, everything, verb, `${t.count(done)} of ${everything}`)
}

function titleDe(done: number, all: number, none: string, everything: string, verb: string, t: Words): string {
  // After “von” the noun is in the dative.
  const dative = everything.replace(/Plätze$/, 'Plätzen')
  return headline(done, all, none, everything, verb, `${t.count(done)} von ${dative}`)
}

function headline(done: number, all: number, none: string, everything: string, verb: string, some: string): string {
  if (done === 0) return `${none} ${verb}`
  return done === all ? `✅ ${everything} ${verb}` : `⚠️ ${some} ${verb}`
}
