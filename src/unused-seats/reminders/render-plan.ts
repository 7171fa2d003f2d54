import {
  actions,
  cutTable,
  facts,
  type Message,
  note,
  type Part,
  table,
  text,
  withWhole,
} from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { Words } from '../../message/words.ts'
import type { Alert } from '../../ports.ts'
import { countSkipped, type PlanFacts } from './plan.ts'

/** As many names as are read here. */
const longestList = 50

/**
 * What a reminder would do, and the button that does it.
 * @param beside.latest when the last of them is written to
 * @param beside.floor of fewer people answers are not told where others read along
 */
export function renderPlan(
  alert: Alert,
  planned: PlanFacts,
  { latest, minGroupSize }: { readonly latest: Date; readonly minGroupSize: number },
  { t, timeZone: zone, commandPrefix }: RenderContext,
): Message {
  const { names } = planned
  const { wanted, unmatched, unsure, left } = planned.plan
  const others = [
    ...countSkipped(planned).map(([reason, people]) => [t.remind.skipped[reason], people] as const),
    [t.remind.unmatched, unmatched.length] as const,
    [t.remind.unsure, unsure.length] as const,
    [t.remind.left, left] as const,
  ].filter(([, people]) => people > 0)
  const summary = t.remind.confirm(wanted.length, t.subject(alert.subject))
  const lists = (['notReached', 'notNeeded'] as const).filter(list => names[list].length > 0)
  const message = {
    title: t.alerts.title(alert.id),
    summary,
    parts: [
      text(summary),
      ...(others.length > 0 ? [facts(others.map(([label, people]) => ({ label, value: t.count(people) })))] : []),
      ...lists.map(list => renderNames(t.remind[list], names[list], t)),
      note(
        ...(wanted.length > 0
          ? [t.remind.when(wanted.length, t.moment(latest, zone)), t.remind.kind(minGroupSize)]
          : []),
      ),
      actions(wanted.length > 0 ? [{ label: t.remind.send(wanted.length), line: `remind ${alert.id} send` }] : []),
    ],
  }
  return withWhole(message, `${commandPrefix}export remind ${alert.id}`)
}

function renderNames(caption: string, names: readonly string[], t: Words): Part {
  const column = { label: t.unused.person, align: 'left' } as const
  const rows = names.toSorted().map(name => [name])
  return cutTable(table(caption, [column], rows), longestList)
}
