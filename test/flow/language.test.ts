import { describe, expect, it } from 'vitest'
import { openSlackWorld } from './digest/slack-world.ts'
import { openTeamsWorld } from './digest/teams-world.ts'

const thursday = '2026-11-19T12:00:00Z'
/** Monday nine o’clock in Berlin. */
const due = '2026-11-23T08:00:00Z'

async function openGermanWorld(environment: Record<string, string> = {}) {
  const world = await openSlackWorld(thursday, () => environment)
  const { grace: german, meera: english } = world.cloud.users
  german.locale = 'de-AT'
  german.timeZone = 'Europe/Berlin'
  return { world, german: { user: german.id }, english: { user: english.id } }
}

const english = /\b(the|and|people|seats?|last|week|every|will|posted|subscription|of)\b/i

describe('a person is answered in the language of their Slack', () => {
  it('in German, with German numbers and dates, while others go on in English', async () => {
    const { world, german, english: other } = await openGermanWorld()
    await using _world = world
    const answer = await world.ask('usage payments', german)
    expect(answer).toMatch(/^📉 Payments: \d+ Personen haben Tabnine letzte Woche genutzt \(9\.–15\. Nov\.\)\n/)
    expect(answer).toMatch(/als in der Woche davor/)
    expect(answer).toMatch(/\d,\d\u00a0%/)
    expect(await world.ask('about usage payments', german)).toContain('„letzte Woche“')
    expect(await world.ask('usage payments', other)).toMatch(
      /^📉 Payments: \d+ people used Tabnine last week \(9–15 Nov\)\n/,
    )
  })

  it('also where it is about what went wrong, in a list, and in help', async () => {
    const { world, german } = await openGermanWorld()
    await using _world = world
    expect(await world.ask('team paymints', german)).toMatch(
      /^Kein Team heißt „\u2068paymints\u2069“\nEin Team auswählen\.\nPayments\nAlle Teams zeigen/,
    )
    expect(await world.ask('subscriptions', german)).toContain('Hier gibt es noch keine Berichte.')
    expect(await world.ask('', german)).toContain('Frag mich zu Tabnine')
  })

  it('and as the settings say where Slack does not give it, or for a language that the bot does not have', async () => {
    const { world, german, english: other } = await openGermanWorld({ BOT_LANGUAGE: 'de' })
    await using _world = world
    world.cloud.users.grace.locale = 'ja-JP'
    expect(await world.ask('teams', german)).toContain('Alle Teams')
    expect(await world.ask('teams', other)).not.toContain('Alle Teams')
  })
})

describe('a digest is posted in the language of its subscription', () => {
  it('which is that of the person who made it', async () => {
    const { world, german } = await openGermanWorld()
    await using _world = world
    const answer = await world.askInChannel('subscribe payments', german)
    expect(answer).toMatch(
      /^Bericht eingerichtet: Payments\nFertig\. Bericht über Payments, hier, jeden Montag um 9:00 Uhr \(Europe\/Berlin\)\./,
    )
    world.moveTo(due)
    await world.tick()
    const posted = world.standing(world.channel).at(-1) ?? ''
    expect(posted).toMatch(/^.*Tabnine diese Woche: Payments · 16\.–22\. Nov\.\n/)
    expect(posted).toContain(' · Bericht 1')
    expect(posted.replaceAll(/\/tabnine .*/g, '')).not.toMatch(english)
  })

  it('unless another is asked for, then or later', async () => {
    const { world, german } = await openGermanWorld()
    await using _world = world
    await world.askInChannel('subscribe payments every monday at 9:00 Europe/Berlin in English', german)
    await world.askInChannel('subscribe all every monday at 9:00 Europe/Berlin auf Deutsch')
    world.moveTo(due)
    await world.tick()
    const first = world.standing(world.channel).slice(-2).join('\n')
    expect(first).toContain('Tabnine this week: Payments · 16–22 Nov')
    expect(first).toMatch(/Tabnine diese Woche: .* · 16\.–22\. Nov\./)
    await world.askInChannel('edit 1 in German')
    world.moveTo('2026-11-30T08:00:00Z')
    await world.tick()
    expect(world.standing(world.channel).slice(-2).join('\n')).toContain('Tabnine diese Woche: Payments · 23.–29. Nov.')
  })
})

describe('in Teams', () => {
  it('a person is answered in the language of their client', async () => {
    await using world = await openTeamsWorld(thursday)
    const { plain } = world.cloud.people
    expect((await world.ask('usage payments')).text).toMatch(/Payments: \d+ people used Tabnine /)
    plain.locale = 'de-DE'
    expect((await world.ask('usage payments')).text).toMatch(/Payments: \d+ Personen haben Tabnine /)
  })
})
