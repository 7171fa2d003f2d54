import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type App, type AppSettings, createApp } from '../../src/app.ts'
import type { Persistence } from '../../src/command/command.ts'
import { AppError, type ErrorCode, errorCodes } from '../../src/errors.ts'
import type { UsageApi } from '../../src/ports.ts'
import type { Caller } from '../../src/privacy/policy.ts'
import { defaultPolicy } from '../../src/unused-seats/findings/policy.ts'
import { caller } from '../helpers/callers.ts'
import { eventually } from '../helpers/eventually.ts'
import { ada, fakeUsageApi } from '../helpers/fake-usage-api.ts'
import { actionsIn, notesIn, textsIn } from '../helpers/message-content.ts'
import { recordLog, reveal } from '../helpers/recording-log.ts'
import { anyText } from '../helpers/texts.ts'

const now = new Date('2026-11-25T10:00:00Z')

/** An app of which everything that goes out can be looked at. */
function open(
  usageApi: Partial<UsageApi> = {},
  settings: Partial<AppSettings> = {},
  memory: Persistence | null = null,
) {
  const log = recordLog()
  const observed: { command: string; outcome: string; seconds: number }[] = []
  let references = 0
  const app: App = createApp(
    {
      usageApi: fakeUsageApi(usageApi),
      persistence: memory,
      clock: { now: () => now },
      log,
      newReference: () => `REF${++references}`,
    },
    { admins: [], zone: 'UTC', language: 'en', observe: answer => observed.push(answer), ...settings },
  )
  return { app, log, observed }
}

const never = () => new Promise<never>(() => {})
const failWith = (error: unknown) => () => Promise.reject(error)
const codes = Object.keys(errorCodes) as ErrorCode[]

describe('an answer', () => {
  test('is the message of a report, with its facts, for the person who asked', async () => {
    const { app, log } = open()
    const answer = await app.answer('usage payments last week', caller())
    expect(answer).toMatchObject({ surface: 'private', error: null, facts: { subject: { id: 'team-1' } } })
    expect(answer.message.title).toBe('✅ Payments: 42 people used Tabnine last week (16–22 Nov)')
    expect(log.records).toEqual([])
  })

  test('shows dates in the caller’s own zone, else in that of the settings', async () => {
    const { app } = open({}, { zone: 'Europe/Berlin' })
    const notesFor = async (asking: Caller) => notesIn((await app.answer('usage', asking)).message).join()
    expect(await notesFor(caller({ zone: 'Asia/Tokyo' }))).toContain('25 Nov, 7:00 PM')
    expect(await notesFor(caller())).toContain('25 Nov, 11:00 AM')
  })

  test('is given although the platform names an unknown zone', async () => {
    const { error, message } = await open().app.answer('usage', caller({ zone: 'Mars/Olympus Mons' }))
    expect(error).toBeNull()
    expect(notesIn(message).join()).toContain('10:00 AM')
  })

  test.each(['digest payments', 'digest', 'usage payments', 'seats', 'teams', 'export digest payments'])(
    'to “%s” is given with the database away, as far as the Usage API has the data (D29)',
    async line => {
      const away = new Proxy({}, { get: () => failWith(new AppError('store-unavailable')) })
      const store = new Proxy({}, { get: () => away })
      const watching = { policy: defaultPolicy, renewal: null, activationDays: [] }
      const memory = { store, watching } as unknown as Persistence
      const { app } = open({}, {}, memory)
      const { error, message } = await app.answer(line, caller())
      if (line.startsWith('export')) {
        // What leaves is written down first, so this waits for the database.
        expect(error).toBe('not-recorded')
        return
      }
      expect(error).toBeNull()
      expect(textsIn(message).some(line => line.includes('couldn’t read what the bot remembers'))).toBe(true)
    },
  )

  test('reports the progress of the requests', async () => {
    const reported: unknown[] = []
    await open().app.answer('teams', caller(), { onProgress: progress => reported.push(progress) })
    expect(reported.at(-1)).toEqual({ done: 3, of: 3, what: 'teams' })
  })

  test('is observed with command and outcome', async () => {
    const { app, observed } = open()
    await app.answer('usage', caller())
    await app.answer('usage nowhere', caller())
    await app.answer('what is this', caller())
    expect(observed.map(({ command, outcome }) => [command, outcome])).toEqual([
      ['usage', 'ok'],
      ['usage', 'unknown-team'],
      ['unknown', 'unknown-command'],
    ])
    expect(observed.every(({ seconds }) => seconds >= 0)).toBe(true)
  })
})

