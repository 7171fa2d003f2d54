import { readFileSync } from 'node:fs'
import { createTerminalCaller } from '../../../adapters/cli/caller.ts'
import { createCore } from '../../../adapters/core.ts'
import { createLog } from '../../../adapters/log.ts'
import { readConfig } from '../../../src/config.ts'

/** One process's argument, in JSON. Without a line it asks for help and is then idle. */
export type Question = { url: string; token: string; today: string; line?: string }

/** Its one line of output. */
export type Answered = { facts: unknown; peakBytes: number }

const { url, token, today, line }: Question = JSON.parse(process.argv[2] ?? '')
const config = readConfig({ TABNINE_URL: url, TABNINE_TOKEN: token }, 'look-ups')
const app = createCore(config, createLog('warn', config.secrets, process.stderr), {
  clock: { now: () => new Date(today) },
})
let facts = await ask('help')
if (line !== undefined) facts = await ask(line)
const answered: Answered = { facts, peakBytes: readPeak() }
console.log(JSON.stringify(answered))

async function ask(question: string): Promise<unknown> {
  const { facts, error } = await app.answer(question, createTerminalCaller(''))
  if (error) throw new Error(`"${question}" ended in ${error}`)
  return facts
}

/** On Linux not from `resourceUsage`: there a process starts with the peak of its parent. */
function readPeak(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return Number(kilobytes) * 1024
}
