import dns from 'node:dns'
import { applyNetworkSettings, type NetworkSettings } from '../../../adapters/network.ts'
import { askByAgent, askByFetch, serveSlack, serveTeams } from './clients.ts'

/** What a client is asked to do. */
export type Job =
  | { client: 'fetch' | 'fetch and agent'; url: string }
  | { client: 'slack' }
  | { client: 'teams'; token: string }

/** One process's argument, in JSON: the settings are global, so each case has a process of its own. */
export type Task = { job: Job; settings: NetworkSettings; directNames?: boolean }

/** Its one line of output: what the client got, or each error in the chain of causes, outermost first. */
export type Outcome = { answer: unknown } | { errors: string[] }

const task: Task = JSON.parse(process.argv[2] ?? '')
knowNames(task.directNames ?? false)
console.log(JSON.stringify(await run(task)))

async function run({ job, settings }: Task): Promise<Outcome> {
  try {
    const network = applyNetworkSettings(settings)
    if (job.client === 'slack') return { answer: await serveSlack(network) }
    if (job.client === 'teams') return { answer: await serveTeams(network, job.token) }
    if (job.client === 'fetch') return { answer: await askByFetch(job.url) }
    return { answer: [await askByFetch(job.url), await askByAgent(job.url)] }
  } catch (error) {
    return { errors: listCauses(error) }
  }
}

function listCauses(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const code = 'code' in error ? ` (${error.code})` : ''
  const inner = 'original' in error ? error.original : error.cause
  return [error.message + code, ...listCauses(inner)]
}

/** Names resolve to this machine, or to nothing: then only the proxy can have made the connection. No request leaves this machine. */
function knowNames(known: boolean): void {
  const lookup = (host: string, _options: object, done: (error: Error | null, addresses: object[]) => void) =>
    known ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(new Error(`${host} is not known here`), [])
  dns.lookup = lookup as typeof dns.lookup
}
