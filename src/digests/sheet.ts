/** A digest as rows for machines. */
import type { Sheet } from '../message/csv.ts'
import { seatCells, seatColumns, subjectCells } from '../report/cells.ts'
import { inviteCells, inviteColumns } from '../seats/sheet.ts'
import { formatDay } from '../time/utc-days.ts'
import { columnsOfUse, dayAsked, rowsOfUse, wholeCells } from '../usage/sheet.ts'
import type { DigestFacts } from './facts.ts'

export function sheetOfDigest({ unit, parts }: DigestFacts): Sheet {
  const step = unit === 'week' ? 'weekly' : 'monthly'
  return {
    columns: ['team_id', 'team', ...seatColumns, ...inviteColumns, 'seats_on', ...columnsOfUse],
    rows: parts.flatMap(({ subject, seats, seatsBefore, invites, activity, trend }) => {
      const whole = wholeCells(activity)
      return [
        [
          ...[...subjectCells(subject), ...seatCells(seats), ...inviteCells(invites ?? null)],
          ...[dayAsked(activity), ...whole],
        ],
        ...rowsOfUse(activity, step, trend).map(([kind = null, ...cells]) => [
          ...[...subjectCells(subject), ...seatCells(kind === 'before' ? seatsBefore : null), ...inviteCells(null)],
          ...[kind === 'before' && seatsBefore ? formatDay(seatsBefore.day) : null, kind, ...cells],
        ]),
      ]
    }),
  }
}
