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
import type { Words } from '../../message/words.ts'
import type { Alert } from '../../ports.ts'
import type { Voice } from '../../report/report.ts'
import { countSkipped, type PlanFacts } from './plan.ts'

/** As many names as are read here. */
const longestList = 50

/**
 * What a reminder would do, and the button that does it.
 * @param beside.latest when the last of them is written to
 * @param beside.floor of fewer people answers are not told where others read along
 */
export function tellPlan(
  alert: Alert,
  planned: PlanFacts,
  { latest, floor }: { readonly latest: Date; readonly floor: number },
  { words: w, zone, prefix }: Voice,
): Message {
  const { names } = planned
  const { wanted, unmatched, unsure, left } = planned.plan
  const others = [
    ...countSkipped(planned).map(([reason, people]) => [w.remind.skipped[reason], people] as const),
    [w.remind.unmatched, unmatched.length] as const,
    [w.remind.unsure, unsure.length] as const,
    [w.remind.left, left] as const,
  ].filter(([, people]) => people > 0)
  const summary = w.remind.confirm(wanted.length, w.subject(alert.subject))
  const lists = (['notReached', 'notNeeded'] as const).filter(list => names[list].length > 0)
  const message = {
    title: w.alerts.title(alert.id),
    summary,
    parts: [
      text(summary),
      ...(others.length > 0 ? [facts(others.map(([label, people]) => ({ label, value: w.count(people) })))] : []),
      ...lists.map(list => tellNames(w.remind[list], names[list], w)),
      note(...(wanted.length > 0 ? [w.remind.when(wanted.length, w.moment(latest, zone)), w.remind.kind(floor)] : [])),
      actions(wanted.length > 0 ? [{ label: w.remind.send(wanted.length), line: `remind ${alert.id} send` }] : []),
    ],
  }
  return withWhole(message, `${prefix}export remind ${alert.id}`)
}

function tellNames(caption: string, names: readonly string[], w: Words): Part {
  const column = { label: w.unused.person, align: 'left' } as const
  const rows = names.toSorted().map(name => [name])
  return cutTable(table(caption, [column], rows), longestList)
}
