import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalizeName, quoteName, splitLine } from '../../../src/command/line.ts'
import { anyText } from '../../helpers/texts.ts'

const plain = (...texts: string[]) => texts.map(text => ({ text, quoted: false }))
const quoted = (text: string) => ({ text, quoted: true })

const shapeless = /[\u00ad\u180e\u200b\u200e\u200f\u2060\u2066-\u2069]/g

describe('splitLine', () => {
  test.each([
    ['\u200b', []],
    ['\u200busage\u200b pay\u200bments\u2060\ufeff', plain('usage', 'pay\u200bments')],
    ['usage \u200b"Data Science"\u200b daily', [...plain('usage'), quoted('Data Science'), ...plain('daily')]],
    ['usage \u2068payments\u2069', plain('usage', 'payments')],
    ['\u202eusage', plain('\u202eusage')],
    ['👩‍💻\u200b', plain('👩‍💻')],
    ['', []],
    ['   ', []],
    ['usage', plain('usage')],
    ['  usage   payments\tlast\u00a0week\n', plain('usage', 'payments', 'last', 'week')],
    ['usage "Data Science" daily', [...plain('usage'), quoted('Data Science'), ...plain('daily')]],
    ['usage “Data Science”', [...plain('usage'), quoted('Data Science')]],
    ['usage ”Data Science', plain('usage', '”Data', 'Science')],
    ['usage „Data Science“', [...plain('usage'), quoted('Data Science')]],
    ['usage „Data Science”', [...plain('usage'), quoted('Data Science')]],
    ['usage «Data Science»', [...plain('usage'), quoted('Data Science')]],
    ['usage “Data Science"', [...plain('usage'), quoted('Data Science')]],
    ['""', [quoted('')]],
    [String.raw`"say \"hi\" \\ now"`, [quoted(String.raw`say "hi" \ now`)]],
    [String.raw`"C:\temp"`, [quoted(String.raw`C:\temp`)]],
    ['"a""b"', [quoted('a'), quoted('b')]],
    ['"never closed', plain('"never', 'closed')],
    ['«a «b «c', plain('«a', '«b', '«c')],
    ['“a «b c» d', [...plain('“a'), quoted('b c'), ...plain('d')]],
    ['“a «b «c» “', [quoted('a «b «c» ')]],
    ['inch 5" wide', plain('inch', '5"', 'wide')],
    ["o'brien", plain("o'brien")],
    ['👩‍💻 dévs فريق', plain('👩‍💻', 'dévs', 'فريق')],
  ])('%j', (line, tokens) => {
    expect(splitLine(line)).toEqual(tokens)
  })

  test('takes any text, loses no letter outside of quotes and never throws', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 200 }), line => {
        const unquoted = splitLine(line).filter(token => !token.quoted)
        expect(unquoted.every(({ text }) => text !== '' && !/\s/.test(text) && line.includes(text))).toBe(true)
        expect(
          splitLine(line.replace(/["“„«]/g, ''))
            .map(({ text }) => text)
            .join('')
            .replace(shapeless, ''),
        ).toBe(
          line
            .replace(/["“„«]/g, '')
            .replace(/\s/g, '')
            .replace(shapeless, ''),
        )
      }),
    )
  })
})

test('a quoted name is read back as it is, whatever it holds', () => {
  fc.assert(
    fc.property(anyText(), anyText(), (name, other) => {
      expect(splitLine(`${quoteName(name)} ${quoteName(other)}`)).toEqual([quoted(name), quoted(other)])
    }),
  )
})

describe('normalizeName', () => {
  test.each([
    ['Data Science', 'data science'],
    ['data-science', 'data science'],
    ['DATA_SCIENCE', 'data science'],
    ['  Data \u2013 Science ', 'data science'],
    ['Data\u2011Science', 'data science'],
    ['Data\u00a0Science', 'data science'],
    ['“Data” Science', 'data science'],
    ['Ada’s team', "ada's team"],
    ['Cafe\u0301', 'Caf\u00e9'],
    ['Ｗｅｂ', 'web'],
    ['pay\u200bments\u2060', 'payments'],
  ])('%j and %j are one name', (a, b) => {
    expect(normalizeName(a)).toBe(normalizeName(b))
  })

  test.each([
    ['web', 'web 2'],
    ['resume', 'resumé'],
    ['a.b', 'a b'],
  ])('%j and %j are two', (a, b) => {
    expect(normalizeName(a)).not.toBe(normalizeName(b))
  })

  test('what is equal stays equal: normalizing twice changes nothing', () => {
    fc.assert(
      fc.property(anyText(), name => {
        expect(normalizeName(normalizeName(name))).toBe(normalizeName(name))
      }),
    )
  })
})
