import type { Message } from '../message/message.ts'
import type { Progress } from '../message/progress.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { BusinessCalendar, PurchaseSettings, SeatHistory, UsageApi } from '../ports.ts'
import type { Authorization } from '../privacy/authorize.ts'

/** What the configuration says about what is reported. */
export type ReportSettings = {
  readonly purchase: PurchaseSettings
  readonly cost: {
    /** In which the server counts: the contract names none. */
    readonly currency: string
    /** By the vendor's id. */
    readonly modelNames: Readonly<Record<string, string>>
  }
}

/** What holds without a configuration. */
export const defaultReportSettings: ReportSettings = {
  purchase: { seats: null, renewsOn: null, seatPrice: null },
  cost: { currency: 'USD', modelNames: {} },
}

/** Where a report gets its facts. `signal` ends the whole answer; `onProgress` is called with the progress. */
export type Sources = {
  readonly usageApi: UsageApi
  /** Our own history of seats; `null` if none is kept, as in a terminal. */
  readonly history: SeatHistory | null
  /** The days off, on which silence is no sign. */
  readonly calendar: BusinessCalendar
  readonly settings: ReportSettings
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

/** One question answered: facts collected from ports, reduced to what the reader may see, then rendered as a message. */
export type Report<Facts, Args> = {
  readonly name: string
  /** The question as it may be asked where others read along, for instance about whole weeks; missing: as it is. */
  coarsen?(args: Args, now: Date): Args
  collect(from: Sources, args: Args, now: Date): Promise<Facts>
  /** What may be shown where others read along: no number of fewer people, but zero, and none that follows from others. Pure. */
  suppress(facts: Facts, minGroupSize: number): Facts
  render(facts: Facts, rendering: RenderContext): Message
  readonly example: Facts
}

/** The facts of a report as its reader may see them. It costs the same requests for every reader. */
export async function collectFor<Facts, Args>(
  report: Report<Facts, Args>,
  {
    sources,
    authorization,
    now,
  }: {
    readonly sources: Sources
    readonly authorization: Authorization
    readonly now: Date
  },
  args: Args,
): Promise<Facts> {
  const { minGroupSize } = authorization
  if (minGroupSize === 0) return report.collect(sources, args, now)
  const asked = report.coarsen?.(args, now) ?? args
  return report.suppress(await report.collect(sources, asked, now), minGroupSize)
}
