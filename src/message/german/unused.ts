/** German: seats that nobody uses, the alerts about them, and why a seat was or was not among them. */
import type { English } from '../english.ts'
import { endSentence, type Formats, keepDirection } from '../formats.ts'
import type { GermanBasics } from './basics.ts'
import { decisionText } from './reasons.ts'

export function unusedText(f: Formats, { days }: GermanBasics): Pick<English, 'unused' | 'alerts' | 'why'> {
  const seats = (count: number) => f.plural(count, { one: 'Platz', other: 'Plätze' })

  const daysOf = (count: number) => f.plural(count, { one: 'Tag', other: 'Tagen' })
  const everyDays = (count: number) => (count === 1 ? 'jeden Tag' : `alle ${f.number(count)} Tage`)
  const kindsOf = (kinds: readonly string[], before: string) => (kinds.length === 0 ? '' : `${before} ${f.list(kinds)}`)
  const sinceDay = (since: Date, isAtLeast: boolean) => (isAtLeast ? `${f.day(since)} oder früher` : f.day(since))
  const since = (of: { since: Date; businessDays: number; isAtLeast: boolean }) =>
    `seit dem ${sinceDay(of.since, of.isAtLeast)} (${f.plural(of.businessDays, { one: 'Arbeitstag', other: 'Arbeitstage' })})`

  return {
    unused: {
      title: subject => `Ungenutzte Plätze: ${subject}`,
      of: {
        invited: count => `${f.number(count)} eingeladen und nicht beigetreten`,
        'never-used': count => `${f.number(count)} registriert und nie genutzt`,
        idle: count => `${f.number(count)} früher genutzt und seither nicht mehr`,
      },
      summary: (total, subject, kinds) =>
        total === 0
          ? `Kein Platz von ${subject} ist ungenutzt.`
          : `${seats(total)} von ${subject} ${total === 1 ? 'ist' : 'sind'} ungenutzt${kindsOf(kinds, ':')}.`,
      more: (added, total, subject, kinds) =>
        `${f.plural(added, { one: 'weiterer Platz', other: 'weitere Plätze' })} von ${subject} ${added === 1 ? 'ist' : 'sind'} ungenutzt${kindsOf(kinds, ':')}; insgesamt jetzt ${f.number(total)}.`,
      repeat: (total, subject, kinds) =>
        endSentence(`Weiterhin ungenutzt: ${seats(total)} von ${subject}${kindsOf(kinds, ',')}`),
      details: {
        invited: of =>
          `Die älteste Einladung wartet ${since(of)}${of.expired === 0 ? '' : `; ${f.plural(of.expired, { one: 'Einladung ist abgelaufen', other: 'Einladungen sind abgelaufen' })}`}.`,
        'never-used': of => `Am längsten registriert: ${since(of)}.`,
        idle: (of, window) => `Keine Nutzung vom ${days(window)}; am längsten inaktiv: ${since(of)}.`,
      },
      labels: {
        invited: 'Eingeladen, nicht beigetreten',
        'never-used': 'Registriert, nie genutzt',
        idle: 'Früher genutzt, seither nicht mehr',
      },
      pending: ({ count, since, counts }, isRefused) =>
        count === 0
          ? `Dieser Server führt Einladungen ${forBot(isRefused)}nicht einzeln auf, aber seit dem ${f.day(since)} kann keine gewartet haben: Bei einer der ${f.number(counts)} Zählungen seither gab es keine.`
          : `${f.plural(count, { one: 'Einladung oder mehr, offen oder abgelaufen, war', other: 'Einladungen oder mehr, offen oder abgelaufen, waren' })} bei jeder der ${f.number(counts)} Zählungen seit dem ${f.day(since)} nicht angenommen, also ${count === 1 ? 'kann' : 'können'} bis zu ${f.number(count)} so lange gewartet haben; dieser Server führt Einladungen ${forBot(isRefused)}nicht einzeln auf, deshalb sind die Personen und das genaue Alter unbekannt.`,
      pendingUnknown: isRefused =>
        `Dieser Server führt Einladungen ${forBot(isRefused)}nicht einzeln auf, und der Bot zählt sie noch nicht lange genug, um zu sagen, ob eine wartet.`,
      invitationsRefused:
        'Tabnine lässt das Zugriffstoken des Bots keine Einladungen lesen: Es muss von jemandem mit der Rolle Admin erstellt sein.',
      team: {
        'never-started': (people, subject, _last) =>
          people === 1
            ? `Die einzige registrierte Person in ${subject} hat Tabnine noch nie genutzt, andere in der Organisation dagegen schon.`
            : `Keine der ${f.number(people)} registrierten Personen in ${subject} hat Tabnine je genutzt, andere in der Organisation dagegen schon.`,
        stopped: (people, subject, last) =>
          `${people === 1 ? 'Die einzige registrierte Person' : `Keine der ${f.number(people)} registrierten Personen`} in ${subject} nutzt Tabnine ${people === 1 ? 'nicht mehr' : 'noch'}${last ? `, zuletzt war das am ${f.day(last)} der Fall` : ''}; andere in der Organisation nutzen es.`,
      },
      noData: {
        'organization-quiet': window =>
          `Keine Daten: Der Server meldet für ${days(window)} keinerlei Aktivität in der Organisation; das sagt nichts darüber, wer einen Platz nutzt.`,
        frozen: _window =>
          'Keine Daten: Die Zählung der Nutzung auf dem Server steht still; das sagt nichts darüber, wer einen Platz nutzt.',
      },
      baseline: 'Dies ist die erste Prüfung. Von jetzt an werden Veränderungen gemeldet.',
      person: 'Person',
      state: 'Zustand',
      since: 'Seit',
      workingDays: 'Arbeitstage',
      people: 'Wer sie hat',
      sinceDay,
      opened: progress => `Gemeldet am ${f.day(progress.openedOn)} mit ${f.number(progress.openedWith)}.`,
      now: fates => `Jetzt ${f.list(fates)}.`,
      fates: {
        joined: count => `${f.number(count)} beigetreten`,
        started: count => `${f.number(count)} in Gebrauch`,
        released: count => `${f.number(count)} freigegeben`,
        renewed: count => `${f.number(count)} erneut eingeladen`,
        excluded: count => `${f.number(count)} ausgenommen`,
        snoozed: count => `${f.number(count)} stummgeschaltet`,
        open: count => `${f.number(count)} offen`,
        untold: count => `${f.number(count)} seither hinzugekommen`,
      },
      resolved: (subject, took) =>
        `Erledigt: Von den gemeldeten Plätzen von ${subject} ist nach ${daysOf(took)} keiner mehr ungenutzt.`,
      spared: {
        'in-grace': (count, graceDays) =>
          `${f.number(count)} ${graceDays === 1 ? 'am letzten Tag' : `in den letzten ${f.number(graceDays)} Tagen`} eingeladen oder registriert`,
        excluded: count => `${f.number(count)} auf der Ausnahmeliste`,
        'service-account': count => f.plural(count, { one: 'Dienstkonto', other: 'Dienstkonten' }),
        duplicate: count => `${f.number(count)} von Personen mit einem weiteren Platz`,
      },
      leftOut: spared => `Nicht gezählt: ${f.list(spared)}.`,
      unknown: count =>
        `Nicht beurteilt: ${seats(count)}, von ${count === 1 ? 'dem' : 'denen'} Daten oder Nutzung nicht bekannt sind.`,
      floor: minGroupSize =>
        `Gruppen von weniger als ${f.plural(minGroupSize, { one: 'Person', other: 'Personen' })} werden nicht aufgeschlüsselt.`,
      agesFrom: minGroupSize =>
        `Zeitpunkte werden erst ab ${f.plural(minGroupSize, { one: 'Person', other: 'Personen' })} genannt.`,
      counting: window => `Gesucht wird nach Nutzung vom ${days(window)}, ganze Tage in UTC.`,
      act: {
        exclude: 'Ausnehmen…',
        remind: 'Erinnern',
        snooze: '7 Tage stummschalten',
        export: 'Exportieren',
        why: 'Warum',
        seats: 'Plätze',
      },
    },

    alerts: {
      title: id => `Meldung ${id}`,
      listTitle: 'Meldungen in dieser Unterhaltung',
      none: 'Hier achtet noch niemand auf ungenutzte Plätze.',
      count: rows => `${f.plural(rows, { one: 'Meldung erscheint', other: 'Meldungen erscheinen' })} hier.`,
      after: 'Nach',
      repeat: 'Wiederholt nach',
      last: 'Letzte Entscheidung',
      days: daysOf,
      alreadyWatching: subject => `Ungenutzte Plätze von ${subject} melde ich hier schon. Es hat sich nichts geändert.`,
      watching: (subject, graceDays, repeatDays) =>
        `Ungenutzte Plätze von ${subject} werden ab jetzt hier gemeldet: von Personen, die vor mehr als ${daysOf(graceDays)} eingeladen wurden und nicht beigetreten sind, die ebenso lange registriert sind und Tabnine nie genutzt haben, oder die es früher genutzt haben und nicht mehr nutzen. Was so bleibt, wird ${everyDays(repeatDays)} erneut gemeldet.`,
      levels:
        'Die Plätze werden einmal am Tag geprüft. In einem Kanal werden Summen genannt, Personen nur dort, wo die Einstellungen es erlauben.',
      undo: (prefix, subject) => `Zum Beenden: ${prefix}alerts off ${subject}`,
      off: subject => `Ungenutzte Plätze von ${subject} werden hier nicht mehr gemeldet.`,
      silentUntil: until => `stumm bis ${until}`,
      wake: (prefix, id) => `Um sie vorher zu wecken: ${prefix}snooze ${id} 0d`,
      watchAgain: (prefix, subject) => `Um sie wieder zu melden: ${prefix}alerts ${subject}`,
      snoozed: (id, until) => `Meldung ${id} bleibt stumm bis ${until}.`,
      awake: id => `Meldung ${id} ist nicht mehr stummgeschaltet.`,
      excludeTitle: 'Personen, die nicht gezählt werden',
      excluded: (person, reason, until) =>
        endSentence(
          `${keepDirection(person)} wird ${until ? `bis ${f.day(until)} nicht` : 'nicht mehr'} gezählt oder genannt: ${keepDirection(reason)}`,
        ),
      excludedCount: rows =>
        rows === 0
          ? 'Im Chat wurde niemand ausgenommen.'
          : `${f.plural(rows, { one: 'Person wird', other: 'Personen werden' })} nicht gezählt.`,
      excludeAlso: 'Personen und Muster in der Konfigurationsdatei werden ebenfalls nicht gezählt.',
      include: 'Zurücknehmen',
      includeAgain: (prefix, id) => `Um das zurückzunehmen: ${prefix}include ${id}`,
      included: person => `${keepDirection(person)} wird wieder gezählt.`,
      includedWhen:
        'Offene Meldungen werden jetzt aktualisiert; wer noch nie gemeldet wurde, kommt mit der nächsten Prüfung.',
      staysExcluded:
        'Die Konfigurationsdatei nimmt diese Person weiterhin aus, deshalb ändert sich nichts, solange der Eintrag dort steht.',
      because: 'Grund',
      until: 'Bis',
      by: 'Gesagt von',
      forGood: 'auf Dauer',
      auditTitle: 'Wer Zahlen gesehen oder mitgenommen hat',
      auditCount: (rows, isCut) =>
        rows === 0
          ? 'In diesen Tagen niemand.'
          : `${isCut ? 'Die letzten ' : ''}${f.plural(rows, { one: 'Eintrag', other: 'Einträge' })}, das Neueste zuerst.`,
      at: 'Wann',
      who: 'Wer',
      what: 'Was',
      line: 'Gefragt',
      did: {
        named: 'hat eine Person namentlich gesehen',
        export: 'hat exportiert',
        remind: 'hat erinnert',
        exclude: 'hat jemanden ausgenommen',
        include: 'hat eine Ausnahme zurückgenommen',
      },
      reason: reason => (reason === null ? 'noch nicht geprüft' : decisionText(reason)),
    },

    why: {
      title: subject => `Warum: ${subject}`,
      unchecked: 'Die Plätze wurden noch nicht geprüft; das geschieht einmal am Tag.',
      summary: (count, day) =>
        `Am ${f.day(day)} ${count === 1 ? 'wurde' : 'wurden'} ${seats(count)} geprüft; jeder steht in einer dieser Zeilen.`,
      standing: {
        invited: 'Ungenutzt: eingeladen, nicht beigetreten',
        'never-used': 'Ungenutzt: registriert, nie genutzt',
        idle: 'Ungenutzt: früher genutzt, seither nicht mehr',
        'in-use': 'In Gebrauch',
        'in-grace': 'Zu neu, um etwas zu erwarten',
        excluded: 'Auf der Ausnahmeliste',
        'service-account': 'Dienstkonten',
        duplicate: 'Von Personen mit einem weiteren Platz',
        'unknown-date': 'Ungenutzt, aber seit wann, ist nicht bekannt',
        'unknown-use': 'Ob genutzt, ist nicht bekannt',
      },
      person: {
        invited: 'Diese Person wurde eingeladen und ist nicht beigetreten; die Schonfrist ist vorbei.',
        'never-used': 'Diese Person hat sich registriert und Tabnine nie genutzt; die Schonfrist ist vorbei.',
        idle: 'Diese Person hat Tabnine früher genutzt, aber nicht in den geprüften Tagen.',
        'in-use': 'Nicht gemeldet: Diese Person hat Tabnine in den geprüften Tagen genutzt.',
        'in-grace':
          'Nicht gemeldet: Diese Person wurde erst vor Kurzem eingeladen oder registriert, sodass noch nichts zu erwarten ist.',
        excluded: 'Nicht gemeldet: Diese Person steht auf der Ausnahmeliste.',
        'service-account': 'Nicht gemeldet: Das ist ein Dienstkonto.',
        duplicate: 'Nicht gemeldet: Diese Person hat einen weiteren Platz, und der zählt.',
        'unknown-date': 'Nicht gemeldet: ungenutzt, aber der Server sagt nicht, seit wann.',
        'unknown-use': 'Nicht gemeldet: Der Server sagt über die Nutzung dieser Person zu wenig.',
      },
      since: { invited: 'Eingeladen am', 'never-used': 'Registriert am', idle: 'Nicht genutzt seit' },
      workingDays: 'Arbeitstage seither',
      nobody: person => `Bei der letzten Prüfung gab es keinen Platz von ${keepDirection(person)}.`,
      exclusion: (reason, until) => (until ? `${keepDirection(reason)} (bis ${f.day(until)})` : keepDirection(reason)),
      decided: (id, reason, at) => `Meldung ${id}: ${reason} (${at}).`,
      reason: decisionText,
      rules: graceDays =>
        `In den ersten ${daysOf(graceDays)} nach einer Einladung oder Registrierung wird nichts erwartet.`,
    },
  }
}

function forBot(isRefused: boolean): string {
  return isRefused ? 'für den Bot ' : ''
}
