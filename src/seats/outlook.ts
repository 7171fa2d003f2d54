/** What our history of seats shows: how people come to use them, and how many seats will be unassigned at the renewal. */
export {
  collectOutlook,
  collectRenewal,
  type OutlookSettings,
} from './outlook/collect.ts'
export { exampleOutlook } from './outlook/example.ts'
export { renderOutlook, renderRenewal } from './outlook/render.ts'
export { suppressOutlook } from './outlook/suppress.ts'
