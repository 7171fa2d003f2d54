import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseTeam, findSubject, findSubjects } from '../../../src/command/find-team.ts'
import { readLine } from '../../../src/commands.ts'
import { createDigestCommand } from '../../../src/digests/commands/digest.ts'
import { editCommand } from '../../../src/digests/commands/edit.ts'
import { subscribeCommand } from '../../../src/digests/commands/subscribe.ts'
import { AppError } from '../../../src/errors.ts'
import type { Team } from '../../../src/ports.ts'
import { defaultPrivacy, type Privacy } from '../../../src/privacy/policy.ts'
import { createSeatsCommand } from '../../../src/seats/seats-command.ts'
import { createTeamCommand } from '../../../src/seats/team-command.ts'
import { alertsCommand } from '../../../src/unused-seats/commands/alerts.ts'
import { whyCommand } from '../../../src/unused-seats/commands/why.ts'
import { usageCommand } from '../../../src/usage/usage-command.ts'
import { caller } from '../../helpers/callers.ts'
import { contextOf } from '../../helpers/contexts.ts'
import { anyText } from '../../helpers/texts.ts'

const spot = { id: 'slack:C1', kind: 'channel', reference: null } as const
const inChannel = caller({ place: { conversation: spot, person: { ...spot, kind: 'personal' } } })
const privacyWith = (surfaces: Partial<Privacy['surfaces']>): Privacy => ({
  ...defaultPrivacy,
  surfaces: { ...defaultPrivacy.surfaces, ...surfaces },
})
const digestCommand = createDigestCommand(() => async () => null)
const neverAsked = () => Promise.reject(new Error('no code may ask for this'))

const teams: readonly Team[] = [
  ['id-payments', 'Payments'],
  ['id-web', 'Web'],
  ['id-platform', 'Web Platform'],
  ['id-shop', 'Web-Shop'],
  ['id-science', 'Data Science'],
  ['id-ops-1', 'Operations'],
  ['id-ops-2', 'Operations'],
  ['payments', 'Someone else'],
  ['id-arabic', 'فريق المدفوعات'],
  ['id-nameless', '—'],
].map(([id = '', name = '']) => ({ id, name, people: 1 }))

const choose = (asked: string) => chooseTeam(teams, asked, found => found.map(({ id }) => ({ label: id, line: id })))

