import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../../demo/sandbox/company/calendar.ts'
import { type Company, identify, listLives } from '../../demo/sandbox/company/company.ts'
import { startSandbox } from '../../demo/sandbox/server.ts'
import type { DigestFacts } from '../../src/digests/facts.ts'
import {
  type Caller,
  defaultPrivacy,
  levels,
  openRoles,
  type Privacy,
  type Roles,
  surfaceOf,
} from '../../src/privacy/policy.ts'
import type { UsageFacts } from '../../src/usage/usage.ts'
import { openApp, type Shown } from '../helpers/app-on-sandbox.ts'
import { caller } from '../helpers/callers.ts'
import { countSeats, listAccounts, listActive, sumUsage } from '../helpers/company-truth.ts'
import { n } from '../helpers/expected-numbers.ts'
import { days } from '../helpers/facts.ts'
import { partOfRuns } from '../helpers/sizes.ts'
import { TODAY } from '../unit/demo/sandbox/ask.ts'

const lastWeek = days('2026-09-21', '2026-09-27')

/** A person in a channel, on either platform; what is answered there in place is read by everyone. */
function inChannel(platform: 'slack' | 'teams', id: string, email: string): Caller {
  const spot = { id: `${platform}:C1`, kind: 'channel', reference: null } as const
  return caller({ platform, id, email, place: { conversation: spot, person: { ...spot, kind: 'personal' } } })
}

/** Every word by which anyone in the company could be identified: e-mails, ids and names. */
function wordsForPeople(company: Company): string[] {
  const people = [...listLives(company, dayOf(TODAY.getTime()))].map(life => identify(company, life))
  return people.flatMap(({ id, email, username }) => [id, email, email.split('@')[0] ?? email, username])
}

/** All that a company can be asked about groups and persons. */
function linesFor(company: Company, someone: string): string[] {
  const about = company.teams.flatMap(({ id }) => [
    `team ${id}`,
    `seats ${id}`,
    `digest ${id}`,
    `usage ${id} last week daily`,
    `usage ${id} last month`,
    `cost ${id}`,
    `cost ${id} last month`,
  ])
  return [
    'help',
    'teams',
    'seats',
    'digest',
    'usage',
    'usage last month weekly',
    'cost',
    ...about,
    'me',
    `user ${someone}`,
    ...['teams', 'seats', 'digest', 'usage', 'cost', ...about].map(line => `share ${line}`),
  ]
}

const anyLevel = fc.constantFrom(...levels)
const anyPrivacy: fc.Arbitrary<Privacy> = fc.record({
  surfaces: fc.record({ channel: anyLevel, private: anyLevel, personal: anyLevel }),
  minGroupSize: fc.integer({ min: 2, max: 12 }),
  pseudonyms: fc.boolean(),
})
const anyRoles: fc.Arbitrary<Roles> = fc.constantFrom(
  openRoles,
  { ...openRoles, admin: ['U0ADMIN'] },
  { ...openRoles, admin: ['U0ADMIN'], viewer: [], subscriber: [] },
)
const anyCompany = fc.record({
  seed: fc.string(),
  teams: fc.integer({ min: 1, max: 5 }),
  people: fc.integer({ min: 6, max: 60 }),
  profile: fc.constantFrom('5.18' as const, '6.2' as const, '6.3' as const, '6.6' as const),
})

test('with any company and any policy, no one is named by name, e-mail or id where a channel reads', async () => {
  await fc.assert(
    fc.asyncProperty(anyCompany, anyPrivacy, anyRoles, async (sizes, privacy, roles) => {
      const sandbox = await startSandbox({ today: TODAY, ...sizes })
      try {
        const { company } = sandbox
        const someone = listAccounts(company, TODAY)[0]?.email ?? 'unknown@northwind.example'
        const { ask } = openApp(sandbox, TODAY, { access: { privacy, roles } })
        const people = wordsForPeople(company)
        for (const [platform, id] of [
          ['slack', 'U0ADMIN'],
          ['teams', 'U0OTHER'],
        ] as const) {
          const asking = inChannel(platform, id, someone)
          for (const line of linesFor(company, someone)) {
            const answer = await ask(line, asking)
            // What is personal goes to the person who asked, by either adapter; all else is shown in the channel.
            if (surfaceOf(asking, answer.surface) !== 'channel') continue
            const shown = answer.places[platform]
            expect(people.filter(word => shown.includes(word))).toEqual([])
          }
        }
      } finally {
        await sandbox.close()
      }
    }),
    { numRuns: partOfRuns(1 / 5) },
  )
  // Every company is asked everything by two people, in a channel of each platform.
}, 120_000)

