import { describe, expect, it } from 'vitest'
import { sizeOf } from '../helpers/sizes.ts'
import { type Chaos, runChaos } from './chaos.ts'
import { describeRun } from './describe-run.ts'
import { sayings, six } from './watch.ts'

/** The short form; the long one, also without a way to look, is `npm run chaos -- --minutes 10`. */
const short = {
  subscriptions: sizeOf(40, 50),
  alerts: 6,
  channels: 10,
  seconds: sizeOf(5, 10),
  seed: 28,
  leaseMs: 10_000,
}

const server = {
  ...short,
  home: 'server',
  replicas: 2,
  teams: { replicas: 1, subscriptions: 12 },
  trouble: { freezeMs: 11_000 },
} as const
const embedded = { ...short, home: 'embedded', replicas: 1, teams: null, trouble: null } as const

async function run(chaos: Chaos) {
  const outcome = await runChaos(chaos)
  console.log(describeRun(chaos, outcome))
  // A run without these would be no chaos.
  expect(outcome.kills).toBeGreaterThan(0)
  expect(outcome.refused).toBeGreaterThan(0)
  expect(outcome.lost).toBeGreaterThan(0)
  expect(outcome.log).toBe('')
  expect(outcome.deaths['at work']).toBe(0)
  expect(outcome.lies).toEqual([])
  expect(outcome.claimed).toBe(chaos.subscriptions)
  return outcome
}

describe.concurrent('replicas killed at work, in a Slack that fails', { timeout: 600_000 }, () => {
  it.each([server, embedded])('say everything once where they can look for it: $replicas on $home', async home => {
    const { claimed, states, once, twice, never, alerts, reminders, teams } = await run({
      ...home,
      readBack: true,
      onUnknown: 'park',
    })
    expect({ states, once, twice, never }).toEqual({ states: { sent: claimed }, once: claimed, twice: 0, never: 0 })
    expect(reminders).toEqual({ states: { sent: six.length }, twice: 0, never: 0 })
    expect(teams).toEqual(
      home.teams && expect.objectContaining({ claimed: home.teams.subscriptions, twice: 0, lost: 0 }),
    )
    expect(alerts).toEqual({ states: { sent: home.alerts * sayings.length }, twice: 0, never: 0, unedited: 0 })
  })
})
