import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { AppSettings } from '../src/app.ts'
import type { Platform } from '../src/platform.ts'
import type { Delivery, StoredFigures, WaitingPosts } from '../src/ports.ts'
import type { HttpSettings } from '../src/usage-api/http.ts'
import type { OutgoingCall } from './calls.ts'

type Observe<Settings extends { observe?: unknown }> = NonNullable<Settings['observe']>

export type BotMetrics = {
  observeAnswer: Observe<AppSettings>
  observeRequest: Observe<HttpSettings>
  /** An answer reached no one, in none of the ways that a platform has. */
  observeUndelivered(platform: Platform): void
  /** A request was refused before anything was done with it. */
  observeRefusal(refusal: { readonly platform: Platform; readonly reason: string }): void
  observeDelivery(delivery: Pick<Delivery, 'kind' | 'state' | 'dueAt' | 'changedAt'>): void
  /** Called with figures about the stored data. */
  observeFigures(figures: StoredFigures, at: Date): void
  /** A call to another service has ended. */
  observeCall(call: OutgoingCall): void
  /** When a token ends. */
  observeExpiry(token: string, at: Date): void
  /** All posts that wait for longer than a retry takes. */
  observeWaiting(waiting: readonly WaitingPosts[]): void
  /** Records whether a part of the bot works. */
  observePart(part: string, works: boolean): void
  /** Called after each successful search for due work. */
  observeTick(at: Date): void
  /** `isWell` is called for each reading, and reads what is known. */
  watchMemory(isWell: () => boolean): void
  /** Prometheus text. */
  render(): Promise<string>
  contentType: string
}

/** What an operator watches: answers and Usage API requests by outcome, and how long they took. Names no one. */
export function createMetrics(version = 'unknown'): BotMetrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  new Gauge({
    name: 'bot_build_info',
    help: 'Always 1; which version of the bot runs on which version of Node.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.versions.node }, 1)
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
    name: 'bot_usage_api_requests_total',
    help: 'Requests to the Usage API, by endpoint and outcome; retries count as one.',
    labelNames: ['endpoint', 'outcome'],
    registers,
  })
  const requestSeconds = new Histogram({
    name: 'bot_usage_api_request_seconds',
    help: 'Seconds a request to the Usage API took, its retries included.',
    labelNames: ['endpoint'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30],
    registers,
  })
  const deliveries = new Counter({
    name: 'bot_deliveries_total',
    help: 'Attempts to post something unprompted, by kind and resulting state; pending is tried again.',
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
  const lateness = new Histogram({
    name: 'bot_delivery_lateness_seconds',
    help: 'Seconds from when something was due until it was posted, by kind.',
    labelNames: ['kind'],
    buckets: [5, 15, 30, 60, 120, 300, 900, 3_600, 21_600, 86_400],
    registers,
  })
  const open = new Gauge({
    name: 'bot_deliveries',
    help: 'Posts that are not over, by state; unknown: may or may not have arrived, and waits for a person.',
    labelNames: ['state'],
    registers,
  })
  const oldestDue = new Gauge({
    name: 'bot_oldest_due_seconds',
    help: 'For how many seconds the oldest post, or digest, that is not posted yet has been due.',
    registers,
  })
  const jobs = new Gauge({
    name: 'bot_queue_jobs',
    help: 'Jobs that are not over, by queue and state.',
    labelNames: ['queue', 'state'],
    registers,
  })
  const openAlerts = new Gauge({ name: 'bot_alerts_open', help: 'Alerts that report unused seats now.', registers })
  const paused = new Gauge({
    name: 'bot_digests_paused',
    help: 'Digests that rest, by reason.',
    labelNames: ['reason'],
    registers,
  })
  const dailyJobs = new Gauge({
    name: 'bot_daily_job_last_success_timestamp_seconds',
    help: 'Start of the last UTC day on which a daily job was done; check-seats only where there are alerts.',
    labelNames: ['job'],
    registers,
  })
  const calls = new Counter({
    name: 'bot_requests_total',
    help: 'Calls to other services, by service and HTTP status; failed: no response. Each retry counts.',
    labelNames: ['service', 'status'],
    registers,
  })
  const callSeconds = new Histogram({
    name: 'bot_request_seconds',
    help: 'Seconds until another service responded, by service.',
    labelNames: ['service'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30],
    registers,
  })
  const expiries = new Gauge({
    name: 'bot_token_expires_timestamp_seconds',
    help: 'When a token ends, where the token itself says so.',
    labelNames: ['token'],
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
    observeDelivery({ kind, state, dueAt, changedAt }) {
      deliveries.inc({ kind, state })
      if (state === 'sent') lateness.observe({ kind }, Math.max(0, changedAt.getTime() - dueAt.getTime()) / 1000)
    },
    observeFigures(figures, at) {
      for (const gauge of [open, jobs, paused, dailyJobs]) gauge.reset()
      for (const state of ['pending', 'sending', 'unknown']) open.set({ state }, figures.deliveries[state] ?? 0)
      oldestDue.set(figures.oldestDue ? (at.getTime() - figures.oldestDue.getTime()) / 1000 : 0)
      for (const { queue, state, jobs: count } of figures.jobs) jobs.set({ queue, state }, count)
      openAlerts.set(figures.openAlerts)
      for (const [reason, count] of Object.entries(figures.pausedDigests)) paused.set({ reason }, count)
      for (const [job, day] of Object.entries(figures.dailyJobs)) dailyJobs.set({ job }, day.getTime() / 1000)
    },
    observeCall({ service, status, seconds }) {
      calls.inc({ service, status })
      callSeconds.observe({ service }, seconds)
    },
    observeExpiry(token, at) {
      expiries.set({ token }, at.getTime() / 1000)
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
