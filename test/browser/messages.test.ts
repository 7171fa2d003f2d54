/** All messages, as `npm run demo` shows them, in a real browser. */
import { describe, expect, test } from 'vitest'
import { groups } from '../../demo/playground/example-groups.ts'
import { openPage } from './open-page.ts'

const at = openPage('/messages')

type Indexed = { name: string; group: string; readers: string[] }

const index = async (): Promise<Indexed[]> => (await (await fetch(new URL('/examples', at().url))).json()) as Indexed[]
const open = (chosen: Readonly<Record<string, string>>) => at().open(`/messages?${new URLSearchParams(chosen)}`)
const count = (selector: string) => at().evaluate(`document.querySelectorAll(${JSON.stringify(selector)}).length`)
const stage = '#stage'

test('every message is in the index, by group, once', async () => {
  const listed = await index()
  expect(new Set(listed.map(({ group }) => group))).toEqual(new Set(groups))
  expect(await count('#index button')).toBe(listed.length)
  expect(new Set(listed.map(({ name }) => name)).size).toBe(listed.length)
  expect(listed.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      ...['Digest', 'Alert', 'Alert that is over', 'Reply in the thread of an alert', 'A reminder', 'Home', 'Help'],
      ...['A reminder that was answered', 'No one used it', 'Small group', 'Tabnine fails', 'No digests yet'],
      ...['A digest that could not be posted', 'Subscribe form'],
    ]),
  )
})

test('each is drawn on both platforms for each of its readers, in both languages, with nothing unknown in it', async () => {
  const missing: string[] = []
  for (const language of ['en', 'de']) {
    await open({ lang: language, platform: 'both' })
    const drawn = (await at().evaluate(drawAll)) as Record<string, { messages: number; forms: number; unknown: number }>
    for (const { name, readers } of await index()) {
      const { messages = 0, forms = 0, unknown = 0 } = drawn[name] ?? {}
      if ((messages !== 2 && forms !== 2) || unknown !== 0)
        missing.push(`${name} (${language}): ${messages}, ${forms}, ${unknown}`)
      if (readers.length === 0) missing.push(`${name} has no reader`)
    }
  }
  expect(missing).toEqual([])
}, 120_000)

/** Presses each message of the index, within the page: a browser that is asked for each press takes five times as long. */
const drawAll = `(async () => {
  const drawn = {}
  const count = selector => document.querySelectorAll('${stage} ' + selector).length
  const names = [...document.querySelectorAll('#index button')].map(button => button.dataset.name)
  for (const name of names) {
    document.querySelector('#index [data-name="' + CSS.escape(name) + '"]').click()
    await new Promise(resolve => {
      const observer = new MutationObserver(() => {
        if (document.body.getAttribute('aria-busy') === 'true') return
        observer.disconnect()
        resolve()
      })
      observer.observe(document.body, { attributeFilter: ['aria-busy'] })
    })
    drawn[name] = {
      messages: count('.solo .message > *'),
      forms: count('.form-view'),
      unknown: count('.unknown-block') + count('[role=alert]'),
    }
  }
  return drawn
})()`

describe('who reads it', () => {
  test('sees what they may: names, pseudonyms or totals', async () => {
    const answerFor = async (reader: string) => {
      await open({ name: 'Alert', reader })
      return at().read(stage)
    }
    expect(await answerFor('personal')).toContain('niklaus@northwind.example')
    expect(await answerFor('pseudonym')).toMatch(/Person [2-9A-Z]{5}-/)
    for (const reader of ['channel', 'private']) expect(await answerFor(reader)).not.toMatch(/@|Person [2-9A-Z]{5}-/)
  })

  test('is another one for a message that the chosen reader never gets', async () => {
    await open({ name: 'Home', reader: 'channel' })
    expect(await at().evaluate("document.getElementById('reader').value")).not.toBe('channel')
    expect(await at().evaluate("document.querySelector('#reader [value=channel]').disabled")).toBe(true)
    expect(await count(`${stage} .solo .message`)).toBe(2)
  })

  test('can be chosen', async () => {
    await open({ name: 'Alert', reader: 'channel' })
    await at().page.select('#reader', 'personal')
    await at().isDone()
    expect(await at().read(stage)).toContain('niklaus@northwind.example')
  })
})

test('in German, with the language declared', async () => {
  await open({ name: 'Digest', lang: 'de' })
  expect(await at().read(stage)).toMatch(/Mitglieder/)
  expect(await count(`${stage} .message:not([lang="de"])`)).toBe(0)
  await at().page.locator('.switch ::-p-text(Deutsch)').click()
  await at().until("document.documentElement.lang === 'en'")
  await at().isDone()
  expect(await at().read(stage)).toMatch(/members/)
})

