/** What is posted depends on who reads it at that moment: the conversation, and in a personal chat its person's role. */
import { afterAll, describe, expect, test } from 'vitest'
import { type DeliveryKind, kindsByName } from '../../../src/delivery/kind.ts'
import { createWords } from '../../../src/message/words.ts'
import type { AuditEntry, Conversation, Delivery, Json, Store, Subject } from '../../../src/ports.ts'
import { accessPolicyOf } from '../../../src/privacy/authorize.ts'
import { type ChatPerson, defaultPrivacy, openRoles, type Privacy, type Roles } from '../../../src/privacy/policy.ts'
import type { AlertContent } from '../../../src/unused-seats/alert/evaluate.ts'
import { emailOf, keepSeats } from '../../flow/alert/seats-of-a-day.ts'
import { caller } from '../../helpers/callers.ts'
import { composeWith, realKinds } from '../../helpers/delivery-kinds.ts'
import { metrics } from '../../helpers/facts.ts'
import { fakeUsageApi, usageWith } from '../../helpers/fake-usage-api.ts'
import { textsIn } from '../../helpers/message-content.ts'
import { recordJobs } from '../../helpers/recorded-jobs.ts'
import { neverAborts } from '../../helpers/signals.ts'
import { openStore } from '../delivery/world.ts'

const { store, close } = await openStore()
afterAll(close)

const now = new Date('2026-11-24T09:00:00Z')
const dueAt = new Date('2026-11-23T08:00:00Z')
const team: Subject = { kind: 'team', id: 'team-1', name: 'Payments' }
const six = ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay']
await keepSeats(store, team.id, { invited: six }, now)

/** A team of six, two of whom were active: under the minimum group size of five. */
const usageApi = fakeUsageApi({
  teamSeats: async () => ({ registered: 6, invited: 0, deactivated: 0 }),
  usage: async (subject, period) =>
    usageWith(
      period,
      subject.kind === 'team'
        ? metrics({ activeUsers: 2, completions: { activeUsers: 2, accepted: 121 } })
        : metrics({ activeUsers: 60 }),
    ),
})

type Known = {
  readonly kind?: Conversation['kind']
  readonly platform?: 'slack' | 'teams'
  /** `null`: the platform does not know who it is. */
  readonly person?: Parameters<typeof caller>[0] | null
  readonly roles?: Partial<Roles>
  readonly privacy?: Partial<Privacy>
  readonly audit?: Store['audit']
}

const { jobs } = recordJobs()

let conversations = 0

