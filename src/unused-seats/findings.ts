/** Seats that nobody uses: what is known of them, which of them are found, and how they are told. */
export type { SeatCensus, SeatRecord } from './findings/census.ts'
export { collectUnused, daysBack, readCensus } from './findings/collect.ts'
export type { Asked, EpisodeProgress, Fate } from './findings/episode.ts'
export { exampleUnused } from './findings/example.ts'
export { countFound, type Findings, findUnused, seatsOf } from './findings/find.ts'
export { type UnusedKind, type UnusedSeat, unusedKinds, type Verdict } from './findings/judge.ts'
export { aliasesOf, defaultPolicy, keyOf, namesOf, readPeople } from './findings/policy.ts'
export {
  renderUnused,
  renderUnusedNews,
  renderUnwatched,
  type UnusedFacts,
  type UnusedView,
} from './findings/render.ts'
export { sheetOfUnused } from './findings/sheet.ts'
export { renderWhyPerson, renderWhyTeam } from './findings/why.ts'
