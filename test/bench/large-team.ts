import { fileURLToPath } from 'node:url'
import { type Sandbox, startSandbox } from '../../demo/sandbox/server.ts'
import { type Figure, median, report } from './figures.ts'
import type { Answered, Question } from './processes/one-answer.ts'
import { run } from './processes/run.ts'

const rounds = 3
const today = '2026-09-28T12:00:00Z'
const pageSize = 200
const child = fileURLToPath(new URL('processes/one-answer.ts', import.meta.url))

/** What a team of 5,000 people costs: pages asked for, and memory of the bot's process above that of an idle one. */
export async function measureLargeTeam(): Promise<Figure[]> {
  // One team of this many seats has 5,000 people in its list on that day; the others are invited and have no account.
  const sandbox = await startSandbox({ today: new Date(today), teams: 1, people: 5_750 })
  try {
    const [team] = sandbox.company.teams
    const idle: number[] = []
    const asked: number[] = []
    const pages: number[] = []
    for (let round = 0; round < rounds; round++) {
      idle.push((await ask(sandbox)).peakBytes)
      sandbox.clearRequests()
      const { facts, peakBytes } = await ask(sandbox, `team ${team?.id}`)
      const { people } = facts as { people: number }
      if (people !== 5_000) throw new Error(`the team has ${people} people and not 5,000: give the sandbox other sizes`)
      asked.push(peakBytes)
      pages.push(sandbox.counts.get('/api/v1/team/{teamId}/users') ?? 0)
    }
    const above = asked.map(peak => inMegabytes(peak - median(idle)))
    return [
      {
        what: 'team of 5,000 people: pages asked for',
        unit: 'pages',
        values: pages,
        bound: { is: '=', than: 5_000 / pageSize },
      },
      { what: 'idle process: peak memory', unit: 'MB', values: idle.map(inMegabytes) },
      {
        what: 'team of 5,000 people: peak memory above the idle process',
        unit: 'MB',
        values: above,
        bound: { is: '≤', than: 60 },
      },
    ]
  } finally {
    await sandbox.close()
  }
}

async function ask({ url, token }: Sandbox, line?: string): Promise<Answered> {
  const question: Question = { url, token, today, ...(line ? { line } : {}) }
  return JSON.parse(await run(child, [JSON.stringify(question)]))
}

function inMegabytes(bytes: number): number {
  return bytes / 2 ** 20
}

if (import.meta.main) await report(measureLargeTeam)
