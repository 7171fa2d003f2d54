import { expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import { renderRenewalNotice } from '../../../src/unused-seats/renewal/message.ts'
import { textsIn } from '../../helpers/message-content.ts'

const facts = {
  on: new Date('2027-01-01T00:00:00Z'),
  now: new Date('2026-12-02T08:00:00Z'),
  purchase: {
    bought: { seats: 130, source: 'license' },
    renewal: { on: new Date('2027-01-01T00:00:00Z'), source: 'license' },
    seatPrice: { amount: 39, currency: 'EUR' },
    isLicenseRefused: false,
  },
  assigned: 98,
  unused: 26,
} as const
const render = (language: 'en' | 'de', change: object = {}) =>
  renderRenewalNotice({ ...facts, ...change }, { t: createWords(language), timeZone: 'UTC', commandPrefix: '' })

test('unused seats are what to free, with their cost until the renewal', () => {
  const message = render('en')
  expect(message.title).toBe('⚠️ Tabnine renewal in 30 days: 26 unused seats')
  expect(message.summary).toBe(
    'Free these 26 seats or put them to use before 1 Jan 2027, so that you don’t renew them for nothing. 130 seats bought: 98 assigned (75%), 32 free.',
  )
  // 26 × 39, and that × 12 ÷ 365 × 30 days.
  expect(textsIn(message)).toContain('26 unused seats cost €1,014 a month, €1,000.11 until the renewal on 1 Jan 2027.')
  expect(textsIn(message)).toContain(
    'The 32 free seats cost €1,248 a month, €1,230.90 until the renewal on 1 Jan 2027.',
  )
})

test('one seat, and the last day', () => {
  const change = { unused: 1, now: new Date('2026-12-31T08:00:00Z') }
  expect(render('en', change).title).toBe('⚠️ Tabnine renewal tomorrow: 1 unused seat')
  expect(render('de', change).title).toBe('⚠️ Tabnine-Verlängerung morgen: 1 ungenutzter Platz')
  expect(render('de', change).summary).toContain('Gebt diesen Platz vor dem 1. Jan. 2027 frei oder nutzt ihn')
})

test('where no seat is unused there is nothing to free', () => {
  const message = render('en', { unused: 0 })
  expect(message.title).toBe('Tabnine renewal in 30 days')
  expect(message.summary).toMatch(/^No seat is unused before the renewal on 1 Jan 2027\./)
})
