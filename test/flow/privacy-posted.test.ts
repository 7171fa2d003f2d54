/** All that the bot posts in channels, unprompted and as answers, through the chats' real requests. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test, vi } from 'vitest'
import { dayOf } from '../../demo/sandbox/company/calendar.ts'
import { type Company, identify, listLives } from '../../demo/sandbox/company/company.ts'
import { levels } from '../../src/privacy/policy.ts'
import type { SlackCloud } from '../clouds/slack.ts'
import { longestWaitMs } from '../helpers/longest-wait.ts'
import { partOfRuns } from '../helpers/sizes.ts'
import { openSlackWorld } from './digest/slack-world.ts'
import { openTeamsWorld } from './digest/teams-world.ts'

// Each run is a company, a chat and a database.
vi.setConfig({ testTimeout: 120_000 })

const folder = mkdtempSync(join(tmpdir(), 'privacy-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const start = '2026-09-21T12:00:00Z'
const later = '2026-09-28T12:00:00Z'

type Value<Arbitrary> = Arbitrary extends fc.Arbitrary<infer One> ? One : never

/** Where channels see names, no one is protected there; by all other policies everyone is. */
const anyPolicy = fc
  .record({
    channel: fc.constantFrom(...levels),
    private: fc.constantFrom(...levels),
    personal: fc.constantFrom(...levels),
    floor: fc.integer({ min: 2, max: 12 }),
    pseudonyms: fc.boolean(),
  })
  .filter(({ channel, pseudonyms }) => channel !== 'named' || pseudonyms)
const anyCompany = fc.record({
  seed: fc.string(),
  teams: fc.integer({ min: 1, max: 4 }),
  people: fc.integer({ min: 6, max: 40 }),
  profile: fc.constantFrom('5.18' as const, '6.2' as const, '6.3' as const, '6.6' as const),
})
/** One company with alerts to post in the channel, and another. */
const runs = {
  numRuns: partOfRuns(1 / 15),
  examples: [
    [
      { seed: 'totals', teams: 3, people: 30, profile: '6.3' as const },
      { channel: 'totals', private: 'totals', personal: 'named', floor: 5, pseudonyms: false } as const,
    ] as [company: Value<typeof anyCompany>, policy: Value<typeof anyPolicy>],
  ],
}

let files = 0

function writeConfig(privacy: object): string {
  const path = join(folder, `${++files}.yaml`)
  // JSON is YAML.
  writeFileSync(path, JSON.stringify({ privacy, alerts: { graceDays: 0, idleDays: 1 } }))
  return path
}

/** Every word by which anyone in the company could be identified: e-mails, ids and names. */
function wordsForPeople(company: Company): string[] {
  const people = [...listLives(company, dayOf(Date.parse(later)))].map(life => identify(company, life))
  return people.flatMap(({ id, email, username }) => [id, email, email.split('@')[0] ?? email, username])
}

/** All that may reveal something about a person, now or when it is due. */
function linesFor({ teams }: Company, someone: string): string[] {
  const asked = [
    'teams',
    'seats',
    'usage',
    'cost',
    `user ${someone}`,
    'me',
    `why ${someone}`,
    'why all',
    'alerts',
    'audit',
  ]
  const about = teams.slice(0, 2).flatMap(({ id }) => [`seats ${id}`, `usage ${id} daily`, `team ${id}`])
  const all = [...asked, ...about]
  const exported = [...asked.slice(0, 6), ...about, '1', '2'].map(line => `export ${line}`)
  const done = ['remind 1', 'remind 2', 'snooze 2 1d', `exclude ${someone} on leave`, 'exclude', 'include 1', 'audit']
  return [
    'subscribe all every monday at 9:00',
    'alerts all after 0 days',
    `alerts ${teams[0]?.id}`,
    ...all,
    ...done,
    ...exported,
  ]
}

/** How much was answered in the place of asking, for everyone or one person; a form is an answer to a line that names nothing. */
function answersIn({ events }: SlackCloud, channel: string): number {
  const isOne = ({ kind, what }: SlackCloud['events'][number]) =>
    kind === 'ephemeral' || kind === 'response' || kind === 'view' || (kind === 'message' && what.channel === channel)
  return events.filter(isOne).length
}

test('no one is named by name, e-mail or id in a channel of Slack', async () => {
  let alerts = 0
  await fc.assert(
    fc.asyncProperty(anyCompany, anyPolicy, async (company, policy) => {
      const environment = (cloud: { users: { ada: { id: string } } }) => ({
        ADMINS: cloud.users.ada.id,
        CONFIG_FILE: writeConfig(policy),
      })
      await using world = await openSlackWorld(start, environment, { company })
      const { cloud, place, sandbox, channel } = world
      const people = wordsForPeople(sandbox.company)
      const someone = world.anyMember().email
      const askAll = async (user: string) => {
        for (const text of linesFor(sandbox.company, someone)) {
          for (const kind of ['mention', 'command'] as const) {
            const before = answersIn(cloud, channel)
            await cloud.send(place, { kind, user, channel, text })
            await vi.waitFor(() => expect(answersIn(cloud, channel)).toBeGreaterThan(before), {
              timeout: longestWaitMs,
              interval: 2,
            })
          }
        }
      }
      await askAll(cloud.users.ada.id)
      await world.tick()
      world.moveTo(later)
      await world.tick()
      await askAll(cloud.users.grace.id)

      const posted = JSON.stringify(
        cloud.events.flatMap(({ what }) => ('edited' in what && what.channel === channel ? [what] : [])),
      )
      expect(people.filter(word => posted.includes(word))).toEqual([])
      alerts += posted.split('unused Tabnine seats in').length - 1
      const shared = cloud.calls('files.completeUploadExternal').map(({ args }) => args.channel_id)
      expect(shared.filter(where => where !== cloud.users.ada.dm && where !== cloud.users.grace.dm)).toEqual([])
    }),
    runs,
  )
  expect(alerts).toBeGreaterThan(0)
})

test('no one is named by name, e-mail or id in a channel of Teams', async () => {
  let alerts = 0
  await fc.assert(
    fc.asyncProperty(anyCompany, anyPolicy, async (company, policy) => {
      const environment = (cloud: { people: { admin: { objectId: string } } }) => ({
        ADMINS: cloud.people.admin.objectId,
        CONFIG_FILE: writeConfig(policy),
      })
      await using world = await openTeamsWorld(start, environment, company)
      const { cloud, url, sandbox, channel } = world
      const people = wordsForPeople(sandbox.company)
      const someone = people[1] ?? ''
      const askAll = async (from: 'admin' | 'plain') => {
        for (const text of linesFor(sandbox.company, someone)) {
          const { activity } = await cloud.send(url, { scope: 'channel', from, text })
          await cloud.waitFor(({ replyTo }) => replyTo === activity.id)
        }
      }
      await askAll('admin')
      await world.tick()
      world.moveTo(later)
      await world.tick()
      await askAll('plain')

      const posted = JSON.stringify(cloud.sent(channel).map(({ activity, earlier }) => [activity, earlier]))
      expect(people.filter(word => posted.includes(word))).toEqual([])
      expect(posted).not.toContain('teams.card.file')
      alerts += posted.split('unused Tabnine seats in').length - 1
    }),
    runs,
  )
  expect(alerts).toBeGreaterThan(0)
})
