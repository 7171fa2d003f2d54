/** An Enterprise Grid organization has installed the app in all its workspaces: one token, one bot. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeScratch } from '../../helpers/scratch.ts'
import { type SlackBot, startSlackBot } from '../../helpers/slack-bot.ts'
import { readBlocks } from '../../helpers/slack-text.ts'

const organization = { id: 'E000000001', workspaces: Array.from({ length: 120 }, (_each, nth) => `T9${1_000 + nth}`) }
const [second = '', ...others] = organization.workspaces

const folder = makeScratch('organization-')
const configuration = join(folder, 'config.yaml')
writeFileSync(configuration, 'roles:\n  admin: [S0ADMINS1, S0ADMINS2]\n')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const start = () => startSlackBot({ cloud: { organization }, environment: () => ({ CONFIG_FILE: configuration }) })

describe('people', () => {
  let bot: SlackBot
  beforeAll(async () => {
    bot = await start()
    const { grace, meera, layla, quirk } = bot.cloud.users
    bot.cloud.userGroups.set('S0ADMINS1', [grace.id]).set('S0ADMINS2', [meera.id]).set('S0OTHERS1', [layla.id])
    bot.cloud.groupWorkspaces.set('S0ADMINS2', others.at(-1) ?? '')
    meera.team = second
    quirk.team = 'T0ELSEWHERE'
  })
  afterAll(() => bot[Symbol.asyncDispose]())

  async function ask(user: { id: string; dm: string }): Promise<string> {
    const before = bot.messages().length
    await bot.send({ kind: 'dm', user: user.id, text: `user ${bot.cloud.users.ada.email}` })
    await bot.cloud.waitFor('message', ({ channel }) => channel === user.dm)
    return readBlocks(bot.messages()[before]?.blocks)
  }

  test('have the role of their group, in any workspace', async () => {
    const { grace, meera, ada } = bot.cloud.users
    expect(await ask(grace)).toContain(`Tabnine usage: ${ada.email}`)
    expect(await ask(meera)).toContain(`Tabnine usage: ${ada.email}`)
    // Each workspace is asked once, in two pages of them.
    expect(bot.cloud.calls('auth.teams.list')).toHaveLength(2)
    expect(bot.cloud.calls('usergroups.list')).toHaveLength(121)
  })

  test('without a role have none', async () => {
    expect(await ask(bot.cloud.users.layla)).toContain('Only admins can see other people’s usage')
  })

  test('of another company get no answer', async () => {
    expect(await ask(bot.cloud.users.quirk)).toContain('I only answer people in this company')
  })
})
