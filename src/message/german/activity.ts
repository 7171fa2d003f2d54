/** German: what was used, how that changed, and where the numbers come from. */
import type { English } from '../english.ts'
import type { Formats } from '../formats.ts'
import { type Basics, notReported, tellPeriodWords } from './basics.ts'

export function tellActivity(
  f: Formats,
  { count, people, days, asked, share }: Basics,
): Pick<English, 'activity' | 'trend' | 'origin' | 'withheld'> {
  return {
    activity: {
      notAdded: 'nicht addiert: vor und nach dem Upgrade des Servers anders gezählt',
      activePeople: 'Aktive Personen',
      idle: 'Inaktiv',
      completions: 'Übernommene Vervollständigungen',
      automation: 'Automatisierungsgrad',
      chat: 'Chat',
      agent: 'Agent',
      productivity: 'Produktivitätsgrad',
      noData:
        'Keine Daten: Der Server meldet für diese Tage keinerlei Aktivität in der Organisation; das sagt nichts darüber, wer Tabnine genutzt hat.',
      quiet: registered =>
        registered === null
          ? 'Hier hat in diesen Tagen niemand Tabnine genutzt, anderswo in der Organisation dagegen schon.'
          : `Von ${f.plural(registered, { one: 'registrierten Person', other: 'registrierten Personen' })} hat in diesen Tagen niemand Tabnine genutzt, anderswo in der Organisation dagegen schon.`,
      activeUnknown: 'Wie viele Personen in diesen Tagen Tabnine genutzt haben, ist nicht gemeldet.',
      used: (active, registered, isLowerBound) => {
        const ratio = isLowerBound ? null : share(active, registered)
        const have = active === 1 ? 'hat' : 'haben'
        if (isLowerBound) return `Mindestens ${people(active)} ${have} Tabnine genutzt`
        return ratio && registered !== null
          ? `${f.number(active)} von ${f.plural(registered, { one: 'registrierten Person', other: 'registrierten Personen' })} ${have} Tabnine genutzt (${ratio})`
          : `${people(active)} ${have} Tabnine genutzt`
      },
      usedAndBefore: (used, difference) =>
        difference === 0
          ? `${used}, ebenso viele wie im Zeitraum davor.`
          : `${used}, ${f.number(Math.abs(difference))} ${difference > 0 ? 'mehr' : 'weniger'} als im Zeitraum davor.`,
      sentence: words => `${words}.`,
      people: (active, registered, isLowerBound) => {
        if (active === null) return notReported
        if (isLowerBound) return `mindestens ${f.number(active)}`
        const ratio = share(active, registered)
        return ratio && registered !== null
          ? `${f.number(active)} von ${f.number(registered)} registrierten (${ratio})`
          : f.number(active)
      },
      idlePeople: idle => `${f.number(idle)} registriert, in diesen Tagen nicht aktiv`,
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
        const told = f.plural(turns, { one: 'Durchgang', other: 'Durchgänge' })
        const ratio = share(accepted, proposed)
        return ratio === null
          ? told
          : `${told}, ${count(accepted)} von ${count(proposed)} vorgeschlagenen Zeilen behalten (${ratio})`
      },
      ofCode: factor => (factor === null ? null : `${f.percent(factor)} des Codes aus Vervollständigungen und Chat`),
    },

    trend: {
      active: 'Aktive Personen',
      completions: 'Vervollständigungen',
      chat: 'Chat',
      agent: 'Agent',
      atLeast: people => `mindestens ${f.number(people)}`,
      soFar: step => `${step}, bisher`,
      step: { daily: 'Tag', weekly: 'Woche', monthly: 'Monat' },
      caption: { daily: 'Nutzung nach Tagen', weekly: 'Nutzung nach Wochen', monthly: 'Nutzung nach Monaten' },
    },

    origin: {
      dates: period => `${asked(period)} (${tellPeriodWords(period.words)}); ganze Tage in UTC.`,
      datesAndBefore: (period, before) =>
        `${asked(period)} (${tellPeriodWords(period.words)}), verglichen mit ${days(before)}; ganze Tage in UTC.`,
      withheld: {
        running: 'Kein Vergleich: Dieser Zeitraum ist noch nicht vorbei.',
        'counting-changed':
          'Kein Vergleich: Der Server hat vor und nach seiner Aktualisierung unterschiedlich gezählt.',
        lagging: 'Kein Vergleich: Die neuesten Arbeitstage fehlen auf dem Server.',
        'no-data-before': 'Kein Vergleich: Für den Zeitraum davor ist nichts gemeldet.',
        few: 'Kein Vergleich: Die Zahlen des Zeitraums davor sind ausgelassen.',
      },
      lastHours: (end, zone) =>
        `Gezählt wird in UTC-Tagen: Der letzte endet am ${f.moment(end, zone)}; seine letzten Stunden fehlen noch.`,
      lowerBound:
        'In diesen Zeitraum fällt die Aktualisierung des Servers. Zählungen beider Seiten sind addiert, wo sie dasselbe bedeuten; bei Personen und Chat geht das nicht.',
      uncovered: periods => `Nicht abgedeckt: Für ${f.list(periods.map(days))} meldet der Server nichts.`,
      source: (origin, zone) =>
        [
          `Quelle: Tabnine Usage API ${f.list(origin.versions)} auf ${origin.host}, abgefragt am ${f.moment(origin.askedAt, zone)}.`,
          origin.lastActiveDay
            ? `Neuester Tag mit Aktivität in der Organisation: ${f.day(origin.lastActiveDay)}.`
            : 'Für die letzten 28 Tage ist keine Aktivität in der Organisation gemeldet.',
        ].join(' '),
      asked: (host, at, zone) => `Quelle: Tabnine Usage API auf ${host}. Stand: ${f.moment(at, zone)}.`,
    },

    withheld: {
      few: floor =>
        `Zahlen von weniger als ${people(floor)} werden hier nicht genannt, denn sie beträfen einzelne Personen.`,
      beside: _floor =>
        'Diese Zahlen werden hier nicht genannt: Mit ihnen ließen sich die einer kleineren Gruppe ausrechnen.',
      unknown: _floor =>
        'Diese Zahlen werden hier nicht genannt: Der Server sagt nicht, von wie vielen Personen sie stammen.',
      some: floor =>
        `Einige Zahlen sind ausgelassen: Sie stammen von weniger als ${people(floor)} oder würden solche Zahlen verraten.`,
      cell: 'ausgelassen',
      cut: (asked, floor) =>
        `Gefragt war nach dem Zeitraum vom ${days(asked)}. Tage, an denen weniger als ${people(floor)} aktiv waren, werden nur zusammen mit einem Tag daneben genannt, deshalb beginnt oder endet er hier anders: Sonst ließen sich aus zwei Antworten einzelne Tage ausrechnen. Ganze Wochen und Monate werden unverändert genannt.`,
      fewerThan: floor => `weniger als ${f.number(floor)}`,
      fewerPeople: floor => `ausgelassen: von weniger als ${people(floor)} genutzt`,
      fewerAtEdges: floor => `ausgelassen: an Anfang oder Ende des Zeitraums von weniger als ${people(floor)} genutzt`,
      ages: (open, floor) =>
        `${f.plural(open, { one: 'Einladung wartet', other: 'Einladungen warten' })} auf Antwort; wie lange schon, wird bei weniger als ${f.number(floor)} nicht genannt.`,
    },
  }
}
