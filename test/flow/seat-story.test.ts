import { describe, expect, test } from 'vitest'
import { countBoughtSeats, seatCapOf } from '../../demo/sandbox/company/purchase.ts'
import type { Sandbox } from '../../demo/sandbox/server.ts'
import type { PurchaseSettings } from '../../src/ports.ts'
import { defaultReportSettings } from '../../src/report/report.ts'
import { countDays, utcDay } from '../../src/time/utc-days.ts'
import { openApp } from '../helpers/app-on-sandbox.ts'
import { caller } from '../helpers/callers.ts'
import { countSeats } from '../helpers/company-truth.ts'
import { metricsIn, textsIn } from '../helpers/message-content.ts'
import { openSandbox, TODAY } from '../unit/demo/sandbox/ask.ts'

const seeds = ['acme', 'zoë', 'larch']
const companies = await Promise.all(
  seeds.map(async seed => ({ seed, sandbox: await openSandbox({ profile: '6.6', seed }) })),
)
const seatPrice = { amount: 39.5, currency: 'EUR' }
const nothing: PurchaseSettings = { seats: null, renewsOn: null, seatPrice: null }
const renewal = utcDay(2027, 0, 1)
const number = new Intl.NumberFormat('en-GB')
const euros = (amount: number, locale = 'en-GB') => {
  const cents = Math.round(amount * 100)
  const digits = { minimumFractionDigits: cents % 100 === 0 ? 0 : 2, maximumFractionDigits: 2 }
  return new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', ...digits }).format(cents / 100)
}

const openWith = (sandbox: Sandbox, purchase: Partial<PurchaseSettings> = {}) =>
  openApp(sandbox, TODAY, { reports: { ...defaultReportSettings, purchase: { ...nothing, ...purchase } } })

test('the companies of this test bought too many and not enough seats', () => {
  const free = companies.map(
    ({ sandbox: { company } }) => countBoughtSeats(company) - countSeats(company, TODAY).registered,
  )
  expect(Math.max(...free)).toBeGreaterThan(0)
  expect(Math.min(...free)).toBeLessThan(0)
})

describe.each(companies)('the seats of the company “$seed”', ({ sandbox }) => {
  const { company } = sandbox
  const members = countSeats(company, TODAY).registered
  const bought = countBoughtSeats(company)
  const free = bought - members
  const daysLeft = countDays(TODAY, renewal)

  test('begin with bought, assigned, and free or over the limit', async () => {
    const app = openWith(sandbox)
    const { message, places } = await app.ask('seats all')
    for (const place of [places.slack, places.teams]) {
      for (const shown of ['Bought', number.format(bought), number.format(members), number.format(Math.abs(free))])
        expect(place).toContain(shown)
    }
    const rest = free < 0 ? { 'Over the limit': number.format(-free) } : { Free: number.format(free) }
    expect(metricsIn(message)).toEqual({
      Bought: number.format(bought),
      Assigned: number.format(members),
      ...rest,
      'Active last week': expect.stringMatching(/^\d+$/),
    })
    expect(message.summary).toMatch(
      free < 0
        ? new RegExp(`^${-free} more members? than seats: ${members} members, ${bought} seats bought\\.`)
        : new RegExp(`^${bought} seats bought: ${members} assigned \\(\\d+%\\), ${free} free\\.`),
    )
    expect(message.parts[1]?.kind).toBe('metrics')
    const texts = textsIn(message).join('\n')
    expect(texts).toMatch(/^Renewal: 1 Jan 2027 · /m)
    expect((await app.ask('about seats all')).text).toContain(
      'Seats bought: from Tabnine’s licence · Renewal: 1 Jan 2027 from Tabnine’s licence',
    )
    expect(texts).not.toMatch(/€|cost/)
  })

  test('show the cost, to the cent, of what no one holds and of what was freed', async () => {
    const app = openWith(sandbox, { seatPrice })
    const { message } = await app.ask('seats all')
    const texts = textsIn(message)
    const freed = countSeats(company, TODAY).deactivated - countSeats(company, utcDay(2026, 0, 1)).deactivated
    const perMonth = euros(free * 39.5)
    const left = euros((free * 39.5 * 12 * daysLeft) / 365)
    const line = `The ${free} free seats cost ${perMonth} a month, ${left} until the renewal on 1 Jan 2027.`
    if (free > 1) expect(texts).toContain(line)
    else expect(texts.join('\n')).not.toContain('free seat')
    const saved = texts.find(text => text.includes('freed since January'))
    if (freed > 0)
      expect(saved).toBe(
        `${freed === 1 ? '1 seat' : `${freed} seats`} freed since January 2026, people who came back deducted: ${euros(freed * 39.5)} a month saved.`,
      )
    else expect(saved).toBeUndefined()
    // The months that are shown stay the same six.
    expect(message.parts.find(part => part.kind === 'chart')).toMatchObject({ categories: { length: 6 } })
  })

  test('name the teams that are near or over their cap, and by how many', async () => {
    const expected = company.teams.flatMap(team => {
      const cap = seatCapOf(company, team, true)
      const { registered, invited } = countSeats(company, TODAY, team.id)
      if (cap === null || (registered + invited) * 10 < cap * 9) return []
      return [{ team, cells: [registered, invited, cap, cap - registered - invited] }]
    })
    expect(expected.length).toBeGreaterThan(0)
    const app = openWith(sandbox)
    const { message } = await app.ask('seats all')
    const table = message.parts.find(part => part.kind === 'table' && part.caption === 'Teams near or over their cap')
    if (table?.kind !== 'table') throw new Error('there is no such table')
    const shown = table.rows.map(row => row.slice(1).map(cell => (typeof cell === 'string' ? cell : cell.value)))
    expect(shown.toSorted()).toEqual(expected.map(({ cells }) => cells).toSorted())
    for (const { team, cells } of expected) {
      const [registered, invited, cap, left = 0] = cells
      const count = ['none', 'one'][Math.abs(left)] ?? Math.abs(left)
      const { message: ofTeam } = await app.ask(`seats ${team.id}`)
      expect(textsIn(ofTeam)).toContain(
        `${registered} of ${cap} seats${invited ? `, ${invited} invited` : ''}: ${count} ${left < 0 ? 'too many' : 'left'}.`,
      )
    }
    const fine = company.teams.find(team => expected.every(one => one.team !== team))
    if (fine) {
      const { message: ofFine } = await app.ask(`seats ${fine.id}`)
      expect(textsIn(ofFine).join('\n')).not.toMatch(/too many|\d seats.*left/)
    }
  })
})

