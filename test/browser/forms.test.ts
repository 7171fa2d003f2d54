/** Forms on the page: pressed, filled in by hand and by the keyboard alone, with mistakes and without. */
import { beforeEach, describe, expect, test } from 'vitest'
import { dialog, openPage, slack, teams } from './open-page.ts'

const at = openPage()

const asLead = '/?platform=both&as=lead&in=payments'

beforeEach(() => at().open(asLead))

const isClosed = `document.querySelector('${dialog}') === null`
const offers = (count: number) => `document.querySelectorAll('[role="option"]').length === ${count}`
const mistakeOf = (field: string) => at().read(`#field-${field}-mistake`)
const filled = (field: string) => at().evaluate(`document.getElementById('field-${field}').value`)
/** The button of a message that opens a form filled with this. */
const changeButton = (platform: string) => `${platform} [data-line^="usage"]`
const focusedLine = () => at().evaluate('document.activeElement.dataset.line')

describe('a form', () => {
  test('is opened by the button of a message, filled with what its line says', async () => {
    await at().ask('usage payments last week')
    await at().pressLine('usage', teams, { opensForm: true })
    expect([await filled('team'), await filled('period')]).toEqual(['Payments', 'last week'])
    await at().shoot('form-filled')
    await at().page.select('#field-by', 'daily')
    await at().submit()
    expect(await at().evaluate(isClosed)).toBe(true)
    for (const platform of [slack, teams]) expect(await at().read(platform)).toContain('Payments')
    const { content } =
      (
        await at()
          .worlds.in('en')
          .then(world => world.state())
      ).entries.at(-1) ?? expect.fail()
    expect(content).toMatchObject({ kind: 'message', line: expect.stringMatching(/^usage \S+ last week daily$/) })
  })

  test('shows what is wrong next to the field, keeps the input, and is sent when it is correct', async () => {
    await at().ask('subscribe')
    expect(await at().focused()).toBe('field-teams')
    await at().page.keyboard.type('nowhere')
    await at().page.select('#field-when-day', 'every friday')
    await at().page.select('#field-when-zone', 'Asia/Tokyo')
    await at().submit()
    const { id, invalid, describedBy } = (await at().evaluate(`(({ id, ariaInvalid, attributes }) => ({
      id,
      invalid: ariaInvalid,
      describedBy: attributes['aria-describedby'].value.split(' ').map(id => document.getElementById(id).innerText).join(' '),
    }))(document.activeElement)`)) as { id: string; invalid: string; describedBy: string }
    expect({ id, invalid }).toEqual({ id: 'field-teams', invalid: 'true' })
    expect(describedBy).toContain(await mistakeOf('teams'))
    expect(await mistakeOf('teams')).toMatch(/nowhere/s)
    const chosen = ['teams', 'when-day', 'when-time', 'when-zone']
    expect(await Promise.all(chosen.map(filled))).toEqual(['nowhere', 'every friday', '09:00', 'Asia/Tokyo'])
    expect(await at().findBarriers()).toEqual([])
    await at().shoot('form-mistake')
    await at().write('#field-teams', 'mob')
    await at().until(offers(1))
    // While it is being corrected it is no mistake any more.
    expect([await mistakeOf('teams'), await at().evaluate('document.activeElement.ariaInvalid')]).toEqual(['', null])
    await at().submit()
    expect(await at().evaluate(isClosed)).toBe(true)
    expect(await at().read(slack)).toMatch(/Mobile[\s\S]*Friday at 9:00 AM \(Asia\/Tokyo\)/)
    expect(await at().read(slack)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
  })

  test('a mistake of a picker goes when something is chosen', async () => {
    await at().ask('subscribe')
    await at().submit()
    expect(await mistakeOf('teams')).not.toBe('')
    await at().page.keyboard.type('mob')
    expect(await mistakeOf('teams')).toBe('')
    await at().page.keyboard.press('Escape')
    await at().page.keyboard.press('Escape')
    await at().until(isClosed)
  })

  test('is shown as Slack’s modal and as Teams’ dialog side by side, as a preview', async () => {
    await at().open(`${asLead}&theme=dark`)
    await at().ask('usage payments last week')
    await at().pressLine('usage', slack, { opensForm: true })
    await at().page.focus(`${dialog} summary`)
    await at().page.keyboard.press('Enter')
    await at().until(`document.querySelectorAll('${dialog} details[open] .form-view').length === 2`)
    const shownIn = (place: number) => at().read(`${dialog} .form-views figure:nth-of-type(${place})`)
    expect(await shownIn(1)).toMatch(/^Slack\s+[\s\S]*Team\s+[\s\S]*Payments\s[\s\S]*Period/)
    expect(await shownIn(2)).toMatch(/^Teams\s+[\s\S]*Team \(optional\)/)
    expect(await at().evaluate("document.querySelector('.form-views .ac-input').value")).toBe('Payments')
    await at().page.keyboard.press('Tab')
    expect(await at().evaluate("document.activeElement.closest('.form-views')")).toBeNull()
    expect(await at().findBarriers()).toEqual([])
    await at().page.setViewport({ width: 1280, height: 1400 })
    await at().shoot('form-as-shown')
    await at().page.setViewport({ width: 1280, height: 900 })
    await at().page.keyboard.press('Escape')
  })

  test('also shows next to the field what only the server finds wrong', async () => {
    await at().ask('alerts')
    await at().page.keyboard.type('nowhere')
    await at().page.type('#field-after', 'soon')
    await at().submit()
    expect(await mistakeOf('after')).toMatch(/999/)
    await at().write('#field-after', '21')
    await at().submit()
    expect([await mistakeOf('after'), await mistakeOf('team')]).toEqual(['', expect.stringMatching(/nowhere/)])
    await at().page.keyboard.press('Escape')
    await at().until(isClosed)
  })
})

describe('by the keyboard alone', () => {
  test('several teams are chosen by typing, one is removed, and the form is sent', async () => {
    const { keyboard } = at().page
    await at().page.focus('#line')
    await at().ask('subscribe')
    for (const typed of ['pay', 'sea', 'mob']) {
      await keyboard.type(typed)
      await at().until(offers(1))
      expect(await at().read('[role="status"].hint')).toMatch(/^1 /)
      await keyboard.press('ArrowDown')
      expect(
        await at().evaluate(
          "document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).innerText",
        ),
      ).toMatch(new RegExp(`^${typed}`, 'i'))
      if (typed === 'sea') await at().shoot('form-picker')
      await keyboard.press('Enter')
    }
    expect(await at().read('.chips')).toBe('Payments ×\nSearch ×\nMobile ×')
    expect(await at().findBarriers()).toEqual([])
    // Back to the second choice, which is removed; the focus stays with the field.
    for (let presses = 0; !(await at().focused()).startsWith('Search:') && presses < 5; presses++) {
      await keyboard.down('Shift')
      await keyboard.press('Tab')
      await keyboard.up('Shift')
    }
    await keyboard.press('Enter')
    expect(await at().focused()).toBe('field-teams')
    await keyboard.press('Backspace')
    expect(await at().read('.chips')).toBe('Payments ×')
    await keyboard.press('Tab')
    await keyboard.type('Every Tu')
    await keyboard.press('Tab')
    await keyboard.type('0930AM')
    expect([await filled('when-day'), await filled('when-time')]).toEqual(['every tuesday', '09:30'])
    await keyboard.press('Enter')
    await at().isDone()
    await at().until(isClosed)
    expect(await at().read(slack)).toMatch(/Payments[\s\S]*Tuesday at 9:30 AM/)
    expect(await at().focused()).toBe('line')
  })

  test('Escape closes first the list and then the form, and the focus is where it was', async () => {
    const { keyboard } = at().page
    await at().ask('usage')
    const selector = changeButton(slack)
    await at().until(`document.querySelector('${selector}') !== null`)
    await at().focusForm(slack)
    const line = await focusedLine()
    await keyboard.press('Enter')
    await at().isDone()
    expect(await at().focused()).toBe('field-team')
    await keyboard.press('ArrowDown')
    await at().until(offers(9))
    await keyboard.press('Escape')
    expect(await at().evaluate(`[${isClosed}, ${offers(0)}]`)).toEqual([false, true])
    await keyboard.press('Escape')
    await at().until(isClosed)
    expect(await focusedLine()).toBe(line)
  })

  test('nothing behind an open form can be reached', async () => {
    await at().ask('alerts')
    const reached = new Set<string>()
    for (let presses = 0; presses < 12; presses++) {
      await at().page.keyboard.press('Tab')
      reached.add(
        String(await at().evaluate("document.activeElement.closest('dialog, body').tagName + document.hasFocus()")),
      )
    }
    // The focus also passes through the browser's own bar, where no element of the page has it.
    expect([...reached].filter(where => where !== 'BODYtrue')).toContain('DIALOGtrue')
    expect(await at().evaluate("document.querySelector('.composer button').matches(':focus')")).toBe(false)
  })
})

describe.each([
  ['light', ''],
  ['dark', '&theme=dark'],
  ['narrow', ''],
])('axe finds nothing wrong with an open form: %s', (name, look) => {
  test(name, async () => {
    const isNarrow = name === 'narrow'
    await at().page.setViewport(isNarrow ? { width: 390, height: 800 } : { width: 1280, height: 900 })
    await at().open(`${asLead}${look}`)
    await at().ask('subscribe')
    await at().page.keyboard.press('ArrowDown')
    await at().until(offers(9))
    expect(await at().findBarriers()).toEqual([])
    expect(await at().evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await at().shoot(`form-${name}`)
    await at().page.setViewport({ width: 1280, height: 900 })
  })
})
