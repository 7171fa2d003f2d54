import { describe, expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import type { Progress } from '../../../src/message/progress.ts'
import { createWords } from '../../../src/message/words.ts'
import type { Invitation } from '../../../src/ports.ts'
import { sheetOfTeams } from '../../../src/seats/sheet.ts'
import { explainTeams, teamsReport } from '../../../src/seats/teams.ts'
import { fakeUsageApi, listOf, noHistory, sourcesOf } from '../../helpers/fake-usage-api.ts'
import { actionsIn, metricsIn, notesIn, rowsIn, textsIn } from '../../helpers/message-content.ts'

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

test('those with the most unused seats come first, the same way each time; then the largest', async () => {
  const teams = [
    { id: 'a', name: 'Zebra', people: 5 },
    { id: 'b', name: 'Large', people: 9 },
    { id: 'd', name: 'Web', people: 5 },
    { id: 'c', name: 'Web', people: 5 },
  ]
  const countUnused = async () =>
    new Map([
      ['a', 3],
      ['gone', 9],
    ])
  const orders = await Promise.all(
    [teams, teams.toReversed()].map(async list => {
      const usageApi = fakeUsageApi({ teams: async () => list })
      const facts = await teamsReport.collect(sourcesOf(usageApi), { countUnused }, now)
      const message = teamsReport.render(facts, rendering)
      expect(message.summary).toBe('228 members in 4 teams. Zebra has the most unused seats: 3.')
      expect(rowsIn(message).map(row => row.at(-1))).toEqual(['3', '0', '0', '0'])
      // The file has them in the same order, with the same numbers.
      expect(sheetOfTeams(facts).rows.map(row => [row[0], row.at(-1)])).toEqual([
        ['a', 3],
        ['b', 0],
        ['c', 0],
        ['d', 0],
      ])
      return facts.teams.map(({ team }) => team.id)
    }),
  )
  expect(orders).toEqual([
    ['a', 'b', 'c', 'd'],
    ['a', 'b', 'c', 'd'],
  ])
})

test('where others read along, a small number of unused seats hides the column, and the order shows none', () => {
  const reduced = teamsReport.suppress(
    {
      ...teamsReport.example,
      teams: [
        { team: { id: 'a', name: 'Web', people: 9 }, seats: { ...seats, registered: 9 }, unused: 3 },
        { team: { id: 'b', name: 'Payments', people: 20 }, seats: { ...seats, registered: 20 }, unused: 0 },
      ],
    },
    5,
  )
  const message = teamsReport.render(reduced, rendering)
  expect(rowsIn(message)).toEqual([
    ['Payments', '20', '0'],
    ['Web', '9', '0'],
  ])
  expect(message.parts.find(part => part.kind === 'table')?.columns[2]?.label).toBe('Invites')
  expect(textsIn(message)).toContain('Counts of fewer than 5 people are hidden.')
  expect(sheetOfTeams(reduced).rows.map(row => row.at(-1))).toEqual([null, null])
})

test('of very many teams the largest hundred are asked for, and the rest are counted', async () => {
  const all = Array.from({ length: 130 }, (_, at) => ({ id: `team-${at}`, name: `Team ${at}`, people: at }))
  const asked: string[] = []
  const reported: Progress[] = []
  const usageApi = fakeUsageApi({
    teams: async () => all,
    teamSeats: async id => {
      asked.push(id)
      return seats
    },
  })
  const facts = await teamsReport.collect(
    sourcesOf(usageApi, progress => reported.push(progress)),
    {},
    now,
  )
  expect(asked).toHaveLength(100)
  expect(asked).not.toContain('team-29')
  expect(reported.at(-1)).toEqual({ done: 100, of: 100, what: 'teams' })
  const message = teamsReport.render(facts, rendering)
  expect(message.summary).toBe('130 teams. Team 129 is the largest, with 1.')
  // No total where some are not listed.
  expect(metricsIn(message)).toEqual({})
  expect(message.parts.find(part => part.kind === 'table')?.more).toBe(30)
})

test('two teams of one name have the ends of their ids', () => {
  expect(rowsIn(teamsReport.render(teamsReport.example, rendering))).toEqual([
    ['Payments', '57', '14'],
    ['Web (…am-2)', '20', '6'],
    ['Web (…am-3)', '9', '0'],
  ])
})

describe('an answer', () => {
  const message = teamsReport.render(teamsReport.example, rendering)

  test('begins with the finding and the numbers of all teams', () => {
    expect(message.title).toBe('Teams: Northwind Robotics')
    expect(message.summary).toBe('86 members in 3 teams. Payments has the most unused seats: 14.')
    expect(metricsIn(message)).toEqual({ Teams: '3', Members: '86', Invites: '8', Deactivated: '5' })
  })

  test('has one table and no picture of the same numbers', () => {
    expect(message.parts.map(({ kind }) => kind)).toEqual(['text', 'metrics', 'table', 'note', 'actions'])
  })

  test('leads to one team, and to the seats of all', () => {
    expect(actionsIn(message)).toEqual([
      { label: 'See team…', line: 'team team-1', opens: 'form', style: 'primary' },
      { label: 'See seats', line: 'seats all' },
    ])
  })

  test('has no total where small teams are not listed: it would reveal them', () => {
    const small = { team: { id: 'team-4', name: 'Tiny', people: 2 }, seats: { ...seats, registered: 2 } }
    const facts = { ...teamsReport.example, teams: [...teamsReport.example.teams, small], total: 4 }
    expect(metricsIn(teamsReport.render(facts, rendering))).toMatchObject({ Teams: '4', Members: '88' })
    const hidden = teamsReport.render(teamsReport.suppress(facts, 5), rendering)
    expect(metricsIn(hidden)).toEqual({})
    expect(hidden.summary).toBe('4 teams. Payments has the most unused seats: 14.')
  })

  test('compares the members with those of a week before, where each team was counted on that day', async () => {
    const day = new Date('2026-11-18T00:00:00Z')
    const historyOf = (count: (subject: string) => number | null) => ({
      ...sourcesOf(fakeUsageApi()),
      history: {
        ...noHistory,
        seatsBefore: async (subject: string) => {
          const registered = count(subject)
          return registered === null ? null : { subject, day, registered, invited: 0, deactivated: 0 }
        },
      },
    })
    const known = teamsReport.render(
      await teamsReport.collect(
        historyOf(() => 56),
        {},
        now,
      ),
      rendering,
    )
    expect(metricsIn(known).Members).toBe('171 (+3)')
    expect(notesIn(known)).toEqual(['Compared with 18 Nov 2026 · 25 Nov 2026, 10:00 AM'])
    const partly = await teamsReport.collect(
      historyOf(id => (id === 'team-2' ? null : 56)),
      {},
      now,
    )
    expect(metricsIn(teamsReport.render(partly, rendering)).Members).toBe('171')
    expect(notesIn(teamsReport.render(partly, rendering))).toEqual(['25 Nov 2026, 10:00 AM'])
  })

  test('is given without the change where the history cannot be read', async () => {
    const history = { ...noHistory, seatsBefore: () => Promise.reject(new AppError('store-unavailable')) }
    const facts = await teamsReport.collect({ ...sourcesOf(fakeUsageApi()), history }, {}, now)
    expect(metricsIn(teamsReport.render(facts, rendering)).Members).toBe('171')
    expect(facts.unread).toEqual({ parts: ['history'] })
  })

  test('names its source when asked for it', () => {
    expect(explainTeams(teamsReport.example, rendering)).toEqual([
      'Source: Tabnine Usage API at console.tabnine.com, read 23 Nov 2026, 10:25 AM UTC.',
    ])
  })
})

test('an organization without teams has a sentence for it', async () => {
  const facts = await teamsReport.collect(sourcesOf(fakeUsageApi({ teams: async () => [] })), {}, now)
  const message = teamsReport.render(facts, rendering)
  expect(message.summary).toBe('There are no teams yet.')
  expect(message.title).toBe('Teams: Northwind Robotics')
  expect(rowsIn(message)).toEqual([])
  expect(actionsIn(message).map(({ line }) => line)).toEqual(['seats all'])
})

describe('teams of which something cannot be read', () => {
  const all = ['a', 'b', 'c'].map((id, at) => ({ id, name: id.toUpperCase(), people: 9 - at }))
  const gone = (...ids: string[]) => ({
    teams: async () => all,
    teamSeats: async (id: string) => (ids.includes(id) ? Promise.reject(new AppError('not-found')) : seats),
  })

  test('are among the others without their seats, and are counted in one line (T8)', async () => {
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
    expect(teamsReport.render(facts, rendering).title).toBe('Teams: console.tabnine.com')
    expect(teamsReport.render(facts, rendering).summary).toContain('in 3 teams.')
  })

  test('fail the answer once no one waits for it, or where the fault is the bot’s own', async () => {
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
