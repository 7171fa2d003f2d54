/** Runs one check to its end, unless it is killed before: on the embedded folder or the server named, against a sandbox. */
import { setTimeout } from 'node:timers/promises'
import { openStorage } from '../../../../../src/storage/store.ts'
import { startOfDay } from '../../../../../src/time/utc-days.ts'
import { checkSeats } from '../../../../../src/unused-seats/check/check-seats.ts'
import { defaultPolicy } from '../../../../../src/unused-seats/findings/policy.ts'
import { createUsageApi } from '../../../../../src/usage-api/client.ts'

/** One process's argument, in JSON. */
export type Check = { url: string; token: string; databaseUrl?: string; dataDir: string; now: string }

const { url, token, databaseUrl, dataDir, now }: Check = JSON.parse(process.argv[2] ?? '')
const log = { debug() {}, info() {}, warn() {}, error() {} }
const clock = { now: () => new Date(now) }
const { store, close } = await openStorage({ databaseUrl, dataDir, log })
const usageApi = createUsageApi({ url, token, version: 'auto', log, clock })
const wait = (milliseconds: number, signal: AbortSignal) => setTimeout(milliseconds, undefined, { signal })
const parts = { store, usageApi, log, clock, policy: defaultPolicy, wait, perMinute: Number.POSITIVE_INFINITY }
const { isDone, asked } = await checkSeats(parts, startOfDay(clock.now()), new AbortController().signal)
await close()
console.log(JSON.stringify({ isDone, asked }))
