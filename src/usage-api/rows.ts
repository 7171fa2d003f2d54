/** Lists as they come from the server, page by page and row by row. */
import { z } from 'zod'
import { count } from './fields.ts'

/** Rows of a list, and the number of rows that could not be read. */
export type Rows<Row> = {
  rows: Row[]
  skipped: number
  /** What was wrong with some of them, for the log. */
  issues: string[]
}

export const maxIssues = 5

/** A list whose rows are parsed one by one: a broken row is counted and does not fail the list. */
export function rowsOf<Row extends z.ZodType>(row: Row) {
  return z.array(z.unknown()).transform((all): Rows<z.output<Row>> => {
    const found: Rows<z.output<Row>> = { rows: [], skipped: 0, issues: [] }
    for (const one of all) {
      const result = row.safeParse(one)
      if (result.success) found.rows.push(result.data)
      else {
        found.skipped += 1
        if (found.issues.length < maxIssues) found.issues.push(describeIssues(result.error))
      }
    }
    return found
  })
}

/** Where a shape is broken and how, without the values. */
export function describeIssues({ issues }: z.ZodError): string {
  return issues
    .slice(0, maxIssues)
    .map(issue => `${issue.path.join('.') || '(body)'}: ${issue.message}`)
    .join('; ')
}

/** `next` is an object, a number, a numeric string, null or absent, by endpoint and version. */
const NextPage = z.union([
  z
    .object({ offset: z.coerce.number().int(), limit: z.coerce.number().int().optional() })
    .transform(next => next.offset),
  z.coerce.number().int(),
])
const Meta = z.object({ total: count, next: NextPage.nullish().catch(null) })

export type Page<Row> = Rows<Row> & { total: number | null; next: number | null }

/** A list page: `data`, else `items`, else a bare array; anything else is a broken shape. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  const rows = rowsOf(row)
  return z
    .union([
      z.object({ data: rows, meta: Meta.nullish().catch(null) }),
      z
        .object({ items: rows, total: count })
        .transform(page => ({ data: page.items, meta: { total: page.total, next: null } })),
      rows.transform(list => ({ data: list, meta: null })),
    ])
    .transform(
      (page): Page<z.output<Row>> => ({
        ...page.data,
        total: page.meta?.total ?? null,
        next: page.meta?.next ?? null,
      }),
    )
}
