import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { AppSettings } from '../src/app.ts'
import type { Platform, WaitingPosts } from '../src/ports.ts'
import type { HttpSettings } from '../src/usage-api/http.ts'

type Observe<Settings extends { observe?: unknown }> = NonNullable<Settings['observe']>

export type BotMetrics = {
  observeAnswer: Observe<AppSettings>
  observeRequest: Observe<HttpSettings>
  /** An answer reached no one, in none of the ways that a platform has. */
  observeUndelivered(platform: Platform): void
  /** A request was refused before anything was done with it. */
  observeRefusal(refusal: { readonly platform: Platform; readonly reason: string }): void
  observeDelivery(delivery: { readonly kind: string; readonly state: string }): void
  /** All posts that wait for longer than a retry takes. */
  observeWaiting(waiting: readonly WaitingPosts[]): void
  /** Records whether a part of the bot works. */
  observePart(part: string, works: boolean): void
  /** Each time what is due was looked for without a failure. */
  observeTick(at: Date): void
  /** `isWell` is called for each reading, and reads what is known. */
  watchMemory(isWell: () => boolean): void
  /** Prometheus text. */
  render(): Promise<string>
  contentType: string
}

/** What an operator watches: answers and Usage API requests by outcome, and how long they took. Names no one. */
export function createMetrics(): BotMetrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const answers = new Counter({
    name: 'bot_answers_total',
    help: 'Questions answered, by command and outcome.',
    labelNames: ['command', 'outcome'],
    registers,
  })
  const refused = new Counter({
    name: 'bot_refused_requests_total',
    help: 'Requests refused before anything was done with them, by platform and reason.',
    labelNames: ['platform', 'reason'],
    registers,
  })
  const undelivered = new Counter({
    name: 'bot_undelivered_answers_total',
    help: 'Answers that were ready and could not be delivered in any way; bot_answers_total has them as well.',
    labelNames: ['platform'],
    registers,
  })
  const answerSeconds = new Histogram({
    name: 'bot_answer_seconds',
    help: 'Seconds from question to answer.',
    labelNames: ['command'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60],
    registers,
  })
  const requests = new Counter({
    name: 'usage_api_requests_total',
    help: 'Requests to the Usage API, by endpoint and outcome; retries count as one.',
    labelNames: ['endpoint', 'outcome'],
    registers,
  })
  const requestSeconds = new Histogram({
    name: 'usage_api_request_seconds',
    help: 'Seconds a request to the Usage API took, its retries included.',
    labelNames: ['endpoint'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30],
    registers,
  })
  const deliveries = new Counter({
    name: 'bot_deliveries_total',
    help: 'Attempts to say something unasked, by kind and the state it was left in; pending is tried again.',
    labelNames: ['kind', 'state'],
    registers,
  })
  const waiting = new Gauge({
    name: 'bot_deliveries_waiting',
    help: 'Posts that have waited for minutes, by platform and reason; no-process: none with that platform runs.',
    labelNames: ['platform', 'reason'],
    registers,
  })
  const parts = new Gauge({
    name: 'bot_part_works',
    help: '1 while a part of the bot works, else 0: slack its connection, subscriptions those of CONFIG_FILE, tabnine its answer at the start.',
    labelNames: ['part'],
    registers,
  })
  const ticked = new Gauge({
    name: 'bot_last_tick_timestamp_seconds',
    help: 'When the bot last looked for what is due without a failure; it does so each minute. 0 before the first time.',
    registers,
  })
  return {
    observeAnswer({ command, outcome, seconds }) {
      answers.inc({ command, outcome })
      answerSeconds.observe({ command }, seconds)
    },
    observeRequest({ endpoint, outcome, seconds }) {
      requests.inc({ endpoint, outcome })
      requestSeconds.observe({ endpoint }, seconds)
    },
    observeUndelivered(platform) {
      undelivered.inc({ platform })
    },
    observeRefusal({ platform, reason }) {
      refused.inc({ platform, reason })
    },
    observeDelivery({ kind, state }) {
      deliveries.inc({ kind, state })
    },
    observeWaiting(found) {
      waiting.reset()
      for (const { platform, reason, posts } of found) waiting.set({ platform, reason: reason ?? 'no-process' }, posts)
    },
    observeTick(at) {
      ticked.set(at.getTime() / 1000)
    },
    observePart(part, works) {
      parts.set({ part }, works ? 1 : 0)
    },
    watchMemory(isWell) {
      new Gauge({
        name: 'bot_memory_reachable',
        help: '1 while the database answers and takes changes, else 0: digests wait, look-ups go on.',
        registers,
        collect() {
          this.set(isWell() ? 1 : 0)
        },
      })
    },
    render: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
