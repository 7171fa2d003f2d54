import { readFileSync } from 'node:fs'
import { saveMemory } from '../../../adapters/cli/save-memory.ts'

/** One process's argument, in JSON. Without a day it opens its database and is then idle. */
export type Check = { url: string; databaseUrl: string; now?: string }

/** Its one line of output. */
export type Checked = { runs: number; peakBytes: number }

const { url, databaseUrl, now }: Check = JSON.parse(process.argv[2] ?? '')
// As the bot does it: before the rest is loaded.
saveMemory()
const { openStorage } = await import('../../../src/storage/store.ts')
const { createUsageApi } = await import('../../../src/usage-api/client.ts')
const { startOfDay } = await import('../../../src/time/utc-days.ts')
const { checkSeats } = await import('../../../src/unused-seats/check/check-seats.ts')
const log = { debug() {}, info() {}, warn() {}, error() {} }
const clock = { now: () => (now === undefined ? new Date() : new Date(now)) }
const { store, close } = await openStorage({ databaseUrl, dataDir: '', log })
const usageApi = createUsageApi({ url, token: 'any', version: 'auto', log, clock })
const { defaultPolicy: policy } = await import('../../../src/unused-seats/findings/policy.ts')
const parts = { store, usageApi, log, clock, policy, wait: async () => undefined, perMinute: Number.POSITIVE_INFINITY }
await usageApi.organization()
let runs = 0
if (now !== undefined) {
  const signal = new AbortController().signal
  for (let isDone = false; !isDone; runs++) ({ isDone } = await checkSeats(parts, startOfDay(clock.now()), signal))
}
await close()
const checked: Checked = { runs, peakBytes: readPeak() }
console.log(JSON.stringify(checked))

/** On Linux not from `resourceUsage`: there a process starts with the peak of its parent. */
function readPeak(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return Number(kilobytes) * 1024
}
