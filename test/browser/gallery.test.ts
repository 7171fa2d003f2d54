/** The gallery that `npm run demo` serves, in a real browser. */
import { beforeAll, describe, expect, test } from 'vitest'
import { listFormExamples } from '../../demo/playground/form-examples.ts'
import { createWords } from '../../src/message/words.ts'
import { openPage } from './open-page.ts'

const at = openPage('/gallery')

async function choose(chosen: Partial<Record<'audience' | 'language' | 'charts', string>>): Promise<void> {
  for (const [id, value] of Object.entries(chosen)) {
    await at().page.select(`#${id}`, value)
    await at().isDone()
  }
}

const formed = listFormExamples(createWords('de'))
const figure = (title: string, platform: 'Slack' | 'Teams') => `figure[aria-label="${title}, in ${platform}"]`
const count = (selector: string) => at().evaluate(`document.querySelectorAll(${JSON.stringify(selector)}).length`)

describe('every example is shown on both platforms', () => {
  test.each([
    ['channel', 14],
    ['private', 17],
    ['personal', 22],
    ['pseudonym', 20],
  ])('as it is told to: %s', async (audience, messages) => {
    await choose({ audience })
    expect(await count('#examples .pair .drawing')).toBe(2 * messages)
    expect(await at().read('#status')).toBe(`${messages + formed.length} examples.`)
    const told = await at().read('#examples')
    const isNamed = audience === 'personal'
    expect([told.includes('niklaus@northwind.example'), /Person [2-9A-Z]{5}-/.test(told)]).toEqual([
      isNamed,
      audience === 'pseudonym',
    ])
  })

  test('and every form, in its language', async () => {
    await choose({ language: 'de' })
    for (const { name, form } of formed) {
      for (const platform of ['Slack', 'Teams'] as const) {
        expect(await at().read(figure(name, platform))).toContain(form.fields[0]?.label)
      }
    }
    await choose({ language: 'en' })
  })

  test('and what is for nobody but oneself is no example for a channel', async () => {
    await choose({ audience: 'channel' })
    expect(await at().read('#examples')).not.toContain('One’s own usage')
  })
})

test('in German, and said to be so', async () => {
  await choose({ language: 'de' })
  expect(await at().read('#examples')).toMatch(/von 57 Mitgliedern haben Tabnine genutzt/)
  expect(await count('.pair:not([lang="de"]), .form-views:not([lang="de"])')).toBe(0)
  await choose({ language: 'en' })
})

// What only an admin sees whole: its small numbers are hidden in a channel.
describe('charts', () => {
  beforeAll(() => choose({ audience: 'personal' }))

  test('are drawn by us and marked, on both platforms', async () => {
    await choose({ charts: 'native' })
    for (const platform of ['Slack', 'Teams'] as const) {
      const within = figure('Seats of Payments', platform)
      expect(await count(`${within} .chart svg[role="img"]`)).toBe(1)
      expect(await at().read(within)).toContain('Chart: our drawing')
    }
  })

  test('as pictures are there, with what one sees in words', async () => {
    await choose({ charts: 'image' })
    for (const platform of ['Slack', 'Teams'] as const) {
      const picture = `document.querySelector('${figure('Seats of Payments', platform)} img')`
      await at().page.waitForFunction(`${picture}.complete`)
      expect(await at().evaluate(`[${picture}.naturalWidth, ${picture}.alt]`)).toEqual([
        800,
        expect.stringMatching(/^People by state: .*42/),
      ])
    }
  })

  test('write the numbers of their axes as their language does', async () => {
    const axes = () => at().evaluate("[...document.querySelectorAll('.chart text')].map(one => one.textContent)")
    await choose({ charts: 'native' })
    expect(await axes()).toContainEqual(expect.stringMatching(/\dK$/))
    await choose({ language: 'de' })
    expect(await axes()).not.toContainEqual(expect.stringMatching(/\dK$/))
    await choose({ language: 'en' })
  })

  test('in words are neither', async () => {
    await choose({ charts: 'text' })
    expect(await count('#examples .chart, #examples img')).toBe(0)
    await choose({ charts: 'native' })
  })
})

describe('a table', () => {
  const firstRow = () =>
    at().evaluate(`[...document.querySelectorAll('${many} tbody th')].map(cell => cell.innerText)[0]`)
  const many = '#examples section:nth-of-type(8) .slack-table'

  test('in Slack is sorted by its numbers, and paged', async () => {
    await choose({ audience: 'personal' })
    expect([await firstRow(), await count(`${many} tbody tr`)]).toEqual(['Payments 1', 14])
    await at().press('Next', many)
    expect([await at().read(`${many} .pager`), await count(`${many} tbody tr`)]).toEqual([
      expect.stringContaining('Page 2 of 2'),
      10,
    ])
    await at().press('Members', many)
    expect([await firstRow(), await at().read(`${many} .pager`)]).toEqual([
      'فريق البيانات 4',
      expect.stringContaining('Page 1 of 2'),
    ])
    expect(await at().evaluate(`document.querySelector('${many} [aria-sort="ascending"]').innerText`)).toBe('Members ▲')
  })

  test('in Teams shows its other rows when asked to', async () => {
    const within = '#examples section:nth-of-type(8) .teams'
    const seen = () => at().read(within)
    expect(await seen()).not.toContain('Web 4')
    await at().press('Show 14 more rows', within)
    expect(await seen()).toContain('Web 4')
    await at().press('Show fewer rows', within)
    expect(await seen()).not.toContain('Web 4')
  })
})

test('everything is chosen by the keyboard alone', async () => {
  await at().open('/gallery')
  const focused = () => at().evaluate('document.activeElement.id')
  for (let presses = 0; (await focused()) !== 'audience' && presses < 10; presses++)
    await at().page.keyboard.press('Tab')
  await at().page.keyboard.press('ArrowDown')
  await at().isDone()
  expect(await at().evaluate("document.getElementById('audience').value")).toBe('private')
  expect(await at().read('#status')).toBe(`${17 + formed.length} examples.`)
  expect(await at().evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
})

describe('axe finds nothing wrong', () => {
  test.each([
    ['light', [], {}],
    ['dark', ['Dark'], {}],
    ['dark-narrow', ['Narrow'], { audience: 'personal', charts: 'image' }],
    ['light-narrow-german', ['Dark'], { language: 'de', audience: 'pseudonym' }],
    ['light-german-words', ['Narrow'], { charts: 'text' }],
  ])('%s', async (name, switches, chosen) => {
    for (const label of switches) await at().press(label)
    await choose(chosen)
    expect(await at().findBarriers()).toEqual([])
    await at().shoot(`gallery-${name}`)
  })
})

test.each(['/examples', '/examples?audience=x&language=en&charts=native', '/pictures/unknown'])(
  'what there is not is refused: %s',
  async path => {
    const response = await fetch(new URL(path, at().url))
    expect([400, 404]).toContain(response.status)
  },
)
