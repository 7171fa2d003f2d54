/** Aligns the columns of every table in a Markdown text, so that it is also readable as text. Code blocks stay as they are. */
export function alignTables(markdown: string): string {
  const aligned: string[] = []
  let table: string[] = []
  let isCode = false
  const flush = () => {
    aligned.push(...alignTable(table))
    table = []
  }
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) isCode = !isCode
    if (!isCode && line.startsWith('|')) {
      table.push(line)
      continue
    }
    flush()
    aligned.push(line)
  }
  flush()
  return aligned.join('\n')
}

function alignTable(lines: readonly string[]): string[] {
  const rows = lines.map(readCells)
  const widths = (rows[0] ?? []).map((_cell, at) =>
    Math.max(3, ...rows.map(row => (isRule(row) ? 0 : widthOf(row[at])))),
  )
  return rows.map(row => {
    const cells = widths.map((width, at) => (isRule(row) ? drawRule(row[at] ?? '', width) : pad(row[at] ?? '', width)))
    return `| ${cells.join(' | ')} |`
  })
}

/** A pipe inside of code is written as `\|` and separates nothing. */
function readCells(line: string): string[] {
  return line
    .replace(/^\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map(cell => cell.trim())
}

function isRule(row: readonly string[]): boolean {
  return row.every(cell => /^:?-+:?$/.test(cell))
}

function drawRule(cell: string, width: number): string {
  const [left, right] = [cell.startsWith(':') ? ':' : '-', cell.endsWith(':') ? ':' : '-']
  return `${left}${'-'.repeat(width - 2)}${right}`
}

const widthOf = (cell = '') => [...cell].length

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(width - widthOf(cell))
}