describe('what is about one person is shown to no one else, also where it fails', () => {
  test.each([
    ['me', 'personal', 'unknown-self'],
    ['me nonsense', 'personal', 'bad-arguments'],
    ['user', 'personal', 'bad-arguments'],
    ['USER bob@northwind.example', 'personal', 'not-allowed'],
    [`user ${'x'.repeat(10_000)}`, 'personal', 'line-too-long'],
    ['team nowhere', 'private', 'unknown-team'],
    ['usre ada@northwind.example', 'private', 'unknown-command'],
  ])('“%.30s” is %s', async (line, surface, error) => {
    expect(await open().app.answer(line, caller())).toMatchObject({ surface, error, facts: null })
  })

  test('a person’s own usage is personal too', async () => {
    const answer = await open().app.answer('me', caller({ email: ada.email }))
    expect(answer).toMatchObject({ surface: 'personal', error: null })
  })
})

describe('an error', () => {
  test.each(codes)('%s has a reference in the log, which its readers see where someone must look it up', async code => {
    const thrown = new AppError(code, {}, { log: { endpoint: '/api/v1' } })
    const { app, log } = open({ teams: failWith(thrown) }, { admins: ['U0002'] })
    const { message, error } = await app.answer('usage payments', caller())
    expect(error).toBe(code)
    expect(notesIn(message)).toEqual(thrown.referenceFor === 'all' ? ['Reference REF1'] : [])
    const forAdmin = (await app.answer('usage payments', caller({ id: 'U0002' }))).message
    expect(notesIn(forAdmin)).toEqual(thrown.referenceFor === undefined ? [] : ['Reference REF2'])
    expect(log.records.pop()?.fields).toMatchObject({ reference: 'REF2', code })
    expect(log.records).toHaveLength(1)
    expect(log.records[0]?.fields).toMatchObject({ reference: 'REF1', command: 'usage', code, endpoint: '/api/v1' })
    expect(log.records[0]?.level).toBe(code === 'internal' ? 'error' : 'info')
  })

  test('that is unexpected is internal: its cause is in the log and in no message', async () => {
    const { app, log } = open({ teams: failWith(new TypeError('secret detail')) })
    const { message, error } = await app.answer('usage payments', caller())
    expect(error).toBe('internal')
    expect(textsIn(message).join()).not.toContain('secret detail')
    expect(reveal(log.records)).toContain('secret detail')
  })

  test('never loses its reference to what the vendor’s answer was logged with', async () => {
    const disguised = new AppError('contract', {}, { log: { reference: 'X', command: 'X', platform: 'X', code: 'X' } })
    const { app, log } = open({ teams: failWith(disguised) })
    await app.answer('usage payments', caller())
    expect(log.records[0]?.fields).toMatchObject({
      reference: 'REF1',
      command: 'usage',
      platform: 'slack',
      code: 'contract',
    })
  })

  test('names settings to an admin alone, and not where others read along', async () => {
    const { app } = open({ teams: failWith(new AppError('bad-token')) }, { admins: ['U0002'] })
    const bodyFor = async (asking: Caller) => (await app.answer('usage payments', asking)).message.summary
    expect(await bodyFor(caller())).not.toContain('TABNINE_TOKEN')
    expect(await bodyFor(caller({ id: 'U0002' }))).toContain('TABNINE_TOKEN')
    expect(await bodyFor(caller({ id: 'U0002', readers: 'channel' }))).not.toContain('TABNINE_TOKEN')
  })

  test('offers to ask a report again where that can help', async () => {
    const { app } = open({ teams: failWith(new AppError('unreachable')) })
    const { message } = await app.answer('usage payments', caller())
    expect(actionsIn(message)).toEqual([{ label: 'Try again', line: 'usage payments' }])
  })

  test('offers the corrected line', async () => {
    const { message } = await open().app.answer('usge all', caller({ prefix: '@Tabnine ' }))
    expect(actionsIn(message)[0]).toEqual({ label: 'usage all', line: 'usage all' })
  })
})

test('a stranger is refused, and nothing is looked up', async () => {
  const asked = () => Promise.reject(new Error('something was looked up'))
  const stranger = caller({ isStranger: true, profile: asked })
  const { error } = await open({ organization: asked, teams: asked, usage: asked }).app.answer('usage', stranger)
  expect(error).toBe('stranger')
})

