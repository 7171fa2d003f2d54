import { AppError } from '../errors.ts'
import type { Page } from './schema.ts'

/** The most rows one request asks for: the largest page that all versions of the server are known to take. */
const pageSize = 200

/** 400,000 rows: more than any organization has, and an end for a server that invents rows for ever. */
const maxPages = 2_000

/** Times that a list may get shorter while it is read, and be read again from further ahead; beyond, it makes no sense. */
const mostStepsBack = 20

/**
 * All rows of an offset-paged list, each id once, page by page. The end does not hang on one field: a page that is
 * empty or brings nobody new ends the list, and so does reaching `total` once there is no next page. A short page does
 * not: servers may give less than they were asked for. What the server calls the next offset is followed only where it
 * neither stands still nor skips rows. Where `total` gets smaller while the list is read, somebody has left it, and who came
 * after them has moved up, perhaps past the offset: as many rows as are gone are then read again.
 */
export async function* readPages<Row extends { readonly id: string }>(
  fetchPage: (offset: number, limit: number) => Promise<Page<Row>>,
): AsyncGenerator<Row, void, undefined> {
  const seen = new Set<string>()
  let offset = 0
  let totalBefore: number | null = null
  let stepsBack = 0
  /** Up to here the list has been read; before it a page may bring nobody new and be no end. */
  let furthest = 0
  for (let pages = 0; pages < maxPages; pages++) {
    const { rows, total, next } = await fetchPage(offset, pageSize)
    const before = seen.size
    for (const row of rows) {
      if (seen.has(row.id)) continue
      seen.add(row.id)
      yield row
    }
    const reached = offset + rows.length
    const isAgain = rows.length > 0 && offset < furthest
    furthest = Math.max(furthest, reached)
    const left = total !== null && totalBefore !== null ? totalBefore - total : 0
    totalBefore = total
    if (left > 0 && offset > 0 && stepsBack < mostStepsBack) {
      stepsBack += 1
      offset = Math.max(0, offset - left)
      continue
    }
    if (seen.size === before && !isAgain) return
    if (next === null && total !== null && reached >= total) return
    offset = next !== null && next > offset && next < reached ? next : reached
  }
  throw new AppError('contract', {}, { log: { reason: `a list has more than ${maxPages} pages` } })
}
