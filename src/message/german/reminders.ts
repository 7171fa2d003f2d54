/** German: people asked whether they want their seats, and numbers handed over as a file. */
import type { English } from '../english.ts'
import { endSentence, type Formats } from '../formats.ts'
import type { GermanBasics } from './basics.ts'

export function reminderText(f: Formats, { people }: GermanBasics): Pick<English, 'remind' | 'exports'> {
  return {
    remind: {
      confirm: (asked, subject) =>
        asked === 0
          ? `Von ${subject} kann jetzt niemand gefragt werden.`
          : `${people(asked)} von ${subject} ${asked === 1 ? 'würde' : 'würden'} gefragt, ob der eigene Platz bleiben soll. Geschrieben wird erst nach der Bestätigung.`,
      skipped: {
        own: 'Haben geantwortet oder möchten keine Erinnerungen',
        'opted-out': 'Möchten keine Erinnerungen',
        'not-needed': 'Haben gesagt, dass sie ihn nicht brauchen',
        later: 'Haben „Später“ gesagt',
        using: 'Haben gesagt, dass sie ihn nutzen werden',
        'asked-recently': 'Wurden erst vor Kurzem gefragt',
        cap: 'Wurden so oft gefragt, wie die Einstellungen erlauben',
      },
      unmatched: 'In diesem Chat nicht gefunden',
      unsure: 'Ließen sich jetzt nicht nachschlagen',
      left: 'Bleiben für das nächste Mal',
      notReached: 'Wer nicht zu erreichen ist',
      notNeeded: 'Wer keinen Platz braucht',
      when: (asked, latest) =>
        asked === 1
          ? `Sie erhält eine Direktnachricht, an einem Arbeitstag und außerhalb der Ruhezeiten an ihrem Ort, spätestens ${latest}.`
          : `Alle erhalten eine Direktnachricht, an einem Arbeitstag und außerhalb der Ruhezeiten an ihrem Ort; die letzte spätestens ${latest}.`,
      kind: minGroupSize =>
        `Antworten werden bei der Meldung gezählt; wo andere mitlesen, werden sie erst genannt, wenn mindestens ${people(minGroupSize)} gefragt wurden. Niemand verliert durch eine Antwort einen Platz.`,
      send: asked => `${people(asked)} fragen`,
      sent: (asked, latest, minGroupSize) => {
        if (asked === 0) return 'Niemand wurde gefragt: Alle wurden schon gefragt oder können es jetzt nicht werden.'
        const said = `${f.plural(asked, { one: 'Person wird', other: 'Personen werden' })} gefragt, ${asked === 1 ? 'spätestens' : 'die letzte spätestens'} ${latest}.`
        return `${said} Antworten werden bei der Meldung gezählt; wo andere mitlesen, werden sie erst genannt, wenn mindestens ${people(minGroupSize)} gefragt wurden.`
      },
      title: 'Der eigene Platz bei Tabnine',
      seat: {
        invited: (on, _isAtLeast) => `Die Einladung zu Tabnine ist vom ${f.day(on)} und wurde noch nicht angenommen.`,
        'never-used': (on, _isAtLeast) =>
          `Der eigene Platz bei Tabnine besteht seit dem ${f.day(on)} und wurde noch nicht genutzt.`,
        idle: (on, isAtLeast) =>
          `Der eigene Platz bei Tabnine wurde seit dem ${f.day(on)}${isAtLeast ? ' oder schon länger' : ''} nicht genutzt.`,
      },
      question:
        'Die Tabnine-Admins der Firma fragen über diesen Bot: Soll er erhalten bleiben? Jede Antwort ist in Ordnung.',
      hasExpired: 'Die Einladung ist abgelaufen: Wird der Platz gebraucht, kann ein Admin noch einmal einladen.',
      act: { use: 'Ich werde ihn nutzen', release: 'Ich brauche ihn nicht', later: 'Später' },
      promise:
        'Durch eine Antwort geht nichts verloren: Ein Admin entscheidet. Wo andere mitlesen, werden Antworten nur gezählt.',
      howToStop: prefix => `Um keine mehr zu erhalten: ${prefix}reminders off`,
      mine: {
        title: 'Der eigene Platz bei Tabnine',
        answered: {
          use: (_until, _prefix) => 'Danke, notiert: Der Platz wird genutzt. Zum Ändern einen anderen Knopf drücken.',
          release: (_until, _prefix) =>
            'Danke, notiert: Der Platz wird nicht gebraucht. Von selbst ändert sich nichts, ein Admin entscheidet. Zum Ändern einen anderen Knopf drücken.',
          later: (until, prefix) =>
            `Notiert: Vor dem ${f.day(until)} wird nicht wieder gefragt. Um gar nicht mehr gefragt zu werden: ${prefix}reminders off`,
        },
        off: prefix =>
          `Zum eigenen Platz bei Tabnine kommen keine Erinnerungen. Um sie wieder zu erhalten: ${prefix}reminders on`,
        on: prefix =>
          `Zum eigenen Platz bei Tabnine können Erinnerungen kommen. Um keine zu erhalten: ${prefix}reminders off`,
      },
      asked: ({ use, release, later, open, unreached }) => {
        const told = [
          use > 0 ? `${f.number(use)} ${use === 1 ? 'wird' : 'werden'} ihn nutzen` : null,
          release > 0 ? `${f.number(release)} ${release === 1 ? 'braucht' : 'brauchen'} ihn nicht` : null,
          later > 0 ? `${f.number(later)} später` : null,
          open > 0 ? `${f.number(open)} ohne Antwort` : null,
          unreached > 0 ? `${f.number(unreached)} nicht zu erreichen` : null,
        ].filter(part => part !== null)
        return told.join(', ')
      },
      askedCount: count => `${f.plural(count, { one: 'Person wird', other: 'Personen werden' })} gefragt`,
      sentence: (count, answers) => `${count}: ${answers}.`,
      fewAsked: (asked, minGroupSize) =>
        `${f.plural(asked, { one: 'Person wird', other: 'Personen werden' })} gefragt; Antworten werden erst ab ${people(minGroupSize)} genannt.`,
      releasable: (seats, alert) =>
        `${f.plural(seats, { one: 'Platz könnte', other: 'Plätze könnten' })} freigegeben werden: Ein Admin entscheidet und sieht mit „remind ${alert}“, wessen.`,
    },

    exports: {
      title: 'Export als Datei',
      holds: (file, rows, columns, of) =>
        endSentence(
          `${file} enthält ${f.plural(rows, { one: 'Zeile', other: 'Zeilen' })} in ${f.plural(columns, { one: 'Spalte', other: 'Spalten' })}: ${of}`,
        ),
      unusedOf: (id, subject, day) => `ungenutzte Plätze von ${subject} (Meldung ${id}), Stand ${f.day(day)}`,
      withPeriod: (title, period) => (title.includes(period) ? title : `${title}, ${period}`),
      level: {
        totals: 'Nur Summen; die von wenigen Personen sind ausgelassen.',
        all: 'Alle Summen, auch die von wenigen Personen: nur mit Bedacht weitergeben.',
        pseudonyms:
          'Personen stehen unter Pseudonymen, die weiterhin personenbezogene Daten sind: nur mit Bedacht weitergeben.',
        settings: 'Enthält, was hier eingerichtet oder getan wurde, und keine Nutzung.',
        personal: 'Enthält personenbezogene Daten: nur dort aufbewahren, wo sie ausschließlich Befugte lesen.',
      },
      inDirectMessages: 'Die Datei steht in unseren Direktnachrichten.',
      inPersonalChat: 'Die Datei wartet in unserem persönlichen Chat.',
      notSent:
        'Die Datei ließ sich nicht übergeben: noch einmal fragen, oder dem Betrieb des Bots sagen, dass er vielleicht mit der Berechtigung zum Senden von Dateien neu zu installieren ist.',
      declined: 'Die Datei wurde nicht angenommen und ist nirgends aufbewahrt.',
    },
  }
}
