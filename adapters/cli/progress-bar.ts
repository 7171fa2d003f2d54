import type { Clock } from '../../src/ports.ts'

/** What is written to; a terminal says that it is one, and how wide. @internal */
export type Output = {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** `of` is `null` where no one knows how much there is. @internal */
export type BarProgress = { readonly label: string; readonly done: number; readonly of: number | null }

export type ProgressBar = {
  show(far: BarProgress): void
  /** Takes the bar away and shows no more, so that nothing of it is left next to an answer. */
  end(): void
}

export type ProgressBarParts = {
  readonly output: Output
  readonly clock: Clock
  /** Runs something again and again. @returns what ends that */
  readonly every: (milliseconds: number, run: () => void) => () => void
}

/** Milliseconds after which someone who waits is shown something, and between two drawings. */
const firstShownAfterMs = 1_000
const redrawMs = 200

const barWidth = 20
const clearLine = '\r\u001b[2K'

export const every: ProgressBarParts['every'] = (milliseconds, run) => {
  const timer = setInterval(run, milliseconds)
  return () => clearInterval(timer)
}

/** A line in the terminal with the task, its progress and its duration; nothing if there is no terminal. */
export function startProgressBar(doing: string, { output, clock, every }: ProgressBarParts): ProgressBar {
  if (!output.isTTY) return { show: () => {}, end: () => {} }
  const started = clock.now().getTime()
  let far: BarProgress | null = null
  let isDrawn = false
  const stop = every(redrawMs, draw)

  function draw(): void {
    const waited = clock.now().getTime() - started
    if (waited < firstShownAfterMs) return
    isDrawn = true
    const words = `${drawBar(far, waited)} ${far?.label || doing} (${Math.floor(waited / 1_000)} s)`
    // A line that breaks would not be taken away whole.
    output.write(`${clearLine}${words.slice(0, Math.max(1, (output.columns || 80) - 1))}`)
  }

  return {
    show(shown) {
      far = shown
    },
    end() {
      stop()
      if (isDrawn) output.write(clearLine)
    },
  }
}

/** A bar filled to the progress; if that is not known, a mark that moves. */
function drawBar(far: BarProgress | null, waited: number): string {
  if (far?.of) {
    const filled = Math.round(Math.min(1, far.done / far.of) * barWidth)
    return `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}]`
  }
  const at = Math.floor(waited / redrawMs) % barWidth
  return `[${'-'.repeat(at)}#${'-'.repeat(barWidth - at - 1)}]`
}
