import { maxSkewMs } from '../../src/background/clock-guard.ts'
import { createServerTimes } from '../server-times.ts'
import { type Check, fail, ok, skip, warn } from './check.ts'

const minNodeMajor = 24

/** Bytes that the bot needs once it runs, and for the first start with an embedded database; see docs/benchmarks.md. */
const neededBytes = { server: 250e6, embedded: 640e6 }

export const hostChecks: readonly Check[] = [
  {
    id: 'host.node',
    group: 'host',
    run: () =>
      Number(process.versions.node.split('.')[0]) >= minNodeMajor
        ? ok(`Node ${process.versions.node} runs the bot.`)
        : fail(`Node ${process.versions.node} is too old: install Node ${minNodeMajor}.`),
  },
  {
    id: 'host.clock',
    group: 'host',
    async run({ config, now }) {
      const times = await createServerTimes(config)()
      if (times.length === 0) return skip('Neither Slack nor Tabnine shows the time, so the clock is not compared.')
      const at = now().getTime()
      const compared = times.map(time => ({ source: time.source, aheadMs: at - time.at.getTime() }))
      const isOff = ({ aheadMs }: { aheadMs: number }) => Math.abs(aheadMs) > maxSkewMs
      const off = compared.find(isOff)
      if (!off) return ok(`The clock agrees with ${compared.map(({ source }) => source).join(' and ')}.`)
      const seconds = Math.round(Math.abs(off.aheadMs) / 1_000)
      const found = `The clock is ${seconds} seconds ${off.aheadMs > 0 ? 'ahead of' : 'behind'} that of ${off.source}`
      // Slack's clock is well kept, and decides; a private server of Tabnine may itself be wrong.
      if (compared.some(each => each.source === 'Slack' && !isOff(each)))
        return warn(`${found}, but agrees with Slack: set the clock of the Tabnine server.`)
      return fail(`${found}: set it by NTP. Until it is right, nothing is posted.`)
    },
  },
  {
    id: 'host.memory',
    group: 'host',
    run({ config }) {
      const free = process.availableMemory()
      const needed = config.database.databaseUrl ? neededBytes.server : neededBytes.embedded
      const megabytes = Math.round(free / 1e6)
      return free >= needed
        ? ok(`${megabytes} MB of memory are free.`)
        : warn(`Only ${megabytes} MB of memory are free: give the bot ${Math.round(needed / 1e6)} MB.`)
    },
  },
]
