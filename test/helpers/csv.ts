/** Reads a CSV file as RFC 4180 has it, after its byte order mark; rows of cells. */
export function readCsv(content: string): string[][] {
  if (!content.startsWith('\ufeff')) throw new Error('the file has no byte order mark')
  const rows: string[][] = []
  let [row, at]: [string[], number] = [[], 1]
  while (at < content.length) {
    const { cell, end } = content[at] === '"' ? readQuoted(content, at) : readPlain(content, at)
    row.push(cell)
    if (content.startsWith('\r\n', end)) {
      rows.push(row)
      row = []
      at = end + 2
    } else if (content[end] === ',') {
      at = end + 1
      if (at === content.length) row.push('')
    } else throw new Error(`a cell is not ended at ${end}`)
  }
  if (row.length > 0) throw new Error('the last row is not ended')
  return rows
}

function readPlain(content: string, start: number): { cell: string; end: number } {
  let end = start
  while (end < content.length && content[end] !== ',' && !content.startsWith('\r\n', end)) {
    if (/["\r\n]/.test(content[end] ?? '')) throw new Error(`a plain cell holds what has to be quoted, at ${end}`)
    end++
  }
  return { cell: content.slice(start, end), end }
}

function readQuoted(content: string, start: number): { cell: string; end: number } {
  let cell = ''
  for (let at = start + 1; at < content.length; at++) {
    if (content[at] !== '"') cell += content[at]
    else if (content[at + 1] === '"') cell += content[++at]
    else return { cell, end: at + 1 }
  }
  throw new Error(`a quoted cell is not closed, from ${start}`)
}
