import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { listTruth } from '../../../demo/sandbox/company/truth.ts'
import { BOT_SCOPES } from '../../clouds/slack/people.ts'
import type { SlackCloud } from '../../clouds/slack.ts'
import { readCsv } from '../../helpers/csv.ts'
import { type SlackBot, type SlackBotOptions, startSlackBot } from '../../helpers/slack-bot.ts'
import { readBlocks } from '../../helpers/slack-text.ts'
import { openSlackWorld } from '../digest/slack-world.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const asAdmin: SlackBotOptions = { environment: cloud => ({ ADMINS: cloud.users.ada.id }) }

/** Everything posted so far: where, to whom alone, and what. */
const messagesOf = (bot: SlackBot) =>
  bot.messages().map(({ how, channel, to, blocks }) => ({ how, where: to ?? channel, text: readBlocks(blocks) }))

const filesIn = ({ cloud }: SlackBot) =>
  cloud.events.flatMap(({ kind, what }) => (kind === 'upload' ? [readCsv(what.content.toString())] : []))

/** Where the files were shared. */
const sharedIn = ({ cloud }: SlackBot) =>
  cloud.calls('files.completeUploadExternal').map(({ args, ok }) => ({ channel: args.channel_id, ok }))

describe('a file is in the direct messages of the person who asked, and the place of asking says where it is', () => {
  test.each(['command', 'mention', 'action'] as const)('asked in a channel by a %s', async kind => {
    await using bot = await startSlackBot(asAdmin)
    const { ada } = bot.cloud.users
    const { id: channel } = bot.cloud.channels.general
    const line = 'export usage all last week daily'
    if (kind === 'action') await bot.send({ kind, user: ada.id, channel, action: { action_id: 'ask-0', value: line } })
    else await bot.send({ kind, user: ada.id, channel, text: line })
    await bot.stop()
    expect(messagesOf(bot)).toEqual([
      {
        how: 'message',
        where: ada.dm,
        text: expect.stringMatching(
          /tabnine-usage-2026-09-28\.csv holds \d+ rows in \d+ columns: .* people used Tabnine .*21–27 Sep\)\. All totals/,
        ),
      },
      {
        how: kind === 'mention' ? 'ephemeral' : 'response',
        where: ada.id,
        text: expect.stringContaining('The file is in our direct messages.'),
      },
    ])
    expect(sharedIn(bot)).toEqual([{ channel: ada.dm, ok: true }])
    const [[columns, ...rows] = []] = filesIn(bot)
    const days = rows.filter(row => row[columns?.indexOf('step') ?? -1] === 'daily')
    expect(days.map(row => row[columns?.indexOf('first_day') ?? -1])).toEqual(
      [21, 22, 23, 24, 25, 26, 27].map(day => `2026-09-${day}`),
    )
    expect(bot.cloud.messages(channel)).toEqual([])
  })

  test('asked in the direct messages, where no other message is needed', async () => {
    await using bot = await startSlackBot()
    await bot.send({ kind: 'dm', user: bot.cloud.users.ada.id, text: 'export me' })
    await bot.stop()
    expect(messagesOf(bot)).toHaveLength(1)
    expect(messagesOf(bot)[0]?.text).toMatch(/It holds personal data/)
    const [[columns, row] = []] = filesIn(bot)
    expect(row?.[columns?.indexOf('email') ?? -1]).toBe(bot.cloud.users.ada.email)
  })
})

test('where the app was installed without permission to write files, the person who asks reads so', async () => {
  const scopes = BOT_SCOPES.filter(scope => scope !== 'files:write')
  await using bot = await startSlackBot({ cloud: { scopes } })
  const { ada } = bot.cloud.users
  await bot.send({ kind: 'command', user: ada.id, channel: bot.cloud.channels.general.id, text: 'export teams' })
  await bot.stop()
  expect(messagesOf(bot).at(-1)).toMatchObject({
    how: 'response',
    where: ada.id,
    text: expect.stringContaining('I couldn’t send the file'),
  })
  expect(filesIn(bot)).toEqual([])
})

