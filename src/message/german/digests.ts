/** German: digests, the subscriptions that have them posted, and what is told when one cannot be. */

import type { Platform } from '../../ports.ts'
import type { English } from '../english.ts'
import { endSentence, type Formats, isolate } from '../formats.ts'
import type { GermanBasics } from './basics.ts'
import { reasonText } from './reasons.ts'

export function digestText(
  f: Formats,
  { count, ofMembers }: GermanBasics,
): Pick<English, 'digest' | 'subscription' | 'notice'> {
  const postsTo = (posts: number, platform: Platform) =>
    `${f.plural(posts, { one: 'Nachricht', other: 'Nachrichten' })} an ${platformNames[platform]}`
  return {
    digest: {
      title: (subject, period) => `${subject}: Tabnine, ${period}`,
      askedBy: name => `Jetzt gepostet auf Wunsch von ${isolate(name)}.`,
      late: minutes =>
        `Mit ${minutes < 120 ? f.plural(minutes, { one: 'Minute', other: 'Minuten' }) : f.plural(Math.round(minutes / 60), { one: 'Stunde', other: 'Stunden' })} Verspätung gepostet.`,
      footer: (id, prefix) => `Abo ${id}. Zum Pausieren: ${prefix}pause ${id}`,
      byTeam: 'Team für Team',
      summaryOfSeveral: teams =>
        `Aktive Personen: ${f.list(teams.map(([name, active]) => `${name} ${typeof active === 'string' ? active : count(active)}`))}.`,
      trendOf: active =>
        `Verlauf der aktiven Personen: ${active.map(value => (typeof value === 'string' ? value : count(value))).join(', ')}`,
      seatDates: ({ from, to, today }) =>
        to.getTime() === today.getTime()
          ? `Plätze vom ${f.day(today)}; ihre Veränderungen seit dem ${f.day(from)}.`
          : `Plätze vom ${f.day(today)}; ihre Veränderungen vom ${f.day(from)} bis zum ${f.day(to)}.`,
      noSeatsBefore:
        'Veränderungen bei den Plätzen werden genannt, sobald der Bot die Zahlen einen ganzen Zeitraum lang gesammelt hat.',
      next: 'Nächster Schritt:',
      details: 'Tag für Tag',
      advice: {
        'nobody-started': (_facts, unit) =>
          `prüfen, ob das Plugin eingerichtet ist; hier hat in den letzten ${unit === 'week' ? '8 Wochen' : '6 Monaten'} niemand Tabnine genutzt.`,
        'open-invitations': ({ open, expired }) =>
          `${f.plural(open ?? 0, {
            one: 'eingeladene Person erinnern, die noch nicht beigetreten ist',
            other: 'eingeladene Personen erinnern, die noch nicht beigetreten sind',
          })}${expired ? `; ${f.plural(expired, { one: 'weitere Einladung ist', other: 'weitere Einladungen sind' })} abgelaufen` : ''}.`,
        'many-inactive': ({ members, inactive }, unit) =>
          `${count(inactive)} von ${ofMembers(members ?? 0)} haben Tabnine ${unit === 'week' ? 'letzte Woche' : 'letzten Monat'} nicht genutzt; oft hilft eine kurze Vorführung.`,
        'look-closer': (_facts, unit) =>
          `deutlich weniger Personen als ${unit === 'week' ? 'in der Woche' : 'im Monat'} davor haben Tabnine genutzt; ein Blick auf die einzelnen Tage lohnt sich.`,
      },
      act: {
        'nobody-started': 'Plätze',
        'open-invitations': 'Einladungen',
        'many-inactive': 'Plätze',
        'look-closer': 'Tag für Tag',
      },
    },

    subscription: {
      title: id => `Abo ${id}`,
      listTitle: 'Berichte in dieser Unterhaltung',
      none: 'Hier wird noch kein Bericht gepostet.',
      count: rows => `${f.plural(rows, { one: 'Bericht wird', other: 'Berichte werden' })} hier gepostet.`,
      more: 'Was aus einem davon wurde: ',
      when: 'Wann',
      next: 'Nächster',
      last: 'Letzter',
      never: 'noch nicht gepostet',
      preview: 'Vorschau',
      pause: 'Pausieren',
      resume: 'Fortsetzen',
      summary: {
        created: (id, names, when) => `Der Bericht über ${names} wird hier ${when} gepostet (Abo ${id}).`,
        changed: (id, names, when) => `Abo ${id} ist jetzt der Bericht über ${names}, ${when}.`,
        paused: (id, names, _when, until) =>
          `Abo ${id}, der Bericht über ${names}, ist pausiert${until === null ? '' : ` bis ${until}`}.`,
        resumed: (id, names, when) => `Abo ${id} läuft weiter: der Bericht über ${names}, ${when}.`,
        removed: (id, names, _when) => `Abo ${id}, der Bericht über ${names}, ist beendet.`,
        existing: (id, names, when) =>
          `Bericht ${id} postet das hier schon: ${names}, ${when}. Es hat sich nichts geändert.`,
        alreadyPaused: (id, names, _when, until) =>
          `Bericht ${id} (${names}) ist schon pausiert${until === null ? '' : ` bis ${until}`}. Es hat sich nichts geändert.`,
        notPaused: (id, names, when) =>
          `Bericht ${id} ist nicht pausiert: ${names}, ${when}. Es hat sich nichts geändert.`,
      },
      resumedAllTitle: 'Berichte und Meldungen fortgesetzt',
      resumedAll: (digests, alerts) =>
        digests + alerts === 0
          ? 'Kein Bericht und keine Meldung ist wegen der Unterhaltung pausiert.'
          : `${f.plural(digests, { one: 'Bericht geht', other: 'Berichte gehen' })} weiter und ${f.plural(alerts, { one: 'Meldung', other: 'Meldungen' })}. Lässt sich etwas immer noch nicht posten, pausiere ich es wieder.`,
      undo: {
        created: (prefix, id) => `Zum Beenden: ${prefix}unsubscribe ${id}`,
        changed: (prefix, id) => `Zum Beenden: ${prefix}unsubscribe ${id}`,
        paused: (prefix, id) => `Zum Fortsetzen: ${prefix}resume ${id}`,
        resumed: (prefix, id) => `Zum Pausieren: ${prefix}pause ${id}`,
        removed: (prefix, _id) => `Zum erneuten Abonnieren: ${prefix}subscribe`,
        existing: (prefix, id) => `Zum Beenden: ${prefix}unsubscribe ${id}`,
        alreadyPaused: (prefix, id) => `Zum Fortsetzen: ${prefix}resume ${id}`,
        notPaused: (prefix, id) => `Zum Pausieren: ${prefix}pause ${id}`,
      },
      schedule: schedule => {
        const at = `um ${f.timeOfDay(schedule)} Uhr (${schedule.zone})`
        return schedule.every.unit === 'week'
          ? `jeden ${f.weekdayName(schedule.every.weekday)} ${at}`
          : `am 1. jedes Monats ${at}`
      },
      lastHours: {
        week: (at, complete) =>
          `Gezählt wird in UTC-Tagen: Hier endet die Woche bis ${f.timeOfDay(complete)} Uhr. Um ${f.timeOfDay(at)} Uhr fehlen ihre letzten Stunden.`,
        month: (at, complete) =>
          `Gezählt wird in UTC-Tagen: Hier endet der Monat bis ${f.timeOfDay(complete)} Uhr. Um ${f.timeOfDay(at)} Uhr fehlen seine letzten Stunden.`,
      },
      postAt: time => `Um ${f.timeOfDay(time)} Uhr posten`,
      run: index => (index === 0 ? 'Nächster' : 'Danach'),
      stillPaused: until => `Es ist weiterhin pausiert${until === null ? '' : ` bis ${until}`}.`,
      passedOver: {
        week: 'Pro Woche gibt es einen Bericht, und der dieser Woche war schon fällig: Der nächste kommt in einer späteren Woche.',
        month:
          'Pro Monat gibt es einen Bericht, und der dieses Monats war schon fällig: Der nächste kommt in einem späteren Monat.',
      },
      letIn: way =>
        `Ich bin noch nicht in diesem Kanal, deshalb kann hier nichts gepostet werden: mit „${way}“ einladen, dann kommt der Bericht.`,
      clockChange: {
        skipped: moment =>
          `Zeitumstellung: Diese Stunde gibt es an dem Tag nicht, deshalb kommt der Bericht ${moment}.`,
        repeated: moment =>
          `Zeitumstellung: Diese Stunde gibt es an dem Tag zweimal; der Bericht kommt einmal, ${moment}.`,
        'offset-changed': moment =>
          `Vor dem Termin ${moment} werden die Uhren umgestellt; die Uhrzeit vor Ort bleibt gleich.`,
      },
      paused: (pause, zone) =>
        pause.reason === 'unreachable'
          ? 'pausiert: hier kann nichts gepostet werden'
          : pause.until
            ? `pausiert bis ${f.moment(pause.until, zone)}`
            : 'pausiert',
      noHistory: 'Bisher war nichts fällig.',
      historyTitle: id => `Verlauf von Abo ${id}`,
      historyOf: (_id, rows) =>
        rows === 1 ? 'Bisher gab es einen Bericht.' : `Die letzten ${f.number(rows)} Berichte, der neueste zuerst.`,
      slot: 'Bericht',
      about: slot => f.aboutOf(slot) ?? 'von Hand',
      due: 'Fällig',
      state: 'Zustand',
      attempts: 'Versuche',
      settle: 'Bei einem ist unklar, ob er gepostet wurde. Nachsehen, ob er da ist, und es dann sagen: ',
      settled: how =>
        ({ sent: 'Er gilt als gepostet.', resend: 'Er wird noch einmal gepostet.', drop: 'Er wird verworfen.' })[how],
      settleAs: { sent: 'Ist da', resend: 'Noch einmal posten', drop: 'Verwerfen' },
      running: id => `Der Bericht von Abo ${id} wird jetzt gepostet.`,
      runAgain: {
        open: id => `Bericht ${id} wird gerade schon gepostet.`,
        retrying: (id, reason) => `Bericht ${id} ist noch nicht gepostet: ${reason}. Ich versuche es weiter.`,
        sent: id => `Bericht ${id} wurde gerade eben gepostet.`,
        unknown: id => `Bericht ${id} wurde vielleicht gerade gepostet. Bitte nachsehen, ob er da ist.`,
        failed: (id, reason) =>
          `Bericht ${id} wurde nicht gepostet: ${reason}. In einer Minute lässt es sich erneut versuchen.`,
      },
      explain: 'Jede Woche einen Bericht hier posten lassen: ein oder mehrere Teams nennen, und wann.',
      states: {
        pending: 'wartet',
        sending: 'wird gepostet',
        sent: 'gepostet',
        unknown: 'unklar, ob gepostet',
        failed: 'nicht gepostet',
        skipped: 'übersprungen',
      },
      reason: reason => reasonText(reason, f),
    },

    notice: {
      title: 'Ein Bericht konnte nicht gepostet werden',
      happened: {
        failed: (id, names, slot) => `${theDigest(names, slot, f)} (Abo ${id}) wurde nicht gepostet.`,
        unknown: (id, names, slot) => `Ob ${theDigest(names, slot, f, 'd')} (Abo ${id}) gepostet wurde, ist unklar.`,
        unreachable: (id, names, _slot) =>
          `Der Bericht über ${names} (Abo ${id}) kann in seiner Unterhaltung nicht mehr gepostet werden.`,
      },
      because: reason => endSentence(`Ursache: ${reason}`),
      todo: {
        failed: (prefix, id) => `Wenn das behoben ist, lässt er sich dort mit „${prefix}run ${id}“ posten.`,
        unknown: (prefix, id) =>
          `Nachsehen, ob er da ist, und es dort mit „${prefix}settle ${id} sent“, „resend“ oder „drop“ sagen.`,
        unreachable: (prefix, id) => `Den Bot wieder hineinlassen und dann dort „${prefix}resume ${id}“ schreiben.`,
      },
      paused: 'Bis dahin ist es pausiert.',
      next: moment => `Der nächste ist fällig: ${moment}.`,
      waiting: {
        title: (posts, platform) => `${postsTo(posts, platform)} ${posts === 1 ? 'wartet' : 'warten'}`,
        happened: (posts, platform, since) =>
          `${postsTo(posts, platform)} ${posts === 1 ? 'wartet' : 'warten'} seit ${since}.`,
        noProcess: platform =>
          `Kein laufender Bot ist mit ${platformNames[platform]} verbunden. Bitte die Einstellungen und die Verbindung prüfen.`,
        safe: 'Ich versuche es weiter. Nichts geht verloren, und kein Bericht wird pausiert.',
      },
      outage: {
        title: 'Meine Datenbank war nicht verfügbar',
        happened: (from: string, to: string) => `Von ${from} bis ${to} konnte ich meine Datenbank nicht erreichen.`,
        next: 'Sie funktioniert wieder. Was inzwischen fällig war, poste ich jetzt.',
      },
      alert: {
        title: 'Eine Meldung konnte nicht gepostet werden',
        happened: {
          failed: (id, subject) => `Meldung ${id} zu ungenutzten Plätzen von ${subject} wurde nicht gepostet.`,
          unknown: (id, subject) =>
            `Ob Meldung ${id} zu ungenutzten Plätzen von ${subject} gepostet wurde, ist unklar.`,
          unreachable: (id, subject) =>
            `Meldung ${id} zu ungenutzten Plätzen von ${subject} kann in ihrer Unterhaltung nicht mehr erscheinen.`,
        },
        todo: {
          failed: (_prefix, _subject) =>
            'Es geht weiter: Bei der nächsten Neuigkeit, oder wenn die Wiederholung fällig ist, wird sie erneut gepostet.',
          unknown: (_prefix, _subject) =>
            'Ist sie da, bleibt sie, wie sie ist. Bei der nächsten Neuigkeit, oder wenn die Wiederholung fällig ist, kommt eine neue Nachricht.',
          unreachable: (prefix, subject) =>
            `Sie ist beendet. Den Bot wieder hineinlassen und dann dort „${prefix}alerts ${subject}“ schreiben.`,
        },
      },
    },
  }
}

const platformNames = { slack: 'Slack', teams: 'Teams' } as const

/** Which digest it was: that of a week or month by its days; one that was asked for by hand has none. */
function theDigest(names: string, slot: string, f: Formats, start: 'D' | 'd' = 'D'): string {
  const about = f.aboutOf(slot)
  return about === null
    ? `${start}er von Hand angeforderte Bericht über ${names}`
    : `${start}er Bericht über ${names} für ${about}`
}
