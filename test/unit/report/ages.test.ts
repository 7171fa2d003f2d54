import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import type { Invitation } from '../../../src/ports.ts'
import { collectInvites } from '../../../src/seats/invites.ts'
import { countDays } from '../../../src/time/utc-days.ts'
import { findUnused } from '../../../src/unused-seats/findings/find.ts'
import { defaultPolicy } from '../../../src/unused-seats/findings/policy.ts'
import { fakeUsageApi, listOf, sourcesOf } from '../../helpers/fake-usage-api.ts'
import { census, invited } from '../../helpers/seat-records.ts'

const words = createWords('en')

/** How an answer and an alert show the age of one invite. */
async function agesOf(createdAt: Date, now: Date, graceDays: number) {
  const invitation: Invitation = {
    id: 'i',
    email: 'a@x.example',
    teamId: null,
    role: null,
    createdAt,
    expiresAt: null,
    revokedAt: null,
  }
  const usageApi = fakeUsageApi({ invitations: () => listOf([invitation]) })
  const invites = await collectInvites(sourcesOf(usageApi), undefined, now, () => {})
  if (!invites) throw new Error('invites are listed')
  const seats = { registered: null, invited: 1, deactivated: null }
  const summary = words.seats.summary({
    seats,
    active: null,
    split: null,
    isAfterMembers: false,
    unused: null,
    invites,
    now,
  })
  const found = findUnused(
    census({ invited: [invited('a', 0, { invitedAt: createdAt })] }, now),
    { ...defaultPolicy, graceDays },
    now,
  )
  return {
    days: countDays(invites.oldest ?? expect.fail('one is open'), now),
    shownAge: /sent (.*?)\./.exec(summary)?.[1],
    older: invites.older.filter(({ count }) => count > 0).map(({ days }) => days),
    isInGrace: found.verdicts[0]?.standing === 'in-grace',
  }
}

test('an invite of 14 days and an hour has one age in every answer (N17)', async () => {
  const now = new Date('2026-11-25T00:30:00Z')
  expect(await agesOf(new Date('2026-11-10T23:30:00Z'), now, 14)).toEqual({
    ...{ days: 15, shownAge: '2 weeks ago', older: [14], isInGrace: false },
  })
})

test('the age that is shown decides what an invite is older than, and when its days of grace are over', async () => {
  const minutes = fc.integer({ min: 0, max: 120 * 24 * 60 })
  await fc.assert(
    fc.asyncProperty(
      minutes,
      fc.integer({ min: 0, max: 24 * 60 - 1 }),
      fc.integer({ min: 0, max: 100 }),
      async (age, minute, grace) => {
        const now = new Date(Date.UTC(2026, 10, 25, 0, minute))
        const { days, shownAge, older, isInGrace } = await agesOf(new Date(+now - age * 60_000), now, grace)
        expect(older).toEqual([14, 30, 90].filter(limit => days > limit))
        expect(isInGrace).toBe(days <= grace)
        if (days < 14) expect(shownAge).toBe(days === 0 ? 'today' : `${days} day${days === 1 ? '' : 's'} ago`)
      },
    ),
  )
})
