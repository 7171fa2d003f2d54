import type { Flows, Outlook, Tally } from '../../ports.ts'
import { flowKinds } from './flows.ts'
import { isShownOfAll } from './tally.ts'

/** The outlook as it is shown where others read along: without numbers of groups below the minimum size. */
export function suppressOutlook({ flows, firstUse, rates, renewal }: Outlook, minGroupSize: number): Outlook {
  const areShown = (...tallies: Tally[]) => tallies.every(tally => isShownOfAll(tally, minGroupSize))
  const shown = (tally: Tally | null) => (tally && areShown(tally) ? tally : null)
  return {
    flows: flows && (Object.fromEntries(flowKinds.map(kind => [kind, shown(flows[kind])])) as Flows),
    firstUse: firstUse && areShown(firstUse.began, firstUse.open) ? firstUse : null,
    rates: rates.filter(({ began, people }) => areShown(began, people)),
    renewal: renewal && renewal.today.registered >= minGroupSize ? renewal : null,
  }
}
