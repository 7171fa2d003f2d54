import { expect, test } from 'vitest'
import type { Progress } from '../../../src/message/progress.ts'
import { createWords } from '../../../src/message/words.ts'
import { teamsReport } from '../../../src/report/teams.ts'
import { fakeUsageApi, sourcesOf } from '../../helpers/fake-usage-api.ts'
import { rowsIn } from '../../helpers/said.ts'

const now = new Date('2026-11-25T10:00:00Z')
const voice = { words: createWords('en'), zone: 'UTC', prefix: '/tabnine ' }
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
  const message = teamsReport.tell(facts, voice)
  expect(message.summary).toBe('Northwind Robotics has 130 teams.')
  expect(message.parts.find(part => part.kind === 'table')?.more).toBe(30)
})

test('two teams of one name are told apart by their ids', () => {
  expect(rowsIn(teamsReport.tell(teamsReport.example, voice))).toEqual([
    ['Payments', '57', '6', '4'],
    ['Web (team-2)', '20', '0', '1'],
    ['Web (team-3)', '9', '2', '0'],
  ])
})

test('an organization without teams says so', async () => {
  const facts = await teamsReport.collect(sourcesOf(fakeUsageApi({ teams: async () => [] })), {}, now)
  const message = teamsReport.tell(facts, voice)
  expect(message.summary).toBe('Northwind Robotics has 0 teams.')
  expect(rowsIn(message)).toEqual([])
})
