/** The page that `npm run demo` serves, in a real browser. */
import { request } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openPage, type Page } from './open-page.ts'
import type { Visit } from './visit.ts'

const friday = new Date('2026-11-20T08:00:00Z')

let page: Page
let tab: Visit

beforeAll(async () => {
  page = await openPage('/', friday)
  tab = page.tab
})

afterAll(() => page?.close())

afterEach(() => {
  expect(tab.complaints.splice(0)).toEqual([])
})

const slack = '#answers figure[aria-label$="in Slack"]'
const teams = '#answers figure[aria-label$="in Teams"]'

describe('a question', () => {
  test('is answered as Slack shows it and as Teams shows it', async () => {
    await tab.ask('usage payments last week')
    for (const platform of [slack, teams]) {
      expect(await tab.read(platform)).toMatch(/Usage of Payments, 9 Nov to 15 Nov 2026[\s\S]*registered people used/)
    }
    expect(await tab.read('#status')).toMatch(/^Usage of Payments/)
    await tab.shoot('question')
  })

  test.each([
    ['Slack', slack],
    ['Teams', teams],
  ])('has buttons in %s, which ask their line', async (_platform, within) => {
    await tab.ask('team payments')
    await tab.press('Seats', within)
    expect(await tab.read(teams)).toContain('Seats of Payments')
  })

  test('is asked by the keyboard alone', async () => {
    await tab.open('/')
    const focused = () => tab.evaluate("document.activeElement.id + '|' + document.activeElement.innerText.trim()")
    for (let presses = 0; (await focused()) !== 'line|' && presses < 30; presses++) await tab.page.keyboard.press('Tab')
    await tab.page.keyboard.down('Control')
    await tab.page.keyboard.press('a')
    await tab.page.keyboard.up('Control')
    await tab.page.keyboard.type('team mobile')
    await tab.page.keyboard.press('Enter')
    await tab.isDone()
    expect(await tab.read(slack)).toContain('Team Mobile')
    for (let presses = 0; (await focused()) !== 'ask-0|Usage' && presses < 40; presses++) {
      await tab.page.keyboard.press('Tab')
    }
    expect(await tab.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
    await tab.page.keyboard.press('Enter')
    await tab.isDone()
    expect(await tab.read(slack)).toContain('Usage of Mobile')
  })

  test('is shown letter by letter, whatever it holds', async () => {
    const hostile = '<img src=x> *bold* <!channel> :smile: [a](b)'
    await tab.ask(`team ${hostile}`)
    for (const platform of [slack, teams]) expect(await tab.read(platform)).toContain(hostile)
    expect(await tab.evaluate("document.querySelectorAll('#answers img, #answers a').length")).toBe(0)
  })

  test('is answered by role', async () => {
    await tab.page.select('#person', 'viewer')
    await tab.ask('subscribe payments')
    const refused = await tab.read(slack)
    await tab.page.select('#person', 'subscriber')
    await tab.ask('subscribe payments every monday at 9:10')
    expect([refused, await tab.read(slack)]).toEqual([
      expect.stringContaining('That did not work'),
      expect.stringContaining('Subscription 1'),
    ])
  })
})

test('a week on, the digest has arrived, and an alert when it is asked for', async () => {
  await tab.press('A week on')
  expect(await tab.read('#now')).toContain('27 Nov 2026')
  expect(await tab.read('#posts')).toMatch(/Mon[^\n]* 23 Nov 2026, 09:10, in the channel[\s\S]*Payments: Tabnine/)
  await tab.ask('alerts all')
  expect(await tab.read('#posts')).toMatch(/^Fri[^\n]* 27 Nov 2026[\s\S]*Unused seats of /)
  await tab.shoot('week')
}, 60_000)

test.each([
  ['status', '2026-10', 'answers 500'],
  ['shape', '2026-09', 'answers in a wrong shape'],
  ['token', '2026-08', 'refuses the token'],
])(
  'with a Usage API that is broken (%s, %s) one sees what people would see, and after it what they would',
  async (how, month, told) => {
    await tab.page.select('#breakage', how)
    await tab.press('Break it')
    expect(await tab.read('#health')).toContain(told)
    await tab.ask(`usage mobile ${month}`)
    expect(await tab.read(teams)).toMatch(/That did not work[\s\S]*Reference/)
    await tab.shoot(`broken-${how}`)
    await tab.press('Mend it')
    await tab.ask(`usage mobile ${month}`)
    expect(await tab.read(teams)).toContain('Usage of Mobile')
  },
)

describe('axe finds nothing wrong', () => {
  test.each([
    ['light and wide', []],
    ['dark', ['Dark']],
    ['dark and narrow', ['Narrow']],
    ['light again', ['Dark', 'Narrow']],
  ])('in the playground: %s', async (name, switches) => {
    for (const label of switches) await tab.press(label)
    if (switches.length === 0) await tab.ask('usage payments last week')
    expect(await tab.findBarriers()).toEqual([])
    await tab.shoot(`playground-${name.replaceAll(' ', '-')}`)
  })
})

test.each([
  ['another name for this machine', { host: 'evil.example' }, 403],
  ['a page of somebody else', { origin: 'http://evil.example' }, 403],
  ['its own page', {}, 200],
])('it answers %s: %j with %i', async (_who, headers, status) => {
  expect(await statusOf(page.url, headers)).toBe(status)
})

function statusOf(address: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL('/state', address), { headers }, response => {
      response.resume()
      resolve(response.statusCode)
    })
    sent.on('error', reject).end()
  })
}
