import { footer } from '../../message/fit.ts'
import {
  type Action,
  actions,
  cutTable,
  facts,
  type Message,
  type Part,
  table,
  text,
  withWhole,
} from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { Words } from '../../message/words.ts'
import type { Alert } from '../../ports.ts'
import { countSkipped, type PlanFacts } from './plan.ts'

/** Longer lists of names are cut. */
const maxListed = 50

/** What the preview states besides the plan itself. */
export type PreviewFacts = {
  /** When the last reminder is sent. */
  readonly latest: Date
  readonly minGroupSize: number
  /** Display name of the admin who would send them; `null`: not known. */
  readonly askedBy: string | null
  /** The day on which people of this alert were last reminded, and how many; `null`: never. */
  readonly lastTime: { readonly on: Date; readonly count: number } | null
}

/** Who would be reminded of what and when, who is skipped, and the button that sends the reminders. */
export function renderPlan(
  alert: Alert,
  planned: PlanFacts,
  { latest, minGroupSize, askedBy, lastTime }: PreviewFacts,
  { t, timeZone, commandPrefix }: RenderContext,
): Message {
  const { remind } = t
  const count = planned.plan.wanted.length
  const summary = count === 0 ? remind.noneToRemind : remind.when(count, t.moment(latest, timeZone))
  const skipped = listSkipped(planned, t)
  const rows = [
    ...(count > 0 ? [{ label: remind.preview, value: previewText(askedBy, t) }] : []),
    ...(skipped.length > 0 ? [{ label: remind.skippedTitle, value: skipped.join(' · ') }] : []),
  ]
  const message = {
    title: remind.planTitle(count, t.subject(alert.subject)),
    summary,
    parts: [
      text(summary, ...(lastTime ? [` ${remind.lastTime(lastTime.count, lastTime.on)}`] : [])),
      ...(rows.length > 0 ? [facts(rows)] : []),
      ...renderNames(planned, t),
      actions(count > 0 ? [sendAction(alert.id, count, t)] : []),
      ...(count > 0 ? [footer(remind.kind(minGroupSize))] : []),
    ],
  }
  return withWhole(message, `${commandPrefix}export remind ${alert.id}`)
}

/** The same for everyone: what the message states about a seat is only for its holder. */
function previewText(askedBy: string | null, { remind }: Words): string {
  const { use, release, later } = remind.act
  return `${remind.quoted(`${remind.title} … ${remind.question(askedBy)}`)} [${use}] [${release}] [${later}]`
}

function listSkipped(planned: PlanFacts, t: Words): string[] {
  const { unmatched, unsure, left } = planned.plan
  return [
    ...countSkipped(planned).map(([reason, people]) => [people, t.remind.skipped[reason]] as const),
    [unmatched.length, t.remind.unmatched] as const,
    [unsure.length, t.remind.unsure] as const,
    [left, t.remind.left] as const,
  ].flatMap(([people, why]) => (people > 0 ? [`${t.count(people)} ${why}`] : []))
}

/** The preview is the question already: it is not asked twice. */
function sendAction(alert: number, count: number, { remind }: Words): Action {
  return { label: remind.send(count), line: `remind ${alert} send`, style: 'primary' }
}

/** Who is skipped and why, for readers who may see names. */
function renderNames({ names }: PlanFacts, t: Words): Part[] {
  const why = {
    notReached: t.remind.unmatched,
    notNeeded: t.remind.skipped['not-needed'],
    expiredInvites: t.remind.skipped['expired-invite'],
  }
  const rows = (['expiredInvites', 'notReached', 'notNeeded'] as const).flatMap(list =>
    names[list].toSorted().map(name => [name, why[list]] as const),
  )
  if (rows.length === 0) return []
  const columns = [
    { label: t.unused.person, align: 'left' },
    { label: t.remind.why, align: 'left' },
  ] as const
  return [cutTable(table(t.remind.skippedTitle, columns, rows), maxListed)]
}
