import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCard } from '../../helpers/card-text.ts'
import { startTeamsBot, type TeamsBot } from '../../helpers/teams-bot.ts'

const folder = mkdtempSync(join(tmpdir(), 'owners-'))
let bot: TeamsBot

beforeAll(async () => {
  const file = join(folder, 'config.yaml')
  writeFileSync(file, 'roles:\n  subscriber: [team owners]\n')
  bot = await startTeamsBot({
    cloud: { people: { admin: { role: 'owner' }, newcomer: { role: 'owner' } } },
    environment: () => ({ CONFIG_FILE: file }),
  })
})

afterAll(async () => {
  await bot.close()
  rmSync(folder, { recursive: true, force: true })
})

const refusal = 'You can’t change what’s posted here'
const answerTo = async (from: 'admin' | 'plain' | 'newcomer', scope: 'channel' | 'personal') =>
  readCard((await bot.ask({ scope, from, text: 'subscribe all' })).messages.map(({ cards }) => cards))

test('who owns the team in which it is asked has the role of owners, and no one else', async () => {
  // Past the policy: this bot merely remembers nothing.
  expect(await answerTo('admin', 'channel')).toContain('Only works in Slack or Teams')
  expect(await answerTo('plain', 'channel')).toContain(refusal)
})

test('in a personal chat no one owns a team', async () => {
  expect(await answerTo('admin', 'personal')).toContain(refusal)
})

test('where Teams does not answer, no one has the role, and the log says so', async () => {
  // So that who this is is known already.
  await bot.ask({ scope: 'groupChat', from: 'newcomer', text: 'help' })
  bot.cloud.fail({ on: 'members', status: 403, times: Number.POSITIVE_INFINITY })
  expect(await answerTo('newcomer', 'channel')).toContain(refusal)
  bot.cloud.heal()
  expect(bot.logged().map(({ msg }) => msg)).toContainEqual(
    expect.stringContaining('could not read the owners of a team'),
  )
  expect(await answerTo('newcomer', 'channel')).toContain('Only works in Slack or Teams')
})