// What only an admin sees whole: its small numbers are hidden in a channel.
describe('charts', () => {
  const drawn = `${stage} .solo .chart svg[role="img"]`
  const pictures = `[...document.querySelectorAll('${stage} .solo img')]`

  test('are drawn on both platforms', async () => {
    await open({ name: 'Digest', reader: 'personal' })
    expect(await count(drawn)).toBeGreaterThanOrEqual(2)
  })

  test('are also pictures, with their content in words', async () => {
    await open({ name: 'Digest', reader: 'personal' })
    const charts = Number(await count(drawn))
    await at().page.select('#charts', 'image')
    await at().until(
      `${pictures}.length === ${charts} && ${pictures}.every(one => one.complete && one.naturalWidth === 800)`,
    )
    for (const text of (await at().evaluate(`${pictures}.map(({ alt }) => alt)`)) as string[])
      expect(text).toMatch(/\d/)
  })

  test('write the numbers of their axes as their language does', async () => {
    const axis = (language: string) =>
      at().evaluate(`import('/page/chart.js').then(({ drawChart }) => {
        const data = [{ legend: 'Lines', values: [{ x: '2026-12-07', y: 12000 }] }]
        return [...drawChart({ type: 'Chart.Line', data }, '${language}').querySelectorAll('text')].map(one => one.textContent)
      })`)
    expect(await axis('en')).toEqual(expect.arrayContaining(['20K', '7 Dec']))
    expect(await axis('de')).toEqual(expect.arrayContaining([expect.stringMatching(/^20\D*000$/), '7. Dez.']))
  })

  test('in words are neither', async () => {
    await open({ name: 'Digest', reader: 'personal', charts: 'text' })
    expect(await count(`${stage} .chart, ${stage} img`)).toBe(0)
  })
})

describe('a table', () => {
  const table = '.slack-frame .slack-table'
  const firstRow = () => at().evaluate(`document.querySelector('${table} tbody th').innerText`)

  test('in Slack is sorted by its numbers, and paged', async () => {
    await open({ name: 'Many teams', reader: 'personal', platform: 'slack' })
    const [first, size] = [await firstRow(), Number(await count(`${table} tbody tr`))]
    expect(size).toBeLessThan(24)
    await at().press('Next', table)
    expect(await at().read(`${table} .pager`)).toMatch(new RegExp(`${size + 1}–24 / 24`))
    expect(await firstRow()).not.toBe(first)
    await at().page.locator(`${table} thead th:nth-child(2) button`).click()
    expect(await at().evaluate(`document.querySelector('${table} th:nth-child(2)').ariaSort`)).toBe('ascending')
    expect(await at().read(`${table} .pager`)).toMatch(/^‹?\s*1–/)
    expect(await firstRow()).not.toBe(first)
    expect(await at().evaluate("document.activeElement.closest('th') !== null")).toBe(true)
  })

  test('in Teams shows its other rows when asked to', async () => {
    await open({ name: 'Many teams', reader: 'channel', platform: 'teams' })
    const seen = async () => (await at().read('.teams-frame .message')).length
    const seenBefore = await seen()
    // The button that asks nothing, and of the two the visible one.
    const press = () =>
      at().evaluate(
        "[...document.querySelectorAll('.teams-frame button:not([data-line])')].find(one => one.offsetParent !== null).click()",
      )
    await press()
    expect(await seen()).toBeGreaterThan(seenBefore)
    await press()
    expect(await seen()).toBe(seenBefore)
  })
})

test('everything is chosen by the keyboard alone', async () => {
  await open({})
  const tabTo = async (what: string) => {
    for (let presses = 0; presses < 60; presses++) {
      if (await at().evaluate(`document.activeElement.matches('${what}')`)) return
      await at().page.keyboard.press('Tab')
    }
  }
  await tabTo('#index [data-name="Seats"]')
  await at().page.keyboard.press('Enter')
  await at().isDone()
  expect(await at().read('.stage-title')).toBe('Seats')
  expect(await at().evaluate('document.activeElement.dataset.name')).toBe('Seats')
  expect(await at().evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
})

describe('axe finds nothing wrong', () => {
  test.each([
    ['light', { name: 'Digest', theme: 'light' }],
    ['dark', { name: 'Alert', reader: 'personal', theme: 'dark' }],
    ['dark phone', { name: 'Digest', reader: 'personal', theme: 'dark', device: 'phone', charts: 'image' }],
    ['light phone German', { name: 'Many teams', lang: 'de', device: 'phone', theme: 'light' }],
    ['form', { name: 'Subscribe form', theme: 'dark' }],
    ['words', { name: 'Usage', lang: 'de', charts: 'text', theme: 'light' }],
  ])('%s', async (name, chosen) => {
    await open(chosen)
    expect(await at().findBarriers()).toEqual([])
    await at().shoot(`messages-${name.replaceAll(' ', '-')}`)
  })
})

test.each([
  ['/example', 400],
  ['/example?name=Digest&reader=unknown&language=en', 404],
  ['/example?name=Nothing&reader=channel&language=en', 404],
  ['/example?name=Digest&reader=channel&language=xx', 400],
  ['/pictures/unknown', 404],
])('what there is not is refused: %s', async (path, status) => {
  expect((await fetch(new URL(path, at().url))).status).toBe(status)
})