test('numbers of fewer than five people are in no answer that a channel reads, and the total does not reveal them', async () => {
  for (const { seed, people, teams } of [
    { seed: 'small', people: 24, teams: 4 },
    { seed: 'smaller', people: 14, teams: 3 },
    { seed: 'larger', people: 90, teams: 6 },
  ]) {
    const sandbox = await startSandbox({ today: TODAY, seed, people, teams })
    try {
      const { company } = sandbox
      const { ask } = openApp(sandbox, TODAY)
      const reader = inChannel('slack', 'U0OTHER', 'unknown@northwind.example')
      for (const { id } of company.teams) {
        const active = listActive(company, lastWeek, id).size
        const isTooSmall = active > 0 && active < defaultPrivacy.minGroupSize
        const answers = [
          await ask(`usage ${id}`, reader),
          await ask(`usage ${id} last week daily`, reader),
          await ask(`digest ${id}`, reader),
        ]
        if (isTooSmall) expect(answers.map(isHidden)).toEqual([true, true, true])
        const { completions: accepted } = sumUsage(company, lastWeek, TODAY, { teamId: id })
        const shown = answers.map(({ places }) => places.slack + places.teams).join('\n')
        if (isTooSmall && accepted > 99) expect(shown).not.toMatch(new RegExp(`(?<!\\d)${n(accepted)}(?!\\d)`))
        expect(shown).not.toMatch(/left out/)
      }
      // One answer with everything in it: what is left of the whole without its teams is of no one, or of enough people.
      const { facts } = await ask(`digest all, ${company.teams.map(({ id }) => id).join(', ')}`, reader)
      const [whole, ...others] = (facts as DigestFacts).parts
      const activeIn = (part: DigestFacts['parts'][number] | undefined) =>
        part?.activity.total?.metrics.activeUsers ?? 0
      const left = activeIn(whole) - others.reduce((sum, part) => sum + activeIn(part), 0)
      expect(others.length === 0 || left === 0 || left >= defaultPrivacy.minGroupSize).toBe(true)
    } finally {
      await sandbox.close()
    }
  }
})

test('an answer costs a reader in a channel the same requests as an admin', async () => {
  const sandbox = await startSandbox({ today: TODAY, people: 60, teams: 4 })
  try {
    const { ask } = openApp(sandbox, TODAY, { admins: ['U0ADMIN'] })
    const spot = { id: 'slack:U0ADMIN', kind: 'personal', reference: null } as const
    const admin = caller({ id: 'U0ADMIN', place: { conversation: spot, person: spot } })
    const reader = inChannel('slack', 'U0OTHER', 'unknown@northwind.example')
    const [team] = sandbox.company.teams
    const lines = [
      'usage',
      `usage ${team?.id}`,
      'seats',
      `seats ${team?.id}`,
      'teams',
      'digest',
      `digest all, ${team?.id}`,
    ]
    // What a client remembers for minutes, such as the list of teams, is asked for once.
    for (const line of lines) await ask(line, admin)
    for (const line of lines) {
      const count = async (asking: Caller) => {
        sandbox.clearRequests()
        expect((await ask(line, asking)).error).toBeNull()
        return sandbox.requests.length
      }
      const ofAdmin = await count(admin)
      expect([line, await count(reader)]).toEqual([line, ofAdmin])
      expect(ofAdmin).toBeGreaterThan(0)
    }
  } finally {
    await sandbox.close()
  }
})

test('an admin in a personal chat sees all of it', async () => {
  const sandbox = await startSandbox({ today: TODAY, seed: 'small', people: 24, teams: 4 })
  try {
    const { ask } = openApp(sandbox, TODAY, { admins: ['U0ADMIN'] })
    const spot = { id: 'slack:U0ADMIN', kind: 'personal', reference: null } as const
    const admin = caller({ id: 'U0ADMIN', place: { conversation: spot, person: spot } })
    for (const { id } of sandbox.company.teams) {
      const { registered } = countSeats(sandbox.company, TODAY, id)
      const answer = await ask(`seats ${id}`, admin)
      expect(isHidden(answer)).toBe(false)
      expect(answer.facts).toMatchObject({ seats: { registered } })
    }
  } finally {
    await sandbox.close()
  }
})

test('where a channel may see nothing, a sentence says so, and help is still shown', async () => {
  const sandbox = await startSandbox({ today: TODAY, people: 24, teams: 3 })
  try {
    const privacy = { ...defaultPrivacy, surfaces: { ...defaultPrivacy.surfaces, channel: 'off' as const } }
    const { ask } = openApp(sandbox, TODAY, { access: { privacy } })
    const reader = inChannel('slack', 'U0OTHER', 'unknown@northwind.example')
    for (const line of ['usage', 'seats', 'teams', 'digest'])
      expect((await ask(line, reader)).error).toBe('not-told-here')
    expect((await ask('help', reader)).error).toBeNull()
  } finally {
    await sandbox.close()
  }
})

test('what is posted in a channel is changed by people with the role, and by no one else', async () => {
  const sandbox = await startSandbox({ today: TODAY, people: 24, teams: 3 })
  try {
    const roles = { ...openRoles, subscriber: ['U0LEAD'] }
    const { ask } = openApp(sandbox, TODAY, { access: { roles } })
    const errorOf = async (line: string, id: string) =>
      (await ask(line, inChannel('slack', id, 'unknown@northwind.example'))).error
    const lines = ['subscribe all', 'edit 1 all', 'pause 1', 'resume 1', 'run 1', 'settle 1 sent', 'unsubscribe 1']
    for (const line of [...lines, 'alerts all', 'alerts off all', 'snooze 1']) {
      expect([line, await errorOf(line, 'U0OTHER')]).toEqual([line, 'not-your-role'])
      // Past the policy: this app merely remembers nothing.
      expect([line, await errorOf(line, 'U0LEAD')]).toEqual([line, 'no-database'])
    }
  } finally {
    await sandbox.close()
  }
})

/** Whether the use of last week is hidden in an answer as a whole. */
function isHidden({ facts }: Shown): boolean {
  const { activity, parts } = facts as Partial<Pick<UsageFacts, 'activity'> & Pick<DigestFacts, 'parts'>>
  return (activity ?? parts?.[0]?.activity)?.hidden === 'group'
}
