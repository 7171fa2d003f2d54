import type { Log } from '../ports.ts'

/** Reads rows of a table, one by one. */
export type ReadRows = <Row extends { readonly id: number | string }, T>(
  table: string,
  rows: readonly Row[],
  read: (row: Row) => T,
) => T[]

/**
 * A row that is not as it should be, because a newer version or a person wrote it, is logged once and left out: it must not
 * take the others with it, such as all digests that are due in the same minute.
 */
export function createReadRows(log: Log): ReadRows {
  const reported = new Set<string>()
  return (table, rows, read) =>
    rows.flatMap(row => {
      try {
        return [read(row)]
      } catch (error) {
        const name = `${table} ${row.id}`
        if (!reported.has(name))
          log.error({ table, id: row.id, err: error }, 'a stored row cannot be read and is left out')
        reported.add(name)
        return []
      }
    })
}
