/**
 * Every output of the bot, to every kind of conversation, for every role, at every level: what comes out is what the
 * rules below say, which are written a second time and in another form than the code.
 */
import { afterAll, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.ts'
import type { Persistence } from '../../../src/command/command.ts'
import { createDirectory } from '../../../src/command/directory.ts'
import { defaultConfigFile } from '../../../src/config/file.ts'
import { AppError } from '../../../src/errors.ts'
import type { Conversation, Delivery, Jobs, Subject } from '../../../src/ports.ts'
import { accessPolicyOf } from '../../../src/privacy/authorize.ts'
import { type Caller, type Level, levels, type Privacy, type Roles } from '../../../src/privacy/policy.ts'
import { defaultPolicy } from '../../../src/unused-seats/findings/policy.ts'
import { emailOf, keepSeats } from '../../flow/alert/seats-of-a-day.ts'
import { disabledDoor } from '../../helpers/acting-disabled.ts'
import { caller } from '../../helpers/callers.ts'
import { composeWith, realKinds } from '../../helpers/delivery-kinds.ts'
import { metrics } from '../../helpers/facts.ts'
import { ada, fakeUsageApi, listOf, usageWith } from '../../helpers/fake-usage-api.ts'
import { textsIn } from '../../helpers/message-content.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import { neverAborts } from '../../helpers/signals.ts'
import { openStore } from '../delivery/world.ts'

const { store, close } = await openStore()
afterAll(close)

const now = new Date('2026-11-24T09:00:00Z')
const clock = { now: () => now }
const log = recordLog()
const payments: Subject = { kind: 'team', id: 'team-1', name: 'Payments' }
const six = ['ann', 'bob', 'cyd', 'dan', 'eve', 'fay']
await keepSeats(store, payments.id, { invited: six }, now)

/** A team of six, two of whom did what no one but an admin may see: that is under the minimum group size. */
const secret = '121'
const usageApi = fakeUsageApi({
  teams: async () => [{ id: 'team-1', name: 'Payments', people: 6 }],
  teamSeats: async () => ({ registered: 6, invited: 0, deactivated: 0 }),
  organizationMembers: () => listOf([{ id: 'user-2', email: emailOf('bob'), role: null, active: true }]),
  personByEmail: async email => (email === emailOf('bob') ? { ...ada, id: 'user-2', email } : ada),
  person: async id => ({ ...ada, id, email: id === 'user-2' ? emailOf('bob') : ada.email }),
  usage: async ({ kind }, period) =>
    usageWith(
      period,
      kind === 'team'
        ? metrics({ activeUsers: 2, completions: { activeUsers: 2, accepted: Number(secret) } })
        : metrics({ activeUsers: kind === 'user' ? 1 : 60 }),
    ),
})

const who = ['no role', 'viewer', 'subscriber', 'admin', 'unknown', 'external'] as const
type Who = (typeof who)[number]

const noRoles: Roles = { admin: [], subscriber: [], viewer: [] }
const me = ['U0001']
const rolesOf: Readonly<Record<Who, Roles>> = {
  'no role': noRoles,
  viewer: { ...noRoles, viewer: me },
  subscriber: { ...noRoles, subscriber: me },
  admin: { ...noRoles, admin: me },
  // Only their e-mail would decide, and the platform does not give it.
  unknown: { ...noRoles, admin: [ada.email] },
  external: { ...noRoles, admin: me },
}
const emailFor = (role: Who) => (role === 'unknown' ? {} : { email: ada.email })

type Place = Conversation['kind'] | 'whisper'
const places: readonly Place[] = ['channel', 'group', 'personal', 'whisper']

const person = { id: 'slack:U0001', kind: 'personal', reference: { channel: 'U0001' } } as const
const spotOf = (place: Place) =>
  place === 'personal' ? person : { id: `slack:${place}`, kind: place === 'group' ? place : 'channel', reference: null }
type Spot = Omit<Conversation, 'closed'>

const alerts: Partial<Record<Place, number>> = {}
const digests: Partial<Record<Place, number>> = {}
for (const place of places) {
  const spot: Spot = spotOf(place) as Spot
  await store.conversations.save(spot, now)
  const common = { conversation: spot.id, owner: person.id, language: null }
  const schedule = { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone: 'UTC' } as const
  const digest = await store.subscriptions.create({ ...common, subjects: [payments], schedule, nextRunAt: now }, now)
  digests[place] = digest.id
  alerts[place] = (
    await store.alerts.save({ ...common, zone: null, subject: payments, graceDays: 14, repeatDays: 7 }, now)
  ).id
}

const jobs: Jobs = { enqueue: async () => {}, start: async () => {}, stop: async () => {}, pause: async () => {} }
const { alerts: watchingAlerts, calendar, serviceAccounts, samePerson } = defaultConfigFile
const memory: Persistence = {
  ...{ store, jobs, zone: 'UTC' },
  watching: {
    ...watchingAlerts,
    links: defaultConfigFile.links,
    renewal: null,
    policy: { calendar, exclusions: [], serviceAccounts, samePerson },
  },
  keyOfPseudonyms: async () => 'key',
  findByEmail: async () => 'not-found',
  newToken: () => 'token',
  seatDoor: disabledDoor,
}

type Case = { readonly place: Place; readonly role: Who; readonly level: Level }

const privacyAt = (level: Level): Privacy => ({
  surfaces: { channel: level, private: level, personal: level },
  minGroupSize: 5,
  pseudonyms: false,
})

function callerIn({ place, role }: Case): Caller {
  return caller({
    isStranger: role === 'external',
    ...emailFor(role),
    place: { conversation: spotOf(place) as Spot, person },
    ...(place === 'whisper' ? { readers: 'private' } : {}),
  })
}

function appIn({ role, level }: Case) {
  const directory = createDirectory({
    usageApi,
    clock,
    log,
    abortAfter: neverAborts,
    wait: () => new Promise(() => {}),
  })
  const ports = { usageApi, persistence: memory, directory, clock, log, newReference: () => 'REF' }
  const access = { roles: rolesOf[role], privacy: privacyAt(level) }
  return createApp(ports, { admins: [], access, zone: 'UTC', language: 'en' })
}

/** What came out, as text; what was refused, by its code. */
type Came = { readonly text: string } | { readonly code: string }
type Send = (asked: Case) => Promise<Came>

const answer =
  (line: string | ((place: Place) => string)): Send =>
  async asked => {
    const typed = typeof line === 'string' ? line : line(asked.place)
    const { message, file, error } = await appIn(asked).answer(typed, callerIn(asked))
    return error === null ? { text: [...textsIn(message), file?.content ?? ''].join('\n') } : { code: error }
  }

const form: Send = async asked => {
  const shown = await appIn(asked).form('usage team-1', callerIn(asked))
  return shown ? { text: JSON.stringify(shown) } : { code: 'stranger' }
}

const offer =
  (of: 'team' | 'person'): Send =>
  async asked => ({ text: JSON.stringify(await appIn(asked).suggest({ of }, '', callerIn(asked))) })

let posts = 0

type Posted = Pick<Delivery, 'kind' | 'subscription' | 'content'>

const post =
  (deliveryIn: (place: Place) => Posted | Promise<Posted>): Send =>
  async ({ place, role, level }) => {
    const policy = { ...defaultPolicy, calendar }
    const reader = caller({ isStranger: role === 'external', ...emailFor(role) })
    const kinds = realKinds({
      ...{ store, jobs, usageApi, clock, policy, host: usageApi.host },
      accessPolicy: accessPolicyOf([], { roles: rolesOf[role], privacy: privacyAt(level) }),
      personIn: async () => reader,
      politeness: { quietHours: { from: 0, to: 0 }, calendar },
    })
    const compose = composeWith(kinds)
    posts += 1
    const claim = { key: `post ${posts}`, conversation: spotOf(place).id, slot: 's', dueAt: now }
    const delivery = await store.deliveries.claim({ ...claim, ...(await deliveryIn(place)) }, now)
    if (!delivery) throw new Error('the key is taken')
    try {
      return { text: textsIn(await compose(delivery)).join('\n') }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return { code: error.code }
    }
  }

const digest = (kind: 'digest' | 'run') =>
  post(place => ({ kind, subscription: digests[place] ?? null, content: null }))

const alert = (how: 'post' | 'edit' | 'reply') =>
  post(async place => {
    const id = alerts[place] ?? 0
    const counts = { open: 6, snoozed: 0, untold: 0, deferred: 0, openedWith: 6, openedOn: now.toISOString() }
    const fates = { joined: 0, started: 0, released: 0, renewed: 0, excluded: 0 }
    const opening = { state: { progress: { ...counts, fates }, resolvedOn: null }, reason: 'opened' }
    const episode = (await store.episodes.openOf(id)) ?? (await store.episodes.open(id, opening, now))
    const content = { alert: id, episode: episode.id, how, added: six.map(emailOf), isBaseline: false }
    return { kind: 'alert', subscription: null, content }
  })

const reminder = post(async place => {
  const asking = { token: `token ${posts}`, alert: alerts[place] ?? 0, person: `${posts}@northwind.example` }
  const claimed = await store.reminders.claim(asking, now, now)
  const seat = { kind: 'idle', since: now.toISOString(), isAtLeast: false, hasExpired: false }
  return {
    kind: 'reminder',
    subscription: null,
    content: { reminder: claimed?.id ?? 0, zone: 'UTC', language: null, seat },
  }
})

const notice = post(() => {
  const failed = { notice: 'failed', subscription: 1, names: [payments.name], slot: '2026-W47', reason: 'too late' }
  return { kind: 'notice', subscription: null, content: { ...failed, nextRunAt: now.toISOString(), zone: 'UTC' } }
})

/** Who reads: a post in a shared place is read by everyone there, else by one person. `asked`: only a known role counts. */
type Reads = 'asked alone' | 'asked there' | 'posted'

/** The level for teams, by role and setting: an unknown role means no level for people who ask, and totals in a post. */
function levelFor(reads: Reads, { place, role, level }: Case): Level {
  const isOpen = reads === 'posted' && place !== 'personal'
  const most: Level = isOpen || role === 'admin' ? 'named' : role === 'no role' ? 'off' : 'totals'
  const cap = reads !== 'posted' && role === 'unknown' ? 'off' : most
  return levels[Math.min(levels.indexOf(level), levels.indexOf(cap))] ?? 'off'
}

/** How much a text reveals: everyone's names, pseudonyms, the numbers of small groups, or none of these. */
function readLevel({ text }: { readonly text: string }): Level {
  if (/\w+@northwind\.example/.test(text.replaceAll(ada.email, ''))) return 'named'
  if (/Person \w{5}-\w{5}/.test(text)) return 'pseudonym'
  return 'totals'
}

const isExact = ({ text }: { readonly text: string }) => new RegExp(`\\b${secret}\\b`).test(text)

/** What is expected of a path: the text of it is looked at, or the code with which it is refused. */
type Expect = (asked: Case) => string | ((came: { readonly text: string }) => boolean)

const isExternal = ({ role }: Case) => role === 'external'
const isKnown = ({ role }: Case) => role === 'viewer' || role === 'subscriber' || role === 'admin'
const mayPost = ({ role }: Case) => role === 'subscriber' || role === 'admin'
const isPostedToExternal = (asked: Case) => isExternal(asked) && asked.place === 'personal'

/** Numbers of a small team: to those who may see names. */
const numbers =
  (reads: Reads): Expect =>
  asked => {
    if (reads === 'posted' ? isPostedToExternal(asked) : isExternal(asked)) return 'stranger'
    const level = levelFor(reads, asked)
    return level === 'off'
      ? 'not-told-here'
      : came => isExact(came) === (level === 'named') && readLevel(came) === 'totals'
  }

/** Unused seats of people, who are called as the level says. */
const people =
  (reads: Reads): Expect =>
  asked => {
    if (reads === 'posted' ? isPostedToExternal(asked) : isExternal(asked)) return 'stranger'
    const level = levelFor(reads, asked)
    return level === 'off' ? 'not-told-here' : came => readLevel(came) === level
  }

/** The same where no one is named whatever the level is. */
const counts =
  (reads: Reads): Expect =>
  asked => {
    const expected = people(reads)(asked)
    return typeof expected === 'string' ? expected : came => readLevel(came) === 'totals'
  }

const anyReader: Expect = asked => {
  if (isExternal(asked)) return 'stranger'
  return levelFor('asked alone', asked) === 'named' ? came => readLevel(came) === 'named' : 'not-allowed'
}

const own: Expect = asked => {
  if (isExternal(asked)) return 'stranger'
  return asked.role === 'unknown' ? 'unknown-self' : came => readLevel(came) === 'totals'
}

const settings: Expect = asked =>
  isExternal(asked) ? 'stranger' : isKnown(asked) ? came => readLevel(came) === 'totals' : 'not-told-here'

const changes: Expect = asked =>
  isExternal(asked) ? 'stranger' : mayPost(asked) ? came => readLevel(came) === 'totals' : 'not-your-role'

const forAdmins: Expect = asked =>
  isExternal(asked) ? 'stranger' : asked.role === 'admin' ? () => true : 'admins-only'

const shares: Expect = asked => {
  if (isExternal(asked)) return 'stranger'
  if (!mayPost(asked)) return 'not-your-role'
  return asked.place === 'personal' ? 'no-audience' : numbers('asked there')(asked)
}

const sharesPerson: Expect = asked => {
  const refused = changes(asked)
  if (typeof refused === 'string') return refused
  if (asked.place === 'personal') return 'no-audience'
  return levelFor('asked there', asked) === 'named' ? came => readLevel(came) === 'named' : 'not-told-here'
}

const reminds: Expect = asked => {
  const refused = changes(asked)
  if (typeof refused === 'string') return refused
  const level = levelFor('asked alone', asked)
  return came => readLevel(came) === (level === 'named' ? 'named' : 'totals')
}

const setsUp: Expect = asked => {
  const refused = changes(asked)
  return typeof refused === 'string' || levelFor('asked there', asked) !== 'off' ? refused : 'not-told-here'
}

const home: Expect = asked => {
  if (isExternal(asked)) return 'stranger'
  return came => /^pause 1$/m.test(came.text) === isKnown(asked)
}

const namesTeams: Expect = asked => {
  if (isExternal(asked)) return 'stranger'
  return came => came.text.includes('Payments') === (levelFor('asked alone', asked) !== 'off')
}

const offersTeams: Expect = asked => came =>
  came.text.includes('Payments') === (!isExternal(asked) && levelFor('asked alone', asked) !== 'off')

const offersPeople: Expect = asked => came =>
  (readLevel(came) === 'named') === (!isExternal(asked) && levelFor('asked alone', asked) === 'named')

const asksPerson: Expect = asked => {
  if (isPostedToExternal(asked)) return 'stranger'
  return asked.place === 'personal' || asked.level === 'named' ? () => true : 'not-told-here'
}

const owner: Expect = asked => {
  if (isPostedToExternal(asked)) return 'stranger'
  return asked.place === 'personal' && asked.role === 'no role' ? 'not-told-here' : came => readLevel(came) === 'totals'
}

const numberOf = (ids: Partial<Record<Place, number>>, verb: string) => (place: Place) => `${verb} ${ids[place]}`
const bob = emailOf('bob')

const paths: Readonly<Record<string, readonly [send: Send, expected: Expect]>> = {
  usage: [answer('usage payments'), numbers('asked there')],
  digest: [answer('digest payments'), numbers('asked there')],
  seats: [answer('seats payments'), counts('asked there')],
  team: [answer('team payments'), counts('asked there')],
  teams: [answer('teams'), counts('asked there')],
  'why a team': [answer('why payments'), counts('asked alone')],
  'why an alert': [answer(numberOf(alerts, 'why')), counts('asked alone')],
  'why a person': [answer(`why ${bob}`), anyReader],
  user: [answer(`user ${bob}`), anyReader],
  me: [answer('me'), own],
  home: [answer('home'), home],
  help: [answer('help'), asked => (isExternal(asked) ? 'stranger' : () => true)],
  subscriptions: [answer('subscriptions'), settings],
  history: [answer(numberOf(digests, 'history')), settings],
  'list of alerts': [answer('alerts'), changes],
  run: [answer(numberOf(digests, 'run')), changes],
  subscribe: [answer('subscribe payments'), setsUp],
  remind: [answer(numberOf(alerts, 'remind')), reminds],
  exclude: [answer('exclude'), forAdmins],
  audit: [answer('audit'), forAdmins],
  'export of a report': [answer('export usage payments'), numbers('asked alone')],
  'export of a person': [answer(`export user ${bob}`), anyReader],
  'export of an alert': [answer(numberOf(alerts, 'export')), people('asked alone')],
  'export of a list': [answer('export subscriptions'), settings],
  'share of a report': [answer('share usage payments'), shares],
  'share of a person': [answer(`share user ${bob}`), sharesPerson],
  form: [form, namesTeams],
  'picker of teams': [offer('team'), offersTeams],
  'picker of people': [offer('person'), offersPeople],
  'posted digest': [digest('digest'), numbers('posted')],
  'posted run': [digest('run'), numbers('posted')],
  'posted alert': [alert('post'), people('posted')],
  'edit of an alert': [alert('edit'), people('posted')],
  'reply to an alert': [alert('reply'), counts('posted')],
  reminder: [reminder, asksPerson],
  notice: [notice, owner],
}

/** No post is a whisper. */
const isPosted = (path: string) => /^(posted|edit|reply|reminder|notice)/.test(path)

describe.each(Object.entries(paths))('%s', (path, [send, expected]) => {
  test.each(places.filter(place => place !== 'whisper' || !isPosted(path)))('in a %s', async place => {
    const surprises: unknown[] = []
    for (const role of who) {
      for (const level of levels) {
        const asked = { place, role, level }
        const [came, wanted] = [await send(asked), expected(asked)]
        const isAsWanted =
          typeof wanted === 'string' ? 'code' in came && came.code === wanted : 'text' in came && wanted(came)
        if (!isAsWanted) surprises.push({ ...asked, wanted: typeof wanted === 'string' ? wanted : 'a text', came })
      }
    }
    expect(surprises).toEqual([])
  })
})