describe('what cannot be exported is named, with what can', () => {
  test.each([
    ['export help', 'I didn’t understand'],
    ['export', 'Something’s missing'],
    ['export usge all', 'I didn’t understand “\u2068usge\u2069”\nThe examples show how to write it.\nusage'],
    ['export usage paymnts', 'Pick a team.\nPayments'],
    ['export user unknown@else.example', 'Only admins can see other people’s usage'],
    ['export 3', 'Only works in Slack or Teams'],
  ])('%s', async (line, expected) => {
    await using bot = await startSlackBot()
    const { grace } = bot.cloud.users
    await bot.send({ kind: 'command', user: grace.id, channel: bot.cloud.channels.general.id, text: line })
    await bot.stop()
    expect(messagesOf(bot).map(({ text }) => text)).toEqual([expect.stringContaining(expected)])
    expect(filesIn(bot)).toEqual([])
  })
})

describe('the people of an alert', () => {
  /** What an admin and another person get of one alert, as rows by column. */
  async function exportAlert(privacy: object) {
    const file = join(folder, `${Object.keys(privacy).join()}.yaml`)
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ privacy }))
    const environment = (cloud: SlackCloud) => ({ ADMINS: cloud.users.meera.id, CONFIG_FILE: file })
    await using world = await openSlackWorld('2026-09-28T12:00:00Z', environment)
    await world.ask('alerts all')
    await world.tick()
    const { grace } = world.cloud.users
    for (const user of [world.person.id, grace.id])
      expect(await world.ask('export 1', { user })).toContain('The file is in our direct messages.')
    const files = world.cloud.events.flatMap(({ kind, what }) =>
      kind === 'upload' ? [readCsv(what.content.toString())] : [],
    )
    const [forAdmin = [], forOther = []] = files
    const holds = [world.person.dm, grace.dm].map(dm => world.standing(dm).join())
    const emails = listTruth(world.sandbox.company, new Date('2026-09-28T12:00:00Z')).map(({ email }) => email)
    return { forAdmin, forOther, holds, emails }
  }

  test('are named to an admin, and counted to everyone else', async () => {
    const { forAdmin, forOther, holds, emails } = await exportAlert({})
    const [columns, ...rows] = forAdmin
    expect(columns).toEqual(['person', 'state', 'since', 'since_or_before', 'working_days', 'expired'])
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.filter(([person = '']) => !emails.includes(person))).toEqual([])
    expect(rows.filter(([, , since = '']) => !/^\d{4}-\d\d-\d\d$/.test(since))).toEqual([])
    expect(holds[0]).toContain('It holds personal data')

    expect(forOther.map(([state]) => state)).toEqual(['state', 'invited', 'never-used', 'idle'])
    const counted = forOther.slice(1).map(([, seats]) => Number(seats))
    expect(counted.reduce((sum, seats) => sum + seats, 0)).toBe(rows.length)
    expect(holds[1]).toContain('Totals only')
  })

  test('have pseudonyms where the settings want that, in an order that reveals nothing', async () => {
    const { forAdmin, forOther, holds, emails } = await exportAlert({ pseudonyms: true })
    const people = forAdmin.slice(1).map(([person = '']) => person)
    expect(people.filter(person => !/^Person [2-9A-Z]{5}-[2-9A-Z]{5}$/.test(person))).toEqual([])
    expect(people).toEqual(people.toSorted())
    expect(holds[0]).toContain('People are called by pseudonyms')
    const written = JSON.stringify([forAdmin, forOther])
    expect(emails.filter(email => written.includes(email))).toEqual([])
  })
})

describe('the audit trail', () => {
  test('shows admins who exported what, and who saw whom', async () => {
    await using world = await openSlackWorld('2026-09-28T12:00:00Z', cloud => ({ ADMINS: cloud.users.meera.id }))
    const [someone] = world.sandbox.company.teams
    await world.ask(`export seats ${someone?.id}`)
    const { email } = world.anyMember()
    await world.ask(`user ${email}`)
    await world.ask(`export user ${email}`)
    const log = await world.ask('audit')
    expect(log).toContain(`slack:${world.person.id}`)
    expect(log).toContain(`export seats ${someone?.id}`)
    expect(log).toMatch(/viewed someone’s usage.*user/s)
  })

  test('that cannot be written keeps the answer back', async () => {
    await using world = await openSlackWorld('2026-09-28T12:00:00Z', cloud => ({ ADMINS: cloud.users.meera.id }))
    const { email } = world.anyMember()
    await world.store.execute('drop table audit cascade')
    const answers = [await world.ask(`user ${email}`), await world.ask('export usage')]
    for (const answer of answers) {
      expect(answer).toContain('I couldn’t write the access log')
      expect(answer).not.toContain(email)
    }
    expect(await world.ask('usage')).toContain('used Tabnine')
    expect(world.cloud.calls('files.completeUploadExternal')).toEqual([])
  })
})
