/** Single values, rows and pages as they come from the server, each within bounds. */
import { z } from 'zod'

/** Letters of a name or id at most; longer ones are cut or refused, so that no list fills the memory. */
export const maxNameLength = 500
const maxIdLength = 200

/** Names of people and teams, without what could clear a terminal, forge a line or turn the text around it. */
const unfit = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu
const words = z.string().transform(value =>
  value
    .slice(0, 4 * maxNameLength)
    .replace(unfit, ' ')
    .trim()
    .slice(0, maxNameLength)
    .toWellFormed(),
)
/** A name that shows nothing, such as one of spaces or of U+200B, is none. */
export const text = words
  .transform(value => (/[^\s\p{Default_Ignorable_Code_Point}]/u.test(value) ? value : null))
  .nullish()
  .default(null)
/**
 * Part of addresses and of keys in the database, which take no control characters and no half of a pair. The length is
 * looked at here: the library's own check reads `length` of whatever comes, also of an object that has one.
 */
export const id = z
  .string()
  .refine(value => value.length >= 1 && value.length <= maxIdLength, 'is empty or too long')
  .refine(value => value.isWellFormed() && !/\p{Cc}/u.test(value), 'has characters that no id has')
/** What is not a count, or larger than any organization's, is not reported; the rest of its row still counts. */
export const count = z.number().min(0).max(Number.MAX_SAFE_INTEGER).nullish().default(null).catch(null)

/** Dates outside these bounds mean "no date", e.g. `0001-01-01` and `9999-12-31`. */
const [earliest, latest] = [Date.UTC(2000, 0), Date.UTC(2200, 0)]
/** The server writes 0 to 3 digits of a second; a field it leaves out or nulls is unknown. */
export const instant = z.iso
  .datetime({ offset: true, local: true })
  .transform(value => new Date(toUtc(value)))
  .refine(date => date.getTime() >= earliest && date.getTime() < latest, 'is no date of these centuries')
export const maybeInstant = instant.nullish().default(null).catch(null)

function toUtc(value: string): string {
  return /(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`
}

/** Factors are fractions with room for rounding; the console speaks of percent, so 43.3 would be another unit: not used. */
export const factor = z
  .number()
  .nullish()
  .transform(value => (value != null && value >= 0 && value <= 1.5 ? value : null))
  .catch(null)

/** An amount of money, or no report of one. Beyond a million millions it is a mistake. */
export const money = z.number().min(0).max(1e12).nullish().default(null).catch(null)

/** Lists as they come from the server, page by page and row by row. */

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
