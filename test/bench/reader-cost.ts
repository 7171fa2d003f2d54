import { type Sandbox, startSandbox } from '../../demo/sandbox/server.ts'
import type { Caller } from '../../src/privacy/policy.ts'
import { openApp } from '../helpers/app-on-sandbox.ts'
import { caller } from '../helpers/callers.ts'
import { type Figure, median, report, time } from './figures.ts'

const rounds = 5
const delayMs = 200
const today = new Date('2026-09-28T12:00:00Z')

/**
 * What an answer costs a reader in a channel, where small groups are suppressed, against what it costs an admin in a
 * personal chat: requests of the Usage API, and the time until it is there. Each request takes 200 ms.
 */
export async function measureReaderCost(): Promise<Figure[]> {
  const sandbox = await startSandbox({ today, delayMs })
  try {
    const [team] = sandbox.company.teams
    const figures: Figure[] = []
    for (const line of ['usage', `usage ${team?.id}`, 'seats', `seats ${team?.id}`, 'teams', 'digest'])
      figures.push(...(await compare(sandbox, line)))
    return figures
  } finally {
    await sandbox.close()
  }
}

async function compare(sandbox: Sandbox, line: string): Promise<Figure[]> {
  const { app } = openApp(sandbox, today, { admins: ['U0ADMIN'] })
  const ask = async (asking: Caller) => {
    sandbox.clearRequests()
    const milliseconds = await time(async () => {
      const { error } = await app.answer(line, asking)
      if (error) throw new Error(`"${line}" ended in ${error}`)
    })
    return { milliseconds, requests: sandbox.requests.length }
  }
  const asAdmin: Awaited<ReturnType<typeof ask>>[] = []
  const asReader: Awaited<ReturnType<typeof ask>>[] = []
  // What is remembered for minutes, such as the list of teams, is asked for once.
  for (const asking of [admin, reader]) await ask(asking)
  for (let round = 0; round < rounds; round++) {
    // Each goes first as often as the other.
    const order = round % 2 === 0 ? [admin, reader] : [reader, admin]
    for (const asking of order) (asking === admin ? asAdmin : asReader).push(await ask(asking))
  }
  const ratio = (of: 'milliseconds' | 'requests') =>
    asReader.map((cost, round) => cost[of] / (asAdmin[round]?.[of] ?? Number.NaN))
  const name = line.replace(sandbox.company.teams[0]?.id ?? '', '<team>').trim()
  const [ofAdmin, ofReader] = [asAdmin, asReader].map(costs => median(costs.map(({ requests }) => requests)))
  const bound = { is: '≤', than: 1.2 } as const
  return [
    {
      what: `\`${name}\`: requests, reader ${ofReader} / admin ${ofAdmin}`,
      unit: '×',
      values: ratio('requests'),
      bound,
    },
    { what: `\`${name}\`: time, reader / admin`, unit: '×', values: ratio('milliseconds'), bound },
  ]
}

const own = { id: 'slack:U0ADMIN', kind: 'personal', reference: null } as const
const channel = { id: 'slack:C1', kind: 'channel', reference: null } as const
const admin = caller({ id: 'U0ADMIN', place: { conversation: own, person: own } })
const reader = caller({
  id: 'U0OTHER',
  email: 'unknown@northwind.example',
  place: { conversation: channel, person: { ...channel, kind: 'personal' } },
})

if (import.meta.main) await report(measureReaderCost)
