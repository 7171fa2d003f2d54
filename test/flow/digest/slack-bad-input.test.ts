import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSlackWorld, type SlackWorld } from './slack-world.ts'

let world: SlackWorld

beforeAll(async () => {
  world = await openSlackWorld('2026-11-19T12:00:00Z')
  await world.askInChannel('subscribe payments')
})
afterAll(() => world[Symbol.asyncDispose]())

/** A failed request is answered to the person who asked, and to no one else; it changes nothing. */
async function refusal(line: string): Promise<string> {
  const answer = await world.ask(line)
  expect(world.standing(world.channel)).toHaveLength(1)
  const list = await world.ask('subscriptions')
  expect(list).toContain('Digests here\n1 digest\n')
  expect(list).toContain('every Monday at 9:00 AM (Asia/Kolkata)\n23 Nov, 9:00 AM\nNot sent yet')
  return answer.replaceAll(/[\u2068\u2069]/g, '')
}

describe('a line that cannot be followed', () => {
  it.each<[line: string, expected: string, corrected: string[]]>([
    [
      'subscribe paymets, search every friday at 16:00 Europe/Berlin',
      'No team called “paymets”\nPick a team.',
      ['Payments', 'See all teams'],
    ],
    ['edit 1 search, paymets', 'No team called “paymets”\nPick a team.', ['Payments', 'See all teams']],
    [
      'subscribe payments every funday at 8:00',
      '“funday” isn’t a day I know\nPick one weekday, such as “every Monday at 9:00”, or write “monthly”.',
      ['sunday', 'monday'],
    ],
    ['subscribe payments at 25:00', '“25:00” isn’t a time of day\nWrite for example “9:00”, “9:30 pm” or “21:30”.', []],
    ['edit 1 at 9:60', '“9:60” isn’t a time of day\nWrite for', ['10:00']],
    [
      'subscribe payments every monday at 9:00 Europe/Berln',
      'I don’t know the time zone “Europe/Berln”\nWrite a place,',
      ['Europe/Berlin'],
    ],
    [
      'subscribe payments monthly on the 31st',
      'Monthly digests come on the 1st, not on “31st”\nWrite “monthly on the 1st”.',
      ['1st'],
    ],
    [
      `subscribe ${Array.from({ length: 30 }, (_, index) => `team ${index}`).join(', ')} every friday`,
      'Pick up to 20 teams\nOr use “all” for the whole organization.',
      ['subscribe all every friday'],
    ],
    ['pause one', '“one” isn’t the number of a digest or alert\nLook up its number.', ['See digests', 'See alerts']],
    ['unsubscribe', 'Which digest or alert?\nLook up its number and add it.', ['See digests', 'See alerts']],
    ['pause 2', 'There’s no digest “2” here\nYou can change a digest where it’s posted.', ['See digests']],
    ['pause 1 until yesterday', '“yesterday” is in the past\nPick a later day.', []],
    ['pause 1 until 2026-11-19', '“2026-11-19” is in the past\nPick a later day.', []],
    ['pause 1 until 2026-02-30', '“2026-02-30” isn’t a date I know\nWrite for example “2026-12-24”', []],
    ['settle 1', 'Something’s missing\nThe examples show how to write it.', ['sent', 'resend', 'drop']],
    [
      'edit 1',
      'Nothing to change\nName teams, a time, or both. What you don’t name stays as it is.',
      ['edit 1 every monday at 9:00 Asia/Kolkata'],
    ],
  ])('%.60s', async (line, happened, corrected) => {
    const answer = await refusal(line)
    expect(answer).toContain(happened)
    const [, buttons = ''] = answer.split(happened)
    for (const offered of corrected) expect(buttons.split('\n')).toContain(offered)
    expect(answer).not.toContain('Reference')
  })

  it('that is only "subscribe" opens the form, and where none can be opened it is explained', async () => {
    world.cloud.fail('views.open', { error: 'expired_trigger_id' })
    const answer = await refusal('subscribe')
    expect(answer).toContain('name one or more teams, and when.')
    expect(answer).toContain('/tabnine subscribe payments, mobile every tuesday at 9:30')
  })
})
