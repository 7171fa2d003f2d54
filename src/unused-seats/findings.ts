/** Unused seats: what is known of them, which of them are found, and how they are rendered. */
export { collectUnused, daysBack } from './findings/collect.ts'
export type { EpisodeProgress, Fate, ReminderAnswers } from './findings/episode.ts'
export { countFound, type Findings, seatsOf } from './findings/find.ts'
export { type UnusedKind, type UnusedSeat, unusedKinds, type Verdict } from './findings/judge.ts'
export { aliasesOf, keyOf, namesOf, readPeople } from './findings/policy.ts'
export {
  renderUnused,
  renderUnusedNews,
  renderUnwatched,
  type UnusedView,
} from './findings/render.ts'
export { idleDaysOf } from './findings/render-parts.ts'
export { sheetOfUnused } from './findings/sheet.ts'
export { renderWhyPerson, renderWhyTeam } from './findings/why.ts'
