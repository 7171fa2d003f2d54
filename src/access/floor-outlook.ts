/** What of an outlook is told where others read along: a number of few people is not told at all. */
import { type Flows, flowKinds, isToldOfAll, type Outlook, type Tally } from '../report/outlook.ts'

export function floorOutlook({ flows, firstUse, rates, renewal }: Outlook, floor: number): Outlook {
  const areTold = (...tallies: Tally[]) => tallies.every(tally => isToldOfAll(tally, floor))
  const told = (tally: Tally | null) => (tally && areTold(tally) ? tally : null)
  return {
    flows: flows && (Object.fromEntries(flowKinds.map(kind => [kind, told(flows[kind])])) as Flows),
    firstUse: firstUse && areTold(firstUse.began, firstUse.open) ? firstUse : null,
    rates: rates.filter(({ began, people }) => areTold(began, people)),
    renewal: renewal && renewal.today.registered >= floor ? renewal : null,
  }
}
