import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type OpenForm, renderForm } from '../../../../adapters/teams/dialog.ts'
import { createForms, type Press, readSent } from '../../../../adapters/teams/forms.ts'
import { type App, createApp } from '../../../../src/app.ts'
import { createDirectory } from '../../../../src/command/directory.ts'
import { createWords } from '../../../../src/message/words.ts'
import { cardBudget, measureUtf16, validateCard } from '../../../clouds/microsoft/card.ts'
import { listInputs } from '../../../clouds/microsoft/dialog.ts'
import { admin } from '../../../helpers/app-on-sandbox.ts'
import { listTexts } from '../../../helpers/card-text.ts'
import { recordLog } from '../../../helpers/recording-log.ts'
import { neverAborts } from '../../../helpers/signals.ts'
import { connect } from '../../../helpers/usage-api-client.ts'
import { openSandbox, TODAY } from '../../demo/sandbox/ask.ts'

const words = createWords('en')
// More than are offered before a person types.
const sandbox = await openSandbox({ teams: 130, people: 300 })
const { app, teams } = await open()
const forms = createForms(app)

async function open() {
  const log = recordLog()
  const clock = { now: () => TODAY }
  const usageApi = connect(sandbox, { log })
  const directory = createDirectory({
    usageApi,
    clock,
    log,
    abortAfter: neverAborts,
    wait: () => new Promise(() => {}),
  })
  const ports = { usageApi, persistence: null, directory, clock, log, newReference: () => 'REF' }
  const app = createApp(ports, { admins: [], zone: 'UTC', language: 'en' })
  return { app, teams: await usageApi.teams() }
}

const press = (isShared = false): Press => ({ caller: admin(), token: '7', isShared })

/** The form of a line again, after this was sent with it. */
async function sendAgain(
  line: string,
  filled: Readonly<Record<string, unknown>>,
  { isShared = false, of = forms } = {},
): Promise<OpenForm> {
  const sent = readSent({ line, form: '7', ...filled })
  const read = sent && (await of.read(sent, press(isShared)))
  if (!read || read === 'gone') throw new Error(`${line} has no form`)
  return read.again()
}

const verbs = ['subscribe', 'edit 3', 'usage', 'user', 'exclude', 'why', 'alerts', 'pause 2', 'export']
const fields = ['teams', 'team', 'when', 'period', 'person', 'whom', 'reason', 'until', 'after', 'language', 'line']
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('"', '\u0000', ',', '%2C', 'Sales, EMEA', ...teams.slice(0, 30).map(({ id }) => id)),
)
/** Up to more than any field holds. */
const long = fc
  .record({ text, join: fc.constantFrom('', ',', ' ', '",'), times: fc.constantFrom(1, 2, 30, 3_000) })
  .map(one => Array.from({ length: one.times }, (_, at) => `${one.text}${at || ''}`).join(one.join))
const filled = fc.dictionary(
  fc.tuple(fc.constantFrom('field-', 'typed-'), fc.constantFrom(...fields)).map(id => id.join('')),
  long,
  { maxKeys: 6 },
)

describe.each(['dialog', 'card'] as const)('whatever is filled in, the form as a %s after it', place => {
  test('is what Teams takes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...verbs), filled, fc.boolean(), async (line, data, isShared) => {
        const card = renderForm(await sendAgain(line, data, { isShared }), words, place)
        expect(validateCard(card)).toEqual([])
        expect(measureUtf16(card)).toBeLessThan(cardBudget)
      }),
    )
  })
})

test.each(['\u0000', '"', 'x'])(
  'a line of 12,000 times %j makes a form that Teams takes, and is not carried along',
  async filler => {
    const line = `edit 3 ${filler.repeat(12_000)}`
    for (const place of ['dialog', 'card'] as const) {
      const again = await sendAgain(line, {})
      const card = renderForm(again, words, place)
      expect(again.line.length).toBeLessThan(line.length / 2)
      expect(validateCard(card)).toEqual([])
    }
  },
)

