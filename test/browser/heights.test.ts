/** The height of messages, in the page's own frames. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMessageViews, phoneHeight } from '../../demo/message-view.ts'
import { openPage } from './open-page.ts'

const at = openPage('/messages')

let views: Awaited<ReturnType<typeof openMessageViews>>

beforeAll(async () => {
  views = await openMessageViews(at().page.browser(), at().url)
})

afterAll(() => views?.close())

const english = { language: 'en', reader: 'channel' } as const

test('Slack is measured at 680 px, Teams at 720 px and on a phone of 390 px', async () => {
  await views.measure({ ...english, name: 'Digest', platform: 'slack', device: 'desktop' })
  expect(await views.width()).toBe(680)
  await views.measure({ ...english, name: 'Digest', platform: 'teams', device: 'desktop' })
  // What is within the card's border and padding.
  expect(await views.width()).toBe(688)
  await views.measure({ ...english, name: 'Digest', platform: 'teams', device: 'phone' })
  expect(await views.width()).toBeLessThanOrEqual(390)
})

describe('a message has the same height each time, and is higher on a phone', () => {
  test.each(['slack', 'teams'] as const)(
    'in %s',
    async platform => {
      const measure = (device: 'desktop' | 'phone') => views.measure({ ...english, name: 'Help', platform, device })
      const desktop = await measure('desktop')
      expect(desktop).toBeGreaterThan(100)
      expect(await measure('desktop')).toBe(desktop)
      expect(await measure('phone')).toBeGreaterThan(desktop)
    },
    90_000,
  )
})

test('a digest is read at a glance: in Slack within 700 px, in Teams within a phone’s screen and a half', async () => {
  const digest = { ...english, name: 'Digest in the channel' } as const
  const [inSlack, inTeams] = [
    await views.measure({ ...digest, platform: 'slack', device: 'desktop' }),
    await views.measure({ ...digest, platform: 'teams', device: 'phone' }),
  ]
  expect(inSlack).toBeGreaterThan(200)
  expect(inSlack).toBeLessThanOrEqual(700)
  expect(inTeams).toBeGreaterThan(200)
  expect(inTeams).toBeLessThanOrEqual(1.5 * phoneHeight)
}, 180_000)

test('an answered reminder fits on a phone', async () => {
  const answered = { ...english, reader: 'private', name: 'A reminder that was answered', device: 'phone' } as const
  for (const platform of ['slack', 'teams'] as const) {
    expect(await views.measure({ ...answered, platform })).toBeLessThan(phoneHeight)
  }
})