describe('the source', () => {
  const [first] = companies
  if (!first) throw new Error('no company')
  const { sandbox } = first
  const members = countSeats(sandbox.company, TODAY).registered

  test('is the settings where they say something, and then the licence is not read', async () => {
    sandbox.clearRequests()
    const settings = { seats: members + 7, renewsOn: utcDay(2027, 5, 30), seatPrice: { amount: 10, currency: 'USD' } }
    const app = openWith(sandbox, settings)
    const { message } = await app.ask('seats all')
    expect(metricsIn(message)).toMatchObject({ Bought: `${members + 7}`, Free: '7' })
    const texts = textsIn(message)
    expect((await app.ask('about seats all')).text).toContain(
      'Seats bought: from my settings · Renewal: 30 Jun 2027 from my settings',
    )
    // 70 × 12 ÷ 365 × 275 days.
    expect(texts).toContain('The 7 free seats cost $70 a month, $632.88 until the renewal on 30 Jun 2027.')
    expect(sandbox.counts.get('/api/v1/license')).toBeUndefined()
  })

  test('is each for what the other does not say', async () => {
    const { text } = await openWith(sandbox, { seats: 500 }).ask('about seats all')
    expect(text).toContain('Seats bought: from my settings · Renewal: 1 Jan 2027 from Tabnine’s licence')
  })

  test('is available in German', async () => {
    const german = caller({
      platform: 'terminal',
      isAdmin: true,
      prefix: '',
      profile: async () => ({ email: null, zone: null, name: null, language: 'de' }),
    })
    const purchase = { seats: members + 7, renewsOn: utcDay(2027, 5, 30), seatPrice }
    const app = openWith(sandbox, purchase)
    const { message } = await app.ask('seats all', german)
    expect(metricsIn(message)).toMatchObject({ Gekauft: `${members + 7}`, Vergeben: `${members}`, Frei: '7' })
    const texts = textsIn(message)
    const left = euros((7 * 39.5 * 12 * 275) / 365, 'de-DE')
    expect(texts).toContain(
      `Die 7 freien Plätze kosten ${euros(276.5, 'de-DE')} im Monat, ${left} bis zur Verlängerung am 30. Juni 2027.`,
    )
    expect(texts.join('\n')).toMatch(/^Verlängerung: 30. Juni 2027 · /m)
    expect(textsIn((await app.ask('about seats all', german)).message)).toContain(
      'Gekauft: laut Einstellungen · Verlängerung: 30. Juni 2027 laut Einstellungen',
    )
  })

  test('that is refused is a line for admins alone', async () => {
    const refusing = await openSandbox({ profile: '6.6' })
    refusing.fault('/api/v1/license', { status: 403, body: { message: 'no' } })
    const app = openWith(refusing)
    const line = /Tabnine doesn’t let me read its licence/
    expect(textsIn((await app.ask('seats all')).message).join('\n')).toMatch(line)
    expect(metricsIn((await app.ask('seats all')).message)).not.toHaveProperty('Bought')
    const viewer = caller({ place: null, id: 'U0VIEWER' })
    const answer = await app.ask('seats all', viewer)
    expect(answer.error).toBeNull()
    expect(textsIn(answer.message).join('\n')).not.toMatch(line)
  })

  test('that cannot be read leaves the rest', async () => {
    const broken = await openSandbox({ profile: '6.6' })
    broken.fault('/api/v1/license', { status: 500, body: {} })
    const { message, error } = await openWith(broken).ask('seats all')
    expect(error).toBeNull()
    expect(metricsIn(message)).not.toHaveProperty('Bought')
    expect(metricsIn(message)).toHaveProperty('Members')
    expect(textsIn(message)).toContain('I couldn’t read the licence.')
  })

  test.each(['5.18', '6.2', '6.3'] as const)('is nowhere on a server of version %s', async profile => {
    const older = await openSandbox({ profile })
    for (const line of ['seats all', 'seats payments', 'seats mobile']) {
      const { message } = await openWith(older).ask(line)
      expect(metricsIn(message)).not.toHaveProperty('Bought')
      expect(metricsIn(message)).toHaveProperty('Members')
      expect(textsIn(message).join('\n')).not.toMatch(/bought|licence|too many|cap\b/)
    }
  })
})
