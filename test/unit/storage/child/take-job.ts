/** A replica that takes a job from the queue at the address given, prints it, and never ends it. */
import { jobQueues } from '../../../../src/background/job-queues.ts'
import { openJobs } from '../../../../src/delivery/queue/engine.ts'

const [url = ''] = process.argv.slice(2)
const log = { debug() {}, info() {}, warn() {}, error() {} }

const jobs = await openJobs({ home: { kind: 'server', url }, log, queues: jobQueues })
await jobs.start(
  job => {
    process.stdout.write(`${JSON.stringify(job)}\n`)
    return new Promise(() => undefined)
  },
  ['slack', 'teams'],
)
