import { expect, test } from 'vitest'
import { openCharts } from '../../../adapters/charts.ts'
import { createWords } from '../../../src/message/words.ts'
import { goldenCharts } from '../../helpers/charts.ts'
import { recordLog } from '../../helpers/recording-log.ts'

const around = { words: createWords('en'), clock: { now: () => new Date('2026-11-23T10:00:00Z') }, log: recordLog() }
const reached = { publicUrl: 'https://bot.example', encryptionKey: 'a key of many letters' }
const unreached = { publicUrl: undefined, encryptionKey: null }

test.each([
  ['native', reached, { native: true, picture: true, paints: true }],
  ['native', unreached, { native: true, picture: false, paints: false }],
  ['native', { ...reached, encryptionKey: null }, { native: true, picture: false, paints: false }],
  ['image', reached, { native: false, picture: true, paints: true }],
  ['image', unreached, { native: false, picture: false, paints: true }],
  ['text', reached, { native: false, picture: false, paints: false }],
] as const)('CHARTS=%s with %o', async (charts, settings, expected) => {
  const { teams, paint, links } = await openCharts({ charts, ...settings }, around)
  const picture = teams.pictureOf(goldenCharts.bar)
  expect({ native: teams.native, picture: picture !== null, paints: paint !== null }).toEqual(expected)
  expect(links !== null).toBe(expected.picture)
})
