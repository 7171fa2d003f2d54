import { describe, expect, it } from 'vitest'
import { type Chaos, runChaos } from './chaos.ts'
import { tell } from './tell.ts'
import { sayings } from './watch.ts'

/** The short form; the long one is `node test/chaos/run.ts --minutes 10`. */
const short = { subscriptions: 50, alerts: 6, channels: 10, seconds: 12, seed: 28 }

const server = { ...short, home: 'server', replicas: 3 } as const
const embedded = { ...short, home: 'embedded', replicas: 1 } as const

async function run(chaos: Chaos) {
  const outcome = await runChaos(chaos)
  console.log(tell(chaos, outcome))
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
    const { claimed, states, once, twice, never, alerts } = await run({ ...home, readBack: true, onUnknown: 'park' })
    expect({ states, once, twice, never }).toEqual({ states: { sent: claimed }, once: claimed, twice: 0, never: 0 })
    expect(alerts).toEqual({ states: { sent: home.alerts * sayings.length }, twice: 0, never: 0, unedited: 0 })
  })

  it('keep what they cannot look for, for a person to settle', async () => {
    const { claimed, states, twice, never, parkedButPosted, alerts } = await run({
      ...server,
      readBack: false,
      onUnknown: 'park',
    })
    const { sent = 0, unknown = 0, ...others } = states
    expect({ all: sent + unknown, others, twice }).toEqual({ all: claimed, others: {}, twice: 0 })
    expect(never).toBe(unknown - parkedButPosted)
    expect(alerts.twice).toBe(0)
  })

  it('post it again where that is wanted instead, and lose none', async () => {
    const { claimed, states, never, alerts } = await run({ ...embedded, readBack: false, onUnknown: 'resend' })
    expect({ states, never }).toEqual({ states: { sent: claimed }, never: 0 })
    expect(alerts.never).toBe(0)
  })
})
