import type { SeatAction } from '../../ports.ts'
import type { SeatCensus, SeatRecord } from './census.ts'

/**
 * What a check knows, with the changes that admins have made since: so numbers are right at once. The next check reads
 * Tabnine's lists again, and shows whatever came back. Pure.
 * @param done changes since the day of the check, in their order
 */
export function applyActions(census: SeatCensus, done: readonly SeatAction[]): SeatCensus {
  if (done.length === 0) return census
  // Taking a change back ends it.
  const byAccount = new Map(done.filter(isOfAccount).map(action => [action.target, action.kind]))
  const byInvite = new Map(done.filter(action => !isOfAccount(action)).map(action => [action.person, action]))
  const holdsSeat = ({ id }: SeatRecord) => id === null || byAccount.get(id) !== 'free'
  const invite = (record: SeatRecord): SeatRecord[] => {
    const action = byInvite.get(record.email?.toLowerCase() ?? '')
    if (action === undefined) return [record]
    return action.kind === 'withdraw' ? [] : [{ ...record, invitedAt: action.usedAt, expiresAt: null }]
  }
  return {
    ...census,
    members: census.members.filter(holdsSeat),
    invited: census.invited?.flatMap(invite) ?? null,
    ...(census.others ? { others: census.others.filter(holdsSeat) } : {}),
  }
}

function isOfAccount({ kind }: SeatAction): boolean {
  return kind === 'free' || kind === 'restore'
}

/** Whether a change was made too late for the check of a day to have seen it. */
export function isAfterCheck({ usedAt }: Pick<SeatAction, 'usedAt'>, day: Date): boolean {
  return usedAt !== null && usedAt >= day
}
