import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultConfigFile, parseConfigFile } from '../../src/config/file.ts'
import { ConfigError, readConfig } from '../../src/config.ts'
import { defaultPrivacy, openRoles } from '../../src/privacy/policy.ts'

const problemsIn = (text: string) => parseConfigFile(text, 'c.yaml').problems
const fileOf = (text: string) => {
  const { file, problems } = parseConfigFile(text, 'c.yaml')
  expect(problems).toEqual([])
  return file
}

describe('what is not set has its documented default', () => {
  test.each(['roles:\nprivacy:\nexclusions:\nholidays:\n', '{}'])('%j', text => {
    expect(fileOf(text)).toEqual(defaultConfigFile)
  })

  test('the defaults are those of access, and those the alerts promise', () => {
    expect(defaultConfigFile).toEqual({
      roles: openRoles,
      tabnineRoles: null,
      privacy: defaultPrivacy,
      alerts: {
        graceDays: 14,
        idleDays: 14,
        repeatDays: 7,
        activationDays: [14, 30],
        underusedDays: 3,
        reminders: { cap: 3, coolDownDays: 7, quietHours: { from: 18 * 60, to: 8 * 60 } },
      },
      watched: [],
      exclusions: [],
      serviceAccounts: [],
      samePerson: [],
      calendar: { weekend: [6, 7], holidays: [] },
      holidayNames: {},
      renewal: null,
      renewalConversations: [],
      budgets: { organization: null, teams: {}, conversations: [] },
      purchase: { seats: null, renewsOn: null, seatPrice: null },
      cost: { currency: 'USD', modelNames: {} },
      links: {
        install: 'https://docs.tabnine.com/main/getting-started/install',
        signIn: 'https://console.tabnine.com',
        users: 'https://console.tabnine.com',
      },
      subscriptions: [],
    })
  })
})

test.each(['', ' \n', '\uFEFF', '---\n', '# only a comment\n'])('a file without settings is an error: %j', text => {
  expect(problemsIn(text)).toEqual(['c.yaml contains no settings. If that is intended, write {}.'])
})

test('the example is understood as a whole', () => {
  const text = readFileSync(join(import.meta.dirname, '../../config.example.yaml'), 'utf8')
  expect(fileOf(text)).toMatchObject({
    roles: { admin: ['ada@example.com', 'S0ADMINS1'], subscriber: ['team owners', 'S0LEADS01'], viewer: null },
    privacy: defaultPrivacy,
    exclusions: [{ person: 'grace@example.com', reason: 'parental leave', until: new Date('2027-03-01T00:00:00Z') }],
    serviceAccounts: ['svc-*@example.com'],
    samePerson: [['lin@example.com', 'lin.chen@example.com']],
    calendar: { weekend: [6, 7], holidays: ['2026-12-25', '2027-01-01'] },
    holidayNames: { '2026-12-25': 'Christmas Day' },
    renewal: { seats: 250, date: new Date('2027-06-30T00:00:00Z') },
    purchase: {
      seats: 250,
      renewsOn: new Date('2027-06-30T00:00:00Z'),
      seatPrice: { amount: 39, currency: 'EUR' },
    },
    links: defaultConfigFile.links,
    subscriptions: [
      {
        conversation: 'slack:C0123456789',
        teams: ['all'],
        schedule: { every: { unit: 'month' }, hour: 8, minute: 0, zone: 'Europe/Berlin' },
        language: 'en',
      },
    ],
  })
})

test('a price without a currency is in US dollars', () => {
  const { renewal, purchase } = fileOf('renewal: {seats: 5, date: 2027-06-30, pricePerSeat: 12.5}')
  expect(purchase).toEqual({
    seats: 5,
    renewsOn: new Date('2027-06-30T00:00:00Z'),
    seatPrice: { amount: 12.5, currency: 'USD' },
  })
  expect(renewal).toEqual({ seats: 5, date: new Date('2027-06-30T00:00:00Z') })
})

