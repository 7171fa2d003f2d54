import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startSandbox } from '../../demo/sandbox/server.ts'
import { createChance } from './chance.ts'
import { openHome } from './home.ts'
import { alwaysPolite, remindAll } from './remind.ts'
import type { Progress } from './replica.ts'
import { type Replica, startReplica } from './replicas.ts'
import { subscribeAll } from './subscribe.ts'
import { type AlertTally, type SayTally, type Tally, takeAlertTally, takeReminderTally, takeTally } from './tally.ts'
import { openTenant, type TeamsTally } from './tenant.ts'
import { makeTrouble } from './trouble.ts'
import { six, watchAll } from './watch.ts'
import { openWorkspace } from './workspace.ts'

export type Chaos = {
  readonly home: 'server' | 'embedded'
  readonly replicas: number
  /** Whether Slack lets the bot look up its own messages. */
  readonly readBack: boolean
  readonly onUnknown: 'park' | 'resend'
  readonly subscriptions: number
  /** Each has a message, an edit of it and a reply to it. */
  readonly alerts: number
  readonly channels: number
  /** How long digests fall due and replicas are killed. */
  readonly seconds: number
  readonly seed: number
  /** How long a worker holds a delivery. */
  readonly leaseMs: number
  /** Processes with Teams alone on the same database, and digests for their conversations. */
  readonly teams: { readonly replicas: number; readonly subscriptions: number } | null
  /** What happens besides, see `troubles`; only with a server. */
  readonly trouble: { readonly freezeMs: number } | null
}

export type Outcome = Tally & {
  readonly alerts: AlertTally
  readonly reminders: SayTally
  readonly teams: TeamsTally | null
  readonly kills: number
  /** Replicas that ended without being killed. A starting one may end, for example when Slack is too slow to greet it. */
  readonly deaths: { readonly 'at work': number; readonly 'at start': number }
  /** Posts that Slack answered with an error, and those it took without an answer. */
  readonly refused: number
  readonly lost: number
  /** What replicas logged, where a slot was left open or one ended at work. */
  readonly log: string
}

/** A digest that is still open after so long is lost. */
const longestDrain = 240_000

/** Kills replicas while digests fall due and Slack fails, lets them finish, and counts. */
export async function runChaos(chaos: Chaos): Promise<Outcome> {
  const home = await openHome(chaos.home)
  const workspace = await openWorkspace(chaos.channels, chaos.readBack)
  const { cloud } = workspace
  const tenant = chaos.teams ? await openTenant(home.folder) : null
  const sandbox = await startSandbox({ today: () => new Date() })
  const logFile = join(home.folder, 'log')
  const configFile = join(home.folder, 'config.yaml')
  writeFileSync(configFile, alwaysPolite)
  const deaths = { 'at work': 0, 'at start': 0 }
  let progress: Progress = { claimed: 0, open: 0 }
  const replicas: Replica[] = []
  try {
    // Replicas start together with the first digests, and the first one creates the tables of the queue.
    const from = new Date(Date.now() + 3_000)
    const to = new Date(from.getTime() + chaos.seconds * 1000)
    const before = await home.open()
    const wish = { company: sandbox.company, workspace, from, to }
    await workspace.save(before.store, from)
    const conversations = workspace.channels.map(channel => `slack:${channel}`)
    await subscribeAll(before.store, { ...wish, count: chaos.subscriptions, conversations })
    if (tenant && chaos.teams) {
      await tenant.save(before.store, from)
      const { conversations } = tenant
      await subscribeAll(before.store, { ...wish, count: chaos.teams.subscriptions, conversations })
    }
    // Old enough to be handed out at once: a new delivery's own job is waited for during a minute.
    const at = new Date(from.getTime() - 60_000)
    const alert = await watchAll(before.store, workspace, chaos.alerts, at)
    await remindAll(before.store, workspace, { alert, people: six }, at)
    await before.close()
    workspace.spoil({ errors: 0.05, lostReplies: 0.05 }, chaos.seed)
    if (chaos.trouble) workspace.breakStarts(2 * chaos.replicas)

    const environment = {
      TABNINE_URL: sandbox.url,
      TABNINE_TOKEN: sandbox.token,
      CHAOS_LEASE_MS: String(chaos.leaseMs),
      ON_UNKNOWN_DELIVERY: chaos.onUnknown,
      PORT: '0',
      METRICS_PORT: '0',
      CONFIG_FILE: configFile,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(home.folder, 'compiled'),
      ...home.environment,
    }
    const slack = {
      SLACK_BOT_TOKEN: cloud.botToken,
      SLACK_SIGNING_SECRET: cloud.signingSecret,
      SLACK_API_URL: cloud.apiUrl,
    }
    const onProgress = (news: Progress) => {
      progress = news
    }
    const onDeath = (when: 'at work' | 'at start') => {
      deaths[when] += 1
    }
    while (replicas.length < chaos.replicas) {
      replicas.push(startReplica({ environment: { ...environment, ...slack }, logFile, onProgress, onDeath }))
    }
    for (let nth = 0; tenant && nth < (chaos.teams?.replicas ?? 0); nth++) {
      replicas.push(
        startReplica({ environment: { ...environment, ...tenant.environment }, logFile, onProgress, onDeath }),
      )
    }
    const [kills] = await Promise.all([
      killFor(chaos.seconds * 1000, replicas, createChance(chaos.seed, 'killer')),
      chaos.trouble && makeTrouble({ home, workspace, replicas }, chaos.trouble.freezeMs),
    ])
    const wanted = chaos.subscriptions + (chaos.teams?.subscriptions ?? 0)
    const isDone = () => progress.claimed === wanted && progress.open === 0
    const until = Date.now() + longestDrain
    while (!isDone() && Date.now() < until) await wait(200)
    const isWell = isDone() && deaths['at work'] === 0
    const log = isWell ? '' : readFileSync(logFile, 'utf8').slice(-20_000)
    await Promise.all(replicas.map(replica => replica.end()))

    const after = await home.open()
    const tally = await takeTally(after.store, cloud)
    const alerts = await takeAlertTally(after.store, cloud)
    const reminders = await takeReminderTally(after.store, cloud)
    const teams = tenant && (await tenant.tally(after.store))
    await after.close()
    const posts = cloud.calls('chat.postMessage').filter(({ ok }) => !ok)
    const lost = posts.filter(({ error }) => error === 'connection cut').length
    return { ...tally, alerts, reminders, teams, kills, deaths, refused: posts.length - lost, lost, log }
  } finally {
    await Promise.all(replicas.map(replica => replica.end()))
    await Promise.all([cloud.close(), sandbox.close(), tenant?.close()])
    await home.remove()
  }
}

/** Kills a random one every two to four seconds, working or starting, but slowly enough that some get to work. */
async function killFor(duration: number, replicas: readonly Replica[], chance: () => number): Promise<number> {
  const untilReady = () => Promise.race(replicas.map(replica => replica.untilReady()))
  await untilReady()
  const end = Date.now() + duration
  for (let kills = 0; ; ) {
    await untilReady()
    await wait(2_000 + 2_000 * chance())
    if (Date.now() >= end && kills > 1) return kills
    await replicas[Math.floor(chance() * replicas.length)]?.kill()
    kills += 1
  }
}