describe('the role is asked before the line is read', () => {
  const viewersOnly: Partial<AppSettings> = { access: { roles: { admin: [], subscriber: [], viewer: null } } }

  test.each([`subscribe ${'/ '.repeat(490)}`, 'subscribe payments every mondy', 'edit seven', 'pause', 'alerts'])(
    '%s',
    async line => {
      const { error } = await open({}, viewersOnly).app.answer(line, caller())
      expect(error).toBe('not-your-role')
    },
  )

  test('for what everyone may ask the line is read at once', async () => {
    expect((await open({}, viewersOnly).app.answer('teams payments', caller())).error).toBe('bad-arguments')
  })
})

describe('an answer has its time', () => {
  test.each<[string, Partial<UsageApi>, Partial<Caller>]>([
    ['the Usage API never answers', { usage: never }, {}],
    ['the platform never gives the caller’s profile', {}, { profile: never }],
  ])('where %s', async (_what, usageApi, known) => {
    const { app, observed } = open(usageApi, { answerTimeout: 5 })
    expect((await app.answer('usage', caller(known))).error).toBe('took-too-long')
    expect(observed).toMatchObject([{ command: 'usage', outcome: 'took-too-long' }])
  })

  test('what the Usage API is asked for ends with it', async () => {
    let signal: AbortSignal | undefined
    const usage: UsageApi['usage'] = (_subject, _period, _granularity, given) => {
      signal = given
      return never()
    }
    await open({ usage }, { answerTimeout: 5 }).app.answer('usage', caller())
    expect(signal?.aborted).toBe(true)
  })
})

describe('stopping', () => {
  test('finishes the running answers and takes no more questions', async () => {
    const teams = Promise.withResolvers<readonly []>()
    const { app } = open({ teams: () => teams.promise })
    const underway = app.answer('teams', caller())
    let isStopped = false
    const stopped = app.stop().then(() => {
      isStopped = true
    })
    expect((await app.answer('teams', caller())).error).toBe('stopping')
    expect(isStopped).toBe(false)
    teams.resolve([])
    expect((await underway).error).toBeNull()
    await stopped
    expect(isStopped).toBe(true)
  })

  test('ends answers that hang, and each says that the bot restarts', async () => {
    let signal: AbortSignal | undefined
    const usage: UsageApi['usage'] = (_subject, _period, _granularity, given) => {
      signal = given
      return never()
    }
    const { app, observed } = open({ usage })
    const underway = app.answer('usage', caller())
    await eventually(() => expect(signal).toBeDefined())
    expect(app.interrupt()).toBe(1)
    const { error, message } = await underway
    expect(error).toBe('stopping')
    expect(textsIn(message).join(' ')).toContain('I’m restarting Try again in a minute.')
    expect(signal?.aborted).toBe(true)
    expect(observed).toMatchObject([{ command: 'usage', outcome: 'stopping' }])
    expect((await app.answer('teams', caller())).error).toBe('stopping')
    expect(app.interrupt()).toBe(0)
  })

  test('is at once where nothing is under way', async () => {
    const { app } = open()
    await app.answer('teams', caller())
    await expect(app.stop()).resolves.toBeUndefined()
  })
})

test('whatever is asked, and whatever fails, there is an answer', async () => {
  const lines = fc.oneof(
    anyText({ maxLength: 1_100 }),
    fc.tuple(fc.constantFrom('usage', 'user', 'me', 'team', 'seats', 'help'), anyText()).map(parts => parts.join(' ')),
  )
  const failures = fc.option(
    fc.oneof(fc.constantFrom(...codes), fc.constantFrom('a string', undefined, new Error('x'))),
  )
  await fc.assert(
    fc.asyncProperty(lines, failures, async (line, failure) => {
      const thrown = codes.find(code => code === failure) ? new AppError(failure as ErrorCode) : failure
      const fail = failWith(thrown)
      const { app } = open(failure === null ? {} : { teams: fail, organization: fail, personByEmail: fail })
      const { message, error } = await app.answer(line, caller({ email: ada.email }))
      expect(message.summary).not.toBe('')
      expect(error === null || codes.includes(error)).toBe(true)
      const isLookedUp = error !== null && new AppError(error).referenceFor === 'all'
      if (error !== null) expect(notesIn(message).includes('Reference REF1')).toBe(isLookedUp)
    }),
  )
})
