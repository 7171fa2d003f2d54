import { footer } from '../message/fit.ts'
import { type NotePart, plain } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import { type Activity, comparable } from './activity.ts'
import { unreportedMetrics } from './metrics-part.ts'
import { renderOrigin } from './render-activity.ts'

/** Where the numbers come from and how far they reach, a sentence each. */
export function explainActivity(activity: Activity, rendering: RenderContext): string[] {
  const unreported = unreportedMetrics(activity, rendering.t)
  return [
    ...renderOrigin(activity, rendering).lines.map(line => (typeof line === 'string' ? line : plain(line))),
    ...(unreported.length > 0 ? [rendering.t.origin.notReported(unreported)] : []),
  ]
}

/** One line: what the numbers are compared with, or why not, and when they were read. */
export function renderFooter(activity: Activity, { t, timeZone }: RenderContext): NotePart {
  const before = comparable(activity)
  const withheld = activity.before && 'withheld' in activity.before ? activity.before.withheld : null
  const compared = before
    ? t.origin.comparedWith(before.period)
    : withheld && withheld !== 'unread'
      ? t.origin.notCompared[withheld]
      : null
  return renderReadAt(activity.origin.askedAt, compared, { t, timeZone })
}

/** When the numbers were read, after what else the one line of a footer holds. */
export function renderReadAt(
  at: Date,
  first: string | null,
  { t, timeZone }: Pick<RenderContext, 't' | 'timeZone'>,
): NotePart {
  return footer(first, { moment: at, show: 'dayAndTime', text: t.moment(at, timeZone) })
}
