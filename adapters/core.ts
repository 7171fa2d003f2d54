import { setTimeout as pause } from 'node:timers/promises'
import { type App, type AppPorts, type AppSettings, createApp } from '../src/app.ts'
import type { Persistence } from '../src/command/command.ts'
import { createDirectory } from '../src/command/directory.ts'
import type { Config } from '../src/config.ts'
import type { Clock, Log, UsageApi } from '../src/ports.ts'
import type { TabnineRoles } from '../src/privacy/tabnine-roles.ts'
import { createUsageApi } from '../src/usage-api/client.ts'
import type { BotMetrics } from './metrics.ts'
import { currentReference, drawReference } from './reference.ts'

/** How long a person who types waits for the list of names; chats wait for three seconds at most. */
const maxTypingWaitMs = 2_000

export const systemClock: Clock = { now: () => new Date() }

type Parts = {
  readonly metrics?: BotMetrics
  readonly clock?: Clock
  /** What the bot remembers; nothing in a terminal, which only asks. */
  readonly persistence?: Persistence | null
  readonly usageApi?: UsageApi
  /** Admins as Tabnine has them; without it only the settings name admins. */
  readonly roles?: TabnineRoles | undefined
  /** For answers that must be the same each time, as in the demo. */
  readonly newReference?: () => string
}

/** The bot without a platform, on the real Usage API: what chat, terminal and demo have in common. */
export function createCore(config: Config, log: Log, parts: Parts = {}): App {
  const { metrics, persistence = null, clock = systemClock, usageApi = connectUsageApi(config, log, parts) } = parts
  const wait = () => pause(maxTypingWaitMs, undefined, { ref: false })
  const abortAfter = (milliseconds: number) => AbortSignal.timeout(milliseconds)
  const directory = createDirectory({ usageApi, clock, log, wait, abortAfter })
  const ports: AppPorts = {
    usageApi,
    persistence,
    directory,
    clock,
    log,
    newReference: parts.newReference ?? (() => currentReference() ?? drawReference()),
  }
  const settings: AppSettings = {
    admins: config.admins,
    access: { roles: { ...config.file.roles, tabnine: parts.roles }, privacy: config.file.privacy },
    zone: config.zone,
    language: config.language,
    calendar: config.file.calendar,
    reports: { purchase: config.file.purchase, cost: config.file.cost },
    observe(answer) {
      metrics?.observeAnswer(answer)
      log.debug(answer, 'answered a question')
    },
  }
  return createApp(ports, settings)
}

/** Whether Tabnine's Admins and Managers are admins of the bot: by default only if the settings name none. */
export function usesTabnineRoles({ admins, file }: Config): boolean {
  return file.tabnineRoles ?? (admins.length === 0 && file.roles.admin.length === 0)
}

export function connectUsageApi(config: Config, log: Log, { metrics, clock = systemClock }: Parts = {}): UsageApi {
  return createUsageApi({ ...config.usageApi, log, clock, ...(metrics ? { observe: metrics.observeRequest } : {}) })
}
