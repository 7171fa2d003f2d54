import { describe, expect, it } from 'vitest'
import { isDirect, isFromBot, messageOf, readText, statedIn } from '../../../../adapters/slack/incoming.ts'

describe('readText', () => {
  it.each([
    ['<@U0BOT> usage payments', 'usage payments'],
    ['<@U0BOT|tabnine> usage payments', 'usage payments'],
    ['usage <@U0BOT> payments', 'usage   payments'],
    ['usage payments <@U0BOT>', 'usage payments'],
    ['<@U0BOT>: usage payments', 'usage payments'],
    ['<@U0BOT>, usage payments', 'usage payments'],
    ['<@U0BOT>', ''],
    ['<@U0BOT> <@U0BOT> help', 'help'],
    ['<@U0OTHER> usage', '<@U0OTHER> usage'],
    ['user <@U0GRACE|grace h.>', 'user <@U0GRACE>'],
    ['user <mailto:ada@acme.example|ada@acme.example>', 'user ada@acme.example'],
    ['user <mailto:ada@acme.example>', 'user ada@acme.example'],
    ['user <mailto:o%27brien@acme.example|o\u2019brien+x&amp;co@acme.example>', 'user o\u2019brien+x&co@acme.example'],
    ['team <https://payments.example|payments.example>', 'team payments.example'],
    ['team <https://payments.example/a?b&amp;c>', 'team https://payments.example/a?b&c'],
    ['call <tel:+4930123|+49 30 123>', 'call +49 30 123'],
    ['team QA &lt;core&gt;', 'team QA <core>'],
    ['team R&amp;D', 'team R&D'],
    ['team &amp;lt;x&amp;gt;', 'team &lt;x&gt;'],
    ['  usage  ', 'usage'],
    ['usage\u00a0payments', 'usage\u00a0payments'],
    ['<!channel> usage <#C0123|general>', '<!channel> usage <#C0123|general>'],
    ['', ''],
  ])('%j is %j', (text, line) => {
    expect(readText(text, 'U0BOT')).toBe(line)
  })
})

describe('isDirect', () => {
  const message = { channel_type: 'im', user: 'U1', channel: 'D1' }

  it.each([
    ['a direct message', message, true],
    ['one with a file', { ...message, subtype: 'file_share' }, true],
    ['one of a thread that is shown in the conversation as well', { ...message, subtype: 'thread_broadcast' }, true],
    ['one of a subtype that is not known', { ...message, subtype: 'something_new' }, false],
    ['one without text', { ...message, text: undefined }, true],
    ['an edit', { ...message, subtype: 'message_changed' }, false],
    ['a channel’s message', { ...message, channel_type: 'channel' }, false],
    ['a group’s message', { ...message, channel_type: 'mpim' }, false],
    ['one without an author', { channel_type: 'im', channel: 'D1' }, false],
  ])('%s', (_what, event, direct) => {
    expect(isDirect(event)).toBe(direct)
  })
})

it.each([
  [{ bot_id: 'B1' }, true],
  [{ bot_profile: { id: 'B1' } }, true],
  [{ bot_id: '' }, false],
  [{ user: 'U1' }, false],
])('%j is from a bot: %s', (event, bot) => {
  expect(isFromBot(event)).toBe(bot)
})

it.each([
  [{ team: 'T1', user_team: 'T2' }, 'T2'],
  [{ team: 'T1' }, 'T1'],
  [{ team: 'T1', user_team: null }, 'T1'],
  [{}, null],
])('the workspace that comes with %j is %s', (event, team) => {
  expect(statedIn(event)).toEqual({ team, isOfPerson: false })
})

it('an edited message is the same, and one of another channel or time is not', () => {
  const event = { channel: 'C1', ts: '1.1', text: 'a' }
  const edit = { ...event, text: 'b', edited: { user: 'U1', ts: '2.2' } }
  expect(messageOf(edit)).toEqual({ ...messageOf(event), isEdited: true })
  expect(messageOf(event).isEdited).toBe(false)
  const others = [event, { ...event, channel: 'C2' }, { ...event, ts: '1.2' }]
  expect(new Set(others.map(other => messageOf(other).key)).size).toBe(3)
})

it.each(['<tel:', '<https:', '<@U1|', '<mailto:a|'])('100,000 characters of %j are read in linear time', filler => {
  expect(readText(filler.repeat(100_000 / filler.length), 'U1').length).toBeLessThanOrEqual(4_000)
})
