type Unit = 'ms' | 'MB' | 'a second' | 'pages' | 'requests' | 'calls' | 'posts' | 'files' | 'folders' | '×' | '%'

/** One measurement. Unless stated otherwise, the figure is the median of its values, one per round. */
export type Figure = {
  readonly what: string
  readonly unit: Unit
  readonly values: readonly number[]
  /** Where the figure is not the median: a ratio of medians, a percentile of all rounds. */
  readonly value?: number
  readonly bound?: Bound
}

type Bound = { readonly is: '≤' | '<' | '≥' | '='; readonly than: number }

export type Bench = () => Promise<readonly Figure[]>

/** Runs benches one after the other, prints a table as they end, and sets exit code 1 where a bound is broken. */
export async function report(...benches: readonly Bench[]): Promise<void> {
  printRow('what', 'figure', 'lowest to highest', 'bound')
  printRow('---', '---', '---', '---')
  for (const bench of benches) {
    for (const figure of await bench()) {
      printRow(figure.what, writeFigure(figure), writeSpread(figure), writeBound(figure))
      if (!isHeld(figure)) process.exitCode = 1
    }
  }
}

function printRow(...cells: readonly string[]): void {
  console.log(`| ${cells.join(' | ')} |`)
}

export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** The nearest value that this percentage of all values does not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const rank = Math.max(1, Math.ceil((values.length * percent) / 100))
  const value = values.toSorted((a, b) => a - b)[rank - 1]
  if (value === undefined) throw new Error('nothing was measured')
  return value
}

/** How many milliseconds some work takes. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

function figureOf({ value, values }: Figure): number {
  return value ?? median(values)
}

function isHeld(figure: Figure): boolean {
  if (!figure.bound) return true
  const { is, than } = figure.bound
  const value = figureOf(figure)
  return is === '≤' ? value <= than : is === '<' ? value < than : is === '≥' ? value >= than : value === than
}

function writeFigure(figure: Figure): string {
  return `${round(figureOf(figure), figure.unit)} ${figure.unit}`
}

function writeSpread({ values, unit }: Figure): string {
  const [lowest, highest] = [Math.min(...values), Math.max(...values)]
  return lowest === highest ? '' : `${round(lowest, unit)} to ${round(highest, unit)}`
}

function writeBound(figure: Figure): string {
  if (!figure.bound) return ''
  return `${figure.bound.is} ${figure.bound.than}${isHeld(figure) ? '' : ' **broken**'}`
}

function round(value: number, unit: Unit): string {
  return value.toFixed(unit === '×' ? 2 : unit === 'MB' ? 1 : 0)
}
