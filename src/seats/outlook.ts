/** What our memory of seats tells beyond today: how people come to use them, and what that leaves at the renewal. */
export {
  collectOutlook,
  collectRenewal,
  type OutlookSettings,
} from './outlook/collect.ts'
export { exampleOutlook } from './outlook/example.ts'
export { renderOutlook, renderRenewal } from './outlook/render.ts'
export { suppressOutlook } from './outlook/suppress.ts'
