import { describe, expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import type { Progress } from '../../../src/message/progress.ts'
import { createWords } from '../../../src/message/words.ts'
import type { TeamMember, UsageApi } from '../../../src/ports.ts'
import { type TeamFacts, teamReport } from '../../../src/seats/team.ts'
import { fakeUsageApi, listOf, sourcesOf } from '../../helpers/fake-usage-api.ts'
import { actionsIn, factsIn, textsIn } from '../../helpers/said.ts'

const now = new Date('2026-11-25T10:00:00Z')
const team = { id: 'team-1', name: 'as asked' }
const rendering = { t: createWords('en'), timeZone: 'UTC', commandPrefix: '' }
const tell = (changes: Partial<TeamFacts> = {}) => teamReport.render({ ...teamReport.example, ...changes }, rendering)

function members(count: number, role: string | null, active: boolean | null): TeamMember[] {
  return Array.from({ length: count }, (_, at) => ({ id: `${role}-${at}`, email: `${at}@x.example`, role, active }))
}

describe('collecting', () => {
  test('people are counted by role, most first, the deactivated by themselves', async () => {
    const rows = [...members(1, 'Admin', true), ...members(3, 'Member', true), ...members(2, null, false)]
    const usageApi = fakeUsageApi({ teamMembers: () => listOf(rows) })
    const facts = await teamReport.collect(sourcesOf(usageApi), { team }, now)
    expect(facts).toMatchObject({
      team: { id: 'team-1', name: 'Payments' },
      roles: [
        { role: 'Member', people: 3 },
        { role: 'Admin', people: 1 },
      ],
      people: 6,
      deactivatedInList: 2,
      askedAt: now,
    })
  })

  test('where the list says of nobody whether they are active, that is unknown', async () => {
    const usageApi = fakeUsageApi({ teamMembers: () => listOf(members(2, 'Member', null)) })
    expect((await teamReport.collect(sourcesOf(usageApi), { team }, now)).deactivatedInList).toBeNull()
  })

  test('a long list tells how far it is', async () => {
    const heard: Progress[] = []
    const usageApi = fakeUsageApi({ teamMembers: () => listOf(members(2_500, 'Member', true)) })
    await teamReport.collect(
      sourcesOf(usageApi, progress => heard.push(progress)),
      { team },
      now,
    )
    expect(heard).toEqual([
      { done: 1_000, of: null, what: 'people' },
      { done: 2_000, of: null, what: 'people' },
    ])
  })
})

describe('a part that cannot be read', () => {
  const failing = () => Promise.reject(new AppError('upstream-failed'))
  async function* broken(): AsyncGenerator<TeamMember> {
    yield* members(2, 'Member', true)
    throw new AppError('contract')
  }
  const collect = (said: Partial<UsageApi>) => teamReport.collect(sourcesOf(fakeUsageApi(said)), { team }, now)

  test('leaves the seats where it is the list of people', async () => {
    const message = teamReport.render(await collect({ teamMembers: broken }), rendering)
    expect(
      factsIn(message)
        .slice(0, 3)
        .map(({ value }) => value),
    ).toEqual(['57', '0 open', '4'])
    expect(factsIn(message)).toHaveLength(3)
    expect(textsIn(message)).toContain('I couldn’t read the member list.')
    expect(message.summary).not.toContain('null')
  })

  test('leaves the list of people where it is the seats or the name', async () => {
    const message = teamReport.render(await collect({ teamSeats: failing, teamName: failing }), rendering)
    expect(message.title).toContain('as asked')
    expect(message.summary).toBe('1 person in the team’s list.')
    expect(textsIn(message)).toContain('I couldn’t read the seat counts.')
  })

  test('fails the answer where nothing is left', async () => {
    await expect(collect({ teamSeats: failing, teamMembers: broken })).rejects.toMatchObject({
      code: 'upstream-failed',
    })
  })

  test('is counted where it is a row, and then the counts are not said to differ', async () => {
    const teamMembers: UsageApi['teamMembers'] = (_id, _signal, onSkipped) => {
      onSkipped?.(2)
      return listOf(members(3, 'Member', true))
    }
    const notes = textsIn(teamReport.render(await collect({ teamMembers }), rendering))
    expect(notes).toContain('I couldn’t read 2 rows of a list.')
    expect(notes.some(line => line.includes('differ'))).toBe(false)
  })
})

describe('telling', () => {
  test('seats and roles are facts', () => {
    expect(factsIn(tell())).toEqual([
      { label: 'Members', value: '57' },
      { label: 'Invites', value: '5 open, 1 expired' },
      { label: 'Deactivated', value: '4' },
      { label: 'Member', value: '54' },
      { label: 'Team lead', value: '3' },
    ])
    expect(tell().summary).toBe('61 people in the team’s list. 5 open invites.')
  })

  test.each<[string, Partial<TeamFacts>, boolean]>([
    ['agree', { people: 61, deactivatedInList: 4 }, false],
    ['differ', { people: 61, deactivatedInList: 0 }, true],
    ['cannot be compared, the list does not tell', { people: 99, deactivatedInList: null }, false],
    ['cannot be compared, seats are not reported', { seats: { registered: null, invited: 1, deactivated: 1 } }, false],
  ])('where list and seat count %s', (_what, changes, isTold) => {
    expect(textsIn(tell(changes)).some(line => line.includes('two counts differ'))).toBe(isTold)
  })

  test('an empty team is told as one', () => {
    const seats = { registered: 0, invited: 0, deactivated: 0 }
    expect(tell({ people: 0, roles: [], deactivatedInList: null, seats, invites: null }).summary).toBe(
      '0 people in the team’s list.',
    )
  })

  test('where the list does not say who is deactivated, roles are of all, and it is said', () => {
    const isSaid = (changes: Partial<TeamFacts>) => textsIn(tell(changes)).includes(rendering.t.team.rolesOfAll)
    expect(isSaid({ deactivatedInList: null })).toBe(true)
    expect(isSaid({ deactivatedInList: 4 })).toBe(false)
    expect(isSaid({ deactivatedInList: null, seats: { registered: 57, invited: 6, deactivated: 0 } })).toBe(false)
  })

  test('buttons ask by id', () => {
    expect(actionsIn(tell()).map(({ line }) => line)).toEqual(['usage team-1', 'seats team-1'])
  })
})
