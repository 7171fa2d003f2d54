/** Every message that the bot can produce, as nearly as one test can have them: made from examples, and made by the bot. */

import { type Breakage, breakages } from '../../demo/playground/breaking.ts'
import { audiences, listExamples } from '../../demo/playground/examples.ts'
import type { Asker } from '../../demo/playground/people.ts'
import { openPlayground } from '../../demo/playground/playground.ts'
import { noticeTopics } from '../../src/background/kinds.ts'
import { commands } from '../../src/commands.ts'
import { renderBudget, renderBudgetNews } from '../../src/cost/budgets/message.ts'
import { AppError, type ErrorCode, type ErrorDetails, errorCodes } from '../../src/errors.ts'
import { type Language, languages } from '../../src/message/languages.ts'
import type { Message } from '../../src/message/message.ts'
import { renderError } from '../../src/message/render-error.ts'
import { createWords } from '../../src/message/words.ts'
import type { BudgetState, Json } from '../../src/ports.ts'
import { renderRenewalNotice } from '../../src/unused-seats/renewal/message.ts'

export type Collected = {
  readonly name: string
  readonly language: Language
  readonly message: Message
}

/** What reports and stored facts become for each reader. */
export function listExampleMessages(): readonly Collected[] {
  return languages.flatMap(language =>
    audiences.flatMap(audience =>
      listExamples(createWords(language), audience).map(({ name, message }) => ({
        ...{ name: `${name}, for ${audience.id}`, language, message },
      })),
    ),
  )
}

const scheduleProblems = ['weekday', 'month-day', 'time', 'zone', 'second', 'date', 'past'] as const
const suggestions = ['Payments', 'Mobile', 'Web', 'Search'].map(label => ({ label, line: `usage ${label}` }))
const details: readonly ErrorDetails[] = [
  {},
  { subject: 'paymets', command: 'usage', retryAfter: 40, status: 503, vendorCode: 'SEATS', scope: 'users:read.email' },
  { subject: 'paymets', suggestions },
]

export function listErrors(): readonly Collected[] {
  const errors = [
    ...(Object.keys(errorCodes) as ErrorCode[]).flatMap(code => details.map(some => new AppError(code, some))),
    ...scheduleProblems.map(problem => new AppError('bad-schedule', { subject: '25 o’clock', problem })),
  ]
  return languages.flatMap(language =>
    [true, false].flatMap(isAdmin =>
      errors.map(error => ({
        name: `error ${error.code} ${JSON.stringify(error.details)}, for ${isAdmin ? 'an admin' : 'others'}`,
        language,
        message: renderError(error, '64R3LY', { t: createWords(language), isAdmin, again: 'usage payments' }),
      })),
    ),
  )
}

const digest = { subscription: 7, names: ['Payments', 'Mobile'], slot: '2026-W48', nextRunAt: '2026-12-07T09:00:00Z' }
const alert = { alert: 3, subject: 'Payments', reason: 'is_archived' }
/** As they are stored with deliveries. */
const notices: readonly Json[] = [
  ...['failed', 'unknown', 'unreachable'].flatMap(notice => [
    { ...digest, notice, reason: 'not_in_channel', zone: 'UTC' },
    { ...alert, notice },
  ]),
  ...(['slack', 'teams'] as const).flatMap(waiting =>
    [null, 'ratelimited'].map(reason => ({ ...{ waiting, reason, posts: 12, since: '2026-11-30T09:00:00Z' } })),
  ),
  { notice: 'outage', from: '2026-11-30T09:00:00Z', to: '2026-11-30T09:12:00Z' },
]

export function listNotices(): readonly Collected[] {
  return languages.flatMap(language =>
    notices.map(content => {
      const notice = noticeTopics.map(topic => topic.read(content)).find(found => found !== null)
      if (!notice) throw new Error(`no topic reads ${JSON.stringify(content)}`)
      const rendering = { t: createWords(language), timeZone: 'UTC', commandPrefix: '/tabnine ' }
      return { name: `notice ${JSON.stringify(content)}`, language, message: notice.render(rendering) }
    }),
  )
}

const renewal = {
  ...{ on: new Date('2027-01-01T00:00:00Z'), now: new Date('2026-12-02T08:00:00Z'), assigned: 98, unused: 26 },
  purchase: {
    bought: { seats: 130, source: 'license' },
    renewal: { on: new Date('2027-01-01T00:00:00Z'), source: 'settings' },
    seatPrice: { amount: 39, currency: 'EUR' },
    isLicenseRefused: false,
  },
} as const

