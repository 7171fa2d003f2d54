import { measureSeatChecks } from './check-seats.ts'
import { report } from './figures.ts'
import { measureHelp } from './help-per-second.ts'
import { measureJunk } from './junk-requests.ts'
import { measureLargeTeam } from './large-team.ts'
import { measurePageReady } from './page-ready.ts'
import { measureReaderCost } from './reader-cost.ts'
import { measureRendering } from './render.ts'
import { measureRoundTrips } from './round-trip.ts'
import { measureScale } from './scale.ts'
import { measureStart } from './start.ts'

await report(
  measureRoundTrips,
  measureReaderCost,
  measureLargeTeam,
  measureHelp,
  measureJunk,
  measureStart,
  measureRendering,
  measurePageReady,
  measureSeatChecks,
  () => measureScale(),
)
