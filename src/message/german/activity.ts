/** German: what was used, how that changed, and where the numbers come from. */
import type { English } from '../english.ts'
import { endSentence, type Formats } from '../formats.ts'
import { type GermanBasics, notReported, periodText } from './basics.ts'

export function activityText(
  f: Formats,
  { count, people, membersOf, ofMembers, days, asked, share }: GermanBasics,
): Pick<English, 'activity' | 'trend' | 'origin' | 'hidden'> {
  const changeOf = (difference: number, isOneDay: boolean) =>
    difference === 0
      ? `, so viele wie ${isOneDay ? 'eine Woche zuvor' : 'im Zeitraum davor'}`
      : `, ${f.number(Math.abs(difference))} ${difference > 0 ? 'mehr' : 'weniger'}${isOneDay ? ' als eine Woche zuvor' : ''}`

  return {
    activity: {
      notAdded: 'über das Server-Upgrade hinweg nicht vergleichbar',
      activePeople: 'Aktive Mitglieder',
      inactive: 'Nicht aktiv',
      completions: 'Übernommene Vervollständigungen',
      automation: 'Automatisierungsgrad',
      chat: 'Chat',
      agent: 'Agent',
      productivity: 'Produktivitätsgrad',
      noData:
        'Tabnine meldet für diese Tage von niemandem Aktivität. Meist fehlen dann Daten; es heißt nicht, dass niemand Tabnine genutzt hat.',
      quiet: members => {
        const others = 'Andere in der Firma haben es genutzt.'
        if (members === null) return `Hier hat niemand Tabnine genutzt. ${others}`
        if (members === 0) return `Hier gibt es keine Mitglieder, und niemand hat Tabnine genutzt. ${others}`
        return `Keines von ${ofMembers(members)} hat Tabnine genutzt. ${others}`
      },
      activeUnknown: 'Tabnine meldet nicht, wie viele Personen aktiv waren.',
      used: ({ active, isLowerBound, isRunning, split, members, difference, isOneDay }) => {
        const tabnine = isRunning ? 'Tabnine bisher' : 'Tabnine'
        const have = (people: number) => (people === 1 ? 'hat' : 'haben')
        const change = difference === null ? '' : changeOf(difference, isOneDay)
        const ratio = split && share(split.active, split.members)
        if (isLowerBound) return `Mindestens ${people(active)} ${have(active)} ${tabnine} genutzt.`
        const used = `${people(active)} ${have(active)} ${tabnine} genutzt${change}`
        if (!split || ratio === null)
          return `${used}.${members === null ? '' : ` Heute gibt es ${membersOf(members)}.`}`
        const part = `${f.number(split.active)} von ${ofMembers(split.members)}`
        return split.left === 0
          ? `${part} ${have(split.active)} ${tabnine} genutzt (${ratio})${change}.`
          : `${used}: ${part} (${ratio}) und ${f.number(split.left)} inzwischen ${split.left === 1 ? 'Ausgeschiedener' : 'Ausgeschiedene'}.`
      },
      people: (active, split, isLowerBound) => {
        if (active === null) return notReported
        if (isLowerBound) return `mindestens ${f.number(active)}`
        const ratio = split && share(split.active, split.members)
        if (!split || ratio === null) return f.number(active)
        const part = `${f.number(split.active)} von ${ofMembers(split.members)} (${ratio})`
        return split.left === 0
          ? part
          : `${f.number(active)}: ${part}, ${f.number(split.left)} inzwischen ausgeschieden`
      },
      members: membersOf,
      atLeast: written => `mindestens ${written}`,
      accepted: (accepted, lines) =>
        lines === null
          ? f.number(accepted)
          : `${f.number(accepted)} mit ${f.plural(lines, { one: 'Zeile', other: 'Zeilen' })}`,
      ofCharacters: (factor, completed, typed) => {
        if (factor === null) return null
        return completed === null || typed === null
          ? `${f.percent(factor)} der geschriebenen Zeichen`
          : `${f.percent(factor)} (${f.number(completed)} von ${f.number(completed + typed)} geschriebenen Zeichen)`
      },
      chats: (interactions, useful, rate) => {
        const asks = f.plural(interactions, { one: 'Interaktion', other: 'Interaktionen' })
        return useful === null || rate === null
          ? asks
          : `${asks}, davon ${f.number(useful)} verwendet (${f.percent(rate)})`
      },
      agentTurns: (turns, proposed, accepted) => {
        const written = f.plural(turns, { one: 'Durchgang', other: 'Durchgänge' })
        const ratio = share(accepted, proposed)
        return ratio === null
          ? written
          : `${written}, ${count(accepted)} von ${count(proposed)} vorgeschlagenen Zeilen behalten (${ratio})`
      },
      ofCode: factor => (factor === null ? null : `${f.percent(factor)} des Codes aus Vervollständigungen und Chat`),
    },

    trend: {
      active: 'Aktiv',
      completions: 'Vervollständigungen',
      chat: 'Chat',
      agent: 'Agent',
      atLeast: people => `mindestens ${f.number(people)}`,
      daysOff: period => `${f.weekdays(period)}, ${f.span(period).replace(/ \d{4}$/, '')}`,
      soFar: step => `${step}, bisher`,
      step: { daily: 'Tag', weekly: 'Woche', monthly: 'Monat' },
      caption: { daily: 'Nutzung nach Tagen', weekly: 'Nutzung nach Wochen', monthly: 'Nutzung nach Monaten' },
    },

    origin: {
      dates: period => `${asked(period)} (${periodText(period.words)}); ganze Tage in UTC.`,
      datesAndBefore: (period, before) =>
        `${asked(period)} (${periodText(period.words)}), verglichen mit ${days(before)}; ganze Tage in UTC.`,
      withheld: {
        running: 'Noch kein Vergleich: Der Zeitraum läuft noch.',
        'counting-changed':
          'Kein Vergleich: Der Tabnine-Server wurde zwischendurch aktualisiert und zählt jetzt anders.',
        lagging: 'Kein Vergleich: Die neuesten Tage fehlen noch bei Tabnine.',
        'no-data-before': 'Kein Vergleich: Für den Zeitraum davor gibt es keine Daten.',
        'group-too-small': 'Kein Vergleich: Hinter den Zahlen des Zeitraums davor stehen zu wenige Personen.',
      },
      notCompared: {
        running: 'Noch kein Vergleich: Der Zeitraum läuft noch',
        'counting-changed': 'Kein Vergleich: Tabnine zählt jetzt anders',
        lagging: 'Kein Vergleich: Die neuesten Tage fehlen noch',
        'no-data-before': 'Kein Vergleich: keine Daten für den Zeitraum davor',
        'group-too-small': 'Kein Vergleich: zu wenige Personen im Zeitraum davor',
      },
      comparedWith: before => `Verglichen mit ${days(before)}`,
      notReported: names => `Für diese Tage meldet Tabnine nicht: ${f.list(names)}.`,
      unequal: (days, daysBefore) =>
        `${f.number(days)} Tage sind mit ${f.number(daysBefore)} verglichen. Änderungen von Anzahlen gelten daher pro Tag, die von Personen nicht.`,
      lastHours: (end, zone) =>
        `Gezählt wird in UTC-Tagen: Der letzte endet am ${f.momentInZone(end, zone)}; seine letzten Stunden fehlen noch.`,
      lowerBound:
        'Der Server wurde in diesem Zeitraum aktualisiert. Personen und Chat lassen sich darüber hinweg nicht addieren.',
      uncovered: periods => `Keine Daten für ${f.list(periods.map(days))}.`,
      source: (origin, zone) =>
        [
          `${['Quelle: Tabnine Usage API', f.list(origin.versions)].filter(Boolean).join(' ')} auf ${origin.host}, abgefragt am ${f.momentInZone(origin.askedAt, zone)}.`,
          origin.lastActiveDay === undefined
            ? ''
            : origin.lastActiveDay
              ? endSentence(`Letzter Tag mit Aktivität in der Firma: ${f.day(origin.lastActiveDay)}`)
              : 'In den letzten 28 Tagen ist keine Aktivität gemeldet.',
        ]
          .filter(Boolean)
          .join(' '),
      asked: (host, at, zone) => `Quelle: Tabnine Usage API auf ${host}. Stand: ${f.momentInZone(at, zone)}.`,
    },

    hidden: {
      group: size => `Ausgeblendet: Hinter diesen Zahlen stehen weniger als ${people(size)}.`,
      tools: size => `Zahlen je Werkzeug sind ausgeblendet: Eines davon haben weniger als ${people(size)} genutzt.`,
      steps: size => `Zahlen je Woche sind ausgeblendet: In einer der Wochen waren weniger als ${people(size)} aktiv.`,
      teams: size =>
        `Die Teams sind ausgeblendet: Neben der Gesamtzahl würden sie eine Gruppe von weniger als ${people(size)} verraten.`,
      states: size => `Anzahlen unter ${f.number(size)} sind ausgeblendet.`,
      some: size => `Einige Zahlen sind ausgeblendet, weil weniger als ${people(size)} dahinterstehen.`,
      smallTeams: (teams, size) =>
        teams === 1
          ? `1 Team mit weniger als ${people(size)} ist nicht aufgeführt.`
          : `${f.number(teams)} Teams mit weniger als ${people(size)} sind nicht aufgeführt.`,
      groups: (names, size) =>
        `${f.list(names)}: ausgeblendet, weil hinter den Zahlen weniger als ${people(size)} stehen.`,
      days: 'Zahlen einzelner Tage sind in Kanälen ausgeblendet, damit niemand heraussticht. Hier stehen Wochen.',
      widened: asked =>
        `Gefragt war nach ${days(asked)}. Hier antworte ich für ganze Wochen, damit ruhige Tage nicht herausstechen.`,
    },
  }
}