/** What the bot posts when a date or a budget is near. */
export function listWarnings(): readonly Collected[] {
  return languages.flatMap(language => {
    const rendering = { t: createWords(language), timeZone: 'UTC', commandPrefix: '/tabnine ' }
    const budgeted = { kind: 'team', id: 'team-1', name: 'Payments' } as const
    const month = new Date('2026-11-01T00:00:00Z')
    const state: BudgetState = {
      ...{ budget: 500, spent: 412.37, people: 12, projection: { low: 498.2, high: 571.9 }, threshold: 80 },
      reached: [
        { percent: 50, on: '2026-11-11' },
        { percent: 80, on: '2026-11-20' },
      ],
      ...{ checkedOn: '2026-11-23', needsWhole: false, snoozedUntil: null, end: null },
    }
    const about = (spent: number, change: Partial<BudgetState> = {}) => ({
      episode: { id: 4, subject: budgeted, month, state: { ...state, ...change } },
      ...{ spent, currency: 'USD', now: new Date('2026-11-23T09:00:00Z') },
    })
    const budget = (spent: number, change: Partial<BudgetState> = {}) => renderBudget(about(spent, change), rendering)
    return [
      { name: 'renewal', language, message: renderRenewalNotice(renewal, rendering) },
      {
        name: 'renewal, nothing to free',
        language,
        message: renderRenewalNotice({ ...renewal, unused: 0 }, rendering),
      },
      { name: 'budget nearly used', language, message: budget(412.37) },
      { name: 'budget used', language, message: budget(533) },
      { name: 'budget snoozed', language, message: budget(412.37, { snoozedUntil: '2026-11-30T09:00:00.000Z' }) },
      { name: 'budget of a month that is over', language, message: budget(412.37, { end: 'month-over' }) },
      { name: 'budget that was raised', language, message: budget(212, { end: 'below' }) },
      { name: 'budget that is gone', language, message: budget(412.37, { end: 'no-budget' }) },
      { name: 'reply about a budget', language, message: renderBudgetNews(about(412.37), rendering) },
    ]
  })
}

const admin = { person: 'admin', place: 'private' } as const
const developer = { person: 'developer', place: 'private' } as const
const channel = { person: 'admin', place: 'eng-platform' } as const

/** Lines besides the examples of the commands: confirmations, lists that are empty or long, and what goes wrong. */
const lines: readonly (readonly [Omit<Asker, 'language'>, string])[] = [
  [developer, 'subscriptions'],
  [developer, 'alerts'],
  [developer, 'who is not using it?'],
  [developer, 'dance'],
  [developer, 'usage paymets last week'],
  [developer, 'usage web last week'],
  [developer, 'usage legacy last week'],
  [developer, 'usage search last week'],
  [developer, 'usage search last week daily'],
  [developer, 'usage all last quarter weekly'],
  [developer, 'usage payments today'],
  [developer, 'me'],
  [developer, 'me last week'],
  [developer, 'why me'],
  [developer, 'whoami'],
  [developer, 'team legacy'],
  [developer, 'seats search'],
  [developer, 'seats legacy'],
  [developer, 'digest legacy'],
  [developer, 'cost'],
  [developer, 'reminders off'],
  [developer, 'reminders'],
  [developer, 'reminders on'],
  [channel, 'usage all last month weekly'],
  [channel, 'usage payments by model'],
  [channel, 'seats'],
  [channel, 'seats payments'],
  [channel, 'teams'],
  [channel, 'team payments'],
  [channel, 'cost'],
  [channel, 'subscriptions'],
  [channel, 'history 2'],
  [channel, 'settle 2 sent'],
  [channel, 'run 2'],
  [channel, 'edit 2 every friday at 16:00'],
  [channel, 'pause 2'],
  [channel, 'resume 2'],
  [channel, 'pause 2 until 2027-01-10'],
  [channel, 'resume all'],
  [channel, 'subscribe payments every friday at 16:00 in Europe/Berlin'],
  [channel, 'subscribe payments, mobile monthly on the 1st'],
  [channel, 'unsubscribe 3'],
  [channel, 'alerts'],
  [channel, 'alerts mobile'],
  [channel, 'alerts mobile'],
  [channel, 'snooze 1 14d'],
  [channel, 'snooze 1 0d'],
  [channel, 'snooze 99 0d'],
  [channel, 'remind 1'],
  [channel, 'remind 1 send'],
  [channel, 'remind 1 answers'],
  [channel, 'why payments'],
  [channel, 'why 1'],
  [channel, 'alerts off mobile'],
  [admin, 'remind 1'],
  [admin, 'remind 1 answers'],
  [admin, 'exclude'],
  [admin, 'exclude unknown@example.com'],
  [admin, 'include 1'],
  [admin, 'export 1'],
  [admin, 'export teams'],
  [admin, 'export usage payments last month'],
  [admin, 'audit'],
  [admin, 'about usage payments last week'],
  [admin, 'about seats'],
  [channel, 'share usage payments last week'],
  [admin, 'home'],
]

/** What the bot itself answers and posts, in a company with two weeks behind it. @param folderOf for its database */
export async function collectLive(folderOf: (language: Language) => string): Promise<readonly Collected[]> {
  const found: Collected[] = []
  for (const language of languages) {
    const clock = { now: () => new Date() }
    const playground = await openPlayground(folderOf(language), { language, hasStory: true, clock })
    try {
      const examples = commands.flatMap(({ about }) => about[language].examples)
      for (const asker of [developer, channel])
        for (const line of examples) await playground.ask(line, { ...asker, language })
      for (const [asker, line] of lines) await playground.ask(line, { ...asker, language })
      for (const broken of Object.keys(breakages) as Breakage[]) {
        playground.breakApi(broken)
        for (const asker of [developer, admin]) await playground.ask('usage mobile 2026-03', { ...asker, language })
      }
      playground.breakApi(null)
      for (const { content, visibleTo } of playground.story().stream.entries) {
        if (content.kind !== 'message') continue
        const name = `${content.line ?? 'a post'}, for ${visibleTo ?? 'all there'}`
        found.push({ name, language, message: content.message })
      }
    } finally {
      await playground.stop()
    }
  }
  return found
}
