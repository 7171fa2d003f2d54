/** What our memory of seats tells beyond today: how people come to use them, and what that leaves at the renewal. */
export { collectTimes, rateAfter } from './outlook/activation.ts'
export {
  assembleOutlook,
  collectOutlook,
  collectRenewal,
  type OutlookSettings,
} from './outlook/collect.ts'
export { exampleOutlook } from './outlook/example.ts'
export { flowKinds, flowsIn } from './outlook/flows.ts'
export type { FormerLife, SeatLife } from './outlook/life.ts'
export { renderOutlook, renderRenewal } from './outlook/render.ts'
export { projectRenewal } from './outlook/renewal.ts'
export { suppressOutlook } from './outlook/suppress.ts'
export { tally } from './outlook/tally.ts'
