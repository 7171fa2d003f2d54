import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { createSeatDoor } from '../src/acting/door.ts'
import { createBeat } from '../src/background/beats.ts'
import { createClockGuard } from '../src/background/clock-guard.ts'
import { startHeartbeat } from '../src/background/heartbeat.ts'
import { jobQueues } from '../src/background/job-queues.ts'
import { createConversationClosing, createDeliveryKinds } from '../src/background/kinds.ts'
import { createWorker, type WorkerParts } from '../src/background/worker.ts'
import type { Persistence } from '../src/command/command.ts'
import { type Config, ConfigError } from '../src/config.ts'
import type { ChatGateway } from '../src/delivery/chat-gateway.ts'
import { createDeliver, type DeliverTimes } from '../src/delivery/deliver.ts'
import { createPlaces, type Places } from '../src/delivery/places.ts'
import { openJobs } from '../src/delivery/queue/engine.ts'
import { createConfiguredDigests } from '../src/digests/configured.ts'
import { type ConfiguredState, joinConfigured, keepApplying } from '../src/digests/configured-entries.ts'
import { StopReason } from '../src/errors.ts'
import type { Language } from '../src/message/languages.ts'
import { createWords, type Words } from '../src/message/words.ts'
import { createOnLeft } from '../src/notices/close-conversation.ts'
import { createOnOutage } from '../src/notices/outage.ts'
import { ownIdOf, platformFacts, platformOf } from '../src/platform.ts'
import type { Clock, Log, Owner, PeopleFinder, ServerTimes, Store, StoredFigures, UsageApi } from '../src/ports.ts'
import { accessPolicyOf } from '../src/privacy/authorize.ts'
import type { RefreshedRoles } from '../src/privacy/tabnine-roles.ts'
import { createSeatHistory } from '../src/seats/seat-history.ts'
import { explainDamageAfter } from '../src/storage/explain.ts'
import type { DatabaseState } from '../src/storage/known-state.ts'
import { openStorage } from '../src/storage/store.ts'
import { createConfiguredAlerts } from '../src/unused-seats/alert/configured.ts'
import { createSeatWriter } from '../src/usage-api/seat-writer.ts'
import { adminPlaces, ownerOfConfigured } from './admin-places.ts'
import { after, type RunAfter } from './answer.ts'
import type { Health } from './health.ts'
import { openLate } from './late-storage.ts'
import { createOrganizationCheck, createOwnerChecks } from './ownership.ts'
import type { Condition } from './readiness.ts'
import { withReference } from './reference.ts'
import { reportServerTime } from './server-times.ts'

export type BackgroundServices = {
  readonly persistence: Persistence
  /** Where the bot may post unprompted, for adapters that notice when it is added or removed. */
  createPlaces(clock: Clock): Places
  /** @throws ConfigError if the data belongs to another workspace or tenant */
  confirmOwner(owner: Owner): Promise<void>
  /** Begins to do what is due, in the chats given. */
  start(parts: StartParts): Promise<void>
  /** What is known to be wrong with the database; asks nothing. */
  condition(): Condition | null
  /** Starts no more work, and resolves when the running work is done or left for the next start. Answers still work. */
  pause(): Promise<void>
  /** Leaves work that still runs after a pause for the next start. */
  interrupt(): void
  stop(): Promise<void>
}

type StartParts = {
  readonly gateways: readonly ChatGateway[]
  readonly people?: readonly PeopleFinder[]
  readonly usageApi: UsageApi
  readonly words: Words
  readonly clock: Clock
  readonly health?: Pick<Health, 'report'>
  /** Without it the clock is believed. */
  readonly serverTimes?: ServerTimes | undefined
  readonly observe?: WorkerParts['observe']
  readonly observeWaiting?: WorkerParts['observeWaiting']
  /** Admins as Tabnine has them, read again with the heartbeat; without it only the settings name admins. */
  readonly roles?: RefreshedRoles | undefined
  /** Called with the time of each check of what is due that succeeded. */
  readonly observeTick?: (at: Date) => void
  /** Called each minute with figures about the stored data. */
  readonly observeFigures?: (figures: StoredFigures, at: Date) => void
  /** Called where the data turns out to be of another organization: nothing of it may be used then. */
  readonly onRefused?: (error: unknown) => void
}

/** The queue and the heartbeat. Tests pass their own, so that they do not depend on real time. */
export type Drive = {
  readonly openJobs: typeof openJobs
  readonly startHeartbeat: (...given: Parameters<typeof startHeartbeat>) => { stop(): Promise<void> }
  readonly times?: Partial<DeliverTimes>
  /** Makes the tokens of reminders and previews; without it they are random. */
  readonly newToken?: () => string
  /** How it is waited for a turn to post, and between the questions of a check. */
  readonly wait?: typeof waitFor
  /** How it is waited before a database that was away at the start is tried again. */
  readonly after?: RunAfter
  /** Receives when the database cannot be used any more: only a new process opens it again. */
  readonly onStop?: (reason: Error) => void
}

