/** The first minute: what a person who opens the page can do without typing. */
import { expect, test } from 'vitest'
import { openPage } from './open-page.ts'

const at = openPage('/')

const highlighted = () => at().evaluate("document.querySelectorAll('.highlight').length")
/** The newest of the bot's posts that has a button to remind people: the digest where it has one, else the alert. */
const entryThatReminds = () =>
  at().evaluate(
    `[...document.querySelectorAll('.slack-frame .stream > .bot:not(.ephemeral) > .entry-body > .card [data-line^="remind"]')].at(-1).closest('[data-entry]').dataset.entry`,
  )
const step = () => at().read('.steps .now')

test('in four clicks, each on what is highlighted: reminders are sent, one is answered, and the alert goes down', async () => {
  const unused = async () => Number(/\d+/.exec(await at().read('#alert-summary'))?.[0])
  const before = await unused()
  expect(before).toBeGreaterThan(15)
  expect(await at().read('.slack-frame .stream > li:last-child')).toMatch(/9:00 AM[\s\S]*Tabnine/)
  expect(await highlighted()).toBe(1)
  let clicks = 0
  const click = async (selector: string) => {
    clicks += 1
    await at().page.locator(selector).setTimeout(15_000).click()
    await at().isDone()
  }
  // The preview, where nothing is sent yet.
  await click(`.slack-frame [data-entry="${await entryThatReminds()}"] > .entry-body > .card [data-line^="remind"]`)
  expect(await at().evaluate('document.querySelectorAll(".colleagues li").length')).toBeLessThan(5)
  await at().shoot('tour-preview')
  await click(
    'dialog[open] button[type="submit"], dialog.confirm .button:last-child, .slack-frame .stream > li:last-child [data-line*="send"]',
  )
  await at().until('document.querySelector(\'#phone [data-line^="reply"]\') !== null')
  expect(Number(await at().evaluate('document.querySelectorAll(".colleagues li").length'))).toBeGreaterThan(15)
  expect(await highlighted()).toBe(1)
  await at().shoot('tour-phone')
  await click('#phone .highlight')
  // The message has become its own confirmation.
  await at().until('document.querySelector(\'#phone [data-line$=" use"].highlight\') === null')
  expect(await at().evaluate('document.getElementById("day").className')).toContain('highlight')
  await click('#day.highlight')
  expect(await unused()).toBeLessThan(before)
  expect(clicks).toBeLessThanOrEqual(4)
  await at().shoot('tour-alert')
}, 90_000)

test('each step has one highlighted control, and the tour can be looked at without doing it', async () => {
  await at().open('/')
  const steps: string[] = []
  for (let at_ = 0; at_ < 5; at_++) {
    steps.push(await step())
    expect(await highlighted()).toBe(1)
    await at().page.click('#tour .link')
  }
  expect(new Set(steps).size).toBe(5)
  expect(await highlighted()).toBe(0)
  expect(await at().findBarriers()).toEqual([])
  await at().page.click('#tour .link')
  expect(await step()).toBe(steps[0])
})
