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
  const { count, people, membersOf, ofMembers, days, share, age } = basics
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
  const inviteSentence = (
    invites: { open: number; expired: number; oldest: Date | null } | null,
    counted: number | null,
    now: Date,
  ) => {
    if (!invites)
      return counted ? `${f.plural(counted, { one: 'Einladung', other: 'Einladungen' })}, offen oder abgelaufen.` : null
    const { open, expired, oldest } = invites
    if (open + expired === 0) return null
    const waiting =
      open === 0
        ? 'Keine offenen Einladungen'
        : f.plural(open, { one: 'offene Einladung', other: 'offene Einladungen' })
    const daysAgo = oldest && countDays(oldest, now)
    const sent = oldest && (daysAgo ? `am ${f.day(oldest)} (${age(daysAgo)})` : 'heute')
    const oldestAge = sent && `, ${open === 1 ? '' : 'die älteste '}verschickt ${sent}`
    return `${waiting}${oldestAge ?? ''}.${expired > 0 ? ` ${f.number(expired)} abgelaufen.` : ''}`
  }
  const activeOf = ({ active, members }: { active: number; members: number }) => {
    if (active === 0) return members === 1 ? 'Das einzige Mitglied war' : `Die ${membersOf(members)} waren`
    return `${partOf(active, members)} ${active === 1 ? 'war' : 'waren'}`
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
      title: report => `Zu diesen Zahlen · ${report}`,
      nothing: 'Zu diesem Bericht gibt es keine weiteren Angaben.',
    },

    seats: {
      title: subject => `Plätze: ${subject}`,
      summary: ({ seats, active, split, isAfterMembers, unused, invites, now }) =>
        [
          seats.registered === null
            ? 'Tabnine meldet die Zahl der Mitglieder nicht.'
            : split && split.members > 0
              ? `${activeOf(split)} letzte Woche ${split.active === 0 ? 'nicht ' : ''}aktiv.`
              : isAfterMembers
                ? null
                : `${membersOf(seats.registered)}.`,
          active === null || split
            ? null
            : `${people(active)} ${active === 1 ? 'hat' : 'haben'} Tabnine letzte Woche genutzt.`,
          unused ? `${f.plural(unused, { one: 'Platz ist', other: 'Plätze sind' })} ungenutzt.` : null,
          unused === 0 ? 'Kein Platz ist ungenutzt.' : null,
          inviteSentence(invites, seats.invited, now),
        ]
          .filter(sentence => sentence !== null)
          .join(' '),
      invites: 'Einladungen',
      openInvites: 'Offene Einladungen',
      registered: 'Mitglieder',
      active: 'Letzte Woche aktiv',
      inactive: 'Nicht aktiv',
      unused: 'Ungenutzt',
      deactivated: 'Deaktiviert',
      deactivatedLine: seats =>
        `${f.plural(seats, { one: 'deaktiviertes Konto belegt', other: 'deaktivierte Konten belegen' })} keinen Platz.`,
      usage: 'Nutzung zeigen',
      comparedWith: day => `Verglichen mit dem ${f.day(day)}`,
      leftUnknown:
        'Manche der Aktiven sind vielleicht inzwischen ausgeschieden, deshalb gibt es keinen Anteil der Mitglieder.',
      invitationsUnknown: 'Dieser Server führt Einladungen nicht einzeln auf, deshalb ist ihr Alter nicht bekannt.',
      monthsNotFinal: 'Monatszahlen stammen von Tabnine selbst; der laufende Monat ist noch nicht endgültig.',
      notReported: names => `Tabnine meldet nicht: ${f.list(names)}.`,
    },

    team: {
      title: name => `Team: ${keepDirection(name)}`,
      summary: (members, listed, invites, seats, now) =>
        [
          members !== null
            ? `${membersOf(members)}.`
            : listed !== null
              ? `${people(listed)} in der Liste des Teams.`
              : null,
          inviteSentence(invites, seats.invited, now),
        ]
          .filter(sentence => sentence !== null)
          .join(' '),
      roles: roles => `Nach Rolle: ${roles.join(', ')}`,
      rolesOfAll:
        'Die Liste des Teams zeigt nicht, wer deaktiviert ist; deshalb zählen Rollen auch deaktivierte Personen.',
      listDiffers: (listed, registered) =>
        `Tabnines Mitgliederliste (${f.number(listed)}) und Platzzählung (${f.number(registered)}) weichen voneinander ab.`,
    },

    teams: {
      title: organization => `Alle Teams: ${keepDirection(organization)}`,
      caption: 'Teams nach Größe',
      byUnused: 'Teams nach ungenutzten Plätzen',
      team: 'Team',
      count: 'Teams',
      see: 'Team zeigen…',
      summary: (total, members, first) => {
        if (total === 0) return 'Es gibt noch keine Teams.'
        const ratio = first && members !== null ? share(first.members, members) : null
        const largest = () =>
          first &&
          `${keepDirection(first.name)} ist mit ${f.number(first.members)} das größte${ratio ? ` (${ratio})` : ''}.`
        const mostUnused = (name: string, unused: number) =>
          unused > 0
            ? `Die meisten ungenutzten Plätze hat ${keepDirection(name)}: ${f.number(unused)}.`
            : 'Kein Team hat ungenutzte Plätze.'
        return [
          members === null
            ? `${f.plural(total, { one: 'Team', other: 'Teams' })}.`
            : `${membersOf(members)} in ${f.plural(total, { one: 'Team', other: 'Teams' })}.`,
          first && first.unused !== null ? mostUnused(first.name, first.unused) : largest(),
        ]
          .filter(sentence => sentence !== null)
          .join(' ')
      },
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
      membersByMonth: (first, last) => `Mitglieder nach Monaten: ${f.number(first)} → ${f.number(last)}`,
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
