/** What people see while the Usage API is broken or slow. */
import { beforeEach, describe, expect, test } from 'vitest'
import { dialog, openPage, slack, teams } from './open-page.ts'

const at = openPage()

beforeEach(() => at().open('/'))

async function breakApi(how: string): Promise<void> {
  await at().page.select('#breakage', how)
  await at().press('Break it')
}

describe('a picker', () => {
  test('offers nothing of which nothing is known, says so, and takes what is written', async () => {
    await breakApi('status')
    await at().page.select('#person', 'subscriber')
    await at().ask('subscribe')
    await at().page.keyboard.type('payments')
    await at().until("document.querySelector('[role=status].hint').innerText !== ''")
    expect(await at().read('[role="status"].hint')).toBe('Nothing fits; what you write is asked as it stands.')
    expect(await at().evaluate("document.activeElement.getAttribute('aria-expanded')")).toBe('false')
    expect(await at().findBarriers()).toEqual([])
    await at().shoot('picker-while-broken')
    await at().press('Subscribe', dialog)
    expect(await at().evaluate(`document.querySelector('${dialog}') === null`)).toBe(true)
    for (const platform of [slack, teams]) {
      expect(await at().read(platform)).toMatch(/That did not work[\s\S]*Reference/)
    }
  })

  test('offers what there is when it is well again, and that also while it is slow', async () => {
    await at().press('Mend it')
    await at().press('A day on')
    await at().ask('usage')
    const offer = async () => {
      await at().press('Choose…', teams)
      await at().page.keyboard.press('ArrowDown')
      await at().until("document.querySelectorAll('[role=option]').length === 9")
      expect(await at().read('[role="status"].hint')).toBe('9 to choose from.')
      await at().press('Cancel', dialog)
    }
    await offer()
    // By then it would be read anew.
    await at().press('A day on')
    await breakApi('slow')
    await offer()
    await at().press('Mend it')
  }, 90_000)
})

test('the answer before is marked as such while the next one is on its way', async () => {
  const marked = () => at().evaluate("document.getElementById('earlier').checkVisibility()")
  const slowly = async (line: string, before: boolean) => {
    const answered = at().ask(line)
    await at().until("document.body.getAttribute('aria-busy') === 'true'")
    expect(await marked()).toBe(before)
    await at().page.click('#mend')
    await answered
    expect(await marked()).toBe(false)
  }
  await breakApi('slow')
  await slowly('usage mobile 2026-05', false)
  await breakApi('slow')
  await slowly('usage payments 2026-04', true)
  expect(await at().read(slack)).toContain('Usage of Payments')
}, 90_000)

test('what takes its time says what is done and for how long, and goes on when the API is mended', async () => {
  await breakApi('slow')
  const answered = at().ask('usage mobile 2026-07')
  // Words and bar in one look: the answer may arrive before a second one.
  await at().until(
    `/^Asking: usage mobile 2026-07 \\(\\d+ seconds so far/.test(document.getElementById('status').innerText) &&
      document.querySelector('#status progress')?.position === -1`,
  )
  expect(await at().findBarriers()).toEqual([])
  await at().shoot('how-long')
  await at().page.click('#mend')
  await at().until("document.getElementById('health').innerText === 'The Usage API is well.'")
  await answered
  expect(await at().read(slack)).toContain('Usage of Mobile')
}, 90_000)

test('a week that goes by says how much of it has gone', async () => {
  await at().page.select('#person', 'subscriber')
  await at().ask('alerts all')
  // Slow, or a fast machine is done before the page says how far it is.
  await breakApi('slow')
  const passing = at().press('A week on')
  await at().until(
    `document.querySelector('#status progress')?.value > 0 &&
      /^7 days go by\\. \\d of 7 have gone by\\./.test(document.getElementById('status').innerText)`,
  )
  await at().shoot('how-much-of-a-week')
  await at().page.click('#mend')
  await passing
  expect(await at().read('#status')).toMatch(/new in what the bot said by itself|Nothing new/)
}, 90_000)
