import type { Sheet } from '../../message/csv.ts'
import { formatDay } from '../../time/utc-days.ts'
import { type Findings, seatsOf } from './find.ts'
import { unusedKinds } from './judge.ts'
import { isTooSmall, type UnusedView } from './render-parts.ts'

/** The unused seats of an alert: people by name or pseudonym if the reader may see them, else counts. */
export function sheetOfUnused(findings: Findings, view: UnusedView): Sheet {
  const people = findings.noData === null ? seatsOf(findings) : []
  const isHidden = isTooSmall(findings, view)
  const named = (isHidden ? [] : people).flatMap(({ record, standing, since, isAtLeast, businessDays, hasExpired }) => {
    const name = view.name(record)
    const expired = standing === 'invited' ? String(hasExpired) : null
    const cells = [name, standing, formatDay(since), String(isAtLeast), businessDays, expired]
    return name === null ? [] : [{ name, cells }]
  })
  if (named.length > 0) {
    // By name: any other order would reveal who is behind a pseudonym.
    const rows = named.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name))).map(({ cells }) => cells)
    return { columns: ['person', 'state', 'since', 'since_or_before', 'working_days', 'expired'], rows }
  }
  const rows = isHidden
    ? [['all', people.length, 'few']]
    : unusedKinds.map(kind => [kind, seatsOf(findings, kind).length, null])
  return { columns: ['state', 'seats', 'withheld'], rows: findings.noData === null ? rows : [] }
}