test('budgets are of the organization and of teams', () => {
  const text = 'budgets: {currency: EUR, organization: 500, teams: {Payments: 80.5}, notify: [slack:C0123]}'
  expect(fileOf(text)).toMatchObject({
    budgets: { organization: 500, teams: { Payments: 80.5 }, conversations: ['slack:C0123'] },
    cost: { currency: 'EUR' },
  })
})

test('seats and date may be left to the licence', () => {
  const { renewal, purchase } = fileOf('renewal: {pricePerSeat: 39, currency: EUR}')
  expect(renewal).toBeNull()
  expect(purchase).toEqual({ seats: null, renewsOn: null, seatPrice: { amount: 39, currency: 'EUR' } })
  expect(fileOf('renewal: {notify: [slack:C0123]}')).toMatchObject({ renewalConversations: ['slack:C0123'] })
  expect(fileOf('renewal: {seats: 5}')).toMatchObject({ renewal: null, purchase: { seats: 5, renewsOn: null } })
})

describe('each mistake is a sentence with its place', () => {
  test.each<[what: string, text: string, problem: string]>([
    ['a name that is nearly one', 'privcy:\n  floor: 5', '1, column 1: privcy is not a setting; did you mean privacy?'],
    [
      'one further down',
      'alerts:\n  reminders:\n    cooldown-days: 3',
      '3, column 5: alerts.reminders.cooldown-days is not a setting; did you mean alerts.reminders.coolDownDays?',
    ],
    ['a name that is like none', 'colour: red', '1, column 1: colour is not a setting.'],
    [
      'a level',
      'privacy:\n  channel: all',
      '2, column 12: privacy.channel must be one of off, totals, pseudonym, named.',
    ],
    ['a number', 'privacy: { floor: five }', '1, column 19: privacy.floor must be a whole number from 1 to 1000.'],
    [
      'a number too large',
      'alerts:\n  graceDays: 400',
      '2, column 14: alerts.graceDays must be a whole number from 0 to 365.',
    ],
    ['yes for true', 'privacy:\n  pseudonyms: yes', '2, column 15: privacy.pseudonyms must be true or false.'],
    ['a section that is a list', 'roles:\n  - U012345', '2, column 3: roles must be settings with names.'],
    ['a list that is one', 'roles:\n  admin: ada@example.com', '2, column 10: roles.admin must be a list.'],
    [
      'a member that is a name',
      'roles:\n  admin:\n    - ada@example.com\n    - Ada',
      '4, column 7: roles.admin[2] must be a Slack user id (U…), a Slack user group (S…), a Teams object id, an e-mail or “team owners”.',
    ],
    [
      'team owners as admins',
      'roles:\n  admin:\n    - ada@example.com\n    - team owners',
      '4, column 7: roles.admin[2] must not be “team owners”: name people or a group.',
    ],
    [
      'the name of a channel',
      'subscriptions:\n  - conversation: slack:#general\n    teams: [all]',
      '2, column 19: subscriptions[1].conversation must be a conversation such as slack:C0123.',
    ],
    [
      'a day no calendar has',
      'holidays:\n  2026-02-30: Never',
      '2, column 3: holidays.2026-02-30 must be a day such as 2026-12-24.',
    ],
    [
      'a holiday without a name',
      'holidays:\n  2026-12-24: 7',
      '2, column 15: holidays.2026-12-24 must be the name of the holiday.',
    ],
    [
      'what is missing',
      'exclusions:\n  - person: a@example.com',
      '2, column 5: exclusions[1].reason is missing: it must be a short reason.',
    ],
    [
      'a price that is none',
      'renewal: {seats: 5, date: 2027-06-30, pricePerSeat: -1}',
      '1, column 53: renewal.pricePerSeat must be a number above 0, such as 39 or 12.50.',
    ],
    [
      'a currency that does not exist',
      'renewal: {seats: 5, date: 2027-06-30, pricePerSeat: 39, currency: EURO}',
      '1, column 67: renewal.currency must be a currency such as EUR.',
    ],
    [
      'a currency without a price',
      'renewal: {seats: 5, date: 2027-06-30, currency: EUR}',
      '1, column 49: renewal.currency needs pricePerSeat as well.',
    ],
    [
      'a link that runs a script',
      'links: {users: "javascript:alert(1)"}',
      '1, column 16: links.users must be a web address that begins with https:// or http://.',
    ],
    [
      'a reason left empty',
      'exclusions:\n  - person: a@example.com\n    reason:',
      '3, column 12: exclusions[1].reason must be a short reason.',
    ],
    [
      'both person and pattern',
      'exclusions:\n  - { person: a, pattern: b, reason: c }',
      '2, column 5: exclusions[1] must have either a person or a pattern.',
    ],
    [
      'a pattern that ends',
      'exclusions:\n  - { pattern: b, reason: c, until: 2027-01-01 }',
      '2, column 37: exclusions[1].until cannot be combined with a pattern.',
    ],
    [
      'an hour',
      'alerts: { reminders: { quietHours: { from: "25:00", to: "8:00" } } }',
      '1, column 44: alerts.reminders.quietHours.from must be a time such as 18:00, in quotes.',
    ],
    [
      'a schedule',
      'subscriptions:\n  - conversation: slack:C0123\n    teams: [all]\n    when: every mondey',
      '4, column 11: subscriptions[1].when must be a schedule such as “every monday at 9:00 Europe/Berlin”; did you mean “every monday”?',
    ],
    [
      'a zone',
      'subscriptions:\n  - { conversation: "slack:C1", teams: [all], zone: Berlin }',
      '2, column 53: subscriptions[1].zone must be a zone such as Europe/Berlin.',
    ],
    [
      'an alert without a team',
      'alerts: { watch: [{ conversation: "slack:C1", teams: [] }] }',
      '1, column 54: alerts.watch[1].teams must name at least one team.',
    ],
    [
      'a misspelled setting of an alert',
      'alerts: { watch: [{ conversation: "slack:C1", teams: [all], graceDay: 3 }] }',
      '1, column 61: alerts.watch[1].graceDay is not a setting; did you mean alerts.watch[1].graceDays?',
    ],
    ['no YAML', 'roles: {admin: [U012345', '1, column 24: the indentation does not fit, or a bracket is not closed.'],
    ['a setting twice', 'renewal:\nrenewal:', '2, column 1: this setting is repeated.'],
    [
      'a reference',
      'holidays: &a {}\nrenewal: *a',
      '2, column 10: references (*) are not supported; write the value out.',
    ],
    [
      'a map as a name',
      'holidays: { ? { a: 1 } : b }',
      '1, column 15: the name of a setting must be a text, not a list or a map.',
    ],
    // Written out as text once for each level, these took seconds.
    ['names in names', '? '.repeat(800), '1, column 3: the name of a setting must be a text, not a list or a map.'],
    ['not settings at all', '- a\n- b', '1, column 1: the file must be settings with names.'],
  ])('%s', (_what, text, problem) => {
    expect(problemsIn(text)).toContain(`c.yaml, line ${problem}`)
  })

  test('all at once, in the order of the lines', () => {
    const text = 'privacy:\n  floor: 0\n  chanel: off\nalerts:\n  idleDays: x\n'
    expect(problemsIn(text).map(problem => /line \d+/.exec(problem)?.[0])).toEqual(['line 2', 'line 3', 'line 5'])
  })

  test('with any content: never an exception, and never a value', () => {
    const secret = 'xoxb-7-never-to-be-seen'
    const value: fc.Arbitrary<unknown> = fc.oneof(
      fc.constant(secret),
      fc.constant([secret]),
      fc.constant({ [secret]: secret }),
      fc.object({ key: fc.constantFrom('admin', 'floor', 'person', 'when', 'date', secret), maxDepth: 2 }),
    )
    const sections = Object.keys(defaultConfigFile).concat('holidays', secret)
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...sections), value), content => {
        for (const problem of problemsIn(JSON.stringify(content))) {
          expect(problem).toMatch(/^c\.yaml, line \d+, column \d+: .+[.?]$/)
          expect(problem).not.toContain('never-to-be-seen')
        }
      }),
    )
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => Array.isArray(problemsIn(text))))
  })
})

