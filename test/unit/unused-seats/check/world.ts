import { type Sandbox, type SandboxOptions, startSandbox } from '../../../../demo/sandbox/server.ts'
import { openStorage } from '../../../../src/storage/store.ts'
import { startOfDay } from '../../../../src/time/utc-days.ts'
import { checkSeats, type SeatCheckParts } from '../../../../src/unused-seats/check/check-seats.ts'
import type { SeatRecord } from '../../../../src/unused-seats/findings/census.ts'
import { readCensus } from '../../../../src/unused-seats/findings/collect.ts'
import { defaultPolicy } from '../../../../src/unused-seats/findings/policy.ts'
import { makeDatabase } from '../../../helpers/database.ts'
import { recordLog } from '../../../helpers/recording-log.ts'
import { connect } from '../../../helpers/usage-api-client.ts'
import { TODAY } from '../../demo/sandbox/ask.ts'

const userInfo = '/api/v1/user/{userId}'

/** A company behind a real API, a bot with an empty database, and days that a test advances. */
export async function openCompany(options: Partial<SandboxOptions> = {}) {
  const time = { now: TODAY }
  const sandbox = await startSandbox({ people: 120, ...options, today: () => time.now })
  const database = await makeDatabase()
  const { store, close } = await openStorage({ databaseUrl: database.url, dataDir: '', log: recordLog() })
  const clock = { now: () => time.now }
  const waits: number[] = []
  const parts = {
    store,
    clock,
    policy: defaultPolicy,
    log: recordLog(),
    wait: async (milliseconds: number) => void waits.push(milliseconds),
  }

  return {
    sandbox,
    store,
    time,
    waits,
    log: parts.log,
    today: () => startOfDay(time.now),
    passDays(days: number) {
      time.now = new Date(time.now.getTime() + days * 86_400_000)
    },
    /** One run with a client that remembers nothing, as after a restart. */
    async check(changes: Partial<SeatCheckParts> = {}) {
      sandbox.clearRequests()
      const usageApi = connect(sandbox, { clock, retries: 0 })
      return checkSeats({ ...parts, usageApi, ...changes }, startOfDay(time.now), new AbortController().signal)
    },
    async census(teamId?: string) {
      const subject = teamId
        ? ({ kind: 'team', id: teamId, name: 'A team' } as const)
        : ({ kind: 'organization', name: 'All' } as const)
      const census = await readCensus(store, subject, startOfDay(time.now))
      if (!census) throw new Error('there was no check')
      return census
    },
    async close() {
      await Promise.all([close(), sandbox.close()])
      await database.remove()
    },
  }
}

/** Requests for single persons, and the questions: who was asked about, and which days. */
export function countAsked(sandbox: Sandbox) {
  const usage = new Map<string, number>()
  const questions = new Map<string, number>()
  const info = new Map<string, number>()
  for (const { route, path, query } of sandbox.requests) {
    if (route?.endsWith('/user/usage')) {
      add(usage, query.userId ?? '')
      add(questions, `${query.userId} ${query.from} ${query.to}`)
    }
    if (route === userInfo) add(info, path.split('/').at(-1) ?? '')
  }
  return { usage, questions, info }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** What a census says of a person, in one word. */
export function stateOf({ id, hasEverUsed, usedInWindow }: SeatRecord): string {
  if (id === null) return 'invited'
  if (usedInWindow === null || hasEverUsed === null) return 'unknown'
  if (usedInWindow) return 'active'
  return hasEverUsed ? 'idle' : 'never used'
}
