import type { Authorization } from '../privacy/authorize.ts'
import type { Report, Sources } from './report.ts'

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
