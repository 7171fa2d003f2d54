import { describe, expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import type { Progress } from '../../../src/message/progress.ts'
import { createWords } from '../../../src/message/words.ts'
import type { Invitation } from '../../../src/ports.ts'
import { teamsReport } from '../../../src/seats/teams.ts'
import { fakeUsageApi, listOf, sourcesOf } from '../../helpers/fake-usage-api.ts'
import { rowsIn, textsIn } from '../../helpers/said.ts'

const now = new Date('2026-11-25T10:00:00Z')
const rendering = { t: createWords('en'), timeZone: 'UTC', commandPrefix: '/tabnine ' }
const seats = { registered: 1, invited: 0, deactivated: 0 }

test('the largest come first, then by name; of unknown size last', async () => {
  const usageApi = fakeUsageApi({
    teams: async () => [
      { id: 'a', name: 'Zebra', people: 5 },
      { id: 'b', name: 'Unknown', people: null },
      { id: 'c', name: 'Aardvark', people: 5 },
      { id: 'd', name: 'Large', people: 9 },
    ],
  })
  const facts = await teamsReport.collect(sourcesOf(usageApi), {}, now)
  expect(facts.teams.map(({ team }) => team.name)).toEqual(['Large', 'Aardvark', 'Zebra', 'Unknown'])
})

test('of very many teams the largest hundred are asked for, and the rest are counted', async () => {
  const all = Array.from({ length: 130 }, (_, at) => ({ id: `team-${at}`, name: `Team ${at}`, people: at }))
  const asked: string[] = []
  const heard: Progress[] = []
  const usageApi = fakeUsageApi({
    teams: async () => all,
    teamSeats: async id => {
      asked.push(id)
      return seats
    },
  })
  const facts = await teamsReport.collect(
    sourcesOf(usageApi, progress => heard.push(progress)),
    {},
    now,
  )
  expect(asked).toHaveLength(100)
  expect(asked).not.toContain('team-29')
  expect(heard.at(-1)).toEqual({ done: 100, of: 100, what: 'teams' })
  const message = teamsReport.render(facts, rendering)
  expect(message.summary).toBe('Northwind Robotics has 130 teams.')
  expect(message.parts.find(part => part.kind === 'table')?.more).toBe(30)
})

test('two teams of one name are told apart by their ids', () => {
  expect(rowsIn(teamsReport.render(teamsReport.example, rendering))).toEqual([
    ['Payments', '57', '6', '4'],
    ['Web (team-2)', '20', '0', '1'],
    ['Web (team-3)', '9', '2', '0'],
  ])
})

test('an organization without teams says so', async () => {
  const facts = await teamsReport.collect(sourcesOf(fakeUsageApi({ teams: async () => [] })), {}, now)
  const message = teamsReport.render(facts, rendering)
  expect(message.summary).toBe('Northwind Robotics has 0 teams.')
  expect(rowsIn(message)).toEqual([])
})

describe('teams of which something cannot be read', () => {
  const all = ['a', 'b', 'c'].map((id, at) => ({ id, name: id.toUpperCase(), people: 9 - at }))
  const gone = (...ids: string[]) => ({
    teams: async () => all,
    teamSeats: async (id: string) => (ids.includes(id) ? Promise.reject(new AppError('not-found')) : seats),
  })

  test('stand among the others without their seats, and are counted in one line (T8)', async () => {
    const facts = await teamsReport.collect(sourcesOf(fakeUsageApi(gone('b'))), {}, now)
    const message = teamsReport.render(facts, rendering)
    expect(rowsIn(message).map(([name, registered]) => `${name} ${registered}`)).toEqual([
      ...['A 1', 'B not reported', 'C 1'],
    ])
    expect(textsIn(message)).toContain('I couldn’t read 1 team (B).')
  })

  test('fail the answer where none has seats', async () => {
    const collecting = teamsReport.collect(sourcesOf(fakeUsageApi(gone('a', 'b', 'c'))), {}, now)
    await expect(collecting).rejects.toMatchObject({ code: 'not-found' })
  })

  test('by their rows are counted', async () => {
    const usageApi = fakeUsageApi({
      teams: async (_signal, onSkipped) => {
        onSkipped?.(1)
        onSkipped?.(2)
        return all
      },
    })
    const message = teamsReport.render(await teamsReport.collect(sourcesOf(usageApi), {}, now), rendering)
    expect(textsIn(message)).toContain('I couldn’t read 3 rows of a list.')
  })

  test('are of an organization that is called by its host where its name cannot be read', async () => {
    const organization = () => Promise.reject(new AppError('upstream-failed'))
    const facts = await teamsReport.collect(sourcesOf(fakeUsageApi({ organization })), {}, now)
    expect(teamsReport.render(facts, rendering).summary).toBe('console.tabnine.com has 3 teams.')
  })

  test('fail the answer once nobody waits for it, or where the fault is the bot’s own', async () => {
    const ended = new AbortController()
    const teamSeats = async (id: string) => {
      ended.abort(new Error('enough'))
      return id === 'a' ? Promise.reject(new AppError('upstream-failed')) : seats
    }
    const sources = { ...sourcesOf(fakeUsageApi({ ...gone(), teamSeats })), signal: ended.signal }
    await expect(teamsReport.collect(sources, {}, now)).rejects.toMatchObject({ code: 'upstream-failed' })
    const broken = sourcesOf(fakeUsageApi({ ...gone(), teamSeats: () => Promise.reject(new TypeError('a bug')) }))
    await expect(teamsReport.collect(broken, {}, now)).rejects.toThrow('a bug')
  })
})

test('invites of all teams are read in one list, and open are those that have not expired', async () => {
  const asked: (string | undefined)[] = []
  const invite = (teamId: string | null, more: Partial<Invitation> = {}): Invitation => ({
    id: `${teamId}`,
    email: 'new@northwind.example',
    teamId,
    role: null,
    createdAt: new Date('2026-11-20T08:00:00Z'),
    expiresAt: null,
    revokedAt: null,
    ...more,
  })
  const usageApi = fakeUsageApi({
    invitations: teamId => {
      asked.push(teamId)
      const expired = { expiresAt: new Date('2026-11-24T08:00:00Z') }
      return listOf([invite('team-1'), invite('team-1', expired), invite('team-3', expired), invite(null)])
    },
  })
  const facts = await teamsReport.collect(sourcesOf(usageApi), {}, now)
  expect(asked).toEqual([undefined])
  const message = teamsReport.render(facts, rendering)
  expect(message.parts.find(part => part.kind === 'table')?.columns[2]?.label).toBe('Open invites')
  expect(rowsIn(message).map(row => row[2])).toEqual(['1', '0', '0'])
})

test('where the server does not list invites, they are all that it counts', async () => {
  const refuse = () => {
    throw new AppError('not-found')
  }
  const message = teamsReport.render(
    await teamsReport.collect(sourcesOf(fakeUsageApi({ invitations: refuse })), {}, now),
    rendering,
  )
  expect(message.parts.find(part => part.kind === 'table')?.columns[2]?.label).toBe('Invites')
  expect(rowsIn(message).map(row => row[2])).toEqual(['6', '6', '6'])
})
