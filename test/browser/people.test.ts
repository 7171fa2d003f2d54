/** Who asks on the page, where, in which language, and how they look at charts. */
import { beforeEach, describe, expect, test } from 'vitest'
import { readCsv } from '../helpers/csv.ts'
import { dialog, openPage, slack, teams } from './open-page.ts'

const at = openPage()

beforeEach(() => at().open('/'))

const as = (person: string) => at().page.select('#person', person)
const readers = () => at().read('#readers')

describe('in German', () => {
  beforeEach(async () => void (await at().page.select('#language', 'de')))

  test('one is answered in German, with German numbers and dates, and told so to screen readers', async () => {
    await at().ask('usage payments letzte Woche')
    for (const platform of [slack, teams]) {
      expect(await at().read(platform)).toMatch(/Nutzung: Payments, 9\. Nov\. bis 15\. Nov\. 2026[\s\S]*\d,\d\s%/)
      expect(await at().evaluate(`document.querySelector('${platform} .drawing').lang`)).toBe('de')
    }
    expect(await at().findBarriers()).toEqual([])
    await at().shoot('german')
  })

  test('a form is German, and so is what is wrong with it', async () => {
    await as('subscriber')
    await at().ask('subscribe')
    expect(await at().read(dialog)).toMatch(/Sprache \(optional\)[\s\S]*Abbrechen/)
    await at().page.keyboard.type('payments')
    await at().page.type('#field-when', 'manchmal')
    await at().press('Abonnieren', dialog)
    expect(await at().read('#field-when-mistake')).toMatch(/„\u2068?manchmal\u2069?“/)
    expect(await at().findBarriers()).toEqual([])
    await at().shoot('form-german')
    await at().write('#field-when', 'jeden Freitag um 16 Uhr')
    await at().press('Abonnieren', dialog)
    expect(await at().read(teams)).toMatch(/Der Bericht über Payments wird hier jeden Freitag um 16:00 Uhr/)
  })

  test('the digest is posted in the language of its subscription', async () => {
    await at().press('A day on')
    expect(await at().read('#posts')).toMatch(/20 Nov 2026, 16:00, in the channel[\s\S]*Mitglieder/)
    expect(await at().evaluate("document.querySelector('#posts .drawing').lang")).toBe('de')
  })
})

describe('what is asked in the channel', () => {
  test('is read by whoever asked alone, until they share it', async () => {
    await as('viewer')
    await at().ask('usage payments last week')
    expect(await readers()).toBe('Only the asker sees this.')
    // Whoever may not post there may not share there either.
    expect(await at().read(slack)).toMatch(/Usage of Payments(?![\s\S]*Share here)/)
    await as('subscriber')
    await at().ask('usage payments last week')
    await at().press('Share here', slack)
    expect(await readers()).toBe('Read by everybody in the channel.')
    expect(await at().read(teams)).toMatch(/Usage of Payments[\s\S]*Shared by \u2068a subscriber\u2069\./)
    expect(await at().read(teams)).not.toContain('Share here')
    expect(await at().findBarriers()).toEqual([])
    await at().shoot('shared')
  })

  test('has nothing to share in a chat of one’s own', async () => {
    await at().page.select('#place', 'private')
    await at().ask('usage payments last week')
    expect(await at().read(slack)).not.toContain('Share here')
  })
})

describe('an export', () => {
  const link = "document.querySelector('#file a')"

  test('is a file that can be taken away, and never a page', async () => {
    await as('admin')
    await at().ask('export usage payments last week')
    expect(await at().read('#file')).toMatch(/^The file: tabnine-usage-2026-11-\d\d\.csv$/)
    const response = await fetch(new URL(String(await at().evaluate(`${link}.getAttribute('href')`)), at().url))
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-disposition': expect.stringMatching(/^attachment; filename="?tabnine-usage-2026-11-\d\d\.csv"?$/),
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

  test('goes with its own answer alone', async () => {
    await at().ask('export teams')
    await at().ask('teams')
    expect(await at().evaluate("document.getElementById('file').hidden")).toBe(true)
  })

  test('of an unknown address is refused', async () => {
    expect((await fetch(new URL('/files/unknown', at().url))).status).toBe(404)
  })
})

test('Home shows what one has set up, and one’s own usage; its buttons work there', async () => {
  await as('admin')
  await at().ask('subscribe mobile')
  await at().ask('alerts mobile')
  await at().press('Home')
  expect([await at().evaluate("document.getElementById('place').value"), await readers()]).toEqual([
    'channel',
    'Asked in a chat of one’s own. Only the asker sees this.',
  ])
  for (const platform of [slack, teams]) {
    expect(await at().read(platform)).toMatch(
      /1 subscription and 1 alert of yours[\s\S]*Mobile · every Monday[\s\S]*Mobile · [\s\S]*used\s+Tabnine/,
    )
  }
  expect(await at().findBarriers()).toEqual([])
  await at().shoot('home')
  await at().press('Edit…', slack)
  expect(await at().read(`${dialog} .chips`)).toBe('Mobile ×')
  await at().write('#field-when', 'every friday at 10:00')
  await at().press('Change', dialog)
  await at().press('Home')
  await at().press('Pause', slack)
  await at().press('Home')
  expect(await at().read(slack)).toMatch(/Mobile · every Friday at 10:00 UTC · .*paused/i)
  await at().ask('usage payments last week')
  expect(await at().read(slack)).toContain('Share here')
  await as('never-used')
  await at().press('Home')
  expect(await at().read(slack)).toContain('You have set up no digest yet.')
}, 60_000)

// Single days are for an admin alone.
describe('charts', () => {
  beforeEach(async () => {
    await as('admin')
    await at().page.select('#place', 'private')
  })

  const pictures = "[...document.querySelectorAll('#answers img')]"

  test('can be looked at as pictures, which say what one sees', async () => {
    await at().page.select('#charts', 'image')
    await at().ask('usage payments last week')
    await at().until(`${pictures}.length === 4 && ${pictures}.every(one => one.complete && one.naturalWidth === 800)`)
    expect(await at().evaluate(`${pictures}.map(({ alt }) => alt)`)).toEqual(
      Array.from({ length: 2 }, () => [
        expect.stringMatching(/^Active people by day: 13 at first/),
        expect.stringMatching(/^Tools side by side: /),
      ]).flat(),
    )
    expect(await at().findBarriers()).toEqual([])
    await at().shoot('charts-as-pictures')
  })

  test('and in words, without asking again', async () => {
    await at().ask('usage payments last week')
    await at().page.select('#charts', 'text')
    for (const platform of [slack, teams]) {
      expect(await at().read(platform)).toContain('Active people by day: 13 at first')
    }
    expect(await at().evaluate("document.querySelectorAll('#answers svg, #answers img').length")).toBe(0)
    await at().shoot('charts-in-words')
    await at().page.select('#charts', 'native')
    expect(await at().evaluate("document.querySelectorAll('#answers .teams svg').length")).toBe(2)
  })
})
