/** The shapes of the Usage API for a company of any size, answered from arithmetic: the sandbox is made for hundreds of people. */
import { createServer } from 'node:http'

const [people = '20000', invited = '1000'] = process.argv.slice(2)
const counts = { organization: 0, pages: 0, invitations: 0, teamUsage: 0, usage: 0, info: 0 }
const [total, pending] = [Number(people), Number(invited)]
const teams = Math.ceil(total / 100)
const dayLength = 86_400_000
const asked = new Map<string, number>()
let underWay = 0
let mostAtOnce = 0

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (url.pathname === '/counts') {
    const twice = [...asked.values()].filter(times => times > 1).length
    response.end(JSON.stringify({ ...counts, mostAtOnce, asked: asked.size, twice }))
    for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] = 0
    asked.clear()
    mostAtOnce = 0
    return
  }
  underWay += 1
  mostAtOnce = Math.max(mostAtOnce, underWay)
  const body = answer(url.pathname, Object.fromEntries(url.searchParams))
  // As a server would, not before the others have come too.
  setImmediate(() => {
    underWay -= 1
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body ?? { message: 'Not found' }))
  })
}).listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(JSON.stringify({ msg: 'ready', port: typeof address === 'object' ? address?.port : null }))
})

function answer(path: string, query: Record<string, string>): unknown {
  const [, team] = /^\/api\/v1\/team\/t(\d+)\/users$/.exec(path) ?? []
  const [, person] = /^\/api\/v1\/user\/u(\d+)$/.exec(path) ?? []
  if (path === '/api/v1/organization') {
    counts.organization += 1
    return { id: 'org', name: 'A large company' }
  }
  if (path === '/api/v1/organization/teams') {
    counts.pages += 1
    return page(query, teams, n => ({ id: `t${n}`, name: `Team ${n}`, usersCount: 100 }))
  }
  if (path === '/api/v1/organization/users') {
    counts.pages += 1
    return page(query, query.active === 'true' && query.teamMember === 'true' ? total : 0, describePerson)
  }
  if (team !== undefined) {
    counts.pages += 1
    return page(query, 100, n => describePerson(Number(team) * 100 + n))
  }
  if (path === '/api/invitation/v1') {
    counts.invitations += 1
    return page(query, pending, n => ({
      id: `i${n}`,
      email: `invited-${n}@large.example`,
      teamId: `t${n % teams}`,
      role: 'Member',
      createdAt: '2026-09-01T08:00:00Z',
      expiresAt: null,
      revokedAt: null,
    }))
  }
  if (person !== undefined) {
    counts.info += 1
    return {
      user: { user_id: `u${person}`, email: describePerson(Number(person)).email, createdAt: '2026-03-02T08:00:00Z' },
      teams: { team_id: `t${Math.floor(Number(person) / 100)}`, team_name: 'A team' },
    }
  }
  const [, kind] = /^\/api\/v2\/(organization|team|user)\/usage$/.exec(path) ?? []
  if (!kind) return null
  if (kind === 'user') note(`${query.userId} ${query.from} ${query.to}`)
  counts[kind === 'user' ? 'usage' : kind === 'team' ? 'teamUsage' : 'organization'] += 1
  return {
    organizationId: 'org',
    ...query,
    usage: {
      granularity: query.granularity,
      data: cut(query).map(span => bucket(span, countActive(kind, query, span))),
    },
  }
}

function note(question: string): void {
  asked.set(question, (asked.get(question) ?? 0) + 1)
}

type Span = { from: number; to: number }

function cut({ from = '', to = '', granularity }: Record<string, string>): Span[] {
  const [start, end] = [Date.parse(from), Date.parse(to)]
  if (granularity === 'all') return [{ from: start, to: end }]
  const step = granularity === 'daily' ? 1 : 30
  const spans: Span[] = []
  for (let at = start; at < end; at += step * dayLength)
    spans.push({ from: at, to: Math.min(end, at + step * dayLength) })
  return spans
}

function countActive(kind: string, query: Record<string, string>, span: Span): number {
  if (kind === 'user') return hasUsed(Number(query.userId?.slice(1)), span) ? 1 : 0
  if (kind === 'organization') return Math.round(total * 0.7)
  const first = Number(query.teamId?.slice(1)) * 100
  return Array.from({ length: 100 }, (_, n) => n).filter(n => hasUsed(first + n, span)).length
}

/** Eight of ten work on most days, one stopped in July, one never started. Some who stopped come back. */
function hasUsed(person: number, { from, to }: Span): boolean {
  if (person % 10 === 9) return false
  for (let at = from; at < to; at += dayLength) {
    const day = Math.floor(at / dayLength)
    if (day < 20_520 || (day + 3) % 7 > 4) continue
    const mood = (person * 2_654_435_761 + day * 40_503) % 100
    if (person % 10 === 8 ? day < 20_640 || (person + day) % 997 === 0 : mood < 70) return true
  }
  return false
}

function bucket({ from, to }: Span, activeUsers: number) {
  return {
    from: new Date(from).toISOString().replace('.000', ''),
    to: new Date(to).toISOString().replace('.000', ''),
    activeUsers,
    codeCompletions: { activeUsers, completions: activeUsers * 40, charsCompleted: 900, keystrokes: 4_000, lines: 30 },
    chat: { activeUsers, messages: activeUsers * 9, linesAdded: 12 },
    agent: {
      activeUsers,
      messages: activeUsers,
      linesAdded: 90,
      linesAddedAccepted: 80,
      linesRemoved: 9,
      linesRemovedAccepted: 8,
    },
  }
}

function describePerson(n: number) {
  return { id: `u${n}`, username: `person-${n}`, email: `person-${n}@large.example`, role: 'Member', verified: true }
}

function page<Row>(query: Record<string, string>, size: number, row: (n: number) => Row) {
  const [offset, limit] = [Number(query.offset), Number(query.limit)]
  const end = Math.min(size, offset + limit)
  const data = Array.from({ length: Math.max(0, end - offset) }, (_, n) => row(offset + n))
  return { data, meta: { count: data.length, total: size, next: end < size ? { offset: end, limit } : null } }
}
