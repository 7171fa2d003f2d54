import { AppError } from '../errors.ts'
import type { Page } from './schema.ts'

/** The most rows one request asks for: the largest page that all versions of the server are known to take. */
const pageSize = 200

/** 400,000 rows: more than any organization has, and an end for a server that invents rows for ever. */
const maxPages = 2_000

/**
 * All rows of an offset-paged list, each id once, page by page. The end does not hang on one field: a page that is
 * empty or brings nobody new ends the list, and so does reaching `total` once there is no next page. A short page does
 * not: servers may give less than they were asked for. What the server calls the next offset is followed only where it
 * neither stands still nor skips rows.
 */
export async function* readPages<Row extends { readonly id: string }>(
  fetchPage: (offset: number, limit: number) => Promise<Page<Row>>,
): AsyncGenerator<Row, void, undefined> {
  const seen = new Set<string>()
  let offset = 0
  for (let pages = 0; pages < maxPages; pages++) {
    const { rows, total, next } = await fetchPage(offset, pageSize)
    const before = seen.size
    for (const row of rows) {
      if (seen.has(row.id)) continue
      seen.add(row.id)
      yield row
    }
    if (seen.size === before) return
    const reached = offset + rows.length
    if (next === null && total !== null && reached >= total) return
    offset = next !== null && next > offset && next < reached ? next : reached
  }
  throw new AppError('contract', {}, { log: { reason: `a list has more than ${maxPages} pages` } })
}
