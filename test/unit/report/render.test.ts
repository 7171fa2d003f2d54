/** What holds for every report, whatever the facts: the extremes a server can send must never show as gaps in a text. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLine } from '../../../src/commands.ts'
import { digestReport } from '../../../src/digests/digest.ts'
import type { Message } from '../../../src/message/message.ts'
import type { RenderContext } from '../../../src/message/render-context.ts'
import { createWords } from '../../../src/message/words.ts'
import { seatsReport } from '../../../src/seats/seats.ts'
import { teamReport } from '../../../src/seats/team.ts'
import { teamsReport } from '../../../src/seats/teams.ts'
import { startOfDay } from '../../../src/time/utc-days.ts'
import { usageReport } from '../../../src/usage/usage.ts'
import { userReport } from '../../../src/usage/user.ts'
import {
  anyActivity,
  anyMonths,
  anyName,
  anyPerson,
  anySeats,
  anySnapshot,
  anySubject,
  anyTrend,
  counts,
} from '../../helpers/arbitrary-facts.ts'
import { actionsIn, factsIn, notesIn, textsIn } from '../../helpers/message-content.ts'
import { moments, zones } from '../../helpers/period-words.ts'

const words = createWords('en')
const voices: fc.Arbitrary<RenderContext> = zones.map(zone => ({
  t: words,
  timeZone: zone,
  commandPrefix: '/tabnine ',
}))

/** What a forgotten value looks like in a text. */
const broken = /NaN|undefined|null|Infinity|Invalid|\[object/

const host = fc.constant('console.tabnine.com')
const invitations = fc.option(
  fc.record({
    open: fc.nat(),
    expired: fc.nat(),
    oldest: fc.option(moments),
    older: fc.array(fc.record({ days: fc.constantFrom(14, 30, 90), count: fc.nat() }), { maxLength: 3 }),
  }),
)
const roles = fc.array(fc.record({ role: fc.constantFrom(null, 'Member', 'Admin'), people: fc.nat() }), {
  maxLength: 4,
})

const anySource = fc.constantFrom('settings' as const, 'license' as const)
const anyStory = fc.record({
  purchase: fc.record({
    bought: fc.option(fc.record({ seats: fc.integer({ min: 1, max: 10_000_000 }), source: anySource })),
    renewal: fc.option(fc.record({ on: moments.map(startOfDay), source: anySource })),
    seatPrice: fc.option(
      fc.record({
        amount: fc.double({ min: 0.01, max: 1_000_000, noNaN: true }),
        currency: fc.constantFrom('EUR', 'USD', 'JPY'),
      }),
    ),
    isLicenseRefused: fc.boolean(),
  }),
  unused: counts,
  underused: fc.option(
    fc.record({
      people: fc.nat(),
      minDays: fc.integer({ min: 1, max: 100 }),
      windowDays: fc.integer({ min: 1, max: 365 }),
    }),
  ),
  freed: counts,
  caps: fc.array(
    fc.record({
      team: fc.record({ id: fc.uuid(), name: anyName }),
      members: fc.nat(),
      invited: fc.nat(),
      cap: fc.nat(),
      left: fc.integer(),
    }),
    { maxLength: 12 },
  ),
})

/** Every report with the facts it may be given. */
const reports: Record<string, fc.Arbitrary<Message>> = {
  usage: fc
    .tuple(
      fc.record({
        subject: anySubject,
        seats: anySeats,
        activity: anyActivity,
        by: fc.constantFrom('daily' as const, 'weekly' as const, 'monthly' as const),
        trend: anyTrend,
      }),
      voices,
    )
    .map(given => usageReport.render(...given)),
  digest: fc
    .tuple(
      fc.record({
        unit: fc.constantFrom('week' as const, 'month' as const),
        parts: fc.array(
          fc.record({
            subject: anySubject,
            seats: anySeats,
            seatsBefore: fc.option(anySnapshot),
            activity: anyActivity,
            trend: anyTrend,
          }),
          { minLength: 1, maxLength: 3 },
        ),
      }),
      voices,
    )
    .map(given => digestReport.render(...given)),
  seats: fc
    .tuple(
      fc.record({
        subject: anySubject,
        seats: anySeats,
        activity: anyActivity,
        invitations,
        months: anyMonths,
        story: anyStory,
      }),
      voices,
    )
    .map(given => seatsReport.render(...given)),
  user: fc
    .tuple(fc.record({ person: anyPerson, activity: anyActivity, trend: anyTrend }), voices)
    .map(given => userReport.render(...given)),
  team: fc
    .tuple(
      fc.record({
        team: fc.record({ id: fc.uuid(), name: anyName }),
        seats: anySeats,
        activity: anyActivity,
        unused: fc.option(fc.nat()),
        invites: invitations,
        roles,
        people: fc.nat(),
        deactivatedInList: fc.option(fc.nat()),
        host,
        askedAt: moments,
      }),
      voices,
    )
    .map(given => teamReport.render(...given)),
  teams: fc
    .tuple(
      fc.record({
        organization: anyName,
        teams: fc.array(
          fc.record({ team: fc.record({ id: fc.uuid(), name: anyName, people: counts }), seats: anySeats }),
          { maxLength: 5 },
        ),
        total: fc.integer({ min: 5, max: 9_999 }),
        host,
        askedAt: moments,
      }),
      voices,
    )
    .map(given => teamsReport.render(...given)),
}

/** The facts vary widely and the rules are narrow: some dozens per report find what there is to find. */
function holds(messages: fc.Arbitrary<Message>, check: (message: Message) => void): void {
  fc.assert(fc.property(messages, check))
}

describe.each(Object.entries(reports))('%s', (_name, messages) => {
  test('no text ever shows a value that is missing or not a number', () => {
    holds(messages, message => {
      expect(textsIn(message).filter(text => broken.test(text))).toEqual([])
    })
  })

  test('title, summary and the cells of every table are present and complete', () => {
    holds(messages, message => {
      expect([message.title, message.summary]).toEqual([expect.stringMatching(/./), expect.stringMatching(/\.$/)])
      const tables = message.parts.filter(part => part.kind === 'table')
      expect(tables.flatMap(({ rows, columns }) => rows.filter(row => row.length !== columns.length))).toEqual([])
    })
  })

  test('it begins with its answer and ends with when its numbers were read', () => {
    holds(messages, message => {
      expect(message.parts[0]).toEqual({ kind: 'text', text: [message.summary] })
      expect(notesIn(message).join()).toMatch(/ \d{4}, \d+:\d\d [AP]M/)
      const [footer = '', ...others] = notesIn(message)
      expect(others).toEqual([])
      expect(footer.length).toBeLessThanOrEqual(90)
    })
  })

  test('each of its buttons asks something that is understood', () => {
    holds(messages, message => {
      for (const { line } of actionsIn(message)) expect(() => readLine(line)).not.toThrow()
    })
  })

  test('a share names its whole; a change of a share is in percentage points, a change of a count never', () => {
    holds(messages, message => {
      const wrong = factsIn(message).filter(({ label, value }) => {
        const [state = '', change = ''] = value.split(' · ')
        const isBare = state.includes('%') && !state.includes(' of ')
        const isMixed = change !== '' && change.includes('pts') !== label.includes('factor')
        return isBare || isMixed || state.includes('pts')
      })
      expect(wrong).toEqual([])
    })
  })
})
