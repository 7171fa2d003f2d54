import { countCell, type Part, table, text } from '../../message/message.ts'
import type { Words } from '../../message/words.ts'
import type { Outlook, Renewal, RenewalOutlook } from '../../ports.ts'
import { flowKinds } from './flows.ts'

/** Two lines at most; what is not known is not spoken of. */
export function tellOutlook({ flows, firstUse, rates, renewal }: Outlook, w: Words): Part[] {
  const passed = flowKinds.flatMap(kind => {
    const count = flows?.[kind]?.count ?? 0
    return count > 0 ? [w.outlook.flow[kind](count)] : []
  })
  const sentences = [
    ...(firstUse
      ? [w.outlook.firstUse(firstUse.medianDays, firstUse.mostDays, firstUse.began.count, firstUse.open.count)]
      : []),
    ...(rates.length > 0
      ? [w.outlook.rates(rates.map(({ days, began, people }) => [days, began.count, people.count]))]
      : []),
    ...(renewal ? [w.outlook.renewal(renewal)] : []),
  ]
  return [
    ...(passed.length > 0 ? [text(w.outlook.flows(passed))] : []),
    ...(sentences.length > 0 ? [text(sentences.join(' '))] : []),
  ]
}

/** What is to be expected of the renewal, and the arithmetic: each line can be reckoned again with a pencil. */
export function tellRenewal(renewal: Renewal, outlook: RenewalOutlook | null, w: Words): Part[] {
  if (!outlook) return [text({ strong: w.outlook.renewalTitle }, ` ${w.outlook.renewalUnknown(renewal)}`)]
  const { today, daysLeft, paces, seats, date } = outlook
  return [
    text({ strong: w.outlook.renewalTitle }, ` ${w.outlook.renewal(outlook)}`),
    table(
      w.outlook.arithmetic(today, daysLeft),
      [
        { label: w.outlook.pace, align: 'left' },
        { label: w.outlook.before, align: 'right' },
        { label: w.outlook.perWeek, align: 'right' },
        { label: w.outlook.atRenewal(date), align: 'right' },
        { label: w.outlook.unusedOf(seats), align: 'right' },
      ],
      paces.map(({ weeks, before, perWeek, registered, unused }) => [
        countCell(w.outlook.weeks(weeks), weeks),
        countCell(w.outlook.counted(before), before.registered),
        countCell(w.outlook.change(perWeek), perWeek),
        countCell(w.outlook.seats(registered), registered),
        countCell(w.outlook.seats(unused), unused),
      ]),
    ),
    text(w.outlook.unusedMeans),
  ]
}