function refusal(asked: string): AppError {
  try {
    choose(asked)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error(`${asked} was found`)
}

describe('a team is found by its id, its name, or a part of it', () => {
  test.each([
    ['id-science', 'id-science'],
    ['Payments', 'id-payments'],
    ['payments', 'payments'],
    ['Data Science', 'id-science'],
    ['data-science', 'id-science'],
    ['DATA_SCIENCE', 'id-science'],
    ['  data   science ', 'id-science'],
    ['scien', 'id-science'],
    ['Web', 'id-web'],
    ['web platform', 'id-platform'],
    ['plat', 'id-platform'],
    ['web shop', 'id-shop'],
    ['المدفوعات', 'id-arabic'],
    ['–', 'id-nameless'],
  ])('%j is %s', (asked, id) => {
    expect(choose(asked).id).toBe(id)
  })
})

describe('where more than one fits, none is chosen', () => {
  test.each([
    ['Operations', ['id-ops-1', 'id-ops-2']],
    ['oper', ['id-ops-1', 'id-ops-2']],
    ['we', ['id-web', 'id-platform', 'id-shop']],
  ])('%s', (asked, ids) => {
    expect(refusal(asked)).toMatchObject({ code: 'ambiguous-team', details: { subject: asked } })
    expect(refusal(asked).details.suggestions?.map(({ label }) => label)).toEqual(ids)
  })
})

describe('where none fits, near misses are offered, the nearest first', () => {
  test.each([
    ['Paymets', ['id-payments']],
    ['Payment Team', []],
    ['Date Science', ['id-science']],
    ['Sciense', ['id-science']],
    ['Wep', ['id-web', 'id-platform', 'id-shop']],
    ['Opertions', ['id-ops-1', 'id-ops-2']],
    ['Marketing', []],
    ['🚀', []],
    // Not “Payments”, which has these letters in it.
    ['me', []],
    ['Ich', []],
    ['x'.repeat(200), []],
  ])('%s', (asked, ids) => {
    expect(refusal(asked)).toMatchObject({ code: 'unknown-team', details: { subject: asked } })
    expect(refusal(asked).details.suggestions?.map(({ label }) => label)).toEqual(ids)
  })

  test('whatever is asked, a team is found or the refusal says why', () => {
    fc.assert(
      fc.property(anyText(), asked => {
        try {
          expect(teams).toContain(choose(asked))
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          expect(['unknown-team', 'ambiguous-team']).toContain(error.code)
        }
      }),
    )
  })
})

describe('the subject of a question', () => {
  const context = contextOf({ usageApi: { teams: async () => teams } })
  const organization = { kind: 'organization', name: 'Northwind Robotics' }

  test.each([{}, { team: 'all' }, { team: 'ALL' }])('%o is the organization', async args => {
    expect(await findSubject(usageCommand, args, context)).toEqual(organization)
  })

  test('a team carries its own name, not what was typed', async () => {
    const found = await findSubject(usageCommand, { team: 'plat' }, context)
    expect(found).toEqual({ kind: 'team', id: 'id-platform', name: 'Web Platform' })
  })

  test.each<[who: string, known: Parameters<typeof contextOf>[0]]>([
    ['a person without any role', { access: { roles: { admin: [], subscriber: [], viewer: [] } } }],
    ['a channel that may see nothing', { caller: inChannel, access: { privacy: privacyWith({ channel: 'off' }) } }],
  ])('is not looked for by %s: no name is read, nor offered', async (_who, known) => {
    const refused = contextOf({ usageApi: { teams: neverAsked, organization: neverAsked }, ...known })
    for (const command of [
      usageCommand,
      createTeamCommand(() => async () => null),
      createSeatsCommand(() => async () => null),
      digestCommand,
      alertsCommand,
    ]) {
      for (const team of ['Operations', 'wep', 'id-web', 'all']) {
        await expect(findSubject(command, { team }, refused)).rejects.toMatchObject({ code: 'not-told-here' })
      }
    }
    for (const command of [subscribeCommand, editCommand]) {
      const asked = findSubjects(command, { teams: ['wep', 'all'] }, refused)
      await expect(asked).rejects.toMatchObject({ code: 'not-told-here' })
    }
  })

  test('is looked for where only the person who asks reads the answer, though the channel may see nothing', async () => {
    const access = { privacy: privacyWith({ channel: 'off' }) }
    const known = { usageApi: { teams: async () => teams }, access }
    const whispering = contextOf({ ...known, caller: { ...inChannel, readers: 'private' } })
    expect(await findSubject(usageCommand, { team: 'plat' }, whispering)).toMatchObject({ id: 'id-platform' })
    expect(await findSubject(whyCommand, { team: 'plat' }, contextOf({ ...known, caller: inChannel }))).toMatchObject({
      id: 'id-platform',
    })
  })

  test('of an alert is looked for in a personal chat if that may see it', async () => {
    const chat = { ...spot, kind: 'personal' } as const
    const asking = caller({ place: { conversation: chat, person: chat } })
    const find = (surface: 'channel' | 'personal') => {
      const access = { privacy: privacyWith({ [surface]: 'off' }) }
      return findSubject(alertsCommand, { team: 'plat' }, contextOf({ ...known, caller: asking, access }))
    }
    const known = { usageApi: { teams: async () => teams } }
    expect(await find('channel')).toMatchObject({ id: 'id-platform' })
    await expect(find('personal')).rejects.toMatchObject({ code: 'not-told-here' })
  })

  async function offers(line: string) {
    const { command, args } = readLine(line)
    const subject = findSubject(command, args as { team: string }, context)
    const refused = await subject.then(
      () => null,
      (error: AppError) => error.details.suggestions,
    )
    return refused?.map(({ label, line: offered }) => [label, offered])
  }

  test.each(['usage "all"', 'usage “All”', 'seats "all"', 'alerts "all"'])('%s is a team by that name', async line => {
    const named = contextOf({ usageApi: { teams: async () => [...teams, { id: 'id-all', name: 'All', people: 2 }] } })
    const { command, args } = readLine(line)
    expect(await findSubject(command, args as { team: string }, named)).toMatchObject({ kind: 'team', id: 'id-all' })
  })

  test('where no team is called "all", the whole organization is offered and not taken', async () => {
    const refused = findSubject(usageCommand, { team: '"all"', period: 'last week' }, context)
    await expect(refused).rejects.toMatchObject({
      code: 'unknown-team',
      details: { subject: 'all', suggestions: [{ line: 'usage all last week' }] },
    })
  })

  test('the same question is offered for each team, by id; two of one name are distinguished', async () => {
    expect(await offers('usage operations last month weekly')).toEqual([
      ['Operations (…ps-1)', 'usage "id-ops-1" last month weekly'],
      ['Operations (…ps-2)', 'usage "id-ops-2" last month weekly'],
    ])
    expect(await offers('seats paymets')).toEqual([['Payments', 'seats "id-payments"']])
  })

  test('never more than five', async () => {
    const many = Array.from({ length: 9 }, (_, at) => ({ id: `id-${at}`, name: `Web ${at}`, people: null }))
    const crowded = contextOf({ usageApi: { teams: async () => many } })
    await expect(findSubject(digestCommand, { team: 'web' }, crowded)).rejects.toSatisfy(
      (error: AppError) => error.details.suggestions?.length === 5,
    )
  })

  test.each([
    ['usage payments last wek', ['Payments, last week', 'usage "id-payments" last week']],
    ['usage Paymets last-wek daily', ['Payments, last week', 'usage "id-payments" last week daily']],
    ['usage data science yesteday', ['Data Science, yesterday', 'usage "id-science" yesterday']],
    ['usage lst month', ['last month', 'usage last month']],
    ['usage toady', ['today', 'usage today']],
  ])('a misspelt period is corrected: %s', async (line, first) => {
    expect((await offers(line))?.[0]).toEqual(first)
  })

  test('a misspelt period of a name that two teams have is corrected for both', async () => {
    expect(await offers('usage operations yesteday')).toEqual([
      ['Operations (…ps-1), yesterday', 'usage "id-ops-1" yesterday'],
      ['Operations (…ps-2), yesterday', 'usage "id-ops-2" yesterday'],
    ])
  })

  test('where there is no period to ask for, none is offered', async () => {
    expect(await offers('seats toady')).toEqual([])
    expect(await offers('usage nonsense yesteday')).toEqual([])
  })

  test('every offer is a line that is understood and asks what it says', async () => {
    const offered = await offers('usage wep lst week')
    for (const [, line = ''] of offered ?? []) expect(readLine(line).command).toBe(usageCommand)
    expect(offered?.length).toBeGreaterThan(0)
  })
})

describe('a team that the list does not name (T12)', () => {
  const unlisted = 'b0f7c9de-0001-4000-8000-000000000001'

  /** A server whose own page of a team knows one more than its list; it writes down what it is asked. */
  function serve(failure?: AppError) {
    const asked: string[] = []
    const usageApi = {
      teams: async () => teams,
      teamName: async (id: string) => {
        asked.push(id)
        if (failure) throw failure
        if (id === unlisted) return 'Default'
        throw new AppError('not-found', { status: 404 })
      },
    }
    return { usageApi, asked }
  }

  test('is found by its id', async () => {
    const { usageApi } = serve()
    const found = await findSubject(usageCommand, { team: unlisted }, contextOf({ usageApi }))
    expect(found).toEqual({ kind: 'team', id: unlisted, name: 'Default' })
    const several = { teams: ['payments', unlisted] }
    await expect(findSubjects(digestCommand, several, contextOf({ usageApi }))).resolves.toMatchObject([
      { id: 'payments' },
      { id: unlisted, name: 'Default' },
    ])
  })

  test('is found by its id where the list cannot be read', async () => {
    const { usageApi } = serve()
    const cut = { ...usageApi, teams: () => Promise.reject(new AppError('contract')) }
    const found = await findSubject(usageCommand, { team: unlisted }, contextOf({ usageApi: cut }))
    expect(found).toMatchObject({ id: unlisted })
    const byName = findSubject(usageCommand, { team: 'Payments' }, contextOf({ usageApi: cut }))
    await expect(byName).rejects.toMatchObject({ code: 'contract' })
  })

  test.each(['not-found', 'refused-request', 'forbidden'] as const)(
    'is unknown where its page answers %s',
    async code => {
      const { usageApi } = serve(new AppError(code))
      const found = findSubject(usageCommand, { team: 'team-404' }, contextOf({ usageApi }))
      await expect(found).rejects.toMatchObject({ code: 'unknown-team', details: { subject: 'team-404' } })
    },
  )

  test('is not asked for by what is no id', async () => {
    const { usageApi, asked } = serve()
    for (const team of ['paymets', 'web 2', '…7', '1'])
      await expect(findSubject(usageCommand, { team }, contextOf({ usageApi }))).rejects.toBeInstanceOf(AppError)
    expect(asked).toEqual([])
  })
})
