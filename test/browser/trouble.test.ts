/** What people see while the Usage API fails or is slow, and while time goes by. */
import { beforeEach, describe, expect, test } from 'vitest'
import { dialog, openPage, slack, teams } from './open-page.ts'

const at = openPage()

beforeEach(() => at().open('/?platform=both&as=lead&in=payments'))

async function restore(): Promise<void> {
  await at().page.click('#restore')
  await at().until("document.getElementById('banner').hidden")
}

describe('a picker', () => {
  test('that offers nothing says so, and what is written is looked for', async () => {
    await at().ask('subscribe')
    await at().page.keyboard.type('nowhere')
    await at().until("document.querySelector('[role=status].hint').innerText !== ''")
    expect(await at().read('[role="status"].hint')).not.toMatch(/\d/)
    expect(await at().evaluate("document.activeElement.getAttribute('aria-expanded')")).toBe('false')
    expect(await at().findBarriers()).toEqual([])
    await at().shoot('picker-without-match')
    await at().submit()
    expect(await at().read('#field-teams-mistake')).toContain('nowhere')
    await at().page.keyboard.press('Escape')
    await at().until(`document.querySelector('${dialog}') === null`)
  })

  test('offers what there is, and that also while the API is slow', async () => {
    const offer = async () => {
      await at().pressLine('usage', teams, { opensForm: true })
      await at().page.keyboard.press('ArrowDown')
      await at().until("document.querySelectorAll('[role=option]').length === 9")
      expect(await at().read('[role="status"].hint')).toMatch(/^9 /)
      await at().page.keyboard.press('Escape')
      await at().page.keyboard.press('Escape')
    }
    await pass('day')
    await at().ask('usage')
    await offer()
    // By then it would be read again.
    await pass('day')
    await at().ask('usage')
    await at().fail('slow')
    await offer()
    await restore()
  }, 90_000)
})

async function pass(time: 'day' | 'week'): Promise<void> {
  await at().page.click(`#${time}`)
  await at().isDone()
}

test('an earlier answer is not mistaken for the pending one: the bot is typing', async () => {
  await at().ask('usage payments last week')
  await at().fail('slow')
  const answered = at().ask('usage mobile 2026-05')
  await at().until("!document.querySelector('.slack-frame .typing').hidden")
  await restore()
  await answered
  expect(await at().evaluate("document.querySelector('.slack-frame .typing').hidden")).toBe(true)
  expect(await at().read(slack)).toContain('Mobile')
}, 90_000)

test('a slow answer shows what is done and for how long, and continues when the API is restored', async () => {
  await at().fail('slow')
  const answered = at().ask('usage mobile 2026-07')
  await at().until("/typing · .*\\d+ s$/.test(document.querySelector('.slack-frame .typing').innerText.trim())")
  expect(await at().findBarriers()).toEqual([])
  await at().shoot('how-long')
  await restore()
  await answered
  expect(await at().read(slack)).toContain('Mobile')
}, 90_000)

test('a week that passes shows its progress and messages as they come, and leads to the first', async () => {
  await at().open('/')
  await at().page.evaluate("document.querySelector('.slack-frame .scroller').scrollTop = 0")
  const newestMark = () => at().evaluate("document.querySelector('.marks li:last-child .mark').ariaLabel")
  const before = await newestMark()
  // Slow, or a fast machine is done before the page looks.
  await at().fail('slow')
  await at().page.click('#week')
  await at().until("/^Moving to /.test(document.querySelector('.time-status').innerText)")
  await at().shoot('how-much-of-a-week')
  await restore()
  await at().isDone()
  expect(await at().read('#now')).toMatch(/2026|Dec/)
  expect(await newestMark()).not.toBe(before)
  expect(await at().read('.toast')).toMatch(/new message|updated/)
  await at().page.click('.toast .link')
  expect(await at().evaluate("document.activeElement.closest('.stream') !== null")).toBe(true)
}, 200_000)

test('an alert that changed with time is shown with a link to it', async () => {
  await at().open('/')
  const summary = await at().read('#alert-summary')
  for (let days = 0; days < 7 && (await at().read('#alert-summary')) === summary; days++) await pass('day')
  expect(await at().read('#alert-summary')).not.toBe(summary)
  await at().page.click('#now-alert .link')
  expect(await at().evaluate('document.activeElement.dataset.entry')).toBe('m1')
}, 90_000)

test('a mark on the time line leads to what happened, in any conversation', async () => {
  await at().open('/')
  await at().page.click('.mark.direct')
  expect(await at().evaluate("document.querySelector('[data-place=dm]').getAttribute('aria-current')")).toBe('true')
  await at().page.click('.marks li:first-child .mark')
  expect(await at().read('.slack-frame .place')).toMatch(/#/)
  expect(await at().findBarriers()).toEqual([])
})