describe('a file that no one writes by hand', () => {
  const problemsOf = (text: string) => parseConfigFile(text, 'config.yaml').problems

  test('with thousands of mistakes has the first twenty reported', () => {
    const problems = problemsOf('roles:\n'.repeat(5_000))
    expect(problems).toHaveLength(20)
    expect(problems[0]).toBe('config.yaml, line 2, column 1: this setting is repeated.')
  })

  test.each(['? '.repeat(50_000), '['.repeat(50_000), '{a: '.repeat(20_000)])('of many levels is refused: %#', text => {
    expect(problemsOf(text).length).toBeGreaterThan(0)
  })

  test('of more than a million characters is not looked into', () => {
    expect(problemsOf('#'.repeat(1_000_001))).toEqual(['config.yaml is longer than 1,000,000 characters.'])
  })

  test('with settings named like properties that every object has is refused', () => {
    for (const key of ['length', 'toString', '__proto__', 'constructor'])
      expect(problemsOf(`roles: { admin: [{ ${key}: { toString: 1 } }] }`).length).toBeGreaterThan(0)
    expect(problemsOf('subscriptions:\n  - { conversation: slack:C1, teams: { length: { valueOf: 1 } } }')).not.toEqual(
      [],
    )
  })

  test('leaves the stacks of other errors as they are', () => {
    const { stackTraceLimit } = Error
    problemsOf('"'.repeat(100))
    expect(Error.stackTraceLimit).toBe(stackTraceLimit)
  })
})

