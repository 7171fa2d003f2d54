import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Command, formatLine } from '../../../src/command/command.ts'
import { findSubjects } from '../../../src/command/find-team.ts'
import { readLine } from '../../../src/commands.ts'
import { editCommand } from '../../../src/digests/commands/edit.ts'
import { subscribeCommand } from '../../../src/digests/commands/subscribe.ts'
import { AppError } from '../../../src/errors.ts'
import type { UsageApi } from '../../../src/ports.ts'
import { formatSchedule } from '../../../src/time/read-schedule.ts'
import { contextOf } from '../../helpers/contexts.ts'
import { schedules } from '../time/arbitraries.ts'

const teams = [
  { id: 'id-payments', name: 'Payments', people: 1 },
  { id: 'id-quoted', name: 'Research, "R" & \\ Design', people: 1 },
  { id: 'id-platform', name: 'Web Platform', people: 1 },
]

type Args = { number?: number; teams: string[]; when?: string }

function find(command: Command<never>, args: Args, known: Partial<UsageApi> = {}) {
  return findSubjects(command, args, contextOf({ usageApi: { teams: async () => teams, ...known } }))
}

async function refusal(command: Command<never>, args: Args): Promise<AppError> {
  try {
    await find(command, args)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('every team was found')
}

describe('teams named in a line', () => {
  test('are found each once, in their order', async () => {
    const named = ['web platform', 'all', 'id-payments', 'Payments', 'platform']
    expect(await find(subscribeCommand, { teams: named })).toEqual([
      { kind: 'team', id: 'id-platform', name: 'Web Platform' },
      { kind: 'organization', name: 'Northwind Robotics' },
      { kind: 'team', id: 'id-payments', name: 'Payments' },
    ])
  })

  test('are looked up in one list, however many they are', async () => {
    let asked = 0
    const listTeams = async () => {
      asked++
      return teams
    }
    await find(subscribeCommand, { teams: Array(20).fill('payments') }, { teams: listTeams })
    expect(asked).toBe(1)
  })

  test('one that is misspelt is offered in its place, and all else of the line stays', async () => {
    const misspelt = fc
      .record({
        before: fc.array(fc.constantFrom(...teams.map(({ name }) => name), 'all'), { maxLength: 9 }),
        after: fc.array(fc.constantFrom(...teams.map(({ name }) => name), 'all'), { maxLength: 9 }),
        wrong: fc.constantFrom('Paymets', 'payment s', 'PAYMENST'),
        when: fc.option(schedules.map(formatSchedule), { nil: undefined }),
        number: fc.option(fc.integer({ min: 1, max: 999_999_999 }), { nil: undefined }),
      })
      .map(({ before, after, wrong, when, number }) => ({
        at: before.length,
        asked: {
          ...(number !== undefined && { number }),
          teams: [...before, wrong, ...after],
          ...(when !== undefined && { when }),
        },
      }))
    await fc.assert(
      fc.asyncProperty(misspelt, async ({ asked, at }) => {
        const command: Command<never> = 'number' in asked ? editCommand : subscribeCommand
        const { code, details } = await refusal(command, asked)
        expect([code, details.subject]).toEqual(['unknown-team', asked.teams[at]])
        expect(details.suggestions).toHaveLength(1)
        const corrected = readLine(details.suggestions?.[0]?.line ?? '')
        expect(corrected.command).toBe(command)
        expect(corrected.args).toEqual({ ...asked, teams: asked.teams.with(at, 'id-payments') })
      }),
    )
  })

  test('the line that is offered is one that can be typed', async () => {
    const { details } = await refusal(subscribeCommand, {
      teams: ['web platform', 'paymets', 'all'],
      when: 'every friday at 16:00',
    })
    expect(details.suggestions).toEqual([
      {
        label: 'Payments',
        line: 'subscribe "web platform", "id-payments", all every friday at 16:00',
      },
    ])
    expect(formatLine(subscribeCommand, readLine(details.suggestions?.[0]?.line ?? '').args)).toBe(
      details.suggestions?.[0]?.line,
    )
  })
})