/**
 * Store, queue and heartbeat: what the bot does on its own. Opened before any platform is connected, begun once all are.
 * @throws StartError: one sentence on what is wrong; nothing is open then
 */
export async function openBackgroundServices(
  config: Config,
  log: Log,
  given: Partial<Drive> = {},
): Promise<BackgroundServices> {
  const drive: Drive = { openJobs, startHeartbeat, ...given }
  const open = async () => {
    const storage = await openStorage({ ...config.database, log, ...(drive.onStop ? { onStop: drive.onStop } : {}) })
    const jobs = await drive.openJobs({ home: storage.home, log, queues: jobQueues }).catch(async error => {
      // An open database would keep the process alive after what is wrong was reported.
      await storage.close()
      throw explainDamageAfter(error, config.database)
    })
    return { storage, jobs }
  }
  const opened = await openLate({ open, log, after: drive.after ?? after, onStop: drive.onStop ?? (() => {}) })
  const { store, jobs } = opened
  const owners = createOwnerChecks(store)
  let finders: readonly PeopleFinder[] = []
  let heartbeat: { stop(): Promise<void> } | null = null
  let isPaused = false
  const [deliveriesEnd, othersEnd] = [new AbortController(), new AbortController()]
  const { operations, file } = config
  const { calendar, exclusions, serviceAccounts, samePerson, alerts } = file
  const policy = { calendar, exclusions, serviceAccounts, samePerson }
  const { renewal, purchase, links } = file
  const watching = { ...alerts, policy, renewal, links }
  // Made once; whichever replica is first decides for all.
  const keyOfPseudonyms = async () =>
    config.encryptionKey ?? store.secrets.keep('pseudonyms', randomBytes(32).toString('base64url'))
  const newToken = drive.newToken ?? (() => randomBytes(16).toString('hex'))
  const { allowed, token } = config.acting
  const writer = allowed.length > 0 ? createSeatWriter({ url: config.usageApi.url, token, log }) : null
  const seatDoor = createSeatDoor({ store, writer, allowed, newToken, log })
  const admins = adminPlaces(config)

  const services: BackgroundServices = {
    persistence: {
      ...{ store, jobs, watching, keyOfPseudonyms, newToken, seatDoor, zone: config.zone },
      findByEmail: async (email, near) => {
        const finder = finders.find(({ platform }) => platform === platformOf(near.id))
        return finder ? finder.findByEmail(email, near) : 'unknown'
      },
    },
    createPlaces(clock) {
      const onLeft = createOnLeft(clock, createConversationClosing({ jobs, clock, operations }))
      return createPlaces({ store, clock, onLeft })
    },
    condition: () => conditionOf(opened.state()),
    confirmOwner: owners.confirm,
    async start(given) {
      const { gateways, people = [], usageApi, words, clock, health, serverTimes, roles } = given
      const { observe, observeWaiting, observeTick, observeFigures, onRefused = () => {} } = given
      finders = people
      const key = await keyOfPseudonyms()
      const renderingIn = (conversation: string, zone: string, language: Language | null) => ({
        t: createWords(language ?? words.language, clock.now()),
        timeZone: zone,
        commandPrefix: platformFacts[platformOf(conversation)].commandPrefix,
      })
      const politeness = { quietHours: alerts.reminders.quietHours, calendar }
      const confirmOrganization = createOrganizationCheck(store, usageApi, onRefused)
      const confirmOwners = () =>
        owners.confirmLeft().catch(error => {
          if (error instanceof ConfigError) onRefused(error)
          throw error
        })
      const kinds = createDeliveryKinds({
        ...{ store, jobs, usageApi, clock, history: createSeatHistory(store, watching), renderingIn, policy, key },
        ...{ host: usageApi.host, zone: config.zone, operations, admins, politeness, confirmOrganization },
        ...{
          purchase,
          acting: allowed,
          reports: { purchase, cost: file.cost },
          links,
          graceDays: watching.graceDays,
          underusedDays: watching.underusedDays,
          reminders: watching.reminders,
        },
        accessPolicy: accessPolicyOf(config.admins, {
          roles: { ...file.roles, tabnine: roles },
          privacy: file.privacy,
        }),
        personIn: async to => gateways.find(({ platform }) => platform === platformOf(to.id))?.personIn(to) ?? null,
      })
      await saveOpenPlaces(store, { operations, admins }, clock.now())
      const owner = ownerOfConfigured(config)
      const configuredParts = { store, jobs, usageApi, clock, log, owner }
      const configured = joinConfigured([
        createConfiguredDigests(configuredParts, file.subscriptions, config.confirmedEnds),
        createConfiguredAlerts(configuredParts, file.watched, config.confirmedEnds),
      ])
      const applyConfigured = keepApplying(configured, (state, reason) => {
        if (!isPaused)
          health?.report('subscriptions', state === 'applied' ? null : state, sentenceOf[state], { reason })
      })
      const { onUnknown } = config
      const deliver = createDeliver({
        store,
        jobs,
        clock,
        log,
        gateways,
        random: Math.random,
        onUnknown,
        kinds,
        beforeCompose: confirmOwners,
        ...(drive.times ? { times: drive.times } : {}),
        ...(drive.wait ? { wait: drive.wait } : {}),
      })
      const clockGuard =
        serverTimes &&
        createClockGuard({
          ...{ clock, elapsedMs: () => performance.now(), ask: serverTimes },
          report: (state, found) => health?.report('clock', ...reportServerTime(state, found)),
        })
      const platforms = gateways.map(({ platform }) => platform)
      const connected = () => gateways.filter(({ isReady }) => isReady?.() ?? true).map(({ platform }) => platform)
      const worker = createWorker({
        ...{
          store,
          jobs,
          clock,
          log,
          usageApi,
          deliver,
          policy,
          politeness,
          seatDoor,
          zone: config.zone,
          observe,
          platforms,
          kinds,
          connected,
        },
        ...{ operators: operations === null ? admins : [operations], observeWaiting, clockGuard },
        ...{ budgets: file.budgets, minGroupSize: file.privacy.minGroupSize },
        renewalNotices: { conversations: file.renewalConversations, purchase },
        tidy: now => opened.tidy(now, config.retention),
        ...{ windowDays: alerts.idleDays, graceDays: alerts.graceDays, wait: drive.wait ?? waitFor },
      })
      const work: typeof worker.work = async (job, signal) => {
        if (job.kind === 'snapshot' || job.kind === 'check-seats') await confirmOrganization()
        const ending = job.kind === 'deliver' ? deliveriesEnd : othersEnd
        const work = () => worker.work(job, AbortSignal.any([signal, ending.signal]))
        return job.kind === 'deliver' ? withReference(`delivery ${job.delivery}`, 'delivery', work) : work()
      }
      await jobs.start(work, platforms)
      const tick = async () => {
        await confirmOwners()
        await worker.tick()
        const now = clock.now()
        observeFigures?.(await opened.figures(now), now)
      }
      const beat = createBeat({
        ...{ clock, checkWrites: opened.checkWrites, tick },
        isDatabaseAway: () => opened.state() !== 'ok',
        onResult({ isOk, at }) {
          if (isPaused) return
          health?.report('tick', isOk ? null : 'failed', isOk ? 'The check of each minute works again.' : tickFailed)
          if (isOk) observeTick?.(at)
        },
        notify: createOnOutage(store, { jobs, now: () => clock.now(), operations }),
      })
      const beatAndApply = () => {
        // Next to the beat, for what is due must not wait for the Usage API.
        void roles?.refresh()
        void confirmOrganization().then(applyConfigured, async error => {
          if (!(error instanceof ConfigError)) await applyConfigured()
        })
        return beat()
      }
      heartbeat = drive.startHeartbeat(beatAndApply, log, clock)
    },
    async pause() {
      isPaused = true
      // A long job resumes after the restart; a message that is being posted gets some seconds.
      othersEnd.abort(new StopReason())
      await Promise.all([heartbeat?.stop(), jobs.pause()])
    },
    interrupt: () => deliveriesEnd.abort(new StopReason()),
    async stop() {
      try {
        await heartbeat?.stop()
        await jobs.stop()
      } finally {
        await opened.close()
      }
    },
  }
  return { ...services, start: parts => opened.whenOpen(() => services.start(parts)) }
}

