/** German: unused seats, the alerts about them, and why a seat is or is not flagged. */
import type { English } from '../english.ts'
import { endSentence, type Formats, keepDirection } from '../formats.ts'
import type { GermanBasics } from './basics.ts'
import { decisionText } from './reasons.ts'

export function unusedText(f: Formats, { days, age }: GermanBasics): Pick<English, 'unused' | 'alerts' | 'why'> {
  const seats = (count: number) => f.plural(count, { one: 'Platz', other: 'Plätze' })

  const daysOf = (count: number) => f.plural(count, { one: 'Tag', other: 'Tagen' })
  const kindsOf = (kinds: readonly string[], before: string) => (kinds.length === 0 ? '' : `${before} ${f.list(kinds)}`)
  const sinceDay = (since: Date, isAtLeast: boolean) => (isAtLeast ? `${f.day(since)} oder früher` : f.day(since))
  const ageOf = (of: { days: number; isAtLeast: boolean }) =>
    of.isAtLeast ? `${age(of.days)} oder mehr` : age(of.days)

  return {
    unused: {
      title: (total, subject) =>
        total === 0
          ? `✅ Keine ungenutzten Tabnine-Plätze in ${subject}`
          : `⚠️ ${f.plural(total, { one: 'ungenutzter Tabnine-Platz', other: 'ungenutzte Tabnine-Plätze' })} in ${subject}`,
      moreTitle: (added, subject) =>
        `⚠️ ${f.plural(added, { one: 'weiterer ungenutzter Tabnine-Platz', other: 'weitere ungenutzte Tabnine-Plätze' })} in ${subject}`,
      repeatTitle: (total, subject) =>
        `⚠️ ${f.plural(total, { one: 'Tabnine-Platz', other: 'Tabnine-Plätze' })} in ${subject} weiterhin ungenutzt`,
      resolvedTitle: subject => `✅ Alles in Ordnung in ${subject}`,
      unwatchedTitle: subject => `Ungenutzte Plätze in ${subject}: nicht mehr beobachtet`,
      teamTitle: {
        'never-started': subject => `⚠️ In ${subject} hat noch niemand Tabnine genutzt`,
        stopped: subject => `⚠️ In ${subject} nutzt niemand mehr Tabnine`,
      },
      pendingTitle: (most, subject) =>
        `⚠️ Bis zu ${f.plural(most, { one: 'alte Einladung', other: 'alte Einladungen' })} in ${subject}`,
      noDataTitle: subject => `Keine Daten zu den Tabnine-Plätzen in ${subject}`,
      share: (found, checked) =>
        checked === 1
          ? `${f.wholePercent(found)} des einen geprüften Platzes`
          : `${f.wholePercent(found / checked)} der ${f.number(checked)} geprüften Plätze`,
      count: (found, checked) =>
        checked === 1
          ? 'Der eine geprüfte Platz ist ungenutzt'
          : `${f.number(found)} der ${f.number(checked)} geprüften Plätze ${found === 1 ? 'ist' : 'sind'} ungenutzt`,
      checked: checked => `${seats(checked)} geprüft.`,
      cost: (amount, currency) => `etwa ${f.roundMoney(amount, currency)} im Monat`,
      untilRenewal: (amount, currency, on) => `${f.roundMoney(amount, currency)} bis zur Verlängerung am ${f.day(on)}`,
      atFirst: (count, on) => `Am ${endSentence(`${f.day(on)} waren es ${f.number(count)}`)}`,
      updated: on => endSentence(`Stand ${f.weekday(on)}`),
      of: {
        invited: count => `${f.number(count)} nie beigetreten`,
        'never-used': count => `${f.number(count)} nie genutzt`,
        idle: (count, idleDays) => `${f.number(count)} seit ${daysOf(idleDays)} nicht genutzt`,
      },
      total: (total, kinds) => `Insgesamt ${f.number(total)}${kindsOf(kinds, ':')}.`,
      labels: {
        invited: _idleDays => 'Eingeladen, nie beigetreten',
        'never-used': _idleDays => 'Beigetreten, nie genutzt',
        idle: idleDays => `Seit ${daysOf(idleDays)} nicht genutzt`,
      },
      longest: {
        invited: of => `die älteste ${ageOf(of)}`,
        'never-used': of => `am längsten ${ageOf(of)}`,
        idle: of => `am längsten ${ageOf(of)}`,
      },
      expired: count => f.plural(count, { one: 'Einladung abgelaufen', other: 'Einladungen abgelaufen' }),
      pending: ({ count, since, counts }, isRefused) =>
        count === 0
          ? `Seit dem ${f.day(since)} war keine Einladung durchgehend offen: Eine der ${f.number(counts)} täglichen Zählungen fand keine.`
          : `${f.plural(count, { one: 'Einladung war', other: 'Einladungen waren' })} bei jeder der ${f.number(counts)} täglichen Zählungen seit dem ${f.day(since)} offen oder abgelaufen. Tabnine ${isRefused ? 'zeigt mir Einladungen hier nicht einzeln' : 'führt Einladungen hier nicht einzeln auf'}; bis zu ${f.number(count)} ${count === 1 ? 'kann' : 'können'} so alt sein, wessen sie sind, sehe ich nicht.`,
      pendingUnknown: isRefused =>
        `Tabnine ${isRefused ? 'zeigt mir Einladungen hier nicht einzeln' : 'führt Einladungen hier nicht einzeln auf'}. Ob eine alt ist, sehe ich erst nach einigen Tagen Zählung.`,
      invitationsRefused:
        'Ich kann Einladungen nicht lesen: Das Zugriffstoken muss von einem Tabnine-Admin erstellt sein.',
      team: {
        'never-started': (members, _last) =>
          `${members === 1 ? 'Das einzige Mitglied hat' : `Keines der ${f.number(members)} Mitglieder hat`} Tabnine ${members === 1 ? 'noch nicht' : 'bisher'} genutzt. Im Rest der Firma ist es im Einsatz.`,
        stopped: (members, last) =>
          `${members === 1 ? 'Das einzige Mitglied nutzt Tabnine nicht mehr' : `Keines der ${f.number(members)} Mitglieder nutzt Tabnine noch`}${last ? ` (zuletzt am ${f.day(last)})` : ''}. Im Rest der Firma ist es im Einsatz.`,
      },
      noData: {
        'organization-quiet': window =>
          endSentence(
            `Für ${days(window)} meldet Tabnine keinerlei Aktivität. Meist fehlen dann Daten; es heißt nicht, dass niemand Tabnine genutzt hat`,
          ),
        frozen: _window =>
          'Tabnine zählt keine Nutzung mehr, deshalb ist nicht zu sehen, wer einen Platz nutzt. Morgen prüfe ich wieder.',
      },
      baseline: 'Erste Prüfung. Ich aktualisiere diese Nachricht täglich und melde mich hier, wenn sich etwas ändert.',
      person: 'Person',
      state: 'Zustand',
      since: 'Seit',
      people: 'Wer sie hat',
      sinceAge: (since, of) => `${f.day(since)} (${ageOf(of)})`,
      sinceDay,
      sinceOpened: on => `Seit ${f.day(on)}`,
      unchanged: 'keine Änderung',
      fates: {
        joined: count => `${f.number(count)} beigetreten`,
        started: count => `${f.number(count)} wieder in Gebrauch`,
        released: count => `${f.number(count)} freigegeben`,
        renewed: count => `${f.number(count)} erneut eingeladen`,
        excluded: count => `${f.number(count)} ausgenommen`,
      },
      added: count => `${f.number(count)} neu`,
      resolved: (total, took) =>
        `${total === 1 ? 'Der Platz ist in Gebrauch oder freigegeben' : `Keiner der ${f.number(total)} Plätze ist noch ungenutzt`}. Das hat ${f.plural(took, { one: 'Tag', other: 'Tage' })} gedauert.`,
      hiddenForSmallGroups: minGroupSize =>
        `Einzelheiten erst ab ${f.plural(minGroupSize, { one: 'Person', other: 'Personen' })}`,
      agesFrom: minGroupSize => `Zeiten erst ab ${f.plural(minGroupSize, { one: 'Person', other: 'Personen' })}`,
      notCounted: graceDays =>
        `Neue (${f.plural(graceDays, { one: 'Tag', other: 'Tage' })}) und Dienstkonten zählen nicht`,
      noNames: 'Im Kanal keine Namen',
      unknown: count => `${seats(count)} nicht geprüft (keine Daten von Tabnine).`,
      act: {
        remind: people =>
          people === null
            ? 'Personen erinnern…'
            : `${f.plural(people, { one: 'Person', other: 'Personen' })} erinnern…`,
        toFree: count => `${seats(count)} zum Freigeben`,
        snooze: '7 Tage ruhen lassen',
        wake: 'Jetzt wecken',
        exclude: 'Ausnehmen…',
        export: 'CSV exportieren',
        why: 'Warum diese Plätze?',
        seats: 'Plätze zeigen',
        stop: 'Nicht mehr beobachten',
      },
      stop: {
        title: subject => `${subject} nicht mehr beobachten?`,
        text: 'Ich melde hier keine ungenutzten Plätze mehr. Das lässt sich jederzeit wieder einschalten.',
        confirm: 'Nicht beobachten',
        cancel: 'Abbrechen',
      },
    },

    alerts: {
      title: id => `Meldung ${id}`,
      listTitle: 'Meldungen hier',
      none: 'Hier gibt es noch keine Meldungen.',
      count: rows => f.plural(rows, { one: 'Meldung', other: 'Meldungen' }),
      after: 'Nach',
      repeat: 'Wiederholt nach',
      last: 'Zustand',
      days: daysOf,
      watchingTitle: subject => `${subject}: ungenutzte Plätze im Blick`,
      alreadyWatching: subject => `Ich beobachte ${subject} hier schon. Es hat sich nichts geändert.`,
      watching: (subject, graceDays, repeatDays) =>
        `Ich achte in ${subject} auf ungenutzte Plätze: auf Einladungen, die älter als ${f.plural(graceDays, { one: 'Tag', other: 'Tage' })} sind, und auf Mitglieder, die nie angefangen oder aufgehört haben. Offenes wiederhole ich ${repeatDays === 7 ? 'wöchentlich' : repeatDays === 1 ? 'täglich' : `alle ${f.number(repeatDays)} Tage`}.`,
      levels: 'Täglich geprüft. Im Kanal stehen nur Summen.',
      offTitle: subject => `${subject}: nicht mehr beobachtet`,
      off: subject => `Ungenutzte Plätze in ${subject} melde ich hier nicht mehr.`,
      whichOff: 'Welche soll aufhören?',
      stop: subject => `${subject} beenden`,
      undo: 'Rückgängig machen',
      silentUntil: until => `ruht bis ${until}`,
      wake: subject => `${subject} wecken`,
      snoozedTitle: 'Meldung ruht',
      snoozed: until => endSentence(`Ruht bis ${until}`),
      awakeTitle: 'Meldung ist an',
      awake: 'Sie ruht nicht mehr.',
      excludeTitle: 'Ausgenommene Personen',
      excluded: (person, reason, until) =>
        `${keepDirection(person)} ist ausgenommen${until ? ` bis ${f.day(until)}` : ''} (${keepDirection(reason)}).`,
      excludedCount: rows =>
        rows === 0
          ? 'Im Chat wurde niemand ausgenommen.'
          : `${f.plural(rows, { one: 'Person', other: 'Personen' })} ausgenommen.`,
      excludeAlso: 'Personen und Muster in der Konfigurationsdatei sind ebenfalls ausgenommen',
      includedTitle: 'Ausnahme entfernt',
      included: person => `${keepDirection(person)} zählt wieder.`,
      includedWhen: 'Offene Meldungen werden jetzt aktualisiert, andere mit der nächsten Prüfung',
      staysExcluded:
        'Die Konfigurationsdatei nimmt die Person weiter aus; es ändert sich nichts, solange das dort steht',
      because: 'Grund',
      until: 'Bis',
      by: 'Von',
      forGood: 'ohne Ende',
      auditTitle: 'Zugriffsprotokoll',
      auditCount: (rows, isCut) =>
        rows === 0
          ? 'Keine Einträge an diesen Tagen.'
          : `${isCut ? 'Die letzten ' : ''}${f.plural(rows, { one: 'Eintrag', other: 'Einträge' })}, das Neueste zuerst.`,
      at: 'Wann',
      who: 'Wer',
      what: 'Was',
      line: 'Befehl',
      did: {
        named: 'hat die Nutzung einer Person gesehen',
        export: 'hat exportiert',
        remind: 'hat erinnert',
        exclude: 'hat jemanden ausgenommen',
        include: 'hat eine Ausnahme entfernt',
        act: 'hat Plätze in Tabnine geändert',
      },
      reason: reason => (reason === null ? 'noch nicht geprüft' : decisionText(reason)),
    },

    why: {
      title: (flagged, subject) =>
        flagged === 0
          ? `${subject}: keine Plätze gemeldet`
          : `${subject}: Warum ${seats(flagged)} gemeldet ${flagged === 1 ? 'ist' : 'sind'}`,
      uncheckedTitle: subject => `${subject}: noch keine Plätze geprüft`,
      unchecked: 'Plätze prüfe ich einmal am Tag nach 6:00 UTC, wo eine Meldung eingeschaltet ist.',
      noDataTitle: subject => `${subject}: keine Daten zu den Plätzen`,
      summary: (count, day) => endSentence(`${seats(count)} geprüft am ${f.day(day)}`),
      standing: {
        invited: _days => 'Eingeladen, nie beigetreten',
        'never-used': _days => 'Beigetreten, nie genutzt',
        idle: ({ idle }) => `Seit ${daysOf(idle)} nicht genutzt`,
        'in-use': _days => 'In Gebrauch',
        'in-grace': ({ grace }) => `Neu (unter ${daysOf(grace)})`,
        excluded: _days => 'Ausgenommen',
        'service-account': _days => 'Dienstkonten',
        duplicate: _days => 'Doppelte Konten',
        'unknown-date': _days => 'Ungenutzt, ohne Datum von Tabnine',
        'unknown-use': _days => 'Ohne Nutzungsdaten von Tabnine',
      },
      personTitle: {
        flagged: person => `${keepDirection(person)}: Platz gemeldet`,
        spared: person => `${keepDirection(person)}: Platz nicht gemeldet`,
        unknown: person => `${keepDirection(person)}: kein Platz gefunden`,
      },
      ownTitle: {
        flagged: 'Der eigene Platz gilt als ungenutzt',
        spared: 'Der eigene Platz ist nicht gemeldet',
        unknown: 'Kein eigener Platz gefunden',
      },
      person: {
        invited: (since, _days) => `Eingeladen am ${since}, nicht beigetreten.`,
        'never-used': (since, _days) => `Beigetreten am ${since}, nie genutzt.`,
        idle: (since, _days) => `Früher genutzt, aber nicht seit ${since}.`,
        'in-use': (_since, { idle }) => `In den letzten ${daysOf(idle)} genutzt.`,
        'in-grace': (_since, _days) => 'Neu: vor Kurzem eingeladen oder beigetreten.',
        excluded: (_since, _days) => 'Auf der Ausnahmeliste.',
        'service-account': (_since, _days) => 'Das ist ein Dienstkonto.',
        duplicate: (_since, _days) => 'Diese Person hat ein weiteres Konto, und das zählt.',
        'unknown-date': (_since, _days) => 'Ungenutzt, aber Tabnine meldet nicht, seit wann.',
        'unknown-use': (_since, _days) => 'Tabnine meldet zu wenig über die Nutzung.',
      },
      you: {
        invited: (since, _days) => `Die Einladung vom ${since} ist noch nicht angenommen.`,
        'never-used': (since, _days) => `Der eigene Platz besteht seit dem ${since} und wurde noch nicht genutzt.`,
        idle: (since, _days) => `Der eigene Platz wurde seit dem ${since} nicht genutzt.`,
        'in-use': (_since, { idle }) => `Der eigene Platz wurde in den letzten ${daysOf(idle)} genutzt.`,
        'in-grace': (_since, _days) => 'Die Einladung oder der Beitritt ist noch nicht lange her.',
        excluded: (_since, _days) => 'Der eigene Platz steht auf der Ausnahmeliste.',
        'service-account': (_since, _days) => 'Das eigene Konto gilt als Dienstkonto.',
        duplicate: (_since, _days) => 'Es gibt ein weiteres eigenes Konto, und das zählt.',
        'unknown-date': (_since, _days) => 'Der eigene Platz ist ungenutzt, aber Tabnine meldet nicht, seit wann.',
        'unknown-use': (_since, _days) => 'Tabnine meldet zu wenig über die eigene Nutzung.',
      },
      unusedFor: 'Ungenutzt seit',
      age: ageOf,
      hadNoSeat: person => `${keepDirection(person)} hatte bei der letzten Prüfung keinen Platz.`,
      noOwnSeat: 'Bei der letzten Prüfung gab es keinen eigenen Platz.',
      exclusion: (reason, until) => (until ? `${keepDirection(reason)} (bis ${f.day(until)})` : keepDirection(reason)),
      decided: (id, reason, at) => `Meldung ${id}: ${reason} (${at}).`,
      reason: decisionText,
      rules: graceDays =>
        graceDays === 1 ? 'Der erste Tag zählt nicht' : `Die ersten ${f.number(graceDays)} Tage zählen nicht`,
      looked: window => `Nutzung vom ${days(window)} (UTC)`,
    },
  }
}
