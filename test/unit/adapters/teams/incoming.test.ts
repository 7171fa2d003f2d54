import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mentionsIn, readCarried, readText } from '../../../../adapters/teams/incoming.ts'

describe('the line in a text of Teams', () => {
  test.each([
    ['usage payments', 'usage payments'],
    ['<at>Tabnine</at> usage payments\n', 'usage payments'],
    ['<at>Tabnine</at>\u00a0usage\u00a0payments', 'usage payments'],
    ['<at>Tabnine</at>&nbsp;usage&nbsp;payments', 'usage payments'],
    ['<at id="0">Tabnine\nUsage</at>\r\nusage payments\r\n', 'usage payments'],
    ['usage payments <at>Tabnine</at>', 'usage payments'],
    ['<at>Tabnine</at> <at>Tabnine</at>', ''],
    ['<quoted messageId="1"/> <at>Tabnine</at> usage payments', 'usage payments'],
    ['<quoted messageId="1"> usage payments', 'usage payments'],
    ['\u200busage\u200b  payments\t', 'usage payments'],
    ['usage R&amp;D', 'usage R&D'],
    ['usage &lt;at&gt;all&lt;/at&gt;', 'usage <at>all</at>'],
    ['usage &amp;lt;', 'usage &lt;'],
    ['<attention>', '<attention>'],
    ['', ''],
  ])('%j → %j', (text, line) => expect(readText(text)).toBe(line))

  test('is read from any text, and has no space at its ends or twice in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(readText(text)).toMatch(/^(\S+( \S+)*)?$/)
      }),
    )
  })
})

describe('people who are mentioned', () => {
  const botId = '28:bot'
  const of = (name: string, id: string) => ({ type: 'mention', text: `<at>${name}</at>`, mentioned: { id, name } })
  const read = (text: string, ...entities: unknown[]) => readText(text, mentionsIn(entities, botId))

  test.each([
    ['<at>Tabnine</at> user <at>Grace Hopper</at>', 'user <@29:grace>'],
    ['user <at>Grace Hopper</at> last week', 'user <@29:grace> last week'],
    ['user <at>Grace Hopper</at> <at>Grace Hopper</at>', 'user <@29:grace>'],
    ['user <at>Someone Else</at>', 'user'],
  ])('%j → %j', (text, line) => {
    expect(read(text, of('Tabnine', botId), of('Grace Hopper', '29:grace'))).toBe(line)
  })

  test('a person with the bot’s name cannot be distinguished from it', () => {
    expect(read('<at>Tabnine</at> help', of('Tabnine', botId), of('Tabnine', '29:grace'))).toBe('help')
  })

  test.each([
    [null],
    [7],
    [{ type: 'mention' }],
    [{ ...of('Grace', '29:grace'), text: 7 }],
    [{ ...of('Grace', '29:grace'), mentioned: null }],
    [of('Grace', '19:team')],
    [of('Grace', '29:<@28:x>')],
    [{ ...of('Grace', '29:grace'), text: ' ' }],
    [{ ...of('Grace', '29:grace'), text: 'e' }],
    [of('x'.repeat(300), '29:grace')],
  ])('%j mentions no one', entity => {
    expect(mentionsIn([entity], botId)).toEqual([])
  })

  test.each([undefined, null, 'mention', {}])('entities that are no list mention no one: %j', entities => {
    expect(mentionsIn(entities, botId)).toEqual([])
  })

  test('twenty are looked at', () => {
    expect(
      mentionsIn(
        Array.from({ length: 500 }, (_, at) => of(`Name ${at}`, `29:${at}`)),
        botId,
      ),
    ).toHaveLength(20)
  })
})

test.each(['<at', '<quoted', '<at>', '&nbsp;<at '])('100,000 characters of %j are read in linear time', filler => {
  expect(readText(filler.repeat(100_000 / filler.length)).length).toBeLessThanOrEqual(4_000)
})

test('a line that a button carries is read as far as one that is written', () => {
  expect(readCarried({ line: `usage ${'a '.repeat(50_000)}` })).toBe(`usage ${'a '.repeat(50_000)}`.slice(0, 4_000))
  expect(readCarried({ line: ' usage  Payments' })).toBe(' usage  Payments')
})

test.each([undefined, null, 7, 'usage', [], {}, { line: 7 }, { line: null }])('none is carried by %j', data => {
  expect(readCarried(data)).toBeNull()
})