async function open(known: Known) {
  const { kind = 'personal', platform = 'slack', person = {}, audit = store.audit } = known
  conversations += 1
  const id = `${platform}:${kind}-${conversations}`
  await store.conversations.save({ id, kind, reference: null }, now)
  const reader: ChatPerson | null = person && caller({ platform, ...person })
  const kinds = realKinds({
    ...{ store: { ...store, audit }, jobs, usageApi, clock: { now: () => now } },
    accessPolicy: accessPolicyOf([], {
      roles: { ...openRoles, ...known.roles },
      privacy: { ...defaultPrivacy, ...known.privacy },
    }),
    personIn: async () => reader,
  })
  const compose = composeWith(kinds)

  const write = async (delivery: Pick<Delivery, 'kind' | 'subscription' | 'content'>) => {
    const key = `${id} ${Math.random()}`
    const claim = { key, conversation: id, slot: 's', dueAt, ...delivery }
    const claimed = await store.deliveries.claim(claim, now)
    if (!claimed) throw new Error('the key was claimed before')
    return textsIn(await compose(claimed)).join('\n')
  }
  const wish = { conversation: id, subject: team, owner: id, language: null, zone: null, graceDays: 14, repeatDays: 7 }

  return {
    id,
    async digest(kind: 'digest' | 'run'): Promise<string> {
      const schedule = { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone: 'UTC' } as const
      const wanted = {
        conversation: id,
        subjects: [team],
        schedule,
        language: null,
        zone: null,
        owner: id,
        nextRunAt: dueAt,
      }
      const { id: subscription } = await store.subscriptions.create(wanted, now)
      return write({ kind, subscription, content: null })
    },
    async alert(how: AlertContent['how'] = 'post', state: object = {}): Promise<string> {
      const { id: alert } = await store.alerts.save(wish, now)
      const progress = { ...opened, openedOn: now.toISOString(), openedWith: 6 }
      const opening = { state: { progress, resolvedOn: null, ...state }, reason: 'opened' }
      const { id: episode } = await store.episodes.open(alert, opening, now)
      const content: AlertContent = { alert, episode, how, added: six.map(emailOf), isBaseline: false }
      return write({ kind: 'alert', subscription: null, content })
    },
    /** Asks the person whether they want their seat. */
    async reminder(): Promise<string> {
      const { id: alert } = await store.alerts.save(wish, now)
      const asked = { token: `token-${id}`, alert, person: `${id}@northwind.example` }
      const reminder = await store.reminders.claim(asked, now, now)
      if (!reminder) throw new Error('the person was asked before')
      const seat = { kind: 'idle', since: now.toISOString(), isAtLeast: false, hasExpired: false } as const
      const content = { reminder: reminder.id, zone: 'UTC', language: null, seat }
      return write({ kind: 'reminder', subscription: null, content })
    },
    /** Says that a digest could not be posted. */
    notice(): Promise<string> {
      const failed = { notice: 'failed', subscription: 1, names: [team.name], slot: '2026-W47', reason: 'too late' }
      const content = { ...failed, nextRunAt: now.toISOString(), zone: 'UTC' }
      return write({ kind: 'notice', subscription: null, content })
    },
    audited: async (): Promise<AuditEntry[]> =>
      (await store.audit.between(new Date(0), new Date('2100-01-01'), 1_000)).filter(({ who }) => who === id),
  }
}

const opened = {
  ...{ open: 6, snoozed: 0, untold: 0, deferred: 0 },
  fates: { joined: 0, started: 0, released: 0, renewed: 0, excluded: 0 },
}

const emails = /\S+@northwind\.example/g

type Case = readonly [reader: string, known: Known, names: boolean]

const admins = { admin: ['U0001'] }
const byEmail = { admin: ['ada@northwind.example'] }
const readers: readonly Case[] = [
  ['a user without any setting', {}, false],
  ['an admin', { roles: admins }, true],
  ['an admin by e-mail', { person: { email: 'ada@northwind.example' }, roles: byEmail }, true],
  ['an admin whose e-mail is unknown', { roles: byEmail }, false],
  ['an unknown person', { person: null, roles: admins }, false],
  ['a channel', { kind: 'channel', person: null, roles: admins }, false],
  ['a group chat', { kind: 'group', person: null, roles: admins }, false],
]

describe.each(['slack', 'teams'] as const)('in %s', platform => {
  describe('an alert', () => {
    test.each(readers)('to %s', async (_reader, known, names) => {
      const { alert, audited, id } = await open({ platform, ...known })
      const text = await alert()
      expect(text).toContain('⚠️ 6 unused Tabnine seats in Payments')
      expect(text.match(emails) ?? []).toEqual(names ? six.map(emailOf) : [])
      const entry = { who: id, what: 'named', line: 'alerts team-1', surface: 'personal', at: now }
      expect(await audited()).toEqual(names ? [entry] : [])
    })
  })

  describe.each(['digest', 'run'] as const)('a post of kind %s about two active people', kind => {
    test.each(readers)('to %s', async (_reader, known, names) => {
      const text = await (await open({ platform, ...known })).digest(kind)
      if (names) expect(text).toContain('121')
      else expect(text).not.toMatch(/\b121\b|\b2 of 6\b/)
      expect(text.includes('fewer than 5')).toBe(!names)
    })
  })
})

