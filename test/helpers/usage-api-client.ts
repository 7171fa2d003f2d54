import type { Sandbox } from '../../demo/sandbox/server.ts'
import type { Usage, UsageSubject } from '../../src/ports.ts'
import { utcDay } from '../../src/time/utc-days.ts'
import { createUsageApi, type UsageApiSettings } from '../../src/usage-api/client.ts'
import { openSandbox, PROFILES, TODAY } from '../unit/demo/sandbox/ask.ts'
import { recordLog } from './recording-log.ts'

/** The day on which the newer sandboxes were upgraded: a Monday, so that people used them at once. */
export const FREEZE = utcDay(2026, 5, 1)

export const lastWeek = { from: utcDay(2026, 8, 21), to: utcDay(2026, 8, 28) }
export const wholeOrganization: UsageSubject = { kind: 'organization' }

/** A sandbox of each server version, oldest first; they end with the test file. */
export async function openProfiles() {
  return Promise.all(
    PROFILES.map(async profile => ({ profile, sandbox: await openSandbox({ profile, freeze: FREEZE }) })),
  )
}

/** A client that knows nothing yet, towards a sandbox. It tries again at once. */
export function connect(sandbox: Sandbox, settings: Partial<UsageApiSettings> = {}) {
  return createUsageApi({
    url: sandbox.url,
    token: sandbox.token,
    version: 'auto',
    log: recordLog(),
    clock: { now: () => TODAY },
    backoff: () => 1,
    ...settings,
  })
}

export function pick<Item>(items: Iterable<Item>, fits: (item: Item) => boolean = () => true): Item {
  for (const item of items) if (fits(item)) return item
  throw new Error('there is none')
}

/** A moment as it is written in an address. */
export function toSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

export function versionsOf(usage: Usage): string[] {
  return usage.segments.map(({ version }) => version)
}
