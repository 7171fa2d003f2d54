import { expect, test } from 'vitest'
import { openCharts } from '../../../adapters/charts.ts'
import { createWords } from '../../../src/message/words.ts'
import { goldenCharts } from '../../helpers/charts.ts'
import { recordLog } from '../../helpers/recording-log.ts'

const around = { words: createWords('en'), clock: { now: () => new Date('2026-11-23T10:00:00Z') }, log: recordLog() }
const reached = { publicUrl: 'https://bot.example', encryptionKey: 'a key of many letters', oldEncryptionKey: null }
const unreached = { publicUrl: undefined, encryptionKey: null, oldEncryptionKey: null }

test.each([
  ['native', reached, { native: true, picture: true }],
  ['native', unreached, { native: true, picture: false }],
  ['native', { ...reached, encryptionKey: null }, { native: true, picture: false }],
  ['image', reached, { native: false, picture: true }],
  ['image', unreached, { native: false, picture: false }],
  ['text', reached, { native: false, picture: false }],
] as const)('CHARTS=%s with %o', async (charts, settings, expected) => {
  const { teams, served } = await openCharts({ charts, ...settings }, around)
  const picture = teams.pictureOf(goldenCharts.bar)
  expect({ native: teams.native, picture: picture !== null }).toEqual(expected)
  expect(served !== null).toBe(expected.picture)
})

test('pictures for Slack can be painted where Teams has no address, and what paints them is opened once', async () => {
  const { openPainter } = await openCharts({ charts: 'native', ...unreached }, around)
  const paint = await openPainter()
  expect(paint?.(goldenCharts.bar).subarray(1, 4).toString()).toBe('PNG')
  expect(await openPainter()).toBe(paint)
})
