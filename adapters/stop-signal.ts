/** What a terminal, a supervisor or a container sends to end a process. */
const stopSignals = ['SIGTERM', 'SIGINT'] as const

/**
 * Resolves at the first SIGTERM or SIGINT. Later ones are ignored: Ctrl+C reaches a whole process group, so the bot
 * gets it from the terminal and once more from the old Node that started it, and a stop must not be cut short by that.
 */
export function untilStopSignal(): Promise<(typeof stopSignals)[number]> {
  return new Promise(resolve => {
    for (const signal of stopSignals) process.on(signal, () => resolve(signal))
  })
}