describe('CONFIG_FILE', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'config-file-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('is read with the settings, and problems in both are reported at once', () => {
    const path = join(folder, 'bot.yaml')
    writeFileSync(path, 'privacy:\n  floor: 3\n')
    expect(readConfig({ CONFIG_FILE: path }, 'nothing').file.privacy.minGroupSize).toBe(3)
    writeFileSync(path, 'privacy:\n  floor: some\n')
    expect(problemsOf({ CONFIG_FILE: path, PORT: 'x' })).toEqual([
      'PORT must be a port number.',
      `${path}, line 2, column 10: privacy.floor must be a whole number from 1 to 1000.`,
    ])
  })

  test('may begin with a byte order mark, and must be UTF-8', () => {
    const path = join(folder, 'bot.yaml')
    writeFileSync(path, '\uFEFFprivacy:\n  floor: 3\n')
    expect(readConfig({ CONFIG_FILE: path }, 'nothing').file.privacy.minGroupSize).toBe(3)
    writeFileSync(path, Buffer.from('\uFEFFprivacy:\n  floor: 3\n', 'utf16le'))
    expect(problemsOf({ CONFIG_FILE: path })).toEqual(['CONFIG_FILE is not in UTF-8. Save it in that encoding.'])
  })

  test('that is not there is a sentence', () => {
    expect(problemsOf({ CONFIG_FILE: join(folder, 'none.yaml') })).toEqual(['CONFIG_FILE cannot be read (ENOENT).'])
  })

  test('ENCRYPTION_KEY is a secret of some length', () => {
    const key = 'k'.repeat(16)
    expect(readConfig({ ENCRYPTION_KEY: key }, 'nothing')).toMatchObject({ encryptionKey: key, secrets: [key] })
    expect(problemsOf({ ENCRYPTION_KEY: 'short' })).toEqual(['ENCRYPTION_KEY must be at least 16 characters long.'])
  })

  function problemsOf(environment: Record<string, string>): readonly string[] {
    try {
      readConfig(environment, 'nothing')
      return []
    } catch (error) {
      if (error instanceof ConfigError) return error.problems
      throw error
    }
  }
})
