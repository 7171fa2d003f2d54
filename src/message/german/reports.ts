/** German: answers about teams, seats and persons, and the pictures among them. */

import { type PeriodUnit, unitOf } from '../../time/period.ts'
import { countDays } from '../../time/utc-days.ts'
import type { WrittenPeriod } from '../english/reports.ts'
import type { English } from '../english.ts'
import { endSentence, type Formats, keepDirection } from '../formats.ts'
import { activityText } from './activity.ts'
import { type GermanBasics, notReported, relativePeriod } from './basics.ts'

type Reports = Pick<English, 'usage' | 'about' | 'seats' | 'team' | 'teams' | 'user' | 'chart'>

const symbols = { steady: '✅', down: '📉', alert: '⚠️' } as const

const unitsBefore = {
  day: 'eine Woche zuvor',
  week: 'in der Woche davor',
  month: 'im Monat davor',
  quarter: 'im Quartal davor',
  year: 'im Jahr davor',
}

export function reportText(f: Formats, basics: GermanBasics): Reports {
  const { count, people, membersOf, ofMembers, days, share } = basics
  const { origin } = activityText(f, basics)
  const relative = ({ words, isOver }: WrittenPeriod) =>
    [relativePeriod(words), isOver ? null : 'bisher'].filter(Boolean).join(' ')
  /** "Tabnine letzte Woche". */
  const tabnine = (asked: WrittenPeriod) => ['Tabnine', relative(asked)].filter(Boolean).join(' ')
  const unitBefore = (unit: PeriodUnit) =>
    typeof unit === 'number' ? `in den ${f.number(unit)} Tagen davor` : unitsBefore[unit]
  const pastWeek = ({ week, isOtherMonth }: { week: Date; isOtherMonth: boolean }) =>
    isOtherMonth ? `im ${f.monthName(week)}` : `in der Woche ab ${f.dayOfYear(week)}`
  const compareAmount = (now: number, before: number) => {
    const change = f.changeInPercent(now - before, before)
    if (now === before) return 'so viele wie'
    return `${change === null ? f.number(now - before) : change.replace(/^[+−]/, '')} ${now > before ? 'mehr' : 'weniger'} als`
  }
  const capitalize = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1)
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
      title: (subject, period) => `Tabnine-Nutzung: ${subject}, ${period}`,
      heading: (tone, subject, finding) => `${tone === null ? '' : `${symbols[tone]} `}${subject}: ${finding}`,
      active: (active, isLowerBound, split, asked) => {
        const who =
          split?.left === 0 && split.members > 0
            ? `${f.number(split.active)} von ${ofMembers(split.members)}`
            : `${isLowerBound ? 'mindestens ' : ''}${people(active)}`
        return `${who} ${active === 1 ? 'hat' : 'haben'} ${tabnine(asked)} genutzt (${days(asked.period)})`
      },
      noneActive: (members, asked) =>
        `${members === null || members === 0 ? 'niemand' : `keines von ${ofMembers(members)}`} hat ${tabnine(asked)} genutzt (${days(asked.period)})`,
      noData: asked => `keine Daten${relative(asked) ? ` für ${relative(asked)}` : ''} (${days(asked.period)})`,
      othersDid: weeks =>
        weeks === null
          ? 'Andere in der Firma haben es genutzt.'
          : `In den letzten ${f.plural(weeks, { one: 'Woche', other: 'Wochen' })} hat es hier niemand genutzt, andere in der Firma schon.`,
      summary: ({ active, split, members, difference, unit, past }) => {
        const ratio = split && split.left === 0 ? share(split.active, split.members) : null
        const change =
          difference === null
            ? null
            : difference === 0
              ? `so viele wie ${unitBefore(unit)}`
              : `${f.number(Math.abs(difference))} ${difference > 0 ? 'mehr' : 'weniger'} als ${unitBefore(unit)}`
        const since = past && `${pastWeek(past)} waren es ${past.isDown ? 'noch' : 'erst'} ${f.number(past.active)}`
        const first = [ratio && `${ratio} der Mitglieder`, change, since].filter(Boolean).join(', ')
        const second =
          split && split.left > 0
            ? `${partOf(split.active, split.members)} und ${f.number(split.left)} inzwischen ${split.left === 1 ? 'Ausgeschiedener' : 'Ausgeschiedene'}`
            : !split && members !== null && active <= members
              ? `Heute gibt es ${membersOf(members)}`
              : null
        const sentences = [first, second].filter(Boolean).map(sentence => endSentence(capitalize(sentence ?? '')))
        return sentences.length > 0 ? sentences.join(' ') : null
      },
      noComparison: (reason, asked) =>
        reason === null ? endSentence(`Zeitraum: ${days(asked.period)}`) : origin.withheld[reason],
      metrics: {
        completions: 'Vervollständigungen',
        chat: 'Chat',
        code: 'Code von Tabnine',
        agent: 'Agent-Durchgänge',
      },
      byDay: 'Tage zeigen',
      seats: 'Plätze zeigen',
      change: 'Ändern…',
    },

    about: {
      act: 'Zu diesen Zahlen',
      title: report => `Zu diesen Zahlen: ${report}`,
      nothing: 'Zu diesem Bericht gibt es keine weiteren Angaben.',
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
      usage: 'Nutzung zeigen',
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
      noHistory: 'Für die Plätze eines Teams ist keine Veränderung seit letzter Woche bekannt.',
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
      title: name => `Tabnine-Nutzung: ${keepDirection(name)}`,
      ownTitle: asked => {
        const name = relativePeriod(asked.words)
        return `Deine Nutzung: ${name === null ? days(asked.period) : `${name} (${days(asked.period)})`}`
      },
      role: 'Rolle',
      team: 'Team',
      registered: 'Registriert',
      account: 'Konto',
      accountState: active => (active === null ? notReported : active ? 'aktiv' : 'deaktiviert'),
      summary: {
        active: (name, asked, completions) => {
          const who = name === null ? 'Du hast' : `${keepDirection(name)} hat`
          if (completions === null) return `${who} ${tabnine(asked)} genutzt (${days(asked.period)}).`
          const { now, before } = completions
          const accepted = f.plural(now, { one: 'Vervollständigung', other: 'Vervollständigungen' })
          const change = before === null ? null : compareAmount(now, before)
          return `${who} ${accepted} übernommen${change === null ? '' : `, ${change} ${unitBefore(unitOf(asked.period))}`}.`
        },
        quiet: (name, asked) =>
          `${name === null ? 'Du hast' : `${keepDirection(name)} hat`} ${tabnine(asked)} nicht genutzt (${days(asked.period)}).`,
        unknown: name =>
          `Tabnine meldet nicht, ob ${name === null ? 'du Tabnine genutzt hast' : `${keepDirection(name)} Tabnine genutzt hat`}.`,
        'no-data': () =>
          'Tabnine meldet für diese Tage von niemandem Aktivität. Meist fehlen dann Daten; es heißt nicht, dass niemand Tabnine genutzt hat.',
      },
      agentCost: (money, isOver) =>
        isOver ? `Die Agenten haben ${money} gekostet.` : `Die Agenten haben bisher ${money} gekostet.`,
      onlyYou: 'Nur für dich sichtbar',
    },

    chart: {
      trend: steps => `Aktive Mitglieder ${steps}`,
      activeBy: {
        daily: (first, last) => `Aktiv je Arbeitstag: ${f.number(first)} → ${f.number(last)}`,
        weekly: (first, last) => `Aktiv pro Woche: ${f.number(first)} → ${f.number(last)}`,
        monthly: (first, last) => `Aktiv pro Monat: ${f.number(first)} → ${f.number(last)}`,
      },
      active: 'Aktiv',
      members: 'Mitglieder',
      completionsByWeek: 'Vervollständigungen pro Woche',
      completions: 'Vervollständigungen',
      wholeStepsOnly: {
        daily: 'Angebrochene Tage sind nicht gezeichnet.',
        weekly: 'Angebrochene Wochen sind nicht gezeichnet.',
        monthly: 'Angebrochene Monate sind nicht gezeichnet.',
      },
      steps: { daily: 'nach Tagen', weekly: 'nach Wochen', monthly: 'nach Monaten' },
      week: from => f.dayOfYear(from),
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
          most.value > Math.max(first.value, last.value) ? `; Höchstwert ${f.number(most.value)} (${most.at})` : ''
        return endSentence(`Von ${f.number(first.value)} (${first.at}) auf ${f.number(last.value)} (${last.at})${peak}`)
      },
      sees: points =>
        `${points.length === 0 ? 'Nichts gemeldet' : f.list(points.map(({ at, value }) => `${at} ${count(value)}`))}.`,
      notDrawn: 'Diese App kann das Diagramm nicht zeigen. Die Zahlen stehen darunter.',
      nothing: 'Nichts gemeldet',
      axisFrom: start => `Die Achse beginnt bei ${f.number(start)}.`,
      gaps: where =>
        endSentence(
          `Keine Zahl für ${f.list(where.length > 6 ? [...where.slice(0, 5), `${f.number(where.length - 5)} weitere`] : where)}`,
        ),
      lastOf: (shown, all) => `Gezeigt: die letzten ${f.number(shown)} von ${f.number(all)}.`,
      firstOf: (shown, all) => `Gezeigt: die ersten ${f.number(shown)} von ${f.number(all)}.`,
    },
  }
}
