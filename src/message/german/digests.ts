/** German: digests, the confirmations of what was set up, and what is posted when one could not be. */

import type { Platform } from '../../platform.ts'
import { periodOfLabel } from '../../time/slot-label.ts'
import type { English } from '../english.ts'
import { endSentence, type Formats, isolate } from '../formats.ts'
import type { GermanBasics } from './basics.ts'
import { reasonText } from './reasons.ts'

export function digestText(
  f: Formats,
  { days, ofMembers }: GermanBasics,
): Pick<English, 'digest' | 'subscription' | 'notice'> {
  const postsTo = (posts: number, platform: Platform) =>
    `${f.plural(posts, { one: 'Nachricht', other: 'Nachrichten' })} an ${platformNames[platform]}`
  const peopleOf = (count: number) => f.plural(count, { one: 'Person', other: 'Personen' })
  const expiredInvites = (count: number) =>
    f.plural(count, { one: 'Einladung ist abgelaufen', other: 'Einladungen sind abgelaufen' })
  const nextOne = (next: string | null) => (next === null ? '' : ` Der nächste: ${endSentence(next)}`)
  return {
    digest: {
      title: (symbol, subject, period, unit) =>
        `${symbol}Tabnine ${unit === 'week' ? 'diese Woche' : 'letzten Monat'}: ${subject} · ${period}`,
      askedBy: name => `Jetzt gepostet von ${isolate(name, 30)}`,
      late: minutes =>
        `${minutes < 120 ? f.plural(minutes, { one: 'Minute', other: 'Minuten' }) : f.plural(Math.round(minutes / 60), { one: 'Stunde', other: 'Stunden' })} zu spät gepostet (der Bot lief nicht)`,
      comparedWith: (period, isPerDay) => `Verglichen mit ${days(period)}${isPerDay ? ', pro Tag' : ''}`,
      changed: (tool, now, before) =>
        `${toolNames[tool].start}: ${f.wholePercent(Math.abs(now / before - 1))} ${now < before ? 'weniger' : 'mehr'}.`,
      activeOf: (active, members) => `${f.number(active)} von ${f.number(members)}`,
      difference: f.change,
      percentChange: (now: number, before: number) => (now === before ? null : f.changeInPercent(now - before, before)),
      metrics: { active: 'Aktive Mitglieder', completions: 'Vervollständigungen', chat: 'Chat', agent: 'Agent' },
      byTeam: 'Nach Team',
      columns: { active: 'Aktiv', change: 'Änderung', unused: 'Ungenutzt', inactive: 'Nicht aktiv' },
      movedMost: (team, active, change) =>
        `Am meisten bewegt hat sich ${team}: ${active} haben Tabnine genutzt, ${f.number(Math.abs(change))} ${change > 0 ? 'mehr' : 'weniger'} als davor.`,
      steady: unit =>
        `Etwa so viele Mitglieder wie ${unit === 'week' ? 'in der Woche' : 'im Monat'} davor haben Tabnine genutzt.`,
      chart: {
        seats: 'Plätze',
        active: 'Aktiv',
        week: f.dayOfYear,
        title: (first, last, steps, unit) =>
          first === last
            ? `Aktive Mitglieder: zuerst und zuletzt ${f.number(last)}`
            : `Aktive Mitglieder: ${f.number(first)} → ${f.number(last)} in ${f.plural(steps, unit === 'week' ? { one: 'Woche', other: 'Wochen' } : { one: 'Monat', other: 'Monaten' })}`,
        titleOfSeveral: { week: 'Aktive Mitglieder je Woche', month: 'Aktive Mitglieder je Monat' },
        altText: (label, values) =>
          `${label}: ${values.map(value => (value === null ? '–' : f.number(value))).join(', ')}.`,
      },
      next: 'Nächster Schritt:',
      nothing: { week: 'Diese Woche ist nichts zu tun.', month: 'Diesen Monat ist nichts zu tun.' },
      advice: (advice, alert, unit) => {
        const before = unit === 'week' ? 'in der Woche davor' : 'im Monat davor'
        switch (advice.kind) {
          case 'unused': {
            const { unused, remindable, expired } = advice
            const seats = f.plural(unused, { one: 'Platz ist', other: 'Plätze sind' })
            if (alert === null)
              return `${seats} ungenutzt${expired ? ` (${expiredInvites(expired)})` : ''}. Die Liste zeigt, welche.`
            if (remindable === null || remindable === unused)
              return `${seats} ungenutzt. Die Betroffenen fragen, ob sie ihren Platz noch brauchen.`
            const others = expired
              ? ` (${f.number(expired)} ${expired === 1 ? 'braucht' : 'brauchen'} zuerst eine neue Einladung)`
              : ''
            return `${seats} ungenutzt. ${peopleOf(remindable)} fragen, ob sie ihren Platz noch ${remindable === 1 ? 'braucht' : 'brauchen'}${others}.`
          }
          case 'expired-invites':
            return `${expiredInvites(advice.expired)}. Neu einladen oder die Plätze freigeben.`
          case 'open-invites':
            return `${peopleOf(advice.open)} erinnern, die noch nicht beigetreten ${advice.open === 1 ? 'ist' : 'sind'}${advice.expired ? `; ${expiredInvites(advice.expired)}` : ''}.`
          case 'many-inactive':
            return `${f.number(advice.inactive)} von ${ofMembers(advice.members)} haben Tabnine nicht genutzt. Oft hilft eine kurze Vorführung.`
          case 'none-started':
            return 'In diesem Team hat noch niemand angefangen. Bitte prüfen, ob das Plugin installiert ist.'
          case 'stopped':
            return `Niemand hat Tabnine genutzt; ${before} waren es ${peopleOf(advice.before)}. Das Team fragen, was sich geändert hat.`
          case 'fewer-active':
            return `${advice.fewer === 1 ? '1 Person weniger hat' : `${f.number(advice.fewer)} Personen weniger haben`} Tabnine genutzt als ${before}. Ein Blick auf die Tage lohnt sich.`
          case 'tool-fell':
            return `Das Team fragen, was sich geändert hat. Am stärksten zurückgegangen: ${toolNames[advice.tool].start} (${f.number(advice.before)} → ${f.number(advice.now)}).`
        }
      },
      stillOpen: (what, periods, unit) =>
        `Noch offen: ${what} (${f.number(periods)}. ${unit === 'week' ? 'Woche' : 'Monat'}).`,
      open: advice => {
        switch (advice.kind) {
          case 'unused':
            return f.plural(advice.unused, { one: 'ungenutzter Platz', other: 'ungenutzte Plätze' })
          case 'expired-invites':
            return f.plural(advice.expired, { one: 'abgelaufene Einladung', other: 'abgelaufene Einladungen' })
          case 'open-invites':
            return f.plural(advice.open, { one: 'offene Einladung', other: 'offene Einladungen' })
          case 'many-inactive':
            return `${f.number(advice.inactive)} von ${ofMembers(advice.members)} nicht aktiv`
          case 'none-started':
            return 'noch niemand hat angefangen'
          case 'stopped':
            return 'niemand nutzt Tabnine mehr'
          case 'fewer-active':
            return 'weniger aktive Mitglieder'
          case 'tool-fell':
            return `weniger ${toolNames[advice.tool].within}`
        }
      },
      act: {
        remind: people => (people === null ? 'Personen erinnern…' : `${peopleOf(people)} erinnern…`),
        seeUnused: 'Ungenutzte Plätze zeigen',
        seeInvites: 'Einladungen zeigen',
        seeSeats: 'Plätze zeigen',
        seeDays: 'Tage zeigen',
        seeTeam: team => `${team} zeigen`,
        seeAll: { week: 'Alle Wochen zeigen', month: 'Alle Monate zeigen' },
      },
    },

    subscription: {
      title: number => `Bericht ${number}`,
      listTitle: 'Berichte hier',
      none: 'Hier gibt es noch keine Berichte.',
      count: rows => f.plural(rows, { one: 'Bericht', other: 'Berichte' }),
      more: 'Verlauf: ',
      teams: 'Teams',
      when: 'Wann',
      next: 'Nächster',
      last: 'Letzter',
      never: 'Noch nicht gesendet',
      preview: 'Vorschau zeigen',
      pause: 'Pausieren',
      resume: 'Fortsetzen',
      undo: 'Rückgängig machen',
      unsubscribe: 'Abbestellen',
      confirmUnsubscribe: {
        title: 'Bericht abbestellen?',
        text: 'Dieser Bericht kommt hier dann nicht mehr. Gleich danach lässt sich das rückgängig machen.',
        confirm: 'Abbestellen',
        cancel: 'Behalten',
      },
      titles: {
        created: names => `Bericht eingerichtet: ${names}`,
        changed: names => `Bericht gespeichert: ${names}`,
        paused: names => `Bericht pausiert: ${names}`,
        resumed: names => `Bericht fortgesetzt: ${names}`,
        removed: names => `Abbestellt: ${names}`,
        existing: names => `Schon eingerichtet: ${names}`,
        alreadyPaused: names => `Schon pausiert: ${names}`,
        notPaused: names => `Nicht pausiert: ${names}`,
      },
      summary: {
        created: (names, when, next) =>
          `Fertig. Bericht über ${names}, hier, ${when}.${next === null ? '' : ` Der erste: ${endSentence(next)}`}`,
        changed: (names, when, next) => `Gespeichert: ${names}, ${when}.${nextOne(next)}`,
        paused: (names, _when, next, until) =>
          `Der Bericht über ${names} ist pausiert${until === null ? '' : ` bis ${until}`}.${nextOne(next)}`,
        resumed: (_names, _when, next) => `Fortgesetzt.${nextOne(next)}`,
        removed: names => `Abbestellt. Hier kommt kein Bericht über ${names} mehr.`,
        existing: (names, when, next) => `Der Bericht über ${names} kommt hier schon ${when}.${nextOne(next)}`,
        alreadyPaused: (names, _when, _next, until) =>
          `Der Bericht über ${names} ist schon pausiert${until === null ? '' : ` bis ${until}`}.`,
        notPaused: (names, when) => `Der Bericht über ${names} ist nicht pausiert. Er kommt ${when}.`,
      },
      resumedAllTitle: 'Berichte und Meldungen fortgesetzt',
      resumedAll: (digests, alerts) =>
        digests + alerts === 0
          ? 'Kein Bericht und keine Meldung ist wegen der Unterhaltung pausiert.'
          : `${f.plural(digests, { one: 'Bericht', other: 'Berichte' })} und ${f.plural(alerts, { one: 'Meldung', other: 'Meldungen' })} fortgesetzt. Lässt sich etwas immer noch nicht posten, pausiere ich es wieder.`,
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
      configured: (numbers, count) =>
        count === 1
          ? `Bericht ${numbers} steht in den Einstellungen des Bots und wird nur dort geändert.`
          : `Die Berichte ${numbers} stehen in den Einstellungen des Bots und werden nur dort geändert.`,
      stillPaused: until => `Er ist weiterhin pausiert${until === null ? '' : ` bis ${until}`}.`,
      passedOver: {
        week: 'Der Bericht dieser Woche ist schon da. Der nächste kommt nächste Woche.',
        month: 'Der Bericht dieses Monats ist schon da. Der nächste kommt nächsten Monat.',
      },
      letIn: way => `Ich bin noch nicht in diesem Kanal. Nach ${way} poste ich hier.`,
      clockChange: {
        skipped: moment => `An dem Tag wird die Uhr vorgestellt, deshalb kommt der Bericht ${endSentence(moment)}`,
        repeated: moment => `An dem Tag wird die Uhr zurückgestellt. Der Bericht kommt einmal, ${endSentence(moment)}`,
        'offset-changed': moment => `Vor ${moment} wird die Uhr umgestellt; die Uhrzeit vor Ort bleibt gleich.`,
      },
      paused: (pause, zone) =>
        pause.reason === 'unreachable'
          ? 'Pausiert: Ich kann hier nicht posten'
          : pause.until
            ? `Pausiert bis ${f.moment(pause.until, zone)}`
            : 'Pausiert',
      noHistory: 'Bisher war nichts fällig.',
      historyTitle: names => `Verlauf: ${names}`,
      historyOf: rows => (rows === 1 ? 'Bisher 1 Bericht' : `Die letzten ${f.number(rows)} Berichte`),
      slot: 'Bericht',
      about: slot => {
        const about = periodOfLabel(slot)
        if (!about) return 'Von Hand gepostet'
        return slot.includes('W') ? `Woche vom ${f.dayOfYear(about.to)}` : f.month(about.from)
      },
      due: 'Fällig',
      state: 'Zustand',
      attempts: 'Versuche',
      settle: about =>
        `${endSentence(`Ich bin nicht sicher, ob dieser Bericht angekommen ist: ${about}`)} Ist er hier zu sehen?`,
      settled: how =>
        ({ sent: 'Danke. Er gilt als gepostet.', resend: 'Ich poste ihn noch einmal…', drop: 'Ausgelassen.' })[how],
      settleAs: { sent: 'Als gepostet markieren', resend: 'Noch einmal posten', drop: 'Auslassen' },
      running: 'Ich poste ihn jetzt…',
      runTitle: names => `Bericht: ${names}`,
      runAgain: {
        open: 'Er wird gerade schon gepostet.',
        retrying: reason => `Er ist noch nicht gepostet: ${reason}. Ich versuche es weiter.`,
        sent: 'Ich habe ihn gerade eben gepostet.',
        unknown: 'Vielleicht habe ich ihn gerade gepostet. Bitte nachsehen, ob er da ist.',
        failed: reason => `Er wurde nicht gepostet: ${reason}. In einer Minute lässt es sich erneut versuchen.`,
      },
      explain: 'Jede Woche kommt hier ein Bericht: ein oder mehrere Teams nennen, und wann.',
      states: {
        pending: 'Wartet',
        sending: 'Wird gepostet',
        sent: 'Gepostet',
        unknown: 'Nicht bestätigt',
        failed: 'Nicht gepostet',
        skipped: 'Übersprungen',
      },
      reason: reason => reasonText(reason, f),
    },

    notice: {
      title: 'Ich konnte einen Bericht nicht posten',
      titleOfUnknown: 'Ist dieser Bericht angekommen?',
      happened: {
        failed: (names, slot) => `Der Bericht über ${names}${ofSlot(slot, f)} wurde nicht gepostet.`,
        unknown: (names, slot) =>
          `Ich bin nicht sicher, ob der Bericht über ${names}${ofSlot(slot, f)} angekommen ist. Ist er dort zu sehen?`,
        unreachable: (names, _slot) => `Ich kann den Bericht über ${names} nicht mehr posten.`,
      },
      because: reason => endSentence(`Ursache: ${reason}`),
      todo: {
        failed: 'Erst das beheben, dann „Jetzt posten“ drücken.',
        unknown: null,
        unreachable: 'Der Bericht ist pausiert. Mich wieder dazuholen, dann „Fortsetzen“ drücken.',
      },
      postNow: 'Jetzt posten',
      next: moment => `Der nächste: ${moment}`,
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
        title: 'Ich konnte eine Meldung nicht posten',
        happened: {
          failed: (_id, subject) => `Die Meldung zu ungenutzten Plätzen in ${subject} wurde nicht gepostet.`,
          unknown: (_id, subject) =>
            `Ich bin nicht sicher, ob die Meldung zu ungenutzten Plätzen in ${subject} angekommen ist.`,
          unreachable: (_id, subject) => `Ich kann die Meldung zu ungenutzten Plätzen in ${subject} nicht mehr posten.`,
        },
        todo: {
          failed: (_prefix, _subject) => 'Bei der nächsten Neuigkeit oder Wiederholung poste ich sie erneut.',
          unknown: (_prefix, _subject) =>
            'Ist sie da, bleibt sie. Bei der nächsten Neuigkeit oder Wiederholung poste ich eine neue.',
          unreachable: (prefix, subject) =>
            `Ich habe sie beendet. Mich wieder dazuholen und dann dort schreiben: ${prefix}alerts ${subject}`,
        },
      },
    },
  }
}

const platformNames = { slack: 'Slack', teams: 'Teams' } as const

const toolNames = {
  completions: { start: 'Vervollständigungen', within: 'Vervollständigungen' },
  chat: { start: 'Chat', within: 'Chat' },
  agent: { start: 'Agent', within: 'Agent' },
} as const

/** Which digest it was: that of a week or month by its days; one that someone asked for in between has none. */
function ofSlot(slot: string, f: Formats): string {
  const about = f.aboutOf(slot)
  return about === null ? '' : ` für ${about}`
}
