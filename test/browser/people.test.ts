/** Who asks on the page, where, in which language, and how they look at charts. */
import { beforeEach, describe, expect, test } from 'vitest'
import { readCsv } from '../helpers/csv.ts'
import { dialog, openPage, slack, teams } from './open-page.ts'

const at = openPage()

const become = (person: string) => at().page.locator(`[data-person="${person}"]`).click()
const goTo = (place: string) => at().page.locator(`[data-place="${place}"]`).click()
const onlyYou = "document.querySelector('.slack-frame .stream > li:last-child .only-you')?.innerText.trim() ?? null"

describe('in German', () => {
  beforeEach(() => at().open('/?platform=both&lang=de&as=lead&in=payments'))

  test('page, answers, numbers and dates are German, and the page declares it to screen readers', async () => {
    expect(await at().evaluate('document.documentElement.lang')).toBe('de')
    expect(await at().read('.sidebar')).toMatch(/Kanäle[\s\S]*Direktnachrichten/)
    await at().ask('usage payments letzte Woche')
    for (const platform of [slack, teams]) {
      expect(await at().read(platform)).toMatch(/Payments[\s\S]*\d,\d\s%/)
      expect(await at().evaluate(`document.querySelector('${platform} .message').lang`)).toBe('de')
    }
    expect(await at().read('#now')).toMatch(/^Mo\S* 7\. Dez/)
    expect(await at().findBarriers()).toEqual([])
    await at().shoot('german')
  })

  test('also what the bot posted before', async () => {
    await at().open('/?lang=de')
    expect(await at().evaluate("document.querySelector('.slack-frame .stream .message').lang")).toBe('de')
    expect(await at().read('.slack-frame .stream')).toMatch(/Mitglieder/)
    expect(await at().evaluate("document.querySelectorAll('.message:not([lang=de])').length")).toBe(0)
  })

  test('a form is German, and so is what is wrong with it', async () => {
    await at().ask('subscribe')
    expect(await at().read(dialog)).toMatch(/Sprache \(optional\)[\s\S]*Abbrechen/)
    expect(await at().read(dialog)).toMatch(
      /Tag \(optional\)[\s\S]*Jeden Montag[\s\S]*Uhrzeit \(optional\)[\s\S]*Zeitzone/,
    )
    await at().page.keyboard.type('nirgends')
    await at().submit()
    expect(await at().read('#field-teams-mistake')).toMatch(/„.?nirgends.?“/)
    expect(await at().findBarriers()).toEqual([])
    await at().shoot('form-german')
    await at().write('#field-teams', 'payments')
    await at().page.select('#field-when-day', 'every friday')
    await at().submit()
    expect(await at().read(teams)).toMatch(/Payments[\s\S]*Freitag/)
  })
})

test('a digest is posted in the language of its subscription', async () => {
  await at().open('/?as=lead&in=payments')
  await at().ask('subscribe mobile every tuesday at 9:00 in german')
  await at().page.click('#day')
  await at().isDone()
  const digests = "document.querySelectorAll('.slack-frame .stream .message[lang=de]')"
  expect(await at().evaluate(`[...${digests}].at(-1)?.innerText`)).toContain('Mobile')
}, 60_000)

describe('what is asked in a channel', () => {
  test('is visible to the person who asked alone, until they share it', async () => {
    await at().open('/?as=developer&in=eng-platform&platform=both')
    await at().ask('usage payments last week')
    expect(await at().evaluate(onlyYou)).toBe('Only visible to you')
    // People who may not post there may not share there either.
    expect(await at().evaluate(`document.querySelector('${slack} [data-line^="share"]')`)).toBeNull()
    await become('lead')
    // No one else sees it.
    expect(await at().read('.slack-frame .stream')).not.toContain('Only visible to you')
    await at().ask('usage payments last week')
    await at().pressLine('share', slack)
    expect(await at().evaluate(onlyYou)).toBeNull()
    expect(await at().read(teams)).toContain('Khánh Hoàng')
    expect(await at().evaluate(`document.querySelector('${teams} [data-line^="share"]')`)).toBeNull()
    await become('developer')
    expect(await at().read(slack)).toContain('Khánh Hoàng')
    expect(await at().findBarriers()).toEqual([])
    await at().shoot('shared')
  })

  test('has nothing to share in a direct message', async () => {
    await at().open('/?as=lead&in=dm&platform=both')
    await at().ask('usage payments last week')
    expect(await at().evaluate(`document.querySelector('${slack} [data-line^="share"]')`)).toBeNull()
  })
})

