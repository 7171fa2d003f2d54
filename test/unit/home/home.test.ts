import { describe, expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import { type HomeFacts, renderHome } from '../../../src/home/home.ts'
import { languages } from '../../../src/message/languages.ts'
import type { Message } from '../../../src/message/message.ts'
import { renderText } from '../../../src/message/text.ts'
import { createWords } from '../../../src/message/words.ts'
import type { Subscription } from '../../../src/ports.ts'
import { userReport } from '../../../src/usage/user.ts'

const words = createWords('en')
const rendering = { t: words, timeZone: 'UTC', commandPrefix: '/tabnine ' }
const payments = { kind: 'team', id: 'team-1', name: 'Payments' } as const
const usage = { message: userReport.render(userReport.example, rendering) }

function subscription(id: number, change: Partial<Subscription> = {}): Subscription {
  return {
    id,
    conversation: 'slack:C1',
    subjects: [payments],
    schedule: { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone: 'Europe/Berlin' },
    language: null,
    owner: 'slack:U1',
    nextRunAt: new Date('2026-11-30T08:00:00Z'),
    pause: null,
    createdAt: new Date('2026-11-01T08:00:00Z'),
    ...change,
  }
}

function render(known: Partial<HomeFacts> = {}, context = rendering): Message {
  return renderHome(
    { subscriptions: [], alerts: [], usage, maySubscribe: true, ...known },
    context,
    ({ id }) => `edit ${id} as it is`,
  )
}

const linesIn = ({ parts }: Message) =>
  parts.flatMap(part => (part.kind === 'actions' ? part.actions.map(({ line, opens }) => [line, opens]) : []))

test('a list that cannot be read leaves the other, and the usage', () => {
  const failures = { alerts: new AppError('store-unavailable') }
  const text = renderText(render({ subscriptions: [subscription(7)], failures }), words)
  expect(text).toContain('Payments · every Monday')
  expect(text).toContain(words.errors.inLine('store-unavailable', {}))
  expect(text).not.toContain(words.home.noAlerts)
  expect(text).toContain('3,550')
  const none = renderText(render({ failures: { ...failures, subscriptions: new AppError('store-full') } }), words)
  expect(none).not.toContain(words.home.noSubscriptions)
})

test('what is set up is shown with its next run, and the buttons that change it', () => {
  const paused = subscription(8, { pause: { reason: 'asked', until: null, detail: null } })
  const home = render({ subscriptions: [subscription(7), paused] })
  expect(renderText(home, words)).toMatch(
    /Payments · every Monday at 9:00 AM \(Europe\/Berlin\) · next: 30 Nov 2026, 9:00 AM/,
  )
  expect(linesIn(home)).toEqual(
    expect.arrayContaining([
      ['subscribe', 'form'],
      ['alerts', 'form'],
      ['usage', 'form'],
      ['pause 7', undefined],
      ['run 7', undefined],
      ['edit 7 as it is', 'form'],
      ['resume 8', undefined],
    ]),
  )
})

test('an alert says what is open since when, and is snoozed only then', () => {
  const open = { id: 3, subject: payments, closed: null, episode: { openedOn: new Date('2026-11-02'), open: 14 } }
  const quiet = { id: 4, subject: payments, closed: null, episode: null }
  const home = render({ alerts: [open, quiet] })
  expect(renderText(home, words)).toContain('Payments · 14 unused since 2 Nov 2026')
  expect(renderText(home, words)).toContain('Payments · nothing open')
  expect(linesIn(home).map(([line]) => line)).toEqual(expect.arrayContaining(['why team-1', 'snooze 3 7d']))
  expect(linesIn(home).map(([line]) => line)).not.toContain('snooze 4 7d')
})

test('an alert whose channel is gone says so', () => {
  const gone = { id: 3, subject: payments, closed: 'is_archived', episode: null }
  expect(renderText(render({ alerts: [gone] }), words)).toMatch(/Payments · .*archived/)
})

test('of very many, five of each are shown and the rest is counted', () => {
  const subscriptions = Array.from({ length: 12 }, (_, at) => subscription(at + 1))
  const home = render({ subscriptions })
  expect(home.summary).toBe('Nothing needs your attention.')
  expect(linesIn(home).filter(([line]) => line?.startsWith('pause '))).toHaveLength(5)
  expect(renderText(home, words)).toContain('and 7 more')
})

describe('one’s own usage', () => {
  test('is shown in a sentence and key figures, with the source of the numbers', () => {
    const text = renderText(render(), words)
    expect(text).toContain(usage.message.summary)
    expect(text).toMatch(/Completions: 3,550/)
    expect(text).toContain('10:25 AM')
    expect(linesIn(render()).at(-1)).toEqual(['me', undefined])
  })

  test('and where it cannot be read, why, with the rest of the page', () => {
    const home = render({ usage: { failure: new AppError('unreachable') }, subscriptions: [subscription(7)] })
    expect(renderText(home, words)).toContain('I can’t reach Tabnine.')
    expect(renderText(home, words)).toContain('Payments · every Monday')
  })
})

test.each(languages)('a reader who may not see what is set up reads so, and their own usage, in %s', language => {
  const localized = createWords(language)
  const home = render({ refusal: new AppError('not-told-here') }, { ...rendering, t: localized })
  const text = renderText(home, localized)
  expect(text).toContain(localized.errors.inLine('not-told-here', {}))
  expect(text).toContain(localized.home.usage)
  expect(text).not.toContain(localized.home.noSubscriptions)
  expect(linesIn(home)).toEqual([['me', undefined]])
})

test.each(languages)('an empty page says what to do, in %s', language => {
  const localized = createWords(language)
  const text = renderText(render({}, { ...rendering, t: localized }), localized)
  expect(text).toContain(localized.home.noSubscriptions)
  expect(text).toContain(localized.home.noAlerts)
})

test('a person who may not set up digests is not asked to', () => {
  expect(linesIn(render({ maySubscribe: false })).map(([line]) => line)).toEqual(['usage', 'me'])
})

test('what an alert has found is left out where the reader may see nothing of teams', () => {
  const episode = { openedOn: new Date('2026-11-20T00:00:00Z'), open: 3 }
  const alert = { id: 12, subject: payments, closed: null }
  expect(renderText(render({ alerts: [{ ...alert, episode }] }), words)).toContain('Payments · 3')
  const hidden = renderText(render({ alerts: [{ ...alert, episode: 'hidden' }] }), words)
  expect(hidden).toContain('Payments')
  expect(hidden).not.toMatch(/Payments ·|nothing open/)
})

describe('what needs the reader comes first', () => {
  const episode = { openedOn: new Date('2026-11-02'), open: 14 }
  const larger = { openedOn: new Date('2026-10-05'), open: 26 }
  const mobile = { kind: 'team', id: 'team-2', name: 'Mobile' } as const
  const open = { id: 3, subject: payments, closed: null, episode }
  const most = { id: 4, subject: mobile, closed: null, episode: larger }

  test('the alert with most unused seats, with the one primary button', () => {
    const home = render({ alerts: [open, most], subscriptions: [subscription(7)] })
    expect(home.summary).toBe('26 unused seats in Mobile since 5 Oct 2026.')
    const [first] = home.parts.flatMap(part => (part.kind === 'actions' ? part.actions : []))
    expect(first).toEqual({ label: 'See unused seats', line: 'why team-2', style: 'primary' })
    expect(primariesIn(home)).toHaveLength(1)
  })

  test('before it a digest that cannot be posted', () => {
    const stuck = subscription(8, { pause: { reason: 'unreachable', until: null, detail: null } })
    const home = render({ alerts: [open], subscriptions: [stuck] })
    expect(home.summary).toBe('The Payments digest is paused: I can’t post in its channel.')
    expect(primariesIn(home)).toEqual([{ label: 'Resume', line: 'resume 8', style: 'primary' }])
    expect(renderText(home, words)).toContain('14 unused seats in Payments since 2 Nov 2026')
  })

  test('else that there is nothing', () => {
    const home = render({ subscriptions: [subscription(7)], alerts: [{ ...open, episode: null }] })
    expect(home.summary).toBe('Nothing needs your attention.')
    expect(primariesIn(home)).toEqual([])
  })

  test.each(languages)('and on an empty page how to start, in %s', language => {
    const localized = createWords(language)
    const home = render({}, { ...rendering, t: localized })
    expect(home.summary).toBe(localized.home.start)
    expect(primariesIn(home)).toMatchObject([{ line: 'subscribe', opens: 'form' }])
  })

  test('not for a person who may set up nothing', () => {
    expect(render({ maySubscribe: false }).summary).toBe(words.home.nothing)
  })
})

function primariesIn({ parts }: Message) {
  return parts.flatMap(part => (part.kind === 'actions' ? part.actions : [])).filter(({ style }) => style === 'primary')
}
