import { expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import { askLine, contextOf } from '../../helpers/contexts.ts'
import { textsIn } from '../../helpers/message-content.ts'

const seats = { registered: 7, invited: 1, deactivated: 0 }
const many = Array.from({ length: 600 }, (_, at) => ({ id: `team-${at}`, name: `Team ${at}`, people: 10 + at }))

test('a file has all teams, also those that a chat does not show (T7)', async () => {
  const usageApi = { teams: async () => many, teamSeats: async () => seats }
  const { file } = await askLine('export teams', contextOf({ usageApi }))
  expect(file?.content.trim().split(/\r?\n/)).toHaveLength(601)
  const { facts } = await askLine('teams', contextOf({ usageApi }))
  expect(facts).toMatchObject({ total: 600, teams: { length: 100 } })
})

test('a file says what could not be read', async () => {
  const teamSeats = async (id: string) => (id === 'team-3' ? Promise.reject(new AppError('not-found')) : seats)
  const usageApi = { teams: async () => many, teamSeats }
  const { file, message } = await askLine('export teams', contextOf({ usageApi }))
  expect(file?.content).toMatch(/team-3,Team 3,,,/)
  expect(textsIn(message).join(' ')).toContain('I couldn’t read 1 team (Team 3).')
})