const allOff = { surfaces: { channel: 'off', private: 'off', personal: 'off' } } as const
const nothing: readonly (readonly [string, Known, string])[] = [
  ['a person without a role', { roles: { subscriber: [], viewer: [] } }, 'not-told-here'],
  ['an external user', { person: { isStranger: true } }, 'stranger'],
  ['an admin where personal chats see nothing', { roles: admins, privacy: allOff }, 'not-told-here'],
  ['a channel that sees nothing', { kind: 'channel', privacy: allOff }, 'not-told-here'],
]

test.each(nothing)('nothing is composed for %s', async (_reader, known, code) => {
  const { alert, digest, audited } = await open(known)
  await expect(digest('digest')).rejects.toMatchObject({ code })
  await expect(digest('run')).rejects.toMatchObject({ code })
  await expect(alert()).rejects.toMatchObject({ code })
  expect(await audited()).toEqual([])
})

test('that an alert has ended is posted where nothing may be seen any more, without numbers', async () => {
  const shown = await (await open({})).alert('edit', { isUnwatched: true })
  expect(shown).toContain('6 on 24 Nov')
  const hidden = await (await open({ privacy: allOff })).alert('edit', { isUnwatched: true })
  expect(hidden).toContain('Payments')
  expect(hidden).not.toContain('6')
})

test('a reply names no one and is not audited; an edit that names people is', async () => {
  const { alert, audited } = await open({ roles: admins })
  expect((await alert('reply')).match(emails)).toBeNull()
  expect(await audited()).toEqual([])
  await store.execute('delete from episodes')
  expect((await alert('edit')).match(emails)).toHaveLength(6)
  expect(await audited()).toHaveLength(1)
})

test('pseudonyms are not audited, and the minimum group size holds for them', async () => {
  const { alert, digest, audited } = await open({ roles: admins, privacy: { pseudonyms: true } })
  expect((await alert()).match(/Person \w{5}-\w{5}/g)).toHaveLength(6)
  expect(await digest('digest')).toContain('fewer than 5')
  expect(await audited()).toEqual([])
})

test('where the audit trail cannot be written, names are not posted and it is tried again', async () => {
  const audit = { ...store.audit, add: () => Promise.reject(new Error('disk full')) }
  await expect((await open({ roles: admins, audit })).alert()).rejects.toMatchObject({
    code: 'not-recorded',
    canRetry: true,
  })
  expect(await (await open({ audit })).alert()).toContain('⚠️ 6 unused Tabnine seats in Payments')
})

const noRole = { subscriber: [], viewer: [] }
const none: readonly (readonly [string, Known, string | null])[] = [
  ['a person without a role', { roles: noRole }, null],
  ['an unknown person', { person: null }, null],
  ['an external user', { person: { isStranger: true } }, 'stranger'],
  ['a channel', { kind: 'channel' }, 'not-told-here'],
]

test.each(none)('a reminder, which is about its reader alone, to %s', async (_reader, known, code) => {
  const asked = (await open(known)).reminder()
  if (code) await expect(asked).rejects.toMatchObject({ code })
  else expect(await asked).toContain('You haven’t used Tabnine')
})

const owners: readonly (readonly [string, Known, string | null])[] = [
  ['a subscriber', {}, null],
  ['an unknown person', { person: null, roles: noRole }, null],
  ['the operations channel', { kind: 'channel', privacy: allOff }, null],
  ['a person without a role any more', { roles: noRole }, 'not-told-here'],
  ['an external user', { person: { isStranger: true } }, 'stranger'],
]

test.each(owners)('a notice of a failure to %s', async (_reader, known, code) => {
  const notice = (await open(known)).notice()
  if (code) await expect(notice).rejects.toMatchObject({ code })
  else expect(await notice).toContain('Payments')
})

