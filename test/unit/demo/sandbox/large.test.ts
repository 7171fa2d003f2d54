import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { ask, firstTeam, openSandbox, usageQuery } from './ask.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')
const MB = 1024 * 1024

describe('a company of 20,000 people in 500 teams', async () => {
  const sandbox = await openSandbox({ seed: 'large', teams: 500, people: 20_000 })
  const team = firstTeam(sandbox)

  it('answers a month of the whole organization in about a second', async () => {
    // Time of this process, which other processes do not take from.
    const start = process.cpuUsage()
    const { body } = await ask(sandbox, '/api/v2/organization/usage', usageQuery(sandbox, '2026-08-28', '2026-09-27'))
    const { user, system } = process.cpuUsage(start)
    expect((user + system) / 1000).toBeLessThan(1500)
    expect(body.usage.data[0].activeUsers).toBeGreaterThan(10_000)
  })

  it('lists everyone once, page by page', async () => {
    const ids = new Set<string>()
    let total = 0
    for (let offset = 0; offset === 0 || offset < total; offset += 200) {
      const { body } = await ask(sandbox, '/api/v1/organization/users', { offset, limit: 200 })
      for (const { id } of body.data) ids.add(id)
      total = body.meta.total
    }
    expect(total).toBeGreaterThan(15_000)
    expect(ids.size).toBe(total)
  })

  it('does not grow with each request', async () => {
    const teams = sandbox.company.teams
    const work = async (count: number) => {
      for (let i = 0; i < count; i++) {
        const id = teams[(i * 7) % teams.length]?.id ?? team.id
        const month = `2026-0${(i % 3) + 6}`
        await ask(sandbox, '/api/v2/team/usage', {
          ...usageQuery(sandbox, `${month}-01`, `${month}-28`, 'daily'),
          teamId: id,
        })
        await ask(sandbox, `/api/v1/team/${id}/users`, { offset: 0, limit: 200 })
        await ask(sandbox, '/api/v1/organization/users', { offset: (i * 60) % 18_000, limit: 200 })
      }
    }
    await work(20)
    collectGarbage()
    const heap = process.memoryUsage().heapUsed
    const resident = process.memoryUsage().rss
    await work(100)
    collectGarbage()
    expect((process.memoryUsage().heapUsed - heap) / MB).toBeLessThan(5)
    expect((process.memoryUsage().rss - resident) / MB).toBeLessThan(80)
  })
})
