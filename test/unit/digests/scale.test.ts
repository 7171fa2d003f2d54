import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createWorker } from '../../../src/background/worker.ts'
import type { ChatGateway } from '../../../src/delivery/chat-gateway.ts'
import { createDeliver } from '../../../src/delivery/deliver.ts'
import { defineDeliveryKind } from '../../../src/delivery/kind.ts'
import { defaultTimes, deliverQueue } from '../../../src/delivery/queue/queues.ts'
import { nextRun } from '../../../src/digests/due.ts'
import { text } from '../../../src/message/message.ts'
import type { Subscription } from '../../../src/ports.ts'
import { defaultPolicy } from '../../../src/unused-seats/findings/policy.ts'
import { createMeter, shortest, slackRates, teamsRates } from '../../bench/scale/rate.ts'
import { anyTime } from '../../helpers/any-time.ts'
import { authorized } from '../../helpers/authorized.ts'
import { fakeUsageApi } from '../../helpers/fake-usage-api.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import { sizeOf } from '../../helpers/sizes.ts'
import { createVirtualTime } from '../../helpers/virtual-time.ts'
import { createLedger, createQueue } from '../delivery/ledger.ts'

const monday = new Date('2026-11-23T09:00:00Z')
const schedule = { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone: 'UTC' } as const

type Crowd = {
  readonly platform: 'slack' | 'teams'
  readonly digests: number
  readonly channels: number
  readonly replicas: number
  /** Milliseconds that a post takes to arrive, at most. */
  readonly slowest: number
}

/** All due at nine, posted by several replicas into a chat that keeps its rates; milliseconds are those of the clock. */
async function deliverAll({ platform, digests, channels, replicas, slowest }: Crowd) {
  const rates = platform === 'slack' ? slackRates : teamsRates
  const time = createVirtualTime(monday)
  const { clock, wait } = time
  const subscriptions = Array.from({ length: digests }, (_, id): Subscription => {
    const conversation = `${platform}:${id % channels}`
    const nextRunAt = nextRun(schedule, new Date(monday.getTime() - 1))
    const subjects = [{ kind: 'organization', name: 'Acme' }] as const
    return {
      id,
      conversation,
      subjects,
      schedule,
      language: null,
      owner: 'U',
      nextRunAt,
      pause: null,
      createdAt: monday,
    }
  })
  const { store, deliveries } = createLedger(subscriptions)
  const { jobs, take, done, added } = createQueue()
  const meter = createMeter(rates, () => clock.now().getTime())
  const random = createRandom()
  const postsByKey = new Map<string, number>()
  let refused = 0
  const gateway: ChatGateway = {
    platform,
    personIn: async () => null,
    async post(to, _message, { key }) {
      await wait(random() * slowest)
      const tooSoon = meter.take(to.id)
      if (tooSoon > 0) {
        refused += 1
        return { kind: 'not-posted', reason: 'rate-limited', retryAfter: Math.ceil(tooSoon / 1000) }
      }
      postsByKey.set(key, (postsByKey.get(key) ?? 0) + 1)
      await wait(random() * slowest)
      return { kind: 'sent', messageId: key }
    },
    edit: async (_to, messageId) => ({ kind: 'sent', messageId }),
    find: async () => 'unknown',
  }
  const isOver = () => postsByKey.size >= digests && deliveries.every(({ state }) => state === 'sent')

  for (let replica = 0; replica < replicas; replica++) {
    const log = recordLog()
    const digest = defineDeliveryKind({
      name: 'digest',
      payload: z.null(),
      async compose() {
        await wait(random() * 500)
        return authorized({ title: 'Digest', summary: 'Digest', parts: [text('Digest')] })
      },
      onFailed: async () => {},
    })
    const kinds = [digest]
    const deliver = createDeliver({
      store,
      jobs,
      clock,
      log,
      gateways: [gateway],
      random,
      onUnknown: 'park',
      kinds,
      wait,
    })
    const worker = createWorker({
      ...{ store, jobs, clock, log, deliver, kinds, wait },
      ...{
        usageApi: fakeUsageApi(),
        policy: defaultPolicy,
        tidy: async () => {},
        platforms: [platform],
        operators: [],
        connected: () => [platform],
      },
      ...anyTime,
    })
    const beat = async () => {
      await wait(replica * 100)
      for (;;) {
        await worker.tick()
        await wait(60_000)
      }
    }
    const takeJobs = async () => {
      await wait(random() * defaultTimes.pollSeconds * 1000)
      for (;;) {
        const batch = take(deliverQueue.batchSize, clock.now())
        const signal = new AbortController().signal
        await Promise.all(
          batch.map(async ({ job, key }) => {
            if (job.kind === 'deliver') await worker.work(job, signal)
            done(key)
          }),
        )
        if (batch.length < deliverQueue.batchSize) await wait(defaultTimes.pollSeconds * 1000)
      }
    }
    void beat()
    for (let at = 0; at < deliverQueue.workers; at++) void takeJobs()
  }
  await time.run(isOver)
  const ms = clock.now().getTime() - monday.getTime()
  return {
    posted: postsByKey.size,
    twice: [...postsByKey.values()].filter(times => times > 1).length,
    refused,
    ratio: ms / shortest(digests, rates),
    jobs: added() / digests,
  }
}

/** The same each time. */
function createRandom(): () => number {
  let state = 42
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

const digests = sizeOf(500, 10_000)

describe(`${digests} digests due in the same minute`, () => {
  it.each([
    { platform: 'slack', digests, channels: digests * 0.6, replicas: 3, slowest: 400 },
    { platform: 'slack', digests, channels: digests, replicas: 1, slowest: 400 },
    { platform: 'teams', digests, channels: digests * 0.6, replicas: 3, slowest: 60 },
  ] as const)('are all posted once, at the pace of $platform, by $replicas', { timeout: 60_000 }, async crowd => {
    const outcome = await deliverAll(crowd)
    console.log(
      `${crowd.digests} in ${crowd.platform} by ${crowd.replicas}: ${outcome.ratio.toFixed(3)} × the ideal time`,
    )
    expect(outcome).toMatchObject({ posted: crowd.digests, twice: 0, refused: 0 })
    expect(outcome.ratio).toBeLessThanOrEqual(1.2)
    expect(outcome.jobs).toBeLessThan(3)
  })
})
