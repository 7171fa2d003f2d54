/** The page that `npm run demo` serves, in a real browser. */
import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { openPage, slack, teams } from './open-page.ts'

const at = openPage()

describe('a question', () => {
  test('is answered as Slack shows it and as Teams shows it', async () => {
    await at().ask('usage payments last week')
    for (const platform of [slack, teams]) expect(await at().read(platform)).toMatch(/Payments[\s\S]*30 Nov/)
    // Screen readers read the answer as one sentence.
    expect(await at().read('#announcer')).toMatch(/Payments/)
    // The question is above it.
    expect(await at().read('.slack-frame .stream > li:nth-last-child(2)')).toMatch(
      /Grace Turner[\s\S]*\/tabnine usage payments last week/,
    )
    await at().shoot('question')
  })

  test.each([
    ['Slack', slack],
    ['Teams', teams],
  ])('has buttons in %s, which ask their line', async (_platform, within) => {
    await at().ask('team payments')
    await at().pressLine('seats', within)
    expect(await at().read(teams)).toContain('Payments')
    expect(await at().read('.slack-frame .stream > li:nth-last-child(2)')).toMatch(/Pressed/)
  })

  test('is asked by the keyboard alone', async () => {
    await at().open('/')
    const isAt = (what: string) => at().evaluate(`document.activeElement.matches('${what}')`)
    const tabTo = async (what: string) => {
      for (let presses = 0; !(await isAt(what)) && presses < 120; presses++) await at().page.keyboard.press('Tab')
    }
    await tabTo('#line')
    await at().page.keyboard.type('/tabnine team mobile')
    await at().page.keyboard.press('Enter')
    await at().isDone()
    expect(await at().read(slack)).toContain('Mobile')
    await at().page.focus(`${slack} .details`)
    await tabTo(`${slack} .slack button`)
    const line = await at().evaluate('document.activeElement.dataset.line')
    expect(await at().evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
    await at().page.keyboard.press('Enter')
    await at().isDone()
    expect(line).toMatch(/^\w+ /)
    expect(await at().read(slack)).toContain('Mobile')
  })

  test('is shown letter by letter, whatever it holds', async () => {
    await at().open('/?platform=both')
    const hostile = '<img src=x> *bold* <!channel> :smile: [a](b)'
    await at().ask(`team ${hostile}`)
    for (const platform of [slack, teams]) expect(await at().read(platform)).toContain(hostile)
    expect(await at().read('.slack-frame .stream > li:nth-last-child(2)')).toContain(hostile)
    expect(await at().evaluate("document.querySelectorAll('.stream img, .stream .message a').length")).toBe(0)
  })

  test('is answered by role', async () => {
    await at().open('/?as=developer&in=payments')
    await at().ask('subscribe payments')
    const [refused, isError] = [
      await at().read(slack),
      await at().evaluate(`document.querySelector('${slack}').className`),
    ]
    await at().open('/?as=lead&in=payments')
    await at().ask('subscribe payments every monday at 9:10')
    expect([isError, await at().read(slack)]).toEqual([
      expect.stringContaining('error'),
      expect.stringContaining('Payments'),
    ])
    expect(refused).not.toContain('9:10')
  })

  test('shows that the bot is typing until the answer is there', async () => {
    await at().open('/')
    await at().page.type('#line', 'usage mobile 2026-04')
    await at().watch('.slack-frame .typing', 'typed')
    await at().page.keyboard.press('Enter')
    await at().until('window.typed !== undefined')
    await at().isDone()
    expect(await at().evaluate('window.typed')).toContain('Tabnine Usage is typing')
    expect(await at().evaluate("document.querySelector('.slack-frame .typing').hidden")).toBe(true)
  })
})

describe('opened', () => {
  test('it shows this morning’s digest, an alert of two weeks ago that was edited, with replies, and an answered reminder', async () => {
    await at().open('/')
    expect(await at().read('#now')).toMatch(/Mon 7 Dec, 9:0\d AM/)
    const digest = await at().evaluate(
      "[...document.querySelectorAll('.slack-frame .stream > .bot:not(.ephemeral)')].at(-1).innerText",
    )
    expect(digest).toMatch(/9:00 AM[\s\S]*Northwind Robotics/)
    const first = '.slack-frame .stream > li.entry'
    expect(await at().read(first)).toMatch(/8:58 AM\s+\(edited\)[\s\S]*unused[\s\S]*\d repl/i)
    expect(await at().read('.slack-frame .day')).toMatch(/23 November/)
    await at().open('/?scene=answered')
    expect(await at().read(slack)).toMatch(/10:00 AM\s+\(edited\)/)
    expect(await at().read('.me')).toContain('Thảo Lê')
  })

  test('a reply opens within its message', async () => {
    await at().open('/?scene=alert')
    const thread = '.slack-frame .thread'
    expect(await at().evaluate(`document.querySelector('${thread}').open`)).toBe(false)
    await at().page.click(`${thread} > summary`)
    expect(await at().read(`${thread} li`)).toMatch(/Tabnine Usage[\s\S]*Northwind Robotics/)
  })

  test.each([
    ['alert', "document.querySelector('.slack-frame .entry[data-entry=m1]')"],
    ['digest', "[...document.querySelectorAll('.slack-frame .stream > .bot:not(.ephemeral)')].at(-1)"],
  ])('at a scene it shows that one: %s', async (scene, entry) => {
    await at().open(`/?scene=${scene}`)
    const isAtTop = `(entry => {
      const [inner, outer] = [entry, entry.closest('.scroller')].map(one => one.getBoundingClientRect())
      return inner.top >= outer.top - 1 && inner.top < outer.top + 200
    })(${entry})`
    expect(await at().evaluate(isAtTop)).toBe(true)
  })

  test('it opens again where it was left', async () => {
    await at().open('/')
    await at().page.click('[data-place="payments"]')
    await at().page.click('[data-platform="teams"]')
    await at().page.reload()
    await at().isDone()
    expect(await at().read('.teams-frame .place')).toContain('payments')
  })
})

describe('behind a message', () => {
  test('are its command, who sees it, and what the platform receives', async () => {
    await at().open('/')
    await at().ask('team mobile')
    await at().page.click(`${slack} .details`)
    const hood = await at().read('#hood')
    expect(hood).toMatch(/team mobile[\s\S]*Only visible to you[\s\S]*"blocks"/)
    await at().page.click('.slack-frame [data-entry="m1"] .details')
    expect(await at().read('#hood')).toMatch(/posted by the bot[\s\S]*Everyone in #eng-platform/)
    expect(await at().findBarriers()).toEqual([])
    await at().shoot('hood')
  })
})

test.each([
  ['status', '2026-10', 'Server error \\(500\\)'],
  ['shape', '2026-09', 'Malformed response'],
  ['token', '2026-08', 'Token rejected \\(401\\)'],
])(
  'with a Tabnine API that fails (%s, %s) one sees what people would see, and after it what they would',
  async (how, month, shown) => {
    await at().open('/?platform=both')
    await at().fail(how)
    expect(await at().read('#banner')).toMatch(new RegExp(shown))
    await at().ask(`usage mobile ${month}`)
    expect(await at().evaluate(`document.querySelector('${teams}').className`)).toContain('error')
    await at().shoot(`broken-${how}`)
    await at().page.click('#restore')
    await at().until("document.getElementById('banner').hidden")
    await at().ask(`usage mobile ${month}`)
    expect(await at().evaluate(`document.querySelector('${teams}').className`)).not.toContain('error')
    expect(await at().read(teams)).toContain('Mobile')
  },
)

describe('axe finds nothing wrong', () => {
  test.each([
    ['light', '/?platform=slack', 1440],
    ['light Teams', '/?platform=teams', 1100],
    ['dark', '/?platform=both&theme=dark', 1440],
    ['dark Teams on a phone', '/?platform=teams&theme=dark&device=phone', 1280],
    ['a small window', '/?platform=slack', 390],
  ])('in the demo: %s', async (name, path, width) => {
    await at().page.setViewport({ width, height: 900 })
    await at().open(path)
    await at().ask('usage payments last week')
    await at().page.click('#options > button')
    expect(await at().findBarriers()).toEqual([])
    expect(await at().evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await at().page.keyboard.press('Escape')
    await at().shoot(`playground-${name.replaceAll(' ', '-')}`)
    await at().page.setViewport({ width: 1280, height: 900 })
  })
})

test.each([
  ['another name for this machine', { host: 'evil.example' }, 403],
  ['a page of another origin', { origin: 'http://evil.example' }, 403],
  [
    'a picture or script that another site asks for',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    403,
  ],
  ['its own page', {}, 200],
])('it answers %s: %j with %i', async (_who, headers, status) => {
  expect(await statusOf(at().url, '/state?language=en', headers)).toBe(status)
  expect(await statusOf(at().url, '/health/live', headers)).toBe(status)
})

const asker = { person: 'developer', place: 'payments', language: 'en' }

test.each([
  ['/ask', { line: 'help', asker: { ...asker, place: 'roof' } }, 400],
  ['/ask', { line: 'help', asker: { ...asker, language: 'xx' } }, 400],
  ['/ask', { line: 'help' }, 400],
  ['/ask', { line: 'help', asker, how: { kind: 'pressed' } }, 400],
  ['/ask', { line: 'help', asker, how: { kind: 'shouted' } }, 400],
  ['/form', { line: 1, asker }, 400],
  ['/send', { id: 'x', values: ['y'], asker }, 400],
  ['/send', { id: 'x', values: { team: [1] }, asker }, 400],
  ['/suggest', { id: 'x', field: 'team' }, 400],
  ['/suggest', { id: 'x', field: 'team', typed: '', language: 'en' }, 404],
  ['/clock', { days: 1_000, language: 'en' }, 400],
  ['/clock', { days: 1 }, 400],
  ['/api', { broken: 'nothing', language: 'en' }, 400],
])('what no page sends is refused with a short text: %s %j', async (path, body, status) => {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(new URL(path, at().url), { method: 'POST', headers, body: JSON.stringify(body) })
  expect([response.status, await response.json()]).toEqual([status, { error: expect.any(String) }])
})

test.each(['/state', '/state?language=en&since=x', '/progress'])('what cannot be read is refused: %s', async path => {
  expect((await fetch(new URL(path, at().url))).status).toBe(400)
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
