import { describe, expect, it, vi } from 'vitest'
import { readCard } from '../../helpers/card-text.ts'
import { openTeamsWorld } from '../digest/teams-world.ts'
import { openReminding } from './remind-slack-world.ts'
import { keepSeats } from './seats-of-a-day.ts'
import { openSlackAlertWorld } from './slack-alert-world.ts'

vi.setConfig({ testTimeout: 120_000 })

const six = ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay']
const english = /\b(the|and|are|unused|invited|opened|counted|seats|use)\b/i

async function openGerman() {
  const world = await openSlackAlertWorld()
  world.cloud.users.grace.locale = 'de-DE'
  await world.keep({ invited: six })
  return { world, german: { user: world.cloud.users.grace.id } }
}

describe('an alert is in the language of the person who set it up', () => {
  it('its message, its news, and its end', async () => {
    const { world, german } = await openGerman()
    await using _world = world
    const alert = () => world.standing(world.channel).find(text => /^(⚠️|✅)/u.test(text)) ?? ''
    expect(await world.ask('alerts payments', german)).toContain('auf ungenutzte Plätze')
    await world.tick()
    expect(alert()).toContain('⚠️ 6 ungenutzte Tabnine-Plätze in Payments')
    expect(alert()).not.toMatch(english)
    await world.check('2026-11-20T15:00:00Z', { invited: [...six, 'gil', 'hal'] })
    expect(world.replies().at(-1)).toContain('2 weitere ungenutzte Tabnine-Plätze in Payments')
    expect(alert()).toContain('⚠️ 8 ungenutzte Tabnine-Plätze')
    await world.check('2026-11-23T15:00:00Z', { joined: [...six, 'gil', 'hal'] })
    expect(alert()).toContain('✅ Alles in Ordnung in Payments')
    expect(alert()).not.toMatch(english)
  })

  it('or in the one asked for, then or later: the posted message is rewritten', async () => {
    const { world, german } = await openGerman()
    await using _world = world
    await world.ask('alerts payments in English', german)
    await world.tick()
    expect(world.alert()).toContain('⚠️ 6 unused Tabnine seats in Payments')
    await world.ask('alerts payments after 30 days auf Deutsch')
    await world.tick()
    expect(world.alerts().join('\n')).not.toMatch(english)
    expect(world.standing(world.channel).join('\n')).toContain('6 ungenutzte Tabnine-Plätze in Payments')
  })

  it('and so is the notice to them that it can no longer be posted', async () => {
    const { world, german } = await openGerman()
    await using _world = world
    await world.ask('alerts payments', german)
    await world.tick()
    world.cloud.fail('chat.update', { error: 'is_archived' })
    await world.check('2026-11-20T15:00:00Z', { invited: [...six, 'gil', 'hal'] })
    const [notice] = world.standing(world.cloud.users.grace.dm)
    expect(notice).toContain('Payments')
    expect(notice).not.toMatch(english)
  })

  it('in Teams as well', async () => {
    await using world = await openTeamsWorld('2026-11-19T12:00:00Z')
    world.cloud.people.plain.locale = 'de-DE'
    await keepSeats(world.store, null, { invited: six }, new Date('2026-11-19T12:00:00Z'))
    await world.ask('alerts all')
    await world.tick()
    const before = world.cloud.sent(world.channel).map(({ cards }) => readCard(cards))
    expect(before.join('\n')).toMatch(/6 ungenutzte Tabnine-Plätze in /)
    await world.ask('alerts all in english')
    await world.tick()
    const now = world.cloud.sent(world.channel).map(({ cards }) => readCard(cards))
    expect(now.join('\n')).toMatch(/6 unused Tabnine seats in /)
    expect(now.join('\n')).not.toContain('ungenutzte Tabnine')
  })
})

describe('a reminder is in the language of the person asked', () => {
  it('where Slack gives it, else in that of the settings', async () => {
    await using world = await openReminding({ locales: { ada: 'de-DE', layla: 'ja-JP' } })
    await world.ask('remind 1 send')
    await world.tick()
    const shownTo = (name: keyof typeof world.users) => world.standing(world.users[name].dm).join('\n')
    expect(shownTo('ada')).toContain('Soll es mit Tabnine losgehen?')
    expect(shownTo('ada').replaceAll(/\/tabnine .*/g, '')).not.toMatch(english)
    expect(shownTo('layla')).toContain('you were invited to Tabnine')
    expect(shownTo('meera')).toContain('you were invited to Tabnine')
  })

  it('and is also sent where Slack does not give it', async () => {
    await using world = await openReminding({ locales: { ada: 'de-DE' } })
    world.cloud.fail('users.info', { error: 'internal_error', when: ({ user }) => user === world.users.ada.id })
    await world.ask('remind 1 send')
    await world.tick()
    expect(world.standing(world.users.ada.dm).join('\n')).toContain('you were invited to Tabnine')
  })
})
