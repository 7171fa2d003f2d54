import { randomInt } from 'node:crypto'
import { type App, type AppPorts, type AppSettings, createApp } from '../src/app.ts'
import type { Config } from '../src/config.ts'
import type { Clock, Log } from '../src/ports.ts'
import { createUsageApi } from '../src/usage-api/client.ts'
import type { Metrics } from './metrics.ts'

const systemClock: Clock = { now: () => new Date() }

/** The bot without a platform, on the real Usage API: what chat, terminal and demo have in common. */
export function createCore(
  config: Config,
  log: Log,
  { metrics, clock = systemClock }: { metrics?: Metrics; clock?: Clock } = {},
): App {
  const usageApi = createUsageApi({
    ...config.usageApi,
    log,
    clock,
    ...(metrics ? { observe: metrics.observeRequest } : {}),
  })
  const ports: AppPorts = { usageApi, clock, log, newReference }
  const settings: AppSettings = {
    admins: config.admins,
    zone: config.zone,
    language: config.language,
    ...(metrics ? { observe: metrics.observeAnswer } : {}),
  }
  return createApp(ports, settings)
}

/** Six letters and digits that are hard to mistake for one another when read out. */
function newReference(): string {
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  return Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('')
}
