import { dead } from '../../src/delivery/queue/queues.ts'
import { readOnly, readStored, type StoredFacts } from '../../src/storage/diagnose.ts'
import { type Check, type CheckFinding, ok, warn } from './check.ts'
import type { DoctorContext } from './context.ts'

const dayMs = 86_400_000

/** How long failed deliveries count. */
const failedForMs = 7 * dayMs
/** A running bot posts within a minute; what has waited for longer than this is stuck. */
const maxDueMs = 15 * 60_000
/** A running bot writes every minute. */
const maxSilenceMs = 5 * 60_000

const stateCheck = (id: string, describe: (facts: StoredFacts, now: Date) => CheckFinding): Check => ({
  id,
  group: 'state',
  needs: 'database.tables',
  run: async context => describe(await readFacts(context), context.now()),
})

export const stateChecks: readonly Check[] = [
  stateCheck('state.activity', ({ lastWrite }, now) => {
    if (lastWrite === null) return ok('No bot has run on this database yet.')
    const isRunning = now.getTime() - lastWrite.getTime() < maxSilenceMs
    return ok(
      `A bot ${isRunning ? 'is running on this database, and' : 'on this database'} last wrote at ${momentOf(lastWrite)}.`,
    )
  }),
  stateCheck('state.unconfirmed', ({ unconfirmed }) =>
    unconfirmed === 0
      ? ok('No post is unconfirmed.')
      : warn(`${count(unconfirmed, 'post')} may or may not have arrived: answer "history" in their conversations.`),
  ),
  stateCheck('state.failed', ({ failed, deadJobs }) =>
    failed + deadJobs === 0
      ? ok('Nothing was given up in the last 7 days.')
      : warn(
          `${count(failed, 'post')} of the last 7 days and ${count(deadJobs, 'job')} were given up: the log has the reason, "history" shows them.`,
        ),
  ),
  stateCheck('state.paused', ({ pausedDigests, closedAlerts }) =>
    pausedDigests + closedAlerts === 0
      ? ok('Every digest and alert has a conversation that can be reached.')
      : warn(
          `${count(pausedDigests, 'digest')} and ${count(closedAlerts, 'alert')} rest, because their conversation cannot be reached: let the bot in again, then "resume all".`,
        ),
  ),
  stateCheck('state.due', describeDue),
  stateCheck('state.snapshot', ({ lastSnapshot }, now) => {
    if (lastSnapshot === null) return ok('Seats are not counted yet; the bot does it once a day.')
    const day = lastSnapshot.toISOString().slice(0, 10)
    return now.getTime() - lastSnapshot.getTime() < 3 * dayMs
      ? ok(`Seats were last counted on ${day}.`)
      : warn(`Seats were last counted on ${day}: start the bot, or see in the log why it does not count.`)
  }),
]

function describeDue({ oldestDue, lastWrite }: StoredFacts, now: Date): CheckFinding {
  const waitedMs = oldestDue === null ? 0 : now.getTime() - oldestDue.getTime()
  const since = oldestDue && momentOf(oldestDue)
  const isRunning = lastWrite !== null && now.getTime() - lastWrite.getTime() < maxSilenceMs
  if (waitedMs <= maxDueMs) return ok('Nothing that is due waits.')
  return warn(
    isRunning
      ? `The oldest post is due since ${since} although the bot runs: see its log.`
      : `The oldest post is due since ${since}: start the bot.`,
  )
}

async function readFacts({ database, now }: DoctorContext): Promise<StoredFacts> {
  const at = now()
  const since = new Date(at.getTime() - failedForMs)
  return readOnly(await database(), queries => readStored(queries, { since, now: at, deadQueue: dead }))
}

function momentOf(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}
