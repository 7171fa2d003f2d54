import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSlackWorld, type SlackWorld } from './slack-world.ts'

let world: SlackWorld

beforeAll(async () => {
  world = await openSlackWorld('2026-11-19T12:00:00Z')
  await world.askAloud('subscribe payments')
})
afterAll(() => world[Symbol.asyncDispose]())

/** What is asked in vain is told to whoever asked, and to nobody else; nothing comes of it. */
async function refusal(line: string): Promise<string> {
  const told = await world.ask(line)
  expect(world.standing(world.channel)).toHaveLength(1)
  const list = await world.ask('subscriptions')
  expect(list).toContain('Digests here\n1 digest\n')
  expect(list).toContain('every Monday at 9:00 AM (Asia/Kolkata)\n23 Nov, 9:00 AM\nNot sent yet')
  return told.replaceAll(/[\u2068\u2069]/g, '').replaceAll('\n \n', ' ')
}

describe('a line that cannot be followed', () => {
  it.each<[line: string, told: string, mended: string[]]>([
    [
      'subscribe paymets, search every friday at 16:00 Europe/Berlin',
      'No team is called “paymets”. See all teams with “teams”.',
      ['/tabnine subscribe "Payments", "search" every friday at 16:00 Europe/Berlin'],
    ],
    [
      'edit 1 search, paymets',
      'No team is called “paymets”. See all teams with “teams”.',
      ['/tabnine edit 1 "search", "Payments"'],
    ],
    [
      'subscribe payments every funday at 8:00',
      'I do not know which day “funday” is. Name one day of the week, as in “every monday at 9:00”, or write “monthly”.',
      ['/tabnine subscribe "payments" every sunday at 8:00', '/tabnine subscribe "payments" every monday at 8:00'],
    ],
    [
      'subscribe payments at 25:00',
      '“25:00” is not a time of day. Write for example “9:00”, “9:30 pm” or “21:30”.',
      [],
    ],
    ['edit 1 at 9:60', '“9:60” is not a time of day. Write for', ['/tabnine edit 1 at 10:00']],
    [
      'subscribe payments every monday at 9:00 Europe/Berln',
      'I do not know the time zone “Europe/Berln”.',
      ['/tabnine subscribe "payments" every monday at 9:00 Europe/Berlin'],
    ],
    [
      'subscribe payments monthly on the 31st',
      'A monthly digest comes on the 1st, not on “31st”. Write “monthly on the 1st”.',
      ['/tabnine subscribe "payments" monthly on the 1st'],
    ],
    [
      `subscribe ${Array.from({ length: 30 }, (_, index) => `team ${index}`).join(', ')} every friday`,
      'A digest is about 20 teams at most. Name fewer at a time, or “all”, the whole organization.',
      ['/tabnine subscribe all every friday'],
    ],
    [
      'pause one',
      '“one” is not the number of a subscription or an alert. See the numbers with “subscriptions” and “alerts”.',
      [],
    ],
    [
      'unsubscribe',
      'The number of a subscription or an alert is missing in that line. See the numbers with “subscriptions” and “alerts”.',
      [],
    ],
    ['pause 2', 'There is no subscription “2” in this conversation. See those of this conversation with', []],
    ['pause 1 until yesterday', '“yesterday” is not a day to come. Write a later day.', []],
    ['pause 1 until 2026-11-19', '“2026-11-19” is not a day to come. Write a later day.', []],
    ['pause 1 until 2026-02-30', '“2026-02-30” is not a day that a calendar has. Write for example “2026-12-24”', []],
    [
      'settle 1',
      'Something is missing in that line. See how to ask with “help settle”.',
      ['/tabnine settle 1 sent', '/tabnine settle 1 resend', '/tabnine settle 1 drop'],
    ],
    [
      'edit 1',
      'What to change is missing in that line. Name teams, or when, or both; what is not named stays as it is.',
      ['/tabnine edit 1 every monday at 9:00 Asia/Kolkata'],
    ],
  ])('%.60s', async (line, happened, mended) => {
    const told = await refusal(line)
    expect(told).toContain(`That did not work\n${happened}`)
    for (const offered of mended) expect(told).toContain(offered)
    expect(told.includes('Did you mean:')).toBe(mended.length > 0)
  })

  it('that is only "subscribe" opens the form, and where none can be opened it is explained', async () => {
    world.cloud.fail('views.open', { error: 'expired_trigger_id' })
    const told = await refusal('subscribe')
    expect(told).toContain('name one or more teams, and when.')
    expect(told).toContain('/tabnine subscribe payments, mobile every tuesday at 9:30')
  })
})
