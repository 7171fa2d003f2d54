/** The page that `npm run demo` serves, in a real browser. */
import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { openPage, slack, teams } from './open-page.ts'

const at = openPage()

describe('a question', () => {
  test('is answered as Slack shows it and as Teams shows it', async () => {
    await at().ask('usage payments last week')
    for (const platform of [slack, teams]) {
      expect(await at().read(platform)).toMatch(/Usage of Payments, 9 Nov to 15 Nov 2026[\s\S]*people used/)
    }
    expect(await at().read('#status')).toMatch(/^Usage of Payments/)
    await at().shoot('question')
  })

  test.each([
    ['Slack', slack],
    ['Teams', teams],
  ])('has buttons in %s, which ask their line', async (_platform, within) => {
    await at().ask('team payments')
    await at().press('Seats', within)
    expect(await at().read(teams)).toContain('Seats of Payments')
  })

  test('is asked by the keyboard alone', async () => {
    await at().open('/')
    const isAt = (what: string) => at().evaluate(`document.activeElement.matches('${what}')`)
    for (let presses = 0; !(await isAt('#line')) && presses < 30; presses++) await at().page.keyboard.press('Tab')
    await at().page.keyboard.down('Control')
    await at().page.keyboard.press('a')
    await at().page.keyboard.up('Control')
    await at().page.keyboard.type('team mobile')
    await at().page.keyboard.press('Enter')
    await at().isDone()
    expect(await at().read(slack)).toContain('Team Mobile')
    for (let presses = 0; !(await isAt('.slack button')) && presses < 40; presses++) {
      await at().page.keyboard.press('Tab')
    }
    expect(await at().evaluate('document.activeElement.innerText')).toBe('Usage')
    expect(await at().evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
    await at().page.keyboard.press('Enter')
    await at().isDone()
    expect(await at().read(slack)).toContain('Usage of Mobile')
  })

  test('is shown letter by letter, whatever it holds', async () => {
    const hostile = '<img src=x> *bold* <!channel> :smile: [a](b)'
    await at().ask(`team ${hostile}`)
    for (const platform of [slack, teams]) expect(await at().read(platform)).toContain(hostile)
    expect(await at().evaluate("document.querySelectorAll('#answers img, #answers a').length")).toBe(0)
  })

  test('is answered by role', async () => {
    await at().page.select('#person', 'viewer')
    await at().ask('subscribe payments')
    const refused = await at().read(slack)
    await at().page.select('#person', 'subscriber')
    await at().ask('subscribe payments every monday at 9:10')
    expect([refused, await at().read(slack)]).toEqual([
      expect.stringContaining('That did not work'),
      expect.stringContaining('Subscription 1'),
    ])
  })
})

test('a week on, the digest has arrived, and an alert when it is asked for', async () => {
  await at().press('A week on')
  expect(await at().read('#now')).toContain('27 Nov 2026')
  expect(await at().read('#posts')).toMatch(/Mon[^\n]* 23 Nov 2026, 09:10, in the channel[\s\S]*Payments: Tabnine/)
  await at().ask('alerts all')
  expect(await at().read('#posts')).toMatch(/^Fri[^\n]* 27 Nov 2026[\s\S]*Unused seats of /)
  await at().shoot('week')
}, 60_000)

test.each([
  ['status', '2026-10', 'answers 500'],
  ['shape', '2026-09', 'answers in a wrong shape'],
  ['token', '2026-08', 'refuses the token'],
])(
  'with a Usage API that is broken (%s, %s) one sees what people would see, and after it what they would',
  async (how, month, told) => {
    await at().page.select('#breakage', how)
    await at().press('Break it')
    expect(await at().read('#health')).toContain(told)
    await at().ask(`usage mobile ${month}`)
    expect(await at().read(teams)).toMatch(/That did not work[\s\S]*Reference/)
    await at().shoot(`broken-${how}`)
    await at().press('Mend it')
    await at().ask(`usage mobile ${month}`)
    expect(await at().read(teams)).toContain('Usage of Mobile')
  },
)

describe('axe finds nothing wrong', () => {
  test.each([
    ['light and wide', []],
    ['dark', ['Dark']],
    ['dark and narrow', ['Narrow']],
    ['light again', ['Dark', 'Narrow']],
  ])('in the playground: %s', async (name, switches) => {
    for (const label of switches) await at().press(label)
    if (switches.length === 0) await at().ask('usage payments last week')
    expect(await at().findBarriers()).toEqual([])
    await at().shoot(`playground-${name.replaceAll(' ', '-')}`)
  })
})

test.each([
  ['another name for this machine', { host: 'evil.example' }, 403],
  ['a page of somebody else', { origin: 'http://evil.example' }, 403],
  [
    'a picture or script that another site asks for',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    403,
  ],
  ['its own page', {}, 200],
])('it answers %s: %j with %i', async (_who, headers, status) => {
  expect(await statusOf(at().url, '/state', headers)).toBe(status)
  expect(await statusOf(at().url, '/health/live', headers)).toBe(status)
})

const asker = { person: 'viewer', place: 'channel', language: 'en' }

test.each([
  ['/ask', { line: 'help', asker: { ...asker, place: 'roof' } }, 400],
  ['/ask', { line: 'help', asker: { ...asker, language: 'xx' } }, 400],
  ['/ask', { line: 'help' }, 400],
  ['/form', { line: 1, asker }, 400],
  ['/send', { id: 'x', values: ['y'], asker }, 400],
  ['/send', { id: 'x', values: { team: [1] }, asker }, 400],
  ['/suggest', { id: 'x', field: 'team' }, 400],
  ['/suggest', { id: 'x', field: 'team', typed: '' }, 404],
  ['/clock', { days: 1_000 }, 400],
])('what nobody sends from the page is refused in a few words: %s %j', async (path, body, status) => {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(new URL(path, at().url), { method: 'POST', headers, body: JSON.stringify(body) })
  expect([response.status, await response.json()]).toEqual([status, { error: expect.any(String) }])
})

function statusOf(address: string, path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, address), { headers }, response => {
      response.resume()
      resolve(response.statusCode)
    })
    sent.on('error', reject).end()
  })
}