/** For the log, where the state of the configured subscriptions changes. */
const sentenceOf: Readonly<Record<ConfiguredState, string>> = {
  applied: 'The subscriptions of CONFIG_FILE are applied.',
  waiting: 'The subscriptions of CONFIG_FILE cannot be applied yet; the bot tries again each minute.',
  unknown: 'The subscriptions of CONFIG_FILE are applied in part; the rest is tried again.',
  unconfirmed: 'The subscriptions of CONFIG_FILE are applied, but none is ended before that is confirmed.',
}

const tickFailed = 'The check of each minute, which finds what is due, failed. The next one tries again.'

/** People who are notified of failures need not have asked for anything before. Elsewhere only who has written can be reached. */
async function saveOpenPlaces(
  store: Store,
  { operations, admins }: { operations: string | null; admins: readonly string[] },
  now: Date,
): Promise<void> {
  const places = [
    ...(operations === null ? [] : [{ id: operations, kind: 'channel' as const }]),
    ...admins.map(id => ({ id, kind: 'personal' as const })),
  ]
  for (const { id, kind } of places.filter(place => platformFacts[platformOf(place.id)].hasOpenConversations)) {
    await store.conversations.save({ id, kind, reference: { channel: ownIdOf(id) } }, now)
  }
}

/** Look-ups need no database, so only what a new process can fix takes the bot out of service. */
function conditionOf(state: DatabaseState): Condition | null {
  switch (state) {
    case 'ok':
      return null
    case 'unreachable':
      return { isReady: true, note: 'the database cannot be reached' }
    case 'read-only':
      return { isReady: true, note: 'the database is read-only' }
    case 'full':
      return { isReady: true, note: 'the database has no room left' }
    case 'gone':
      return { isReady: false, note: 'the folder of the database is gone' }
  }
}

function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return wait(milliseconds, undefined, { signal })
}
