import { countCell, type Part, table, text } from '../../message/message.ts'
import type { Words } from '../../message/words.ts'
import type { Outlook, Renewal, RenewalOutlook } from '../../ports.ts'
import { flowKinds } from './flows.ts'

/** Two lines at most; what is not known is not mentioned. */
export function renderOutlook({ flows, firstUse, rates, renewal }: Outlook, t: Words): Part[] {
  const passed = flowKinds.flatMap(kind => {
    const count = flows?.[kind]?.count ?? 0
    return count > 0 ? [t.outlook.flow[kind](count)] : []
  })
  const sentences = [
    ...(firstUse
      ? [t.outlook.firstUse(firstUse.medianDays, firstUse.mostDays, firstUse.began.count, firstUse.open.count)]
      : []),
    ...(rates.length > 0
      ? [t.outlook.rates(rates.map(({ days, began, people }) => [days, began.count, people.count]))]
      : []),
    ...(renewal ? [t.outlook.renewal(renewal)] : []),
  ]
  return [
    ...(passed.length > 0 ? [text(t.outlook.flows(passed))] : []),
    ...(sentences.length > 0 ? [text(sentences.join(' '))] : []),
  ]
}

/** The expectation for the renewal, and its arithmetic, line by line, so that a reader can check it with a pencil. */
export function renderRenewal(renewal: Renewal, outlook: RenewalOutlook | null, t: Words): Part[] {
  if (!outlook) return [text({ strong: t.outlook.renewalTitle }, ` ${t.outlook.renewalUnknown(renewal)}`)]
  const { today, daysLeft, paces, seats, date } = outlook
  return [
    text({ strong: t.outlook.renewalTitle }, ` ${t.outlook.renewal(outlook)}`),
    table(
      t.outlook.arithmetic(today, daysLeft),
      [
        { label: t.outlook.pace, align: 'left' },
        { label: t.outlook.before, align: 'right' },
        { label: t.outlook.perWeek, align: 'right' },
        { label: t.outlook.atRenewal(date), align: 'right' },
        { label: t.outlook.unusedOf(seats), align: 'right' },
      ],
      paces.map(({ weeks, before, perWeek, registered, unused }) => [
        countCell(t.outlook.weeks(weeks), weeks),
        countCell(t.outlook.counted(before), before.registered),
        countCell(t.outlook.change(perWeek), perWeek),
        countCell(t.outlook.seats(registered), registered),
        countCell(t.outlook.seats(unused), unused),
      ]),
    ),
    text(t.outlook.unusedMeans),
  ]
}
