/** German: people asked whether they want their seats, and numbers handed over as a file. */
import type { English } from '../english.ts'
import { endSentence, type Formats, keepDirection } from '../formats.ts'
import type { GermanBasics } from './basics.ts'

export function reminderText(f: Formats, { people }: GermanBasics): Pick<English, 'remind' | 'exports'> {
  const thanks = (name: string | null) => (name === null ? 'Danke.' : `Danke, ${keepDirection(name)}.`)
  return {
    remind: {
      planTitle: (reminded, subject) =>
        reminded === 0 ? `In ${subject} ist jetzt niemand zu erinnern` : `${people(reminded)} in ${subject} erinnern?`,
      noneToRemind: 'Jetzt kann niemand erinnert werden.',
      preview: 'Vorschau',
      quoted: message => `„${message}“`,
      skippedTitle: 'Ausgelassen',
      why: 'Warum',
      skipped: {
        own: 'mit Antwort oder ohne Erinnerungen',
        'opted-out': 'ohne Erinnerungen',
        'not-needed': 'mit der Antwort „Brauche ich nicht“',
        later: 'mit der Antwort „Später fragen“',
        using: 'mit der Antwort „Platz behalten“',
        'expired-invite': 'mit abgelaufener Einladung',
        'asked-recently': 'vor Kurzem erinnert',
        cap: 'so oft erinnert wie erlaubt',
      },
      unmatched: 'nicht in diesem Chat',
      unsure: 'nicht nachzuschlagen',
      left: 'beim nächsten Mal',
      when: (reminded, latest) =>
        `${reminded === 1 ? 'Die Person erhält' : 'Alle erhalten'} eine Direktnachricht, an einem Arbeitstag und außerhalb der Ruhezeiten. Die letzte spätestens ${latest}.`,
      lastTime: (reminded, on) =>
        endSentence(`Zuletzt: ${f.plural(reminded, { one: 'Erinnerung', other: 'Erinnerungen' })} am ${f.day(on)}`),
      kind: minGroupSize => `Keine Antwort kostet einen Platz. Im Kanal Summen ab ${people(minGroupSize)}`,
      send: reminded => `${f.plural(reminded, { one: 'Erinnerung', other: 'Erinnerungen' })} senden`,
      sentTitle: reminded =>
        reminded === 0
          ? 'Niemand wurde erinnert'
          : `${f.plural(reminded, { one: 'Erinnerung wird', other: 'Erinnerungen werden' })} gesendet`,
      sent: (reminded, latest) =>
        reminded === 0
          ? 'Alle wurden schon erinnert oder können es jetzt nicht werden.'
          : `Die letzte geht spätestens ${latest} hinaus. Antworten stehen in der Meldung.`,
      title: 'Wird der Tabnine-Platz noch gebraucht?',
      inviteTitle: 'Soll es mit Tabnine losgehen?',
      greeting: firstName => `Hallo ${keepDirection(firstName)}, `,
      seat: {
        invited: (on, _isAtLeast) => `die Einladung zu Tabnine vom ${f.day(on)} ist noch offen.`,
        'never-used': (on, _isAtLeast) =>
          `seit dem ${f.day(on)} gibt es einen Tabnine-Platz, der noch nicht genutzt wurde.`,
        idle: (on, isAtLeast) =>
          `der Tabnine-Platz wurde seit dem ${f.day(on)}${isAtLeast ? ' oder schon länger' : ''} nicht genutzt.`,
      },
      expired: on => `die Einladung zu Tabnine vom ${f.day(on)} ist abgelaufen.`,
      question: admin =>
        admin === null
          ? 'Die Tabnine-Admins lassen mich fragen, welche Plätze noch gebraucht werden. Jede Antwort ist in Ordnung.'
          : `${keepDirection(admin)} lässt mich fragen, welche Plätze noch gebraucht werden. Jede Antwort ist in Ordnung.`,
      act: {
        use: 'Platz behalten',
        invite: 'Neue Einladung',
        release: 'Brauche ich nicht',
        later: 'Später fragen',
        change: 'Antwort ändern',
        stop: 'Nicht mehr fragen',
      },
      start: 'Neu bei Tabnine, oder ein neuer Rechner?',
      links: {
        install: 'Plugin installieren',
        signIn: 'Anmelden',
        accept: 'Einladung annehmen',
        users: 'Tabnine-Nutzer öffnen',
      },
      promise: 'Durch eine Antwort geht nichts verloren, ein Admin entscheidet',
      totalsOnly: 'Im Kanal nur Summen',
      mine: {
        title: 'Erinnerungen an den eigenen Platz',
        answered: {
          use: {
            title: '✅ Der Tabnine-Platz bleibt',
            text: (name, _until) => `${thanks(name)} Die Admins wissen Bescheid.`,
          },
          invite: {
            title: '✅ Neue Einladung angefragt',
            text: (name, _until) => `${thanks(name)} Die Admins wissen, dass eine neue Einladung gebraucht wird.`,
          },
          release: {
            title: '✅ Der Tabnine-Platz wird nicht gebraucht',
            text: (name, _until) =>
              `${thanks(name)} Die Admins wissen Bescheid. Es ändert sich nichts, bis jemand von ihnen den Platz freigibt.`,
          },
          later: {
            title: 'Gut, ich frage später wieder',
            text: (_name, until) => endSentence(`Keine Erinnerung vor dem ${f.day(until)}`),
          },
        },
        off: 'Ich erinnere nicht mehr an den Tabnine-Platz.',
        on: 'Ich darf an den Tabnine-Platz erinnern.',
        turnOn: 'Erinnerungen einschalten',
      },
      reminders: 'Erinnerungen',
      sentCount: ({ sent, all, on }) =>
        sent === 0
          ? `${f.number(all)} unterwegs`
          : `${sent === all ? f.number(all) : `${f.number(sent)} von ${f.number(all)}`} gesendet am ${f.day(on)}`,
      answers: ({ use, release, later, open, unreached, newInvites }) =>
        [
          use > 0 ? `${f.number(use)} ${use === 1 ? 'behält' : 'behalten'} ihn` : null,
          newInvites > 0
            ? `${f.number(newInvites)} davon ${newInvites === 1 ? 'braucht' : 'brauchen'} eine neue Einladung`
            : null,
          release > 0 ? `${f.number(release)} ${release === 1 ? 'braucht' : 'brauchen'} ihn nicht` : null,
          later > 0 ? `${f.number(later)} später` : null,
          open > 0 ? `${f.number(open)} noch ohne Antwort` : null,
          unreached > 0 ? `${f.number(unreached)} nicht zugestellt` : null,
        ].filter(part => part !== null),
      answersHidden: (reminded, minGroupSize) =>
        `${people(reminded)} erinnert; Antworten erst ab ${people(minGroupSize)}`,
      toFree: {
        title: (count, subject) =>
          count === 0
            ? `Keine Plätze freizugeben in ${subject}`
            : `${f.plural(count, { one: 'Platz', other: 'Plätze' })} freizugeben in ${subject}`,
        summary: count =>
          count === 0
            ? 'Bisher hat niemand geantwortet, dass der eigene Platz nicht gebraucht wird.'
            : `${count === 1 ? 'Diese Person hat' : 'Diese Personen haben'} geantwortet, dass der eigene Platz nicht gebraucht wird. Freigeben lässt er sich in Tabnine.`,
        hidden: 'Namen sehen nur Admins.',
        person: 'Person',
        answer: 'Antwort',
        on: 'Am',
        answers: { release: '„Brauche ich nicht“', use: '„Neue Einladung“ (alte abgelaufen)' },
        caption: 'Antworten',
      },
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
        'Ich konnte die Datei nicht senden. Noch einmal versuchen, oder den Bot-Admin bitten, die App mit der Berechtigung zum Senden von Dateien neu zu installieren.',
      declined: 'Die Datei wurde nicht angenommen und ist nirgends aufbewahrt.',
    },
  }
}