describe('an export', () => {
  const link = `document.querySelector('${slack} .file a')`

  test('is a file that can be downloaded, and never a page', async () => {
    await at().open('/?as=admin&in=dm')
    await at().ask('export usage payments last week')
    expect(await at().read(`${slack} .file a`)).toMatch(/^tabnine-usage-2026-12-\d\d\.csv$/)
    const response = await fetch(new URL(String(await at().evaluate(`${link}.getAttribute('href')`)), at().url))
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-disposition': expect.stringMatching(/^attachment; filename="?tabnine-usage-2026-12-\d\d\.csv"?$/),
      'content-type': 'text/csv; charset=utf-8',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
    const [columns, ...rows] = readCsv(Buffer.from(await response.arrayBuffer()).toString())
    expect(columns).toContain('active_users')
    expect(rows.length).toBeGreaterThan(0)
    expect(await at().findBarriers()).toEqual([])
    await at().shoot('export')
  })

  test('belongs only to its own answer', async () => {
    await at().ask('export teams')
    await at().ask('teams')
    expect(await at().evaluate(`${link} ?? null`)).toBeNull()
  })

  test('of an unknown address is refused', async () => {
    expect((await fetch(new URL('/files/unknown', at().url))).status).toBe(404)
  })
})

test('Home shows what a person has set up, and their own usage; its buttons work there', async () => {
  const home = (platform: 'slack' | 'teams') => at().read(`.${platform}-frame .home-view`)
  await at().open('/?as=admin&in=eng-platform&platform=both')
  await goTo('home')
  await at().until("document.querySelector('.slack-frame .home-view .message') !== null")
  for (const platform of ['slack', 'teams'] as const) {
    expect(await home(platform)).toMatch(
      /Northwind Robotics · every Monday[\s\S]*Northwind Robotics · [\s\S]*accepted \d+ completions/,
    )
  }
  expect(await at().findBarriers()).toEqual([])
  await at().shoot('home')
  await at().page.locator('.slack-frame .home-view [data-line^="edit"]').click()
  await at().until(`document.querySelector('${dialog}') !== null`)
  expect(await at().evaluate("document.getElementById('field-when-day').value")).toBe('every monday')
  await at().page.select('#field-when-day', 'every friday')
  await at().submit()
  await at().until(
    "/every Friday/.test(document.querySelector('.slack-frame .home-view .home-card:last-child').innerText)",
  )
  await at().pressLine('pause', '.slack-frame .home-view')
  await at().until("/paused/i.test(document.querySelector('.slack-frame .home-view .home-card:last-child').innerText)")
  // The answers are in the direct messages.
  await goTo('dm')
  expect(await at().read(slack)).toContain('Northwind Robotics')
  await become('developer')
  await goTo('home')
  await at().until("document.querySelector('.slack-frame .home-view .message') !== null")
  expect(await home('slack')).not.toContain('Northwind Robotics ·')
}, 60_000)

test('each person has a name, a face, their role in Tabnine and direct messages of their own', async () => {
  await at().open('/?as=admin')
  expect(await at().read('.me')).toMatch(/Grace Turner\s+Tabnine admin/)
  expect(await at().read('[data-person="lead"]')).toMatch(/Khánh Hoàng\s+Team lead, Payments/)
  expect(await at().evaluate("document.querySelectorAll('.person-button .avatar svg').length")).toBeGreaterThanOrEqual(
    5,
  )
  expect(await at().read('[data-person="never-used"] .badge')).toMatch(/^1/)
  await become('never-used')
  // Who has unread messages is led to them, and they are read then.
  expect(await at().evaluate("document.querySelector('[data-place=dm]').getAttribute('aria-current')")).toBe('true')
  expect(await at().read(slack)).toContain('Tabnine')
  await become('admin')
  expect(await at().evaluate("document.querySelector('[data-person=never-used] .badge')")).toBeNull()
})

// Single days are for an admin alone.
describe('charts', () => {
  beforeEach(() => at().open('/?as=admin&in=dm&platform=both'))

  const pictures = `[...document.querySelectorAll('${slack} img, ${teams} img')]`
  const chooseCharts = async (mode: string) => {
    await at().page.click('#options > button')
    await at().page.select('#charts', mode)
    await at().page.keyboard.press('Escape')
  }

  test('can be viewed as pictures, which describe their content', async () => {
    await at().ask('usage payments last week')
    const drawn = Number(
      await at().evaluate(`document.querySelectorAll('${slack} svg[role=img], ${teams} svg[role=img]').length`),
    )
    expect(drawn).toBeGreaterThanOrEqual(2)
    await chooseCharts('image')
    await at().until(
      `${pictures}.length === ${drawn} && ${pictures}.every(one => one.complete && one.naturalWidth === 800)`,
    )
    for (const text of (await at().evaluate(`${pictures}.map(({ alt }) => alt)`)) as string[])
      expect(text).toMatch(/\d/)
    expect(await at().findBarriers()).toEqual([])
    await at().shoot('charts-as-pictures')
  })

  test('and in words, without asking again', async () => {
    await at().ask('usage payments last week')
    const charts = `document.querySelectorAll('${slack} .chart, ${teams} .chart, ${slack} img, ${teams} img').length`
    expect(await at().evaluate(charts)).toBeGreaterThanOrEqual(2)
    await chooseCharts('text')
    expect(await at().evaluate(charts)).toBe(0)
    await at().shoot('charts-in-words')
    await chooseCharts('native')
    expect(await at().evaluate(charts)).toBeGreaterThanOrEqual(2)
  })
})
