import { AppError } from '../errors.ts'
import type { OnSkipped } from '../ports.ts'
import type { Page } from './shapes.ts'

/** The most rows one request asks for: the largest page that all versions of the server are known to take. */
const pageSize = 200

/** An end for a server that invents rows for ever: more than any organization has of people, and of teams. */
export const maxRows = { people: 200_000, teams: 10_000 }
const maxPages = 2_000

/** Times that a list may get shorter while it is read, and be read again from further ahead; beyond, it makes no sense. */
const maxStepsBack = 20

/** Pages in a row without a readable row, after which the server's answer has an unknown shape. */
const maxBrokenPages = 3

export type ListPage<Row> = Pick<Page<Row>, 'rows' | 'total' | 'next'> & { skipped?: number }

type Options = {
  readonly maxRows?: number
  readonly onSkipped?: OnSkipped | undefined
}

/**
 * All rows of an offset-paged list, each id once, page by page. The end does not depend on one field: a page that is
 * empty or has no new rows ends the list, and so does reaching `total` once there is no next page. A short page does
 * not: servers may return less than requested. The server's next offset is followed only if it neither stands still nor
 * skips rows. If `total` gets smaller while the list is read, a row has left it and later rows have moved up, perhaps
 * past the offset: as many rows as are gone are read again.
 *
 * Rows that cannot be read are left out and reported to `onSkipped`.
 * @throws AppError `contract` if no row at all can be read, or if the list does not end
 */
export async function* readPages<Row extends { readonly id: string }>(
  fetchPage: (offset: number, limit: number) => Promise<ListPage<Row>>,
  options: Options = {},
): AsyncGenerator<Row, void, undefined> {
  const { maxRows: mostRows = maxRows.people, onSkipped } = options
  const seen = new Set<string>()
  let offset = 0
  let totalBefore: number | null = null
  let stepsBack = 0
  let allSkipped = 0
  let brokenPages = 0
  /** The list has been read up to here; before it a page without new rows is not the end. */
  let furthest = 0
  for (let pages = 0; pages < maxPages; pages++) {
    const { rows, total, next, skipped = 0 } = await fetchPage(offset, pageSize)
    const before = seen.size
    const reached = offset + rows.length + skipped
    const isAgain = reached > offset && offset < furthest
    // A page that is served twice, as by a server that ignores the offset, is not counted twice.
    const isRepeated = rows.length > 0 && rows.every(row => seen.has(row.id))
    if (skipped > 0 && !isAgain && !isRepeated) {
      allSkipped += skipped
      onSkipped?.(skipped)
    }
    for (const row of rows) {
      if (seen.has(row.id)) continue
      if (seen.size >= mostRows) throw endless(`more than ${mostRows} rows`)
      seen.add(row.id)
      yield row
    }
    if (allSkipped > mostRows) throw endless(`more than ${mostRows} rows`)
    brokenPages = rows.length === 0 && skipped > 0 ? brokenPages + 1 : 0
    if (brokenPages > maxBrokenPages) throw unreadable(allSkipped)
    furthest = Math.max(furthest, reached)
    const left = total !== null && totalBefore !== null ? totalBefore - total : 0
    totalBefore = total
    if (left > 0 && offset > 0 && stepsBack < maxStepsBack) {
      stepsBack += 1
      offset = Math.max(0, offset - left)
      continue
    }
    const isPastEnd = seen.size === before && !isAgain && brokenPages === 0
    if (isPastEnd || (next === null && total !== null && reached >= total)) {
      if (seen.size === 0 && allSkipped > 0) throw unreadable(allSkipped)
      return
    }
    offset = next !== null && next > offset && next < reached ? next : reached
  }
  throw endless(`more than ${maxPages} pages`)
}

function endless(what: string): AppError {
  return new AppError('contract', {}, { log: { reason: `a list has ${what}` } })
}

function unreadable(rows: number): AppError {
  return new AppError('contract', {}, { log: { reason: `none of ${rows} rows of a list could be read` } })
}
