/** One replica: the real bot with a faster heartbeat. After each beat it reports the progress of all. */
import { flushCompileCache } from 'node:module'
import { setTimeout as wait } from 'node:timers/promises'
import { type BackgroundServices, openBackgroundServices } from '../../adapters/background-services.ts'
import { createLog } from '../../adapters/log.ts'
import { createBot } from '../../adapters/main.ts'
import { readConfig } from '../../src/config.ts'
import { openJobs } from '../../src/delivery/queue/engine.ts'
import { timesFor } from './times.ts'

/** As each replica reads it in the shared ledger. `open`: claimed, and neither posted nor given up. */
export type Progress = { readonly claimed: number; readonly open: number }

const config = readConfig(process.env, 'bot')
const { times, patience } = timesFor(Number(process.env.CHAOS_LEASE_MS))
const log = createLog(config.logLevel, config.secrets)
const background: BackgroundServices = await openBackgroundServices(config, log, {
  openJobs: settings =>
    openJobs({ ...settings, pace: { pollSeconds: 0.5, superviseSeconds: 1, heartbeatSeconds: 10 } }),
  startHeartbeat: beatOften,
  times,
})
const bot = await createBot(config, { log, background: background, patience })
// The parent process is gone: nothing else would end this one.
process.once('disconnect', () => process.exit(1))
await bot.start()
process.send?.('ready')
// Node writes it at the end of a process, and none of these ends normally.
flushCompileCache()

function beatOften(beat: (now: Date) => Promise<void>) {
  let isOn = true
  const beating = (async () => {
    while (isOn) {
      // As with the real heart, a beat that fails does not stop it.
      await beat(new Date()).catch(error => log.error({ err: error }, 'A beat failed'))
      // While the database is away the progress is unknown.
      const progress = await readProgress().catch(() => null)
      if (progress) process.send?.(progress)
      await wait(500)
    }
  })()
  return {
    async stop() {
      isOn = false
      await beating
    },
  }
}

async function readProgress(): Promise<Progress> {
  const { rows } = await background.persistence.store.execute(
    `select count(*) filter (where kind = 'digest')::int as claimed,
            count(*) filter (where state in ('pending', 'sending'))::int as open
     from deliveries`,
  )
  return { claimed: Number(rows[0]?.claimed), open: Number(rows[0]?.open) }
}
