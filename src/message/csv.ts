/** A sheet as a CSV file (RFC 4180) that machines read and spreadsheets open, whatever its cells hold. */
import { stringify } from 'csv-stringify/sync'

/** `null`: not known, or hidden. */
export type Cell = string | number | null

export type Sheet = {
  /** Names for machines, e.g. `active_users`. */
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** A file that goes with an answer. */
export type TextFile = { readonly name: string; readonly content: string }

/**
 * A character that a spreadsheet reads as the start of a formula: first in a cell, or behind a character that some
 * spreadsheets split at. German Excel splits at `;`, and there quotes in the middle of a cell do not hold it together.
 */
const formulaStart = /(?=[=+\-@＝＋－＠])(?<=^[\s"]*|[,;|\t\r\n][\s"]*)/g

/**
 * In UTF-8 with a byte order mark, without which Excel reads names as Latin-1. A text that a spreadsheet would read as a
 * formula gets an apostrophe before it, wherever the spreadsheet may split the line.
 */
export function writeCsv({ columns, rows }: Sheet): string {
  return stringify([columns, ...rows], {
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
    // The library minds its own ends of lines only; any other would begin a row, and that perhaps with a formula.
    quoted_match: /[\r\n;|\t]/,
    cast: { string: neutralize },
  })
}

/** The library leaves out a line end at the start, which a spreadsheet may drop and then read on. */
function neutralize(text: string): string {
  const harmless = text.replace(formulaStart, "'")
  return harmless.startsWith('\n') ? `'${harmless}` : harmless
}
