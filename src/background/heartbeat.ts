/** The heart of everything that the bot does of itself: a beat each minute. */
import { createTask } from 'node-cron'
import type { Clock, Log } from '../ports.ts'

export interface Heartbeat {
  /** No beat begins after this; resolves when the one under way is done. */
  stop(): Promise<void>
}

const second = 1_000
const minute = 60 * second

/**
 * Calls `beat` at once, to catch up, and then at every full minute. A beat that takes longer is not joined by a second
 * one, and one that throws does not stop the heart; both are logged.
 */
export function startHeartbeat(beat: (now: Date) => Promise<void>, log: Log, clock: Clock): Heartbeat {
  let running: Promise<void> | null = null
  let last = clock.now()

  function start() {
    if (running) return log.warn({}, 'The beat before is still under way: this one is left out')
    running = run().finally(() => {
      running = null
    })
  }

  async function run() {
    try {
      await beat(clock.now())
    } catch (error) {
      log.error({ err: error }, 'A beat failed; the next one tries again')
    }
  }

  const task = createTask('* * * * *', start, {
    timezone: 'UTC',
    logger: toLogger(log),
    // Late by seconds, in a busy minute, is still that minute.
    missedExecutionTolerance: minute - 1,
    suppressMissedWarning: true,
  })

  // A clock put back leaves the task waiting for the minute it had in mind, be it hours away; a clock put forward by
  // months makes it count all the minutes between, while nothing else runs. So it begins again after a jump.
  const watch = setInterval(() => {
    const now = clock.now()
    const jump = +now - +last - second
    last = now
    if (Math.abs(jump) <= minute) return
    log.warn({ seconds: Math.round(jump / second) }, 'The clock jumped, or this process stood still')
    task.stop()
    task.start()
  }, second)

  task.start()
  start()
  return {
    async stop() {
      clearInterval(watch)
      await task.destroy()
      await running
    },
  }
}

/** What node-cron would write to the console. */
function toLogger(log: Log) {
  const logAt = (level: 'debug' | 'info' | 'warn' | 'error') => (message: string | Error, error?: Error) =>
    log[level]({ err: message instanceof Error ? message : error }, String(message))
  return { debug: logAt('debug'), info: logAt('info'), warn: logAt('warn'), error: logAt('error') }
}