describe('of many names', () => {
  const ids = teams.map(({ id }) => id)

  test('the form shows again as many as it can hold, and says how many these are', async () => {
    const again = await sendAgain('subscribe', { 'field-teams': ids.join(',') })
    expect(again.form.fields[0]?.value.map(({ value }) => value)).toEqual(ids.slice(0, 20))
    expect(again.mistakes).toEqual({ teams: expect.stringContaining('up to 20 teams') })
  })

  test('what is offered is looked up once for each field, however many were sent', async () => {
    const asked: string[] = []
    const counting: App = {
      ...app,
      suggest(pick, typed, caller) {
        asked.push(typed)
        return app.suggest(pick, typed, caller)
      },
    }
    const names = Array.from({ length: 3_000 }, (_, at) => at.toString(36)).join(',')
    await sendAgain('subscribe', { 'field-teams': names }, { of: createForms(counting) })
    expect(asked).toEqual([''])
  })

  test('each has the name that people use, also those that are not offered before a person types', async () => {
    const last = teams.toSorted((a, b) => a.name.localeCompare(b.name)).slice(-20)
    const data = { 'field-teams': last.map(({ id }) => id).join(','), 'field-when': 'someday' }
    const again = await sendAgain('subscribe', data)
    const offered = new Set(again.offered.teams?.map(({ value }) => value))
    expect(last.some(({ id }) => !offered.has(id))).toBe(true)
    // Several of one name have their id behind it.
    const named = last.map(({ id, name }) => ({ value: id, label: expect.toBeOneOf([name, `${name} (${id})`]) }))
    expect(again.form.fields[0]?.value).toEqual(named)
  })

  test('one that is chosen alone is called so too', async () => {
    const [last] = teams.toSorted((a, b) => b.name.localeCompare(a.name))
    const again = await sendAgain('usage', { 'field-team': last?.id, 'field-period': 'someday' })
    expect(again.form.fields[0]?.value).toEqual([{ value: last?.id, label: last?.name }])
  })
})

describe('what is filled into a form about a person', () => {
  const secrets = ['ada@example.com', 'long-term sick', '2020-01-01']
  const [person, reason, until] = secrets
  const data = { 'typed-person': person, 'field-reason': reason, 'field-until': until }
  const draw = (form: OpenForm) => renderForm(form, words, 'card').body

  test('is in it again, only for the person who filled it in', async () => {
    const drawn = draw(await sendAgain('exclude', data))
    for (const secret of secrets) expect(JSON.stringify(drawn)).toContain(secret)
  })

  test('is not shown where others read, neither in its fields nor in their errors', async () => {
    const drawn = draw(await sendAgain('exclude', data, { isShared: true }))
    for (const secret of secrets) expect(JSON.stringify(drawn)).not.toContain(secret)
    expect(listInputs({ body: drawn }).map(({ value }) => value)).toEqual([undefined, undefined, undefined])
    expect(listTexts(drawn)).toContain(words.forms.wrong)
  })

  test('nor is it shown when the form opens with what a line says', async () => {
    const opened = await forms.open('exclude ada@example.com "long-term sick" until 2026-12-24', press(true))
    if (!opened) throw new Error('no form opened')
    for (const part of ['ada', 'sick', '12-24']) expect(JSON.stringify(draw(opened))).not.toContain(part)
  })

  test('that something is missing is shown everywhere', async () => {
    const again = await sendAgain('exclude', { 'field-reason': reason }, { isShared: true })
    expect(again.mistakes).toEqual({ person: words.forms.missing })
  })

  test('what is about no person stays where others read', async () => {
    const again = await sendAgain('usage', { 'field-period': 'someday' }, { isShared: true })
    expect(again.mistakes).toEqual({ period: expect.stringContaining('someday') })
    expect(listInputs({ body: draw(again) }).map(({ value }) => value)).toContain('someday')
  })
})
