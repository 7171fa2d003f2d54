import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { BOT_SCOPES } from '../../clouds/slack/people.ts'
import { type SlackBot, type SlackBotOptions, startSlackBot } from '../../helpers/slack-bot.ts'
import { readBlocks } from '../../helpers/slack-text.ts'

const folder = mkdtempSync(join(tmpdir(), 'readers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0

/** The path of a configuration file. */
function fileOf(yaml: string): string {
  const path = join(folder, `${++files}.yaml`)
  writeFileSync(path, yaml)
  return path
}

/** A company whose teams are all smaller than what a channel may see. */
const small = { seed: 'small', people: 14, teams: 4 }

const shownBy = (bot: SlackBot) => bot.messages().map(({ blocks }) => readBlocks(blocks))

describe('numbers of fewer than five people', () => {
  const asAdmin: SlackBotOptions = { sandbox: small, environment: cloud => ({ ADMINS: cloud.users.ada.id }) }

  test.each([
    ['a slash command', 'command', 'private'],
    ['a button', 'action', 'private'],
    ['a mention', 'mention', 'channel'],
  ] as const)('asked by an admin in a channel by %s', async (_what, kind, read) => {
    await using bot = await startSlackBot(asAdmin)
    const [user, channel] = [bot.cloud.users.ada.id, bot.cloud.channels.general.id]
    const [team] = bot.sandbox.company.teams
    const line = `seats ${team?.id}`
    if (kind === 'action') await bot.send({ kind, user, channel, action: { action_id: 'ask-0', value: line } })
    else await bot.send({ kind, user, channel, text: line })
    await bot.stop()
    const [text = ''] = shownBy(bot)
    const isWithheld = text.includes('Hidden: fewer than 5 people are behind these numbers.')
    expect(isWithheld).toBe(read === 'channel')
    expect(text.includes('Members')).toBe(read !== 'channel')
  })

  test('are shown to no one else by either', async () => {
    await using bot = await startSlackBot(asAdmin)
    const [team] = bot.sandbox.company.teams
    const [user, channel] = [bot.cloud.users.grace.id, bot.cloud.channels.general.id]
    await bot.send({ kind: 'command', user, channel, text: `seats ${team?.id}` })
    await bot.stop()
    expect(shownBy(bot)).toEqual([expect.stringContaining('Hidden: fewer than 5 people are behind these numbers.')])
  })
})

describe('a user group that the roles name', () => {
  const roles = 'roles:\n  admin: [S0ADMINS1]\n'
  test('gives its people the role, and is asked for once in minutes', async () => {
    await using bot = await startSlackBot({ environment: () => ({ CONFIG_FILE: fileOf(roles) }) })
    const { grace, meera, ada } = bot.cloud.users
    bot.cloud.userGroups.set('S0ADMINS1', [grace.id]).set('S0OTHERS1', [meera.id])
    const answerTo = async (user: { id: string; dm: string }) => {
      await bot.send({ kind: 'dm', user: user.id, text: `user ${ada.email}` })
      const message = await bot.cloud.waitFor('message', ({ channel }) => channel === user.dm)
      return readBlocks(message.blocks)
    }
    expect(await answerTo(grace)).toContain(`Tabnine usage: ${ada.email}`)
    expect(await answerTo(meera)).toContain('Only admins can see other people’s usage')
    expect(bot.cloud.calls('usergroups.list')).toHaveLength(1)
  })

  test('gives no one a role where the permission was refused, and the log says why', async () => {
    const scopes = BOT_SCOPES.filter(scope => scope !== 'usergroups:read')
    await using bot = await startSlackBot({ cloud: { scopes }, environment: () => ({ CONFIG_FILE: fileOf(roles) }) })
    const { grace, ada } = bot.cloud.users
    bot.cloud.userGroups.set('S0ADMINS1', [grace.id])
    await bot.send({ kind: 'dm', user: grace.id, text: `user ${ada.email}` })
    await bot.stop()
    expect(shownBy(bot)).toEqual([expect.stringContaining('Only admins can see other people’s usage')])
    expect(bot.logged('warn').map(({ text }) => text)).toContainEqual(
      expect.stringContaining('could not read the user groups'),
    )
  })

  test('is asked for only where one is named', async () => {
    const people = fileOf('roles:\n  subscriber: [U0SOMEONE, team owners]\n')
    await using bot = await startSlackBot({ environment: () => ({ CONFIG_FILE: people }) })
    const { grace } = bot.cloud.users
    await bot.send({ kind: 'command', user: grace.id, channel: bot.cloud.channels.general.id, text: 'subscribe all' })
    await bot.send({ kind: 'command', user: grace.id, channel: bot.cloud.channels.general.id, text: 'alerts all' })
    await bot.stop()
    expect(shownBy(bot)[1]).toContain('You can’t change what’s posted here')
    expect(bot.cloud.calls('usergroups.list')).toEqual([])
  })
})