test.each(['not-told-here', 'stranger'])('why nothing was posted is explained in terms of the readers: %s', reason => {
  for (const language of ['en', 'de'] as const) {
    const { errors, subscription } = createWords(language)
    expect(subscription.reason(reason)).not.toBe(reason)
    expect(errors.explain(reason === 'stranger' ? 'stranger' : 'not-told-here', {}).title).not.toContain(
      subscription.reason(reason),
    )
  }
})

describe('every kind of deliveries', async () => {
  const { id: subscription } = await store.subscriptions.create(
    {
      ...{ conversation: 'slack:C0KINDS', subjects: [team], language: null, owner: 'slack:U0KINDS', nextRunAt: dueAt },
      schedule: { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone: 'UTC' },
    },
    now,
  )
  /** The names of all kinds, which are stored and stay, and what is stored with a delivery of each. */
  const contents: Readonly<Record<string, Json>> = {
    digest: null,
    run: 'Ada',
    alert: { alert: 999, episode: 999, how: 'post', added: [], isBaseline: false },
    reminder: {
      ...{ reminder: 999, zone: 'UTC', language: null },
      seat: { kind: 'idle', since: now.toISOString(), isAtLeast: false, hasExpired: false },
    },
    renewal: { on: '2027-01-01' },
    budget: { episode: 999, how: 'post' },
    notice: { waiting: 'slack', reason: null, posts: 1, since: now.toISOString() },
  }
  const kinds = realKinds({ store, jobs, clock: { now: () => now }, admins: ['slack:U0ADMIN'] })
  const failures = [
    { state: 'failed', reason: 'too_long', isUnreachable: false },
    { state: 'unknown', reason: 'may or may not have been posted', isUnreachable: false },
    { state: 'failed', reason: 'is_archived', isUnreachable: true },
  ] as const

  async function claimOf({ name }: DeliveryKind, content: Json): Promise<Delivery> {
    const delivery = await store.deliveries.claim(
      {
        key: `${name} ${Math.random()}`,
        kind: name,
        subscription,
        conversation: 'slack:C0KINDS',
        slot: 's',
        dueAt,
        content,
      },
      now,
    )
    if (!delivery) throw new Error('the key was claimed before')
    return delivery
  }

  test('has a name of its own, which is stored and stays', () => {
    expect(kindsByName(kinds).keys().toArray().sort()).toEqual(Object.keys(contents).sort())
    expect(() => kindsByName([...kinds, ...kinds])).toThrow('the same name')
  })

  test.each(kinds.map(kind => [kind.name, kind] as const))('has what the engine needs: %s', async (name, kind) => {
    expect(contents, 'an example of its content').toHaveProperty(name)
    const content = contents[name] ?? null
    expect(kind.isReadable(content)).toBe(true)
    expect(kind.maxAheadMs).toBeGreaterThan(0)
    const delivery = await claimOf(kind, content)
    expect(['post', 'edit', 'wait', 'drop']).toContain((await kind.mode(delivery)).kind)
    await store.transaction(tx =>
      kind.onSent(tx, delivery, { messageId: 'm1', mode: { kind: 'post', inReplyTo: null } }),
    )
    for (const failure of failures) await store.transaction(tx => kind.onFailed(tx, delivery, failure))
  })

  test.each(kinds.map(kind => [kind.name, kind] as const))(
    'refuses content that it cannot read, in one sentence and without its value: %s',
    async (_name, kind) => {
      const broken = { secret: 'Northwind' }
      expect(kind.isReadable(broken)).toBe(false)
      const delivery = await claimOf(kind, broken)
      const error = await kind.mode(delivery).catch(thrown => thrown)
      expect(error).toMatchObject({ code: 'internal' })
      expect(error.cause.message).toContain('stored data is not as it must be')
      expect(error.cause.message).not.toContain('Northwind')
      await expect(kind.compose(delivery, neverAborts())).rejects.toMatchObject({ code: 'internal' })
    },
  )
})
