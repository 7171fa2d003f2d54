/** German: answers about teams, seats and persons, and the pictures among them. */

import { countDays } from '../../time/utc-days.ts'
import type { English } from '../english.ts'
import { endSentence, type Formats, keepDirection } from '../formats.ts'
import { type GermanBasics, notReported } from './basics.ts'

type Reports = Pick<English, 'usage' | 'seats' | 'team' | 'teams' | 'user' | 'chart'>

export function reportText(f: Formats, { count, people, membersOf, ofMembers, days, share }: GermanBasics): Reports {
  const waiting = (invites: { open: number } | null, counted: number | null) => {
    if (invites)
      return invites.open
        ? `${f.plural(invites.open, { one: 'offene Einladung', other: 'offene Einladungen' })}.`
        : null
    return counted ? `${f.plural(counted, { one: 'Einladung', other: 'Einladungen' })}, offen oder abgelaufen.` : null
  }
  const partOf = (part: number, members: number) => {
    const ratio = share(part, members)
    return ratio === null ? f.number(part) : `${f.number(part)} von ${ofMembers(members)} (${ratio})`
  }

  return {
    usage: {
      title: (subject, period) => `Nutzung: ${subject}, ${period}`,
      byDay: 'Nach Tagen',
      seats: 'Plätze',
    },

    seats: {
      title: subject => `Plätze: ${subject}`,
      summary: ({ seats, active, split, invites }) =>
        [
          seats.registered === null
            ? 'Die Zahl der Mitglieder ist nicht gemeldet.'
            : `${membersOf(seats.registered)}${split ? `, davon letzte Woche ${f.number(split.active)} aktiv` : ''}.`,
          active === null || split
            ? null
            : `${people(active)} ${active === 1 ? 'hat' : 'haben'} Tabnine letzte Woche genutzt.`,
          waiting(invites, seats.invited),
        ]
          .filter(sentence => sentence !== null)
          .join(' '),
      invites: 'Einladungen',
      openInvites: 'Offene Einladungen',
      registered: 'Mitglieder',
      active: 'Aktiv',
      notKnown: 'nicht bekannt',
      inactive: 'Nicht aktiv',
      deactivated: 'Deaktiviert',
      month: 'Monat',
      byMonth: 'Plätze nach Monaten',
      usage: 'Nutzung',
      invitesOf: (invites, counted, difference = null) => {
        const isAll = invites !== null && invites.open + invites.expired === counted
        const change = difference === null ? null : f.change(difference)
        if (invites === null) {
          if (counted === null) return notReported
          const all = counted === 0 ? '0' : `${f.number(counted)}, offen oder abgelaufen`
          return change ? `${all} (${change})` : all
        }
        const expired = invites.expired > 0 ? `, ${f.number(invites.expired)} abgelaufen` : ''
        return `${f.number(invites.open)} offen${expired}${change && isAll ? ` (${expired ? 'insgesamt ' : ''}${change})` : ''}`
      },
      activeCount: (active, split, period) => {
        if (active === null) return 'für letzte Woche nicht bekannt'
        const who = split
          ? partOf(split.active, split.members)
          : `${people(active)}, manche vielleicht inzwischen ausgeschieden`
        return `${who}, ${days(period.period)}`
      },
      inactiveCount: split =>
        split ? partOf(split.members - split.active, split.members) : 'für letzte Woche nicht bekannt',
      invitations: (open, now) => {
        const expired =
          open.expired > 0
            ? ` ${f.plural(open.expired, { one: 'weitere ist abgelaufen', other: 'weitere sind abgelaufen' })}.`
            : ''
        if (open.oldest === null) return `Keine Einladung wartet auf Antwort.${expired}`
        const age = countDays(open.oldest, now)
        const older = open.older
          .filter(row => row.count > 0)
          .map(row => `${f.number(row.count)} länger als ${f.plural(row.days, { one: 'Tag', other: 'Tage' })}`)
        const waits = f.plural(open.open, { one: 'Einladung wartet', other: 'Einladungen warten' })
        const since = `die älteste seit dem ${f.day(open.oldest)} (${f.plural(age, { one: 'Tag', other: 'Tage' })})`
        return `${waits} auf Antwort${older.length > 0 ? `, ${f.list(older)}` : ''}; ${since}.${expired}`
      },
      invitationsUnknown: 'Dieser Server führt Einladungen nicht einzeln auf, deshalb ist ihr Alter nicht bekannt.',
      monthsNotFinal:
        'Monatszahlen stammen von Tabnine selbst, mit abgelaufenen Einladungen; der laufende Monat ist noch nicht endgültig.',
      noHistory:
        'Die Usage API nennt die Plätze eines Teams nur von heute, deshalb gibt es keine Veränderung seit letzter Woche zu zeigen.',
    },

    team: {
      title: name => `Team ${keepDirection(name)}`,
      summary: (listed, invites, seats) =>
        [`${people(listed)} in der Liste des Teams.`, waiting(invites, seats.invited)]
          .filter(sentence => sentence !== null)
          .join(' '),
      rolesOfAll:
        'Die Liste des Teams sagt nicht, wer deaktiviert ist; deshalb zählen Rollen auch deaktivierte Personen.',
      listDiffers: (listed, registered) =>
        `Die Liste des Teams enthält ${f.number(listed)} nicht deaktivierte, die Platzzählung nennt ${f.plural(registered, { one: 'Mitglied', other: 'Mitglieder' })}: Die beiden Zählungen des Servers weichen voneinander ab.`,
    },

    teams: {
      title: 'Alle Teams',
      caption: 'Teams und ihre Plätze',
      team: 'Team',
      placeholder: '<Team>',
      next: 'Eines davon: ',
      summary: (organization, total) => `${organization} hat ${f.plural(total, { one: 'Team', other: 'Teams' })}.`,
    },

    user: {
      title: name => `Nutzung: ${keepDirection(name)}`,
      role: 'Rolle',
      team: 'Team',
      registered: 'Registriert',
      account: 'Konto',
      accountState: active => (active === null ? notReported : active ? 'aktiv' : 'deaktiviert'),
      summary: {
        active: (name, period) =>
          name === null
            ? `${period}: Eigene Nutzung von Tabnine ist gemeldet.`
            : `${period}: ${name} hat Tabnine genutzt.`,
        quiet: (name, period) =>
          `${period}: ${name === null ? 'Es' : `Von ${name}`} ist keine ${name === null ? 'eigene ' : ''}Nutzung von Tabnine gemeldet.`,
        unknown: (name, period) =>
          name === null
            ? `${period}: Ob es eigene Nutzung von Tabnine gab, ist nicht gemeldet.`
            : `${period}: Ob ${name} Tabnine genutzt hat, ist nicht gemeldet.`,
        'no-data': (_name, period) =>
          `${period}: Keine Daten, denn der Server meldet keinerlei Aktivität in der Organisation.`,
      },
    },

    chart: {
      trend: steps => `Aktive Personen ${steps}`,
      steps: { daily: 'nach Tagen', weekly: 'nach Wochen', monthly: 'nach Monaten' },
      week: from => f.dayOfYear(from),
      tools: 'Werkzeuge im Vergleich',
      toolCount: {
        completions: 'Übernommene Vervollständigungen',
        chat: 'Chat-Interaktionen',
        agent: 'Agent-Durchgänge',
      },
      uses: 'Nutzungen',
      seats: 'Personen nach Zustand',
      seatsByTeam: 'Personen nach Team',
      seatCount: 'Personen',
      category: 'Wo',
      seesTrend: points => {
        const [first, last] = [points[0], points.at(-1)]
        if (!first || !last) return 'Nichts gemeldet.'
        if (points.length === 1) return `${f.number(first.value)} (${first.at}).`
        const most = points.reduce((max, point) => (point.value > max.value ? point : max), first)
        const peak =
          most.value > Math.max(first.value, last.value) ? `, am meisten ${f.number(most.value)} (${most.at})` : ''
        return `Anfangs ${f.number(first.value)} (${first.at}), zuletzt ${f.number(last.value)} (${last.at})${peak}.`
      },
      sees: points =>
        `${points.length === 0 ? 'Nichts gemeldet' : f.list(points.map(({ at, value }) => `${at} ${count(value)}`))}.`,
      notDrawn: 'Diese App kann das Diagramm nicht zeichnen; seine Zahlen stehen hier in Worten.',
      nothing: 'Nichts gemeldet',
      axisFrom: start => `Die Achse beginnt bei ${f.number(start)}.`,
      gaps: where =>
        endSentence(
          `Nicht gezeichnet, weil keine Zahl vorliegt: ${f.list(where.length > 6 ? [...where.slice(0, 5), `${f.number(where.length - 5)} weitere`] : where)}`,
        ),
      lastOf: (shown, all) => `Gezeichnet sind die letzten ${f.number(shown)} von ${f.number(all)}.`,
      firstOf: (shown, all) => `Gezeichnet sind die ersten ${f.number(shown)} von ${f.number(all)}.`,
    },
  }
}
