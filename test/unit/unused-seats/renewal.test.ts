import { afterAll, expect, test } from 'vitest'
import { countBoughtSeats } from '../../../demo/sandbox/company/purchase.ts'
import { createWords } from '../../../src/message/words.ts'
import type { Delivery, PurchaseSettings } from '../../../src/ports.ts'
import { plainCalendar } from '../../../src/time/utc-days.ts'
import { claimRenewalNotices, stageOf } from '../../../src/unused-seats/renewal/claim.ts'
import { countSeats } from '../../helpers/company-truth.ts'
import { composeWith, realKinds } from '../../helpers/delivery-kinds.ts'
import { actionsIn, metricsIn, textsIn } from '../../helpers/message-content.ts'
import { recordJobs } from '../../helpers/recorded-jobs.ts'
import { connect } from '../../helpers/usage-api-client.ts'
import { openStore } from '../delivery/world.ts'
import { openSandbox } from '../demo/sandbox/ask.ts'

const { store, close } = await openStore()
afterAll(close)
let now = new Date('2026-11-01T00:00:00Z')
const sandbox = await openSandbox({ profile: '6.6', today: () => now })
const clock = { now: () => now }
const usageApi = connect(sandbox, { clock })
const { jobs, queued } = recordJobs()
const politeness = { quietHours: { from: 18 * 60, to: 8 * 60 }, calendar: plainCalendar }
const licensed: PurchaseSettings = { seats: null, renewsOn: null, seatPrice: { amount: 39, currency: 'EUR' } }
let channels = 0

/** The hourly look, from one moment to another: what it claimed, with the moment. */
async function look(from: string, to: string, conversations: string[], purchase = licensed, api = usageApi) {
  const claimed: string[] = []
  for (let at = Date.parse(from); at < Date.parse(to); at += 3_600_000) {
    now = new Date(at)
    const before = queued.length
    await claimRenewalNotices(
      { store, jobs, clock, usageApi: api, politeness, zone: 'Europe/Berlin' },
      { conversations, purchase },
    )
    for (const _one of queued.slice(before)) claimed.push(now.toISOString().slice(0, 16))
  }
  return claimed
}

const newChannel = () => `slack:C0RENEWAL${++channels}`

async function readDelivery(key: string): Promise<Delivery> {
  const found = await store.deliveries.get(Number(key.replace('deliver ', '')))
  if (!found) throw new Error('there is no such delivery')
  return found
}

test('a stage begins with its days, and ends with the next', () => {
  expect([90, 61, 60, 31, 30, 8, 7, 1, 0, -3].map(stageOf)).toEqual([null, null, 60, 60, 30, 30, 7, 7, null, null])
})

test('each conversation gets one message 60, 30 and 7 days before, in its working hours', async () => {
  const [one, other] = [newChannel(), newChannel()]
  const claimed = await look('2026-10-25T00:00:00Z', '2027-01-04T00:00:00Z', [one, other])
  // 2 Nov is a Monday, 2 Dec a Wednesday and 25 Dec a Friday; 8:00 in Berlin is 7:00 UTC in winter.
  const days = ['2026-11-02T07:00', '2026-12-02T07:00', '2026-12-25T07:00']
  expect(claimed).toEqual(days.flatMap(day => [day, day]))
})

test('what was due while the bot was down is made up for once; a stage that is over is not', async () => {
  const channel = newChannel()
  expect(await look('2026-12-05T00:00:00Z', '2026-12-20T00:00:00Z', [channel])).toEqual(['2026-12-07T07:00'])
})

test('the day in the settings wins, and without any day nothing is claimed', async () => {
  const channel = newChannel()
  const settings = { ...licensed, renewsOn: new Date('2026-12-12T00:00:00Z') }
  expect(await look('2026-11-12T00:00:00Z', '2026-11-14T00:00:00Z', [channel], settings)).toEqual(['2026-11-12T07:00'])
  const older = connect(await openSandbox({ profile: '6.3', today: () => now }), { clock })
  const days = ['2026-12-28T00:00:00Z', '2026-12-31T00:00:00Z'] as const
  expect(await look(...days, [newChannel()], licensed, older)).toEqual([])
  expect(await look('2026-12-28T00:00:00Z', '2026-12-31T00:00:00Z', [])).toEqual([])
  // In Teams nothing can be posted where no one has written to the bot.
  expect(await look('2026-12-30T12:00:00Z', '2026-12-31T00:00:00Z', ['teams:19:unknown'])).toEqual([])
})

test.each(['en', 'de'] as const)('the message says what to free and what it costs (%s)', async language => {
  const channel = newChannel()
  const before = queued.length
  await look('2026-12-02T00:00:00Z', '2026-12-03T00:00:00Z', [channel])
  now = new Date('2026-12-02T08:00:00Z')
  const delivery = await readDelivery(queued[before] ?? '')
  const kinds = realKinds({
    ...{ store, jobs, clock, usageApi, purchase: licensed },
    renderingIn: (_conversation, timeZone) => ({ t: createWords(language), timeZone, commandPrefix: '' }),
  })
  const message = await composeWith(kinds)(delivery)
  const bought = countBoughtSeats(sandbox.company)
  const assigned = countSeats(sandbox.company, now).registered
  const numbers = [bought, assigned, Math.abs(bought - assigned)].map(String)
  expect(Object.values(metricsIn(message))).toEqual(numbers)
  const texts = textsIn(message).join('\n')
  // No check of seats was run here, so no number of unused ones is claimed.
  expect(message.title).toBe(language === 'en' ? 'Tabnine renewal in 30 days' : 'Tabnine-Verlängerung in 30 Tagen')
  expect(texts).toContain(language === 'en' ? 'The licence renews on 1 Jan 2027.' : 'verlängert sich am 1. Jan. 2027.')
  if (bought > assigned) expect(texts).toContain('€')
  expect(actionsIn(message).map(({ line }) => line)).toEqual(['why all', 'seats all'])
})

test('one that could not be posted before the renewal is dropped', async () => {
  const before = queued.length
  await look('2026-12-29T00:00:00Z', '2026-12-30T00:00:00Z', [newChannel()])
  const delivery = await readDelivery(queued[before] ?? '')
  const kind = realKinds({ store, jobs, clock }).find(({ name }) => name === 'renewal')
  expect(await kind?.mode(delivery)).toMatchObject({ kind: 'post' })
  now = new Date('2027-01-01T00:00:00Z')
  expect(await kind?.mode(delivery)).toEqual({ kind: 'drop', reason: 'too late' })
})
