import { expect, it } from 'vitest'
import { startSlackBot } from '../../helpers/slack-bot.ts'

it.each(['HTTP', 'Socket Mode'] as const)(
  'an option of a menu is answered like a button, to the person who chose it (%s)',
  async way => {
    await using bot = await startSlackBot({ way })
    const { id: channel } = bot.cloud.channels.general
    const action = { type: 'overflow', action_id: 'more-0', selected_option: { value: 'ask usage payments' } }
    const press = { kind: 'action' as const, action, user: bot.cloud.users.ada.id, channel }
    const { status, responseUrl = '' } = await bot.send(press)
    expect(status).toBe(200)
    expect((await bot.cloud.responseTo(responseUrl)).text).toContain('Payments')
  },
)

it.each(['HTTP', 'Socket Mode'] as const)(
  'the press of a link is acknowledged, and nothing is answered (%s)',
  async way => {
    await using bot = await startSlackBot({ way })
    const { id: channel } = bot.cloud.channels.general
    const action = { action_id: 'link-0', url: 'https://docs.tabnine.com/' }
    const { status } = await bot.send({ kind: 'action', action, user: bot.cloud.users.ada.id, channel })
    await bot.stop()
    expect(status).toBe(200)
    expect(bot.messages()).toEqual([])
  },
)
