import { afterAll } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../../demo/sandbox/server.ts'

export const TODAY = new Date('2026-09-28T12:00:00Z')
export const PROFILES = ['5.18', '6.2', '6.3', '6.6'] as const

// Bodies of every shape are looked into: what is not there is undefined, and the expectation says so.
export type Body = ReturnType<typeof JSON.parse>
export type Reply = { status: number; body: Body; type: string }
export type Query = Record<string, string | number | boolean>

/** Starts a sandbox that ends with the test file. */
export async function openSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ today: TODAY, ...options })
  afterAll(() => sandbox.close())
  return sandbox
}

export async function ask(sandbox: Sandbox, path: string, query: Query = {}, token = sandbox.token): Promise<Reply> {
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  )
  const response = await fetch(`${sandbox.url}${path}?${search}`, { headers: { authorization: `Bearer ${token}` } })
  const type = response.headers.get('content-type') ?? ''
  const text = await response.text()
  return { status: response.status, type, body: type.includes('json') ? JSON.parse(text) : text }
}

/** Reads a whole list, page by page, as its `meta` says. */
export async function askAll(sandbox: Sandbox, path: string, query: Query = {}, limit = 100): Promise<Body[]> {
  const rows: Body[] = []
  for (let offset = 0; ; ) {
    const { body } = await ask(sandbox, path, { ...query, offset, limit })
    rows.push(...body.data)
    const next = body.meta.next ?? null
    if (next === null) return rows
    offset = typeof next === 'number' ? next : next.offset
  }
}

export function firstTeam(sandbox: Sandbox) {
  const team = sandbox.company.teams[0]
  if (!team) throw new Error('the company has no team')
  return team
}

/** What every usage call needs, for a window of UTC days. */
export function usageQuery(sandbox: Sandbox, from: string, to: string, granularity = 'all'): Query {
  return { organizationId: sandbox.company.id, from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z`, granularity }
}

type Invite = { id: string; email: string; teamId: string; role: string }
type Account = { id: string; email: string; role: string; deactivatedAt: string | null }

/** The first hundred open invites, and the first hundred people. */
export async function askSeats(sandbox: Sandbox): Promise<{ invites: Invite[]; accounts: Account[] }> {
  const page = { offset: 0, limit: 100 }
  const invites = await ask(sandbox, '/api/invitation/v1', page)
  const accounts = await ask(sandbox, '/api/v1/organization/users', page)
  return { invites: invites.body.data, accounts: accounts.body.data }
}
