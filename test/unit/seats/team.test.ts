import { describe, expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import type { Progress } from '../../../src/message/progress.ts'
import { createWords } from '../../../src/message/words.ts'
import type { TeamMember, UsageApi } from '../../../src/ports.ts'
import { explainTeam, type TeamFacts, teamReport } from '../../../src/seats/team.ts'
import { fakeUsageApi, listOf, sourcesOf } from '../../helpers/fake-usage-api.ts'
import { actionsIn, metricsIn, notesIn, textsIn } from '../../helpers/message-content.ts'

const now = new Date('2026-11-25T10:00:00Z')
const team = { id: 'team-1', name: 'as asked' }
const rendering = { t: createWords('en'), timeZone: 'UTC', commandPrefix: '' }
const render = (changes: Partial<TeamFacts> = {}) => teamReport.render({ ...teamReport.example, ...changes }, rendering)

function members(count: number, role: string | null, active: boolean | null): TeamMember[] {
  return Array.from({ length: count }, (_, at) => ({ id: `${role}-${at}`, email: `${at}@x.example`, role, active }))
}

const unread: TeamFacts['activity'] = { ...teamReport.example.activity, total: null, state: 'unknown' }

describe('collecting', () => {
  test('the use of the last week costs three requests, next to the others; unused seats cost none', async () => {
    const asked: unknown[] = []
    const usageApi = fakeUsageApi({
      usage: async (...given) => {
        asked.push(given[0])
        return fakeUsageApi({}).usage(...given)
      },
    })
    const countUnused = async () => ({ unused: 9 })
    const facts = await teamReport.collect(sourcesOf(usageApi), { team, countUnused }, now)
    expect(asked).toEqual([{ kind: 'team', ...team }, { kind: 'organization' }])
    expect(facts.unused).toBe(9)
    expect(facts.activity.asked.words).toBe('last week')
  })

  test('people are counted by role, largest first, the deactivated separately', async () => {
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

  test('where the list says of no one whether they are active, that is unknown', async () => {
    const usageApi = fakeUsageApi({ teamMembers: () => listOf(members(2, 'Member', null)) })
    expect((await teamReport.collect(sourcesOf(usageApi), { team }, now)).deactivatedInList).toBeNull()
  })

  test('a long list reports its progress', async () => {
    const reported: Progress[] = []
    const usageApi = fakeUsageApi({ teamMembers: () => listOf(members(2_500, 'Member', true)) })
    await teamReport.collect(
      sourcesOf(usageApi, progress => reported.push(progress)),
      { team },
      now,
    )
    expect(reported).toEqual([
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
  const collect = (answers: Partial<UsageApi>) => teamReport.collect(sourcesOf(fakeUsageApi(answers)), { team }, now)

  test('leaves the seats where it is the list of people', async () => {
    const message = teamReport.render(await collect({ teamMembers: broken }), rendering)
    expect(metricsIn(message)).toEqual({
      ...{ Members: '57', 'Active last week': '42', Completions: '42', 'Open invites': '0' },
    })
    expect(textsIn(message).join()).not.toContain('By role')
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

  test('is counted where it is a row, and then the counts are not reported as different', async () => {
    const teamMembers: UsageApi['teamMembers'] = (_id, _signal, onSkipped) => {
      onSkipped?.(2)
      return listOf(members(3, 'Member', true))
    }
    const facts = await collect({ teamMembers })
    expect(textsIn(teamReport.render(facts, rendering))).toContain('I couldn’t read 2 rows of a list.')
    expect(explainTeam(facts, rendering).some(line => line.includes('differ'))).toBe(false)
  })
})

describe('rendering', () => {
  test('the use of the week and seats are numbers, and roles are one line', () => {
    expect(metricsIn(render())).toEqual({
      ...{ Members: '57', 'Active last week': '42', Completions: '3,550', Unused: '14' },
    })
    // Where seats were not checked yet.
    expect(metricsIn(render({ unused: null }))).toMatchObject({ 'Open invites': '5' })
    expect(textsIn(render())).toContain('By role: Member 54, Team lead 3')
    expect(render().title).toBe('Team: Payments')
    expect(render().summary).toBe(
      '42 of 57 members (74%) were active last week. 14 seats are unused. 5 open invites, the oldest sent 7 days ago. 1 expired.',
    )
    expect(render({ activity: unread, unused: null }).summary).toBe(
      '57 members. 5 open invites, the oldest sent 7 days ago. 1 expired.',
    )
  })

  test('members are compared with those of a week before, where the bot counted them', () => {
    const before = { members: 55, day: new Date('2026-11-16T00:00:00Z') }
    expect(metricsIn(render({ before })).Members).toBe('57 (+2)')
    expect(notesIn(render({ before }))).toEqual(['Compared with 16 Nov 2026 · 23 Nov 2026, 10:25 AM'])
    expect(notesIn(render())).toEqual(['23 Nov 2026, 10:25 AM'])
    const same = { ...before, members: 57 }
    expect([metricsIn(render({ before: same })).Members, notesIn(render({ before: same }))]).toEqual([
      '57',
      notesIn(render()),
    ])
    const seats = { registered: null, invited: null, deactivated: null }
    expect(metricsIn(render({ before, seats, activity: unread, unused: null }))).toEqual({ 'Open invites': '5' })
  })

  test.each<[string, Partial<TeamFacts>, boolean]>([
    ['agree', { people: 61, deactivatedInList: 4 }, false],
    ['differ', { people: 61, deactivatedInList: 0 }, true],
    ['cannot be compared, the list does not say', { people: 99, deactivatedInList: null }, false],
    ['cannot be compared, seats are not reported', { seats: { registered: null, invited: 1, deactivated: 1 } }, false],
  ])('where list and seat count %s', (_what, changes, isShown) => {
    const facts = { ...teamReport.example, ...changes }
    expect(explainTeam(facts, rendering).some(line => / \(\d+\) and seat count \(\d+\) differ\./.test(line))).toBe(
      isShown,
    )
  })

  test('an empty team is shown as empty', () => {
    const seats = { registered: 0, invited: 0, deactivated: 0 }
    const empty = {
      people: 0,
      roles: [],
      deactivatedInList: null,
      seats,
      invites: null,
      activity: unread,
      unused: null,
    }
    expect(render(empty).summary).toBe('0 members.')
  })

  test('where the list does not say who is deactivated, roles are of all, and a note says so', () => {
    const isNoted = (changes: Partial<TeamFacts>) =>
      explainTeam({ ...teamReport.example, ...changes }, rendering).includes(rendering.t.team.rolesOfAll)
    expect(isNoted({ deactivatedInList: null })).toBe(true)
    expect(isNoted({ deactivatedInList: 4 })).toBe(false)
    expect(isNoted({ deactivatedInList: null, seats: { registered: 57, invited: 6, deactivated: 0 } })).toBe(false)
  })

  test('buttons ask by id', () => {
    expect(actionsIn(render())).toEqual([
      { label: 'See usage', line: 'usage team-1', style: 'primary' },
      { label: 'See seats', line: 'seats team-1' },
    ])
  })
})
