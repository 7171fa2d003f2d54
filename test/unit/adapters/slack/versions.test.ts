import { describe, expect, test } from 'vitest'
import { createSlackVersions } from '../../../../adapters/slack/versions.ts'
import type { Config } from '../../../../src/config.ts'
import { noCharts } from '../../../../src/message/chart.ts'
import { type Message, type Part, table, text } from '../../../../src/message/message.ts'
import { createWords } from '../../../../src/message/words.ts'
import { goldenCharts } from '../../../helpers/charts.ts'

/** With the numbers of the chart, which needs no table of its own then. */
const seats = table('Seats', [{ label: 'Seats', align: 'left' }], [['42'], ['15'], ['6'], ['4']])
const message = (...parts: Part[]): Message => ({ title: 'Title', summary: 'Summary.', parts })
const young = ['data_visualization', 'data_table', 'image', 'table']

/** What is drawn in each version, where Slack takes none; `pause` where it is waited before the next. */
async function listVersions(mode: Config['charts'], message: Message, canUpload = true): Promise<string[]> {
  const seen: string[] = []
  const versions = createSlackVersions({
    ...{ words: createWords('en'), mode, clock: { now: () => now } },
    async showPictures() {
      seen.push('upload')
      return canUpload ? { native: false, pictureOf: () => 'F0123' } : noCharts
    },
    pause: async () => seen.push('pause'),
  })
  for await (const { blocks } of versions(message)) {
    seen.push(
      blocks
        ? blocks
            .map(({ type }) => type)
            .filter(type => young.includes(type))
            .join('+')
        : 'text',
    )
  }
  return seen
}

const now = new Date('2026-11-25T10:00:00Z')
const both = message(goldenCharts.bar, seats)

test.each<[string, Config['charts'], Message, string[]]>([
  [
    'a chart and a table',
    'native',
    both,
    ['data_visualization+data_table', 'upload', 'image+table', 'pause', 'image+table', 'table', 'text'],
  ],
  ['the same as pictures', 'image', both, ['upload', 'image+data_table', 'pause', 'image+table', 'table', 'text']],
  ['the same in words', 'text', both, ['data_table', 'table', 'text']],
  ['a chart alone in words', 'text', message(goldenCharts.bar), ['data_table', 'table', 'text']],
  ['a table', 'native', message(seats), ['data_table', 'table', 'text']],
  ['neither', 'native', message(text('hello')), ['', 'text']],
])('%s with CHARTS=%s', async (_what, mode, message, versions) => {
  expect(await listVersions(mode, message)).toEqual(versions)
})

test.each<[Config['charts'], string[]]>([
  ['native', ['data_visualization+data_table', 'upload', 'table', 'text']],
  ['image', ['upload', 'data_table', 'table', 'text']],
])('where nothing can be uploaded, CHARTS=%s is described in words', async (mode, versions) => {
  expect(await listVersions(mode, both, false)).toEqual(versions)
})

test('nothing is uploaded before the first version was refused', async () => {
  const upload = () => Promise.reject(new Error('nothing is to be uploaded'))
  const parts = { words: createWords('en'), mode: 'native', showPictures: upload, clock: { now: () => now } } as const
  const { value } = await createSlackVersions(parts)(both).next()
  expect(value?.blocks?.map(({ type }) => type)).toContain('data_visualization')
})

describe('a workspace without the young blocks', () => {
  /** Sends to a workspace that accepts only what `takes` allows, and returns what was tried. */
  function open(takes: (types: readonly string[]) => boolean) {
    let time = now.getTime()
    const versions = createSlackVersions({
      ...{ words: createWords('en'), mode: 'native', clock: { now: () => new Date(time) }, pause: async () => {} },
      showPictures: async () => ({ native: false, pictureOf: () => 'F0123' }),
    })
    return {
      pass: (milliseconds: number) => {
        time += milliseconds
      },
      async send(message: Message): Promise<string[]> {
        const tried: string[] = []
        for await (const { blocks } of versions(message)) {
          const types: string[] = blocks?.map(({ type }) => type) ?? ['text']
          tried.push(types.filter(type => [...young, 'text'].includes(type)).join('+'))
          if (takes(types)) break
        }
        return tried
      },
    }
  }
  const isOld = (types: readonly string[]) => !types.includes('data_table') && !types.includes('data_visualization')

  test('is spared them for an hour once it took the message without', async () => {
    const workspace = open(isOld)
    expect(await workspace.send(both)).toEqual(['data_visualization+data_table', 'image+table'])
    expect(await workspace.send(both)).toEqual(['image+table'])
    expect(await workspace.send(message(seats))).toEqual(['table'])
    workspace.pass(61 * 60_000)
    expect(await workspace.send(message(seats))).toEqual(['data_table', 'table'])
  })

  test('and not where something else was wrong with the message', async () => {
    const workspace = open(types => types[0] === 'text')
    expect((await workspace.send(message(seats))).at(-1)).toBe('text')
    expect((await workspace.send(message(seats)))[0]).toBe('data_table')
  })

  test('nor where the newer blocks were accepted', async () => {
    const workspace = open(() => true)
    await workspace.send(both)
    expect(await workspace.send(both)).toEqual(['data_visualization+data_table'])
  })
})
