import type { Outlook, Tally } from '../../ports.ts'

const of = (count: number): Tally => ({ count, ofTeams: [] })

/** The outlook of a made-up team of about sixty people. */
export const exampleOutlook: Outlook = {
  flows: { invited: of(6), registered: of(5), started: of(5), back: of(0), deactivated: of(0) },
  firstUse: { medianDays: 3, mostDays: 12, began: of(21), open: of(9) },
  rates: [
    { days: 14, began: of(19), people: of(26) },
    { days: 30, began: of(17), people: of(22) },
  ],
  renewal: null,
}
